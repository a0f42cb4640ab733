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


def convolve(call: Call, x: Array, weight: Array, lanes: list[Lane], groups: int = 1) -> Array:
    """``weight`` (filters x channels of a group x kernel) over ``x``: batch x filters x places."""
    batch, channels = x.shape[:2]
    filters = weight.shape[0]
    sizes = tuple(len(lane.starts) for lane in lanes)
    out = call.empty(batch, filters, *sizes, like=x)
    matrix = weight.reshape(groups, filters // groups, -1)
    grouped = out.reshape(batch, groups, filters // groups, prod(sizes))
    if is_pointwise(lanes):
        columns = np.ascontiguousarray(x).reshape(batch, groups, channels // groups, places(x))
        call.multiply(matrix, columns, grouped)
        return out
    wide = padded(call, x, lanes)
    kernel = [len(lane.taps) for lane in lanes]
    cells = channels * prod(kernel)
    cut = list(bands(sizes, max(1, BAND_BYTES // (cells * x.itemsize))))
    width = max(prod(band.sizes) for band in cut)
    threads = min(workers().count, len(cut) * batch)
    spare = [call.scratch(cells * width, like=x) for _ in range(threads)]

    def multiply(part: tuple[int, Band]) -> None:
        example, band = part
        gathered = spare.pop()
        columns = gathered[: cells * prod(band.sizes)].reshape(channels, *kernel, *band.sizes)
        if threads == 1:
            call.share(
                lambda part: gather(wide[example, part], lanes, band, columns[part]), list(blocks(channels, columns[0].size))
            )
        else:
            gather(wide[example], lanes, band, columns)
        product = call.multiply if threads == 1 else call.multiply_here
        product(matrix, columns.reshape(groups, -1, prod(band.sizes)), grouped[example][:, :, band.run])
        spare.append(gathered)

    call.share(multiply, [(example, band) for example in range(batch) for band in cut])
    return out


def gather(example: Array, lanes: list[Lane], band: Band, columns: Array) -> None:
    """Write the cells under every window of a band: ``columns`` is channels x taps of each axis x places of each axis."""
    steps = [stride * lane.taps.step for stride, lane in zip(example.strides[1:], lanes, strict=True)]
    strides = [stride * lane.starts.step for stride, lane in zip(example.strides[1:], lanes, strict=True)]
    corner = tuple(slice(lane.starts[part.start], None) for lane, part in zip(lanes, band.parts, strict=True))
    under = as_strided(example[(slice(None), *corner)], columns.shape, (example.strides[0], *steps, *strides), writeable=False)
    np.copyto(columns, under)


def add_bias(call: Call, y: Array, has_bias: bool) -> Array:
    """``y`` with one trained number a channel added to it, if there is one."""
    if has_bias:
        y += per_channel(call.weight("bias", y.shape[1], like=y), y)
    return y
