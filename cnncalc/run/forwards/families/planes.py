"""The padded input laid out so that what lies under one cell of all windows is one stretch of memory.

Rows follow each other without a gap, so the windows of a band of rows are a stretch too: those that begin on the seam between two
rows are worked out with the others and never looked at. Columns of the product of convolution are then copied by the thousand, and
not a row of the map at a time. Where windows are ``stride`` apart, cells are parted by their residue first: a plane for each.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, product
from math import prod
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.run.call import Array
    from cnncalc.run.forwards.families.sliding import Lane


class Taps(NamedTuple):
    """The cells of a window along one axis that have the same residue by the stride: they lie evenly in its plane."""

    residue: int
    at: slice
    """Which cells of the window they are."""
    offsets: range
    """How far each lies from the window's first place in the plane."""


class Layout(NamedTuple):
    """How the cells under a band of places lie in memory: channels x a plane for each choice of residues x the plane's cells."""

    lanes: tuple[Lane, ...]
    sizes: tuple[int, ...]
    """Places along every axis."""
    shape: tuple[int, ...]
    """Cells of a plane along every axis."""
    steps: tuple[int, ...]
    """How far neighbours along each axis are apart, in a plane as in what is worked out from it."""
    length: int
    """How long the stretch of all places is, those on the seams included."""
    area: int
    """Cells of a plane, with what windows read beyond the end of its last row."""
    planes: list[tuple[Taps, ...]]
    """Which cells of a window lie in each plane, for every axis."""

    def fill(self, x: Array, first: Sequence[int], cells: Array) -> None:
        """Write ``x``, channels x spatial, to ``cells`` (channels x planes x :attr:`area`), zeros around it.

        ``first`` is the first place of the band.
        """
        cells[:, :, prod(self.shape) :] = 0
        for number, axes in enumerate(self.planes):
            plane = cells[:, number, : prod(self.shape)].reshape(len(x), *self.shape)
            at: tuple[slice, ...] = (slice(None),)
            source = at
            for axis, (lane, taps, start, size) in enumerate(zip(self.lanes, axes, first, self.shape, strict=True), start=1):
                inside, seen = _cells(lane, taps.residue, start, size)
                if inside.start:
                    plane[*at, : inside.start] = 0
                if inside.stop < plane.shape[axis]:
                    plane[*at, inside.stop :] = 0
                at, source = (*at, inside), (*source, seen)
            plane[at] = x[source]

    def under(self, cells: Array, first: Sequence[int] = ()) -> Iterator[tuple[tuple[slice, ...], Array]]:
        """For each plane of ``cells``, which cells of a window lie in it, and what is under them: channels x taps x :attr:`length`.

        ``first`` is the place in the plane where the band begins.
        """
        item, start = cells.itemsize, _along(self.steps, first)
        for number, axes in enumerate(self.planes):
            corner = number * cells.strides[1] + item * (start + _along(self.steps, (taps.offsets[0] for taps in axes)))
            shape = (len(cells), *(len(taps.offsets) for taps in axes), self.length)
            along = (taps.offsets.step * step * item for taps, step in zip(axes, self.steps, strict=True))
            under = np.ndarray(shape, cells.dtype, cells.data, corner, (cells.strides[0], *along, item))
            yield tuple(taps.at for taps in axes), under

    def kept(self, stretch: Array) -> Array:
        """The places of a stretch, its last axis, that are windows of the map: without those on the seams."""
        strides = (*stretch.strides[:-1], *(step * stretch.itemsize for step in self.steps))
        return np.ndarray((*stretch.shape[:-1], *self.sizes), stretch.dtype, stretch.data, 0, strides)


def is_laid_out(lanes: Sequence[Lane]) -> bool:
    """Whether the input lies so already: windows follow each other, and none reaches beyond it."""
    return all(lane.starts.step == 1 and lane.before == 0 and lane.padded <= lane.size for lane in lanes)


def layout(lanes: tuple[Lane, ...], sizes: tuple[int, ...]) -> Layout:
    """The layout for a band of ``sizes`` places along every axis; the input's own where it will do."""
    return _layout(lanes, tuple(lane.starts.step for lane in lanes), sizes)


@lru_cache(maxsize=256)
def _layout(lanes: tuple[Lane, ...], strides: tuple[int, ...], sizes: tuple[int, ...]) -> Layout:
    """``strides`` are told beside the lanes as ranges of one place are equal, whatever their step."""
    if is_laid_out(lanes):
        shape = tuple(lane.size for lane in lanes)
    else:
        whole = [size == len(lane.starts) for lane, size in zip(lanes, sizes, strict=True)]
        ends = [size + _reach(lane) for lane, size in zip(lanes, sizes, strict=True)]
        pitches = [_pitch(lane) if all_of_it else end for lane, end, all_of_it in zip(lanes, ends, whole, strict=True)]
        shape = (ends[0], *pitches[1:])
    steps = tuple(accumulate(reversed(shape[1:]), mul, initial=1))[::-1]
    length = 1 + _along(steps, (size - 1 for size in sizes))
    area = prod(shape) + _along(steps[1:], map(_reach, lanes[1:]))
    return Layout(lanes, sizes, shape, steps, length, area, list(product(*map(_taps, lanes))))


def _along(steps: Sequence[int], counts: Iterable[int]) -> int:
    """How far so many steps along each axis lead."""
    return sum(map(mul, steps, counts))


def _taps(lane: Lane) -> list[Taps]:
    """The cells of a window, those of each residue together."""
    stride, found = lane.starts.step, list[Taps]()
    for residue in sorted({tap % stride for tap in lane.taps}):
        indices = [index for index, tap in enumerate(lane.taps) if tap % stride == residue]
        offsets = [lane.taps[index] // stride for index in indices]
        every, step = (indices[1] - indices[0], offsets[1] - offsets[0]) if len(indices) > 1 else (1, 1)
        found.append(Taps(residue, slice(indices[0], indices[-1] + 1, every), range(offsets[0], offsets[-1] + 1, step)))
    return found


def _reach(lane: Lane) -> int:
    """How far the last cell of a window lies from its first place in a plane."""
    return lane.taps[-1] // lane.starts.step


def _pitch(lane: Lane) -> int:
    """How far rows are apart in a plane.

    The zeros before a row are those behind the row above, so what a window reads beyond its row's end must be zeros of the next.
    """
    stride, last = lane.starts.step, lane.starts[-1] + lane.taps[-1]
    cells = max(lane.before + lane.size, last + 1 - lane.before)
    return max(len(lane.starts), -(-cells // stride))


def _cells(lane: Lane, residue: int, start: int, size: int) -> tuple[slice, slice]:
    """Of ``size`` cells of a plane's axis from ``start`` on, those that are cells of the input, and which ones of it."""
    stride = lane.starts.step
    first = max(start, -(-(lane.before - residue) // stride))
    cell = first * stride + residue - lane.before
    count = max(0, min(start + size - first, -(-(lane.size - cell) // stride)))
    return slice(first - start, first - start + count), slice(cell, cell + count * stride, stride)
