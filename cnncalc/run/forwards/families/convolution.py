"""Convolution as one matrix product: the cells under each place become a column, a band of columns at a time.

A band fits into a cache, so a column is multiplied while it is near; the whole matrix of columns would be as many times larger
than the input as a window has cells. Source of the method: Chellapilla et al., High Performance Convolutional Neural Networks for
Document Processing (2006), there unbanded.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnncalc.run.call import blocks, per_channel, places
from cnncalc.run.forwards.families.sliding import is_pointwise, padded
from cnncalc.run.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.run.call import Array, Call
    from cnncalc.run.forwards.families.sliding import Lane

BAND_BYTES = 4 << 20
"""Memory for the columns of a band."""


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


def cut_up(batch: int, groups: int, cells: int, sizes: tuple[int, ...], most: int) -> list[Part]:
    """All places of all groups in parts of at most ``most`` numbers, ``cells`` for a place of a group.

    Whole groups while they fit, as then places lie longest together; else a band of one.
    """
    together = most // (cells * prod(sizes))
    if together:
        whole = Band(tuple(slice(0, size) for size in sizes), sizes, slice(0, prod(sizes)))
        pieces = [(slice(start, min(start + together, groups)), whole) for start in range(0, groups, together)]
    else:
        cut = list(bands(sizes, max(1, most // cells)))
        pieces = [(slice(group, group + 1), band) for group in range(groups) for band in cut]
    return [Part(example, *piece) for example in range(batch) for piece in pieces]


def convolve(call: Call, x: Array, weight: Array, lanes: list[Lane], groups: int = 1) -> Array:
    """``weight`` (filters x channels of a group x kernel) over ``x``: batch x filters x places."""
    batch, channels = x.shape[:2]
    filters = weight.shape[0]
    sizes = tuple(len(lane.starts) for lane in lanes)
    out = call.empty(batch, filters, *sizes, like=x)
    matrix = weight.reshape(groups, filters // groups, -1)
    grouped = out.reshape(batch, groups, filters // groups, prod(sizes))
    if is_pointwise(lanes):
        call.multiply(matrix, np.ascontiguousarray(x).reshape(batch, groups, channels // groups, places(x)), grouped)
        return out
    wide = padded(call, x, lanes)
    wide = wide.reshape(batch, groups, channels // groups, *wide.shape[2:])
    window = (channels // groups, *(len(lane.taps) for lane in lanes))
    parts = cut_up(batch, groups, prod(window), sizes, BAND_BYTES // x.itemsize)
    most = max((part.groups.stop - part.groups.start) * prod(window) * prod(part.band.sizes) for part in parts)
    threads = min(workers().count, len(parts))
    spare = [call.scratch(most, like=x) for _ in range(threads)]

    def multiply(part: Part) -> None:
        example, some, band = part
        gathered = spare.pop()
        shape = (some.stop - some.start, *window, *band.sizes)
        columns = gathered[: prod(shape)].reshape(shape)
        if threads == 1:
            each = list(blocks(shape[1], columns[0, 0].size))
            call.share(lambda part: gather(wide[example, some, part], lanes, band, columns[:, part]), each, columns.size)
        else:
            gather(wide[example, some], lanes, band, columns)
        product = call.multiply if threads == 1 else call.multiply_here
        product(matrix[some], columns.reshape(shape[0], -1, prod(band.sizes)), grouped[example, some, :, band.run])
        spare.append(gathered)

    call.share(multiply, parts, batch * channels * prod(window[1:]) * prod(sizes))
    return out


def gather(wide: Array, lanes: list[Lane], band: Band, columns: Array) -> None:
    """Write the cells under every window of a band: ``columns`` is groups x channels x taps of each axis x places of each axis."""
    steps = [stride * lane.taps.step for stride, lane in zip(wide.strides[2:], lanes, strict=True)]
    strides = [stride * lane.starts.step for stride, lane in zip(wide.strides[2:], lanes, strict=True)]
    corner = tuple(slice(lane.starts[part.start], None) for lane, part in zip(lanes, band.parts, strict=True))
    first = wide[(slice(None), slice(None), *corner)]
    np.copyto(columns, as_strided(first, columns.shape, (*wide.strides[:2], *steps, *strides), writeable=False))


def add_bias(call: Call, y: Array, has_bias: bool) -> Array:
    """``y`` with one trained number a channel added to it, if there is one."""
    if has_bias:
        y += per_channel(call.weight("bias", y.shape[1], like=y), y)
    return y
