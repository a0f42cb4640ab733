"""groupnorm: groups of channels by their own statistics."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import EVERYTHING, Reach, divides
from cnncalc.core.shape import Shape
from cnncalc.layers.families.normalisation import Standardisation


class Groupnorm(Standardisation):
    """Mean and variance over all places of each group of channels.

    Source: Wu and He, Group Normalization (2018); torch.nn.GroupNorm.
    """

    groups = Field(COUNT, "the channels fall into so many groups", main=True, example="32")

    def output_shape(self, x: Shape) -> Shape:
        divides("groups", self.groups, channels=x.channels)
        return x

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING
