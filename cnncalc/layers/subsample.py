"""subsample: the trainable pool of LeNet-5."""

from __future__ import annotations

from cnncalc.core.operation import WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import WindowPool


class Subsample(WindowPool):
    """The mean of each window, times one trainable coefficient a channel, plus one bias a channel: k + 2 operations.

    Source: layers S2 and S4 of LeCun et al., Gradient-Based Learning Applied to Document Recognition (1998).
    """

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": (x.channels,), "bias": (x.channels,)}

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * (self.cells(x) + 2)
