"""Activations: one number in, one number out."""

from __future__ import annotations

from cnncalc.core.operation import POINTWISE, Layer, Reach
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Activation(Layer):
    """A function of each element: the shape stays, one operation an output element."""

    def output_shape(self, x: Shape) -> Shape:
        return x

    def macs(self, x: Shape, y: Shape) -> Size:
        return 0

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
