"""global_avgpool: the mean of each channel."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import GlobalPool


class GlobalAvgpool(GlobalPool):
    """The mean over all places of each channel.

    Source: Lin et al., Network in Network (2013).
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * x.places
