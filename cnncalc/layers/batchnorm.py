"""batchnorm: each channel by its statistics over the training data."""

from __future__ import annotations

from cnncalc.core.operation import POINTWISE, Reach, WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.normalisation import Standardisation


class Batchnorm(Standardisation):
    """Each channel by its running mean and variance, which are stored, not trained: one factor and one addition an element.

    Source: Ioffe and Szegedy, Batch Normalization (2015); torch.nn.BatchNorm2d when a network is run.
    """

    def buffers(self, x: Shape) -> WeightShapes:
        return {"running_mean": (x.channels,), "running_var": (x.channels,)}

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return 2 * y.elements

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
