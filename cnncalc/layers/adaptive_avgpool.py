"""adaptive_avgpool: the mean, for an output of a given size."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import AdaptivePool


class AdaptiveAvgpool(AdaptivePool):
    """The mean of each window; windows share cells where the output's size does not divide the input's.

    Source: torch.nn.AdaptiveAvgPool2d.
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return self.cells(x)
