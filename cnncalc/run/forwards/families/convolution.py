"""Convolution as one matrix product: the cells under each place become a column, a band of columns at a time.

A band fits into a cache, so a column is multiplied while it is near; the whole matrix of columns would be as many times larger
than the input as a window has cells. Source of the method: Chellapilla et al., High Performance Convolutional Neural Networks for
Document Processing (2006), there unbanded.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cnncalc.run.call import MACS_AN_ELEMENT, WORTH_SHARING, cut, per_channel
from cnncalc.run.forwards.families.planes import is_laid_out, layout
from cnncalc.run.forwards.families.sliding import is_pointwise
from cnncalc.run.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.run.call import Array, Call
    from cnncalc.run.forwards.families.sliding import Lane

BAND_BYTES = 4 << 20
"""Memory for the columns of a band, and as much for what they are multiplied to."""


class Band(NamedTuple):
    """Places of the output that lie together in memory: a part of every axis, and where they stand in a row of all places."""

    parts: tuple[slice, ...]
    sizes: tuple[int, ...]
    run: slice


def bands(sizes: tuple[int, ...], most: int) -> Iterator[Band]:
    """All places in bands of at most ``most``, or of one row along the last axis that is cut."""
    inner = prod(sizes[1:])
    if inner > most and len(sizes) > 1:
        for index in range(sizes[0]):
            for band in bands(sizes[1:], most):
                run = slice(index * inner + band.run.start, index * inner + band.run.stop)
                yield Band((slice(index, index + 1), *band.parts), (1, *band.sizes), run)
        return
    rows = -(-sizes[0] // max(1, -(-sizes[0] * inner // most)))  # as even as can be
    whole = tuple(slice(0, size) for size in sizes[1:])
    for start in range(0, sizes[0], rows):
        stop = min(start + rows, sizes[0])
        yield Band((slice(start, stop), *whole), (stop - start, *sizes[1:]), slice(start * inner, stop * inner))


class Part(NamedTuple):
    """What is gathered and multiplied at a time: some places of some groups of one example."""

    example: int
    groups: slice
    band: Band


def cut_up(batch: int, groups: int, sizes: tuple[int, ...], most: int, least: int) -> list[Part]:
    """All places of all groups in parts of at most ``most`` places, in ``least`` parts or more where it can be.

    Whole groups while they fit, as then places lie longest together; else a band of one.
    """
    wanted = -(-least // batch)
    together = min(most // prod(sizes), -(-groups // wanted))
    if together and groups >= wanted:
        whole = Band(tuple(slice(0, size) for size in sizes), sizes, slice(0, prod(sizes)))
        pieces = [(some, whole) for some in cut(groups, -(-groups // together))]
    else:
        found = list(bands(sizes, max(1, min(most, -(-prod(sizes) // wanted)))))
        pieces = [(slice(group, group + 1), band) for group in range(groups) for band in found]
    return [Part(example, *piece) for example in range(batch) for piece in pieces]


def convolve(call: Call, x: Array, weight: Array, lanes: list[Lane], groups: int = 1) -> Array:
    """``weight`` (filters x channels of a group x kernel) over ``x``: batch x filters x places."""
    batch, channels = x.shape[:2]
    filters = weight.shape[0] // groups
    sizes = tuple(len(lane.starts) for lane in lanes)
    out = call.empty(batch, groups * filters, *sizes, like=x)
    grouped = out.reshape(batch, groups, filters, *sizes)
    if is_pointwise(lanes):
        columns = np.ascontiguousarray(x).reshape(batch, groups, channels // groups, -1)
        call.multiply(weight.reshape(groups, filters, -1), columns, grouped.reshape(batch, groups, filters, -1))
    else:
        Columns(call, x, weight.reshape(groups, filters, *weight.shape[1:]), tuple(lanes), grouped).multiply()
    return out


class Columns:
    """The columns of ``x``, a part of the places at a time, and ``weight`` (groups x filters x channels x kernel) times them."""

    def __init__(self, call: Call, x: Array, weight: Array, lanes: tuple[Lane, ...], out: Array) -> None:
        batch, groups, filters, *sizes = out.shape
        self.call = call
        self.lanes = lanes
        self.channels, *self.kernel = weight.shape[2:]
        self.matrix = weight.reshape(groups, filters, -1)
        self.out = out
        self.x = x
        self.laid_out = np.ascontiguousarray(x).reshape(*x.shape[:2], 1, -1) if is_laid_out(lanes) else None
        cells = self.matrix.shape[-1]
        self.work = out.size * cells // MACS_AN_ELEMENT + batch * groups * cells * prod(sizes)
        least = workers().count if self.work >= WORTH_SHARING and prod(sizes) >= filters else 1
        most = BAND_BYTES // out.itemsize // max(cells, filters) * prod(sizes) // layout(lanes, tuple(sizes)).length
        self.parts = cut_up(batch, groups, tuple(sizes), most, least)
        largest, threads = self.parts[0], min(workers().count, len(self.parts))
        self.spare = [[call.scratch(prod(shape), like=out) for shape in self._shapes(largest)] for _ in range(threads)]

    def multiply(self) -> None:
        """Do all parts: each by one thread; a single one by all, its columns first and then the filters' products."""
        if len(self.parts) > 1:
            self.call.share(self._multiply_part, self.parts, self.work)
            return
        (part,) = self.parts
        planes, columns, stretch = self._scratch(part, self.spare[0])
        self.call.share_out(lambda channels: self._gather(part, channels, planes, columns), len(planes), columns.size)
        self.call.share_out(lambda rows: self._fill(part, rows, columns, stretch), self.matrix.shape[1], self.work)

    def _multiply_part(self, part: Part) -> None:
        scratch = self.spare.pop()
        planes, columns, stretch = self._scratch(part, scratch)
        self._gather(part, slice(0, len(planes)), planes, columns)
        self._fill(part, slice(0, self.matrix.shape[1]), columns, stretch)
        self.spare.append(scratch)

    def _shapes(self, part: Part) -> tuple[tuple[int, ...], ...]:
        """Of the planes, channels x planes x cells; the columns, groups x cells of a window x places; and their products."""
        laid, groups = layout(self.lanes, part.band.sizes), part.groups.stop - part.groups.start
        _, filters, cells = self.matrix.shape
        area = laid.area if self.laid_out is None else 0
        return (groups * self.channels, len(laid.planes), area), (groups, cells, laid.length), (groups, filters, laid.length)

    def _scratch(self, part: Part, pieces: list[Array]) -> list[Array]:
        return [piece[: prod(shape)].reshape(shape) for piece, shape in zip(pieces, self._shapes(part), strict=True)]

    def _gather(self, part: Part, channels: slice, planes: Array, columns: Array) -> None:
        """Put the columns of some channels of a part together."""
        laid, first = layout(self.lanes, part.band.sizes), [places.start for places in part.band.parts]
        start = part.groups.start * self.channels
        seen = slice(start + channels.start, start + channels.stop)
        if self.laid_out is None:
            laid.fill(self.x[part.example, seen], first, planes[channels])
            under = laid.under(planes[channels])
        else:
            under = laid.under(self.laid_out[part.example, seen], first)
        by_cell = columns.reshape(-1, *self.kernel, laid.length)[channels]
        for at, numbers in under:
            np.copyto(by_cell[:, *at], numbers)

    def _fill(self, part: Part, rows: slice, columns: Array, stretch: Array) -> None:
        """Multiply the columns by some filters of each group, and keep what are places of the output."""
        kept = layout(self.lanes, part.band.sizes).kept(stretch)[:, rows]
        self.call.multiply_here(self.matrix[part.groups, rows], columns, stretch[:, rows], kept)
        np.copyto(self.out[part.example][part.groups, rows, *part.band.parts], kept)


def add_bias(call: Call, y: Array, has_bias: bool) -> Array:
    """``y`` with one trained number a channel added to it, if there is one."""
    if has_bias:
        y += per_channel(call.weight("bias", y.shape[1], like=y), y)
    return y
