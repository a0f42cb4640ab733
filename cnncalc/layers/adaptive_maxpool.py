"""adaptive_maxpool: the largest, for an output of a given size."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import AdaptivePool


class AdaptiveMaxpool(AdaptivePool):
    """The largest element of each window; windows share cells where the output's size does not divide the input's.

    Source: torch.nn.AdaptiveMaxPool2d.
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return self.cells(x) - y.elements
