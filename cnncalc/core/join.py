"""Kinds with several inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import SIDES
from cnncalc.core.operation import POINTWISE, Measure, Operation, Reach, measure
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import GIVE_A_NUMBER, Size, alike, are_known, equal, simplest

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
            raise shapes_differ(operation, xs, "they have different numbers of axes", _as_map(xs[0], x))


def same_shape(operation: str, xs: Sequence[Shape]) -> Shape:
    """The shape of all operands; CC330 where they differ."""
    same_axes(operation, xs)
    for x in xs:
        if not alike(x.spatial, xs[0].spatial):
            raise shapes_differ(operation, xs, "all must be equal", to_one_shape(xs[0], x))
        if not equal(x.channels, xs[0].channels):
            raise shapes_differ(operation, xs, "all must be equal", to_same_channels(xs[0], x))
    return Shape(in_simplest_terms(xs))


def broadcast(operation: str, xs: Sequence[Shape]) -> Shape:
    """The common shape, where 1x1xC counts for every place and HxWx1 for every channel; CC330 where there is none.

    A formula is no 1, though it may come to 1 at some size.
    """
    same_axes(operation, xs)
    one = (1,) * xs[0].axes
    wide = next((x for x in xs if x.spatial != one), xs[0])
    deep = next((x for x in xs if x.channels != 1), xs[0])
    sizes, channels = [wide.spatial], [deep.channels]
    for x in xs:
        if x.spatial != one:
            if not alike(x.spatial, wide.spatial):
                ones = "x".join(map(str, one))
                raise shapes_differ(operation, xs, f"the sizes must be equal, or {ones} to count for all", to_one_shape(wide, x))
            sizes.append(x.spatial)
        if x.channels != 1:
            if not equal(x.channels, deep.channels):
                raise shapes_differ(operation, xs, "the channels must be equal, or 1 to count for all", to_same_channels(deep, x))
            channels.append(x.channels)
    return Shape((*in_simplest_terms(sizes), simplest(channels)))


def in_simplest_terms(several: Sequence[tuple[Size, ...]]) -> tuple[Size, ...]:
    """Sizes that several operands have alike, each as the one says it that says it shortest."""
    first = several[0]
    return first if all(sizes is first or sizes == first for sizes in several) else tuple(map(simplest, zip(*several, strict=True)))


def shapes_differ(operation: str, xs: Sequence[Shape], why: str, help: str = "") -> Problem:
    """CC330, naming what arrived."""
    shown = ", ".join(map(str, xs[:6])) + (", …" if len(xs) > 6 else "")
    return Problem("CC330", f"`{operation}` cannot join {shown}: {why}", help)


def to_one_size(first: Shape, other: Shape) -> str:
    """What brings two feature maps to one size: `upsample` by a whole factor, or else `crop`.

    Nothing where each is the larger on some axis.
    """
    surplus = tuple(b - a for a, b in zip(first.spatial, other.spatial, strict=True))
    if not are_known(surplus):
        return GIVE_A_NUMBER
    small, large = first, other
    if max(surplus) <= 0:
        small, large, surplus = other, first, tuple(-cells for cells in surplus)
    if min(surplus) < 0:
        return ""
    factor = _whole_factor(small, large)
    if factor:
        return f"`upsample: {factor}` on {small} makes it {small.with_spatial(large.spatial)}"
    return f"`crop: {_margin(surplus)}` on {large} makes it {large.with_spatial(small.spatial)}"


def to_one_shape(first: Shape, other: Shape) -> str:
    """What brings two feature maps to one shape: a projection with a stride, as in a residual block's shortcut, or another size."""
    size = to_one_size(first, other)
    if not are_known((*first, *other)):
        return size
    small, large = sorted((first, other), key=lambda x: x.places)
    stride = _whole_factor(small, large)
    if not stride:
        few, many = sorted((first, other), key=lambda x: x.channels)
        if not size or equal(few.channels, many.channels):
            return size
        projected = small.with_channels(many.channels)
        return f"{size}, then `{_projection(many, 1)}` makes {small.with_channels(few.channels)} {projected}"
    return f"`{_projection(small, stride)}` on {large} makes it {small}, or {size}"


def to_same_channels(first: Shape, other: Shape) -> str:
    """What two operands of one size but other channels can do: a projection, or to stand side by side."""
    if not first.axes:
        return f"give both the same length, as `linear: {first.channels}` on {other} does"
    if not are_known((first.channels, other.channels)):
        return GIVE_A_NUMBER
    few, many = sorted((first, other), key=lambda x: x.channels)
    both = f"`concat` puts their channels side by side: {many.with_channels(first.channels + other.channels)}"
    return f"`{_projection(many, 1)}` on {few} makes it {few.with_channels(many.channels)}" + (
        f"; {both}" if first.spatial == other.spatial else ""
    )


def _projection(y: Shape, stride: Size) -> str:
    """The 1x1 convolution that gives ``y``'s channels, as a file writes it."""
    return f"conv: {{filters: {y.channels}, kernel: 1{f', stride: {stride}' if stride > 1 else ''}}}"


def _whole_factor(small: Shape, large: Shape) -> Size:
    """How many times as large the one is on every axis; 0 where that is no one whole number."""
    if not are_known((*small.spatial, *large.spatial)):
        return 0
    factors = {divmod(b, a) for a, b in zip(small.spatial, large.spatial, strict=True)}
    factor, rest = factors.pop()
    return factor if not factors and rest == 0 else 0


def _as_map(first: Shape, other: Shape) -> str:
    """What makes a vector a map that counts for every place; nothing where both are maps."""
    vector, map = sorted((first, other), key=lambda x: x.axes)
    if vector.axes:
        return ""
    ones = Shape.of(vector.channels, (1,) * map.axes)
    return f"`reshape: {ones}` on the vector makes it a map"


def _margin(surplus: tuple[Size, ...]) -> str:
    """How a file says that so many cells go on each axis, as evenly from both ends as can be."""
    if all(cells % 2 == 0 for cells in surplus):
        halves = [cells // 2 for cells in surplus]
        return str(halves[0]) if len(set(halves)) == 1 else str(halves)
    ends = [
        (name, cells)
        for names, total in zip(SIDES[len(surplus)], surplus, strict=True)
        for name, cells in zip(names, (total // 2, total - total // 2), strict=True)
    ]
    return "{" + ", ".join(f"{name}: {cells}" for name, cells in ends if cells) + "}"
