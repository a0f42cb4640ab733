"""channel_maxpool: the largest of each place."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import ChannelPool


class ChannelMaxpool(ChannelPool):
    """The largest of all channels at each place.

    Source: the spatial attention of Woo et al., CBAM (2018).
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * (x.channels - 1)
