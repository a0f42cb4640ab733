"""Transposed convolution: a matrix product for a band of input places, whose results are added where their windows lie."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from cnncalc.core.fields import per_axis
from cnncalc.run.call import places
from cnncalc.run.forwards.families.convolution import BAND_BYTES, bands
from cnncalc.run.forwards.families.sliding import Lane, at_places, padding, shape_of

if TYPE_CHECKING:
    from cnncalc.layers.families.transposed import Transposed
    from cnncalc.run.call import Array, Call
    from cnncalc.run.forwards.families.convolution import Band


def written(layer: Transposed, x: Array) -> list[Lane]:
    """The windows that the elements of ``x`` write, on every axis: the output is the lane, padding what is cut off of it."""
    shape = shape_of(x)
    kernels, strides = per_axis("kernel", layer.kernel, shape), per_axis("stride", layer.stride, shape)
    dilations, added = per_axis("dilation", layer.dilation, shape), per_axis("output_padding", layer.output_padding, shape)
    taps = [range(0, dilation * kernel, dilation) for dilation, kernel in zip(dilations, kernels, strict=True)]
    if layer.padding == "same":
        return list(map(_same, shape.spatial, taps, strides, added))
    cut = padding(layer.padding, shape, kernels, strides, dilations)
    return list(map(_lane, shape.spatial, taps, strides, added, cut))


def _lane(size: int, taps: range, stride: int, added: int, cut: tuple[int, int]) -> Lane:
    """One window for each of ``size`` elements, ``stride`` apart; ``added`` cells follow the last, and ``cut`` go at both ends."""
    starts = range(0, size * stride, stride)
    before, after = cut
    return Lane(starts[-1] + taps[-1] + 1 + added - before - after, before, after, starts, taps)


def _same(size: int, taps: range, stride: int, added: int) -> Lane:
    """The same, cut or added to so that ``stride`` cells stay for each element, the odd cell cut off at the end."""
    whole = _lane(size, taps, stride, added, (0, 0))
    surplus = max(whole.size - size * stride, 0)
    return whole._replace(size=size * stride, before=surplus // 2, after=surplus - surplus // 2)


def spread(call: Call, x: Array, weight: Array, lanes: list[Lane], groups: int) -> Array:
    """``weight`` (channels x filters of a group x kernel) times ``x``, window over window: batch x filters x places."""
    batch, channels = x.shape[:2]
    filters = weight.shape[1] * groups
    matrix = weight.reshape(groups, channels // groups, -1).swapaxes(1, 2)
    is_whole = all(lane.padded == lane.size for lane in lanes)
    wide = (call.empty if is_whole else call.scratch)(batch, filters, *(lane.padded for lane in lanes), like=x)
    wide.fill(0)
    rows = groups * matrix.shape[1]
    cut = list(bands(x.shape[2:], max(1, BAND_BYTES // (rows * x.itemsize))))
    products = call.scratch(max(prod(band.sizes) for band in cut) * rows, like=x)
    columns = np.ascontiguousarray(x).reshape(batch, groups, channels // groups, places(x))
    for example, result in zip(columns, wide, strict=True):
        for band in cut:
            windows = products[: rows * prod(band.sizes)]
            call.multiply(matrix, example[:, :, band.run], windows.reshape(groups, -1, prod(band.sizes)))
            _add_windows(windows.reshape(filters, -1, *band.sizes), lanes, band, result)
    if is_whole:
        return wide
    out = call.empty(batch, filters, *(lane.size for lane in lanes), like=x)
    out[...] = wide[at_places(slice(lane.before, lane.before + lane.size) for lane in lanes)]
    return out


def _add_windows(windows: Array, lanes: list[Lane], band: Band, result: Array) -> None:
    """Add what the elements of a band write, filters x taps x places of the band, to where it lies."""
    for index, taps in enumerate(product(*(lane.taps for lane in lanes))):
        under = tuple(lane.under(tap, part) for lane, tap, part in zip(lanes, taps, band.parts, strict=True))
        result[(slice(None), *under)] += windows[:, index]
