"""channel_shuffle: the channels of all groups mixed."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import POINTWISE, Reach, divides
from cnncalc.core.shape import Shape
from cnncalc.layers.families.rearranging import Rearranging


class ChannelShuffle(Rearranging):
    """The first channel of every group, then the second of every group, and so on.

    Source: Zhang et al., ShuffleNet (2017); torch.nn.ChannelShuffle.
    """

    groups = Field(COUNT, "the channels fall into so many groups", main=True, example="2")

    def output_shape(self, x: Shape) -> Shape:
        divides("groups", self.groups, channels=x.channels)
        return x

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
