"""Kinds with several inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.operation import POINTWISE, Measure, Operation, Reach, measure
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, equal

if TYPE_CHECKING:
    from collections.abc import Sequence


class Join(Operation):
    """A kind that makes one tensor of several, called ``xs`` everywhere. No weights, no multiply-accumulates."""

    def output_shape(self, xs: tuple[Shape, ...]) -> Shape:
        """The shape that goes out."""
        raise NotImplementedError

    def elementwise(self, xs: tuple[Shape, ...], y: Shape) -> Size:
        """Operations for one example."""
        raise NotImplementedError

    def measure(self, inputs: tuple[Shape, ...]) -> Measure:
        y = self.output_shape(inputs)
        return measure(y, {}, {}, 0, self.elementwise(inputs, y))

    def reach(self, inputs: tuple[Shape, ...]) -> Reach:
        """A unit reads the units at its own place of every operand; one that is broadcast over the places is read whole."""
        return POINTWISE


def same_axes(operation: str, xs: Sequence[Shape]) -> None:
    """Raise CC330 unless all operands have as many spatial axes."""
    for x in xs:
        if x.axes != xs[0].axes:
            raise shapes_differ(operation, xs, "they have different numbers of axes")


def same_shape(operation: str, xs: Sequence[Shape]) -> Shape:
    """The shape of all operands; CC330 where they differ."""
    if any(x != xs[0] for x in xs):
        raise shapes_differ(operation, xs, "all must be equal")
    return xs[0]


def broadcast(operation: str, xs: Sequence[Shape]) -> Shape:
    """The common shape, where 1x1xC counts for every place and HxWx1 for every channel; CC330 where there is none."""
    same_axes(operation, xs)
    places = xs[0].spatial
    channels = xs[0].channels
    for x in xs:
        places = x.spatial if all(equal(size, 1) for size in places) else places
        channels = x.channels if equal(channels, 1) else channels
    for x in xs:
        if x.spatial != places and not all(equal(size, 1) for size in x.spatial):
            raise shapes_differ(operation, xs, "the places must be equal, or 1x1 to count for all")
        if not equal(x.channels, channels) and not equal(x.channels, 1):
            raise shapes_differ(operation, xs, "the channels must be equal, or 1 to count for all")
    return Shape.of(channels, places)


def shapes_differ(operation: str, xs: Sequence[Shape], why: str, help: str = "") -> Problem:
    """CC330, naming what arrived."""
    shown = ", ".join(map(str, xs[:6])) + (", …" if len(xs) > 6 else "")
    return Problem("CC330", f"`{operation}` cannot join {shown}: {why}", help)
