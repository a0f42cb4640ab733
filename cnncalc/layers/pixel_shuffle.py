"""pixel_shuffle: channels become places."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import Reach, wants_map
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import ceil_divide, equal, floor_divide, remainder
from cnncalc.layers.families.rearranging import Nearest, Rearranging


class PixelShuffle(Rearranging):
    """Each factor x factor channels of a place become a square of places of one channel.

    Source: Shi et al., Real-Time Single Image Super-Resolution (2016); torch.nn.PixelShuffle.
    """

    factor = Field(COUNT, "how many times as large each axis becomes", main=True, example="2")

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        cells = self.factor**x.axes
        if not equal(remainder(x.channels, cells), 0):
            fitting = ceil_divide(x.channels, cells) * cells
            raise Problem(
                "CC320",
                f"factor {self.factor}: {self.factor}^{x.axes} = {cells} does not divide channels {x.channels}",
                f"`conv: {{filters: {fitting}, kernel: 1}}` before it makes them {fitting}",
                "factor",
            )
        return Shape.of(floor_divide(x.channels, cells), (size * self.factor for size in x.spatial))

    def axes_reach(self, x: Shape) -> Reach:
        return (Nearest(1, self.factor),) * x.axes
