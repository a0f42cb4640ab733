"""The definitions of sliding layers as plain loops, an element at a time: slow, and sharing nothing with the forwards."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np


def starts(size, kernel, stride, dilation, before, after, ceil=False):
    """Where the windows of one axis begin, counted from the first input cell."""
    span = dilation * (kernel - 1)
    found = [-before]
    while found[-1] + stride + span <= size + after - 1:
        found.append(found[-1] + stride)
    if ceil and found[-1] + span < size + after - 1:
        found.append(found[-1] + stride)
    if ceil and found[-1] >= size:
        found.pop()
    return found


def windows(sizes, kernel, stride, dilation, ends, ceil=False):
    """For each place of the output the input cells of its window, on every axis; some lie outside."""
    axes = [
        [[start + tap * d for tap in range(k)] for start in starts(size, k, s, d, *both, ceil)]
        for size, k, s, d, both in zip(sizes, kernel, stride, dilation, ends, strict=True)
    ]
    shape = tuple(map(len, axes))
    return shape, {
        place: list(product(*(axis[at] for axis, at in zip(axes, place, strict=True)))) for place in product(*map(range, shape))
    }


def inside(cell, sizes):
    """Whether a cell is one of the input."""
    return all(0 <= at < size for at, size in zip(cell, sizes, strict=True))


def convolve(x, weight, bias, stride, dilation, ends, groups=1):
    """Every output is the sum of the products of its window with its filter."""
    batch, channels, *sizes = x.shape
    filters, group_channels, *kernel = weight.shape
    shape, cells = windows(sizes, kernel, stride, dilation, ends)
    y = np.zeros((batch, filters, *shape))
    taps = list(product(*map(range, kernel)))
    for example, filter, (place, window) in product(range(batch), range(filters), cells.items()):
        first = filter // (filters // groups) * (channels // groups)
        total = 0.0 if bias is None else bias[filter]
        for channel, (tap, cell) in product(range(group_channels), zip(taps, window, strict=True)):
            if inside(cell, sizes):
                total += x[(example, first + channel, *cell)] * weight[(filter, channel, *tap)]
        y[(example, filter, *place)] = total
    return y


def convolve_transposed(x, weight, bias, stride, dilation, cut, added, groups=1):
    """Every input element adds its window; ``cut`` cells go at both ends of each axis."""
    batch, channels, *sizes = x.shape
    group_filters, *kernel = weight.shape[1:]
    written = [
        (size - 1) * s + d * (k - 1) + 1 + extra
        for size, s, d, k, extra in zip(sizes, stride, dilation, kernel, added, strict=True)
    ]
    y = np.zeros((batch, group_filters * groups, *written))
    for example, channel, place, filter, tap in product(
        range(batch), range(channels), product(*map(range, sizes)), range(group_filters), product(*map(range, kernel))
    ):
        target = [at * s + t * d for at, s, t, d in zip(place, stride, tap, dilation, strict=True)]
        out = channel // (channels // groups) * group_filters + filter
        y[(example, out, *target)] += x[(example, channel, *place)] * weight[(channel, filter, *tap)]
    y = y[(..., *(slice(before, size - after) for (before, after), size in zip(cut, written, strict=True)))]
    return y if bias is None else y + bias.reshape(-1, *(1,) * len(sizes))


def connect_locally(x, weight, bias, stride, dilation, ends, groups=1):
    """As a convolution whose filter is another at every place."""
    batch, channels, *sizes = x.shape
    axes = len(sizes)
    filters, group_channels, *kernel = weight.shape[: 2 + axes]
    shape, cells = windows(sizes, kernel, stride, dilation, ends)
    y = np.zeros((batch, filters, *shape))
    taps = list(product(*map(range, kernel)))
    for example, filter, (place, window) in product(range(batch), range(filters), cells.items()):
        first = filter // (filters // groups) * (channels // groups)
        total = 0.0 if bias is None else bias[(filter, *place)]
        for channel, (tap, cell) in product(range(group_channels), zip(taps, window, strict=True)):
            if inside(cell, sizes):
                total += x[(example, first + channel, *cell)] * weight[(filter, channel, *tap, *place)]
        y[(example, filter, *place)] = total
    return y


def pool(x, kernel, stride, dilation, ends, ceil, combine):
    """``combine`` is told the elements of a window, how many of its cells are padding, and how many lie beyond that."""
    batch, channels, *sizes = x.shape
    shape, cells = windows(sizes, kernel, stride, dilation, ends, ceil)
    y = np.zeros((batch, channels, *shape))
    for example, channel, (place, window) in product(range(batch), range(channels), cells.items()):
        numbers = [x[(example, channel, *cell)] for cell in window if inside(cell, sizes)]
        within = [
            all(-before <= at < size + after for at, size, (before, after) in zip(cell, sizes, ends, strict=True))
            for cell in window
        ]
        y[(example, channel, *place)] = combine(numbers, sum(within) - len(numbers), len(within) - sum(within))
    return y


def largest(numbers, padded, overhanging):
    return max(numbers, default=-inf)


def mean(numbers, padded, overhanging):
    return sum(numbers) / (len(numbers) + padded)


def mean_without_padding(numbers, padded, overhanging):
    return sum(numbers) / len(numbers) if numbers else 0


def length(numbers, padded, overhanging):
    return (sum(number * number for number in numbers) * (1 + overhanging / (len(numbers) + padded))) ** 0.5
