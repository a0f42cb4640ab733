"""Convolutions: windows whose cells are multiplied by trained weights."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, EXTENTS, Extent, Field
from cnncalc.core.operation import divides
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, floor_divide
from cnncalc.layers.families.sliding import Dilated
from cnncalc.layers.families.weighted import Weighted


class Convolution(Weighted, Dilated):
    """A sliding window of weights. Multiply-accumulates: output elements x the elements of one filter."""

    stride: Field[Extent | None] = Field(EXTENTS, "step of the window", default=1)


class Grouped(Convolution):
    """Filters that may see a group of the input channels only."""

    filters = Field(COUNT, "number of filters, so channels of the output", main=True)
    groups = Field(COUNT, "the channels fall into so many groups, each with filters of its own", default=1)

    def output_shape(self, x: Shape) -> Shape:
        return Shape.of(self.filters, self.slide(x))

    def group_channels(self, x: Shape) -> Size:
        """The input channels that one filter sees."""
        divides("groups", self.groups, channels=x.channels, filters=self.filters)
        return floor_divide(x.channels, self.groups)
