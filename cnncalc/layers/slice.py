"""slice: some of the channels."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, INDEX, Field
from cnncalc.core.operation import POINTWISE, Reach
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, at_least
from cnncalc.layers.families.rearranging import Rearranging


class Slice(Rearranging):
    """The channels from ``start`` up to, not including, ``stop``. Source: x[:, start:stop] in PyTorch."""

    start = Field(INDEX, "first channel, counted from 0", default=0)
    stop: Field[Size | None] = Field(COUNT, "channel before which it ends; the last is included unless given", default=None)

    def output_shape(self, x: Shape) -> Shape:
        stop = x.channels if self.stop is None else self.stop
        if not at_least(x.channels, stop):
            raise Problem(
                "CC322",
                f"`stop: {stop}` lies beyond the last channel: the input {x} has {x.channels}",
                f"use `stop: {x.channels}` or less, or leave it out",
                "stop",
            )
        if not at_least(stop, self.start + 1):
            raise Problem("CC322", f"no channels from {self.start} up to {stop}", f"use `start: {stop - 1}` or less", "start")
        return x.with_channels(stop - self.start)

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
