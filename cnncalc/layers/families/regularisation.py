"""Regularisation: noise in training, nothing when a network is run."""

from __future__ import annotations

from cnncalc.core.operation import POINTWISE, Layer, Reach
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Regularisation(Layer):
    """The input passes through: no operations, no memory."""

    is_view = True

    def output_shape(self, x: Shape) -> Shape:
        return x

    def macs(self, x: Shape, y: Shape) -> Size:
        return 0

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return 0

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
