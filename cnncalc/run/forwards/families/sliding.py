"""Where windows lie, found by laying them one after the other over the padded axis, and never by a formula for the output size."""

from __future__ import annotations

from bisect import bisect_left
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cnncalc.core.fields import per_axis, sides
from cnncalc.core.shape import Shape
from cnncalc.run.forwards.families.elementwise import channel_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.core.fields import Padding
    from cnncalc.core.size import Rounding
    from cnncalc.layers.families.sliding import Sliding
    from cnncalc.run.call import Array, Call


class Lane(NamedTuple):
    """One axis with the windows laid over it."""

    size: int
    before: int
    after: int
    starts: range
    """Where each window's first cell lies on the padded axis."""
    taps: range
    """How far each cell of a window is from its first."""

    @property
    def padded(self) -> int:
        """The padded axis, and what the last window overhangs."""
        return max(self.before + self.size + self.after, self.starts[-1] + self.taps[-1] + 1)

    def under(self, tap: int, part: slice = slice(None)) -> slice:
        """The cells of the padded axis under one tap of all windows, or of those in ``part``."""
        first, last, step = self.starts[part][0] + tap, self.starts[part][-1] + tap, self.starts.step
        return slice(first, last + 1, step)

    def inside(self, tap: int) -> tuple[slice, slice]:
        """The windows whose cell under ``tap`` is one of the input, and these cells, counted from the input's first."""
        shift = tap - self.before
        cells = range(self.starts.start + shift, self.starts.stop + shift, self.starts.step)
        windows = slice(bisect_left(cells, 0), bisect_left(cells, self.size))
        reached = cells[windows]
        return windows, slice(reached.start, reached.stop, reached.step) if reached else slice(0, 0)


def lanes(layer: Sliding, x: Array) -> list[Lane]:
    """The windows of ``layer`` on every spatial axis of ``x``, batch x channels x spatial."""
    shape = shape_of(x)
    kernels = per_axis("kernel", layer.kernel, shape)
    strides = kernels if layer.stride is None else per_axis("stride", layer.stride, shape)
    dilations = per_axis("dilation", getattr(layer, "dilation", 1), shape)
    paddings = padding(layer.padding, shape, kernels, strides, dilations)
    return [
        lane(size, range(0, dilation * kernel, dilation), stride, ends, layer.rounding)
        for size, kernel, stride, dilation, ends in zip(shape.spatial, kernels, strides, dilations, paddings, strict=True)
    ]


def lane(size: int, taps: range, stride: int, ends: tuple[int, int], rounding: Rounding = "floor") -> Lane:
    """Windows from the first cell on, ``stride`` apart, as long as they fit.

    ``ceil``: and one more when cells are left, which may overhang. The last one goes again when it starts beyond the input.
    """
    before, after = ends
    end = before + size + after - taps[-1]
    starts = range(0, end, stride)
    if rounding == "ceil":
        starts = range(0, end + stride - 1, stride)
        if starts[-1] >= before + size:
            starts = starts[:-1]
    return Lane(size, before, after, starts, taps)


def padding(
    padding: Padding, shape: Shape, kernels: tuple[int, ...], strides: tuple[int, ...], dilations: tuple[int, ...]
) -> tuple[tuple[int, int], ...]:
    """The cells that are added at both ends of each axis, the words worked out by adding cells until they hold."""
    if padding == "valid":
        return ((0, 0),) * shape.axes
    if padding == "same":
        return tuple(map(same, shape.spatial, kernels, strides, dilations))
    if padding in ("half", "full"):
        spans = [range(0, dilation * kernel, dilation)[-1] for kernel, dilation in zip(kernels, dilations, strict=True)]
        return tuple((span >> 1, span >> 1) if padding == "half" else (span, span) for span in spans)
    assert not isinstance(padding, str)
    return sides("padding", padding, shape)


def same(size: int, kernel: int, stride: int, dilation: int) -> tuple[int, int]:
    """Cells are added, at the end first, until there is a window for every ``stride``-th cell."""
    taps = range(0, dilation * kernel, dilation)
    before = after = 0
    while len(lane(size, taps, stride, (before, after)).starts) < len(range(0, size, stride)):
        before, after = (before, after + 1) if after <= before else (before + 1, after)
    return before, after


def padded(call: Call, x: Array, lanes: list[Lane], value: float = 0) -> Array:
    """``x`` with its padding, every cell of it ``value``; ``x`` itself where no window reaches beyond it."""
    if all(lane.before == 0 and lane.padded <= lane.size for lane in lanes):
        return x
    wide = call.scratch(*x.shape[:2], *(max(lane.padded, lane.before + lane.size) for lane in lanes), like=x)
    inner = at_places(slice(lane.before, lane.before + lane.size) for lane in lanes)

    def pad(at: tuple[slice, slice]) -> None:
        part = wide[at]
        for axis, lane in enumerate(lanes, start=2):
            for end in (slice(0, lane.before), slice(lane.before + lane.size, None)):
                part[(slice(None),) * axis + (end,)] = value
        part[inner] = x[at]

    call.share(pad, list(channel_blocks(x)), x.size)
    return wide


def under_taps(wide: Array, lanes: list[Lane]) -> Iterator[Array]:
    """For each cell of the window, in order, the cells of the padded input that lie under it: batch x channels x places."""
    for taps in product(*(lane.taps for lane in lanes)):
        yield wide[at_places(lane.under(tap) for lane, tap in zip(lanes, taps, strict=True))]


def at_places(parts: Iterable[slice]) -> tuple[slice, ...]:
    """A part of every spatial axis, of all channels of all examples."""
    return (slice(None), slice(None), *parts)


def shape_of(x: Array) -> Shape:
    """The shape of an array, batch x channels x spatial, as a layer is asked about it."""
    return Shape.of(x.shape[1], x.shape[2:])


def zeros(call: Call, *shape: int, like: Array) -> Array:
    """An output that starts at 0."""
    array = call.empty(*shape, like=like)
    array.fill(0)
    return array


def is_pointwise(lanes: list[Lane]) -> bool:
    """Whether every window is one cell, and every cell has one."""
    return all(lane.padded == lane.size == len(lane.starts) and len(lane.taps) == 1 for lane in lanes)


def counts(lanes: list[Lane], include_padding: bool) -> Array:
    """How many cells of each window count for a mean: those of the input, or those of the padded input; never what overhangs it."""
    total = np.ones((), dtype=np.int64)
    for lane in lanes:
        first, last = (0, lane.before + lane.size + lane.after) if include_padding else (lane.before, lane.before + lane.size)
        inside = [sum(first <= start + tap < last for tap in lane.taps) for start in lane.starts]
        total = np.multiply.outer(total, np.array(inside, dtype=np.int64))
    return total
