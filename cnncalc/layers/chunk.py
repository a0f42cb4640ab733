"""chunk: one of several equal parts of the channels."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import POINTWISE, Reach, divides
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import at_least, floor_divide
from cnncalc.layers.families.rearranging import Rearranging


class Chunk(Rearranging):
    """Part ``part`` of the channels cut into ``of`` equal parts: the channel split of ShuffleNet V2.

    Source: Ma et al., ShuffleNet V2 (2018); torch.chunk, which would allow unequal parts.
    """

    part = Field(COUNT, "which part, counted from 1", example="1")
    of = Field(COUNT, "number of parts", example="2")

    def check(self) -> None:
        if not at_least(self.of, self.part):
            raise Problem("CC322", f"there is no part {self.part} of {self.of}", f"parts count from 1 to {self.of}", "part")

    def output_shape(self, x: Shape) -> Shape:
        divides("of", self.of, channels=x.channels)
        return x.with_channels(floor_divide(x.channels, self.of))

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
