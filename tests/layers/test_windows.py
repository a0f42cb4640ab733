"""The arithmetic of windows against brute force: windows laid down one by one, taps listed, fractions compared."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import ceil

import pytest

from cnncalc.core.window import TransposedWindow, Window, same_padding, transposed_same_padding
from cnncalc.layers.families.pooling import AdaptiveWindow
from cnncalc.layers.families.rearranging import Interpolated, Nearest

WINDOWS = [
    Window(kernel, stride, before, after, dilation, rounding)
    for kernel, stride, before, after, dilation, rounding in product(
        (1, 2, 3, 5), (1, 2, 3, 4), (0, 1, 2), (0, 1, 3), (1, 2, 3), ("floor", "ceil")
    )
]


def taps(window, size):
    """The input positions under each window that is laid down; -1 and ``size`` are the first padded cells."""
    cells = list(range(-window.before, size + window.after))
    offsets = [tap * window.dilation for tap in range(window.kernel)]
    found, start = [], 0
    while start + offsets[-1] < len(cells):
        found.append([cells[start + offset] for offset in offsets])
        start += window.stride
    if window.rounding == "ceil":
        uncovered = len(cells) - (start - window.stride + offsets[-1] + 1)
        overhang = start + offsets[-1] + 1 - len(cells)
        if uncovered > 0 and overhang < window.stride:
            found.append([start - window.before + offset for offset in offsets])
        if found and found[-1][0] >= size:
            found.pop()
    return found


@pytest.mark.parametrize("size", [1, 2, 5, 8, 13])
def test_window(size):
    for window in WINDOWS:
        laid = taps(window, size)
        assert max(window.slide(size), 0) == len(laid), window
        assert [list(window.reads(unit)) for unit in range(len(laid))] == laid, window


@pytest.mark.parametrize("size", [3, 7, 8, 16])
def test_remainder_is_what_no_window_covers(size):
    for window in WINDOWS:
        laid = taps(window._replace(rounding="floor"), size)
        if laid:
            assert window.remainder(size) == size + window.after - 1 - laid[-1][-1], window


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "padding", "places"),
    [
        # ceil_mode measured with torch 2.13 and onnxruntime 1.31.1; opset 22 of ONNX agrees.
        (5, 2, 2, 1, 3),
        (6, 3, 4, 1, 2),
        (10, 2, 3, 1, 4),
        # Caffe's and GoogLeNet's pools; the last fits although the window is larger than its input.
        (112, 3, 2, 0, 56),
        (55, 3, 2, 0, 27),
        (2, 3, 2, 0, 1),
    ],
)
def test_ceil(size, kernel, stride, padding, places):
    assert Window(kernel, stride, padding, padding, rounding="ceil").slide(size) == places


@pytest.mark.parametrize(
    ("question", "places", "fits"),
    [
        # The questions of CS231n: (W, F, S, P).
        ((7, 3, 1, 0), 5, True), ((7, 3, 2, 0), 3, True), ((5, 3, 1, 1), 5, True), ((5, 3, 2, 1), 3, True),
        ((5, 3, 3, 1), 2, False), ((10, 3, 2, 0), 4, False), ((227, 11, 4, 0), 55, True), ((224, 11, 4, 0), 54, False),
        ((11, 5, 2, 0), 4, True), ((32, 3, 2, 0), 15, False),
        # Courses: udacity/sdc-issue-reports#355, Kulbear/deep-learning-nano-foundation#1.
        ((28, 3, 1, 0), 26, True), ((28, 3, 2, 0), 13, False), ((32, 8, 2, 1), 14, True),
    ],
)  # fmt: skip
def test_textbook(question, places, fits):
    size, kernel, stride, padding = question
    window = Window(kernel, stride, padding, padding)
    assert window.slide(size) == places
    assert (window.remainder(size) == 0) is fits


def test_same_padding():
    """The least padding that gives ceil(W/S) outputs, the odd cell at the end."""
    for size, kernel, stride, dilation in product(range(1, 15), range(1, 6), range(1, 5), range(1, 4)):
        places = ceil(Fraction(size, stride))
        least = next(total for total in range(100) if Window(kernel, stride, 0, total, dilation).slide(size) >= places)
        assert same_padding(size, kernel, stride, dilation) == (least // 2, least - least // 2)


def test_same_padding_of_tensorflow():
    assert same_padding(224, 7, 2, 1) == (2, 3)
    assert same_padding(225, 7, 2, 1) == (3, 3)


def written(window, size):
    """Which inputs write to each output of a transposed window: every input puts down its taps, then the ends are cut."""
    cells = [[] for _ in range((size - 1) * window.stride + window.dilation * (window.kernel - 1) + 1)]
    for unit in range(size):
        for tap in range(window.kernel):
            cells[unit * window.stride + tap * window.dilation].append(unit)
    cells += [[]] * window.output_padding
    return cells[window.before : len(cells) - window.after]


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_transposed_window(size):
    for kernel, stride, before, after, dilation, extra in product(range(1, 5), range(1, 6), (0, 1, 3), (0, 2), range(1, 7), (0, 1)):
        window = TransposedWindow(kernel, stride, before, after, dilation, extra)
        places = window.slide(size)
        if places >= 1 and after <= window.extent + extra:
            cells = written(window, size)
            assert places == len(cells), window
            for unit, inputs in enumerate(cells):
                assert [read for read in window.reads(unit) if 0 <= read < size] == sorted(inputs), (window, unit)


def test_transposed_same_padding():
    for size, kernel, stride, dilation in product((1, 4, 7), range(1, 6), range(1, 6), range(1, 4)):
        for extra in range(max(stride, dilation)):
            before, after, added = transposed_same_padding(kernel, stride, dilation, extra)
            assert TransposedWindow(kernel, stride, before, after, dilation, added).slide(size) == size * stride
            assert min(before, after - before, added, 1 - (after - before)) >= 0


def overlapping(low, high):
    """The units whose cells [i, i + 1) overlap (low, high)."""
    return [unit for unit in range(int(low) - 2, int(high) + 3) if unit < high and unit + 1 > low]


def weighed(centre):
    """The units that linear interpolation at ``centre`` gives a weight."""
    return [unit for unit in range(int(centre) - 2, int(centre) + 3) if abs(unit - centre) < 1]


PAIRS = list(product(range(1, 13), range(1, 13)))


def test_adaptive_window():
    for inside, outside in PAIRS:
        window = AdaptiveWindow(inside, outside)
        reads = [list(window.reads(unit)) for unit in range(outside)]
        assert reads == [overlapping(Fraction(u * inside, outside), Fraction((u + 1) * inside, outside)) for u in range(outside)]
        assert window.cells == sum(map(len, reads))


def test_nearest():
    for inside, outside in PAIRS:
        for unit in range(outside):
            assert list(Nearest(inside, outside).reads(unit)) == [int(Fraction(unit * inside, outside))]


def test_interpolated():
    for inside, outside in PAIRS:
        for unit in range(outside):
            centre = (unit + Fraction(1, 2)) * Fraction(inside, outside) - Fraction(1, 2)
            assert list(Interpolated(inside, outside).reads(unit)) == weighed(centre)


@pytest.mark.parametrize(
    "axis",
    [
        Window(3, 2, 1, 1, 2), TransposedWindow(3, 2, 1, 1), TransposedWindow(4, 6, 1, 1, 4), AdaptiveWindow(10, 7),
        AdaptiveWindow(12, 8), Nearest(4, 10), Interpolated(4, 10), Interpolated(10, 4), Nearest(5, 5),
    ],
)  # fmt: skip
def test_period(axis):
    """What unit u reads, unit u + period reads shift units further on."""
    for unit in range(-7, 30):
        assert [read + axis.shift for read in axis.reads(unit)] == list(axis.reads(unit + axis.period))


def test_adaptive_cells_are_not_counted_one_by_one():
    """The count is a formula: as many windows as a file may ask for cost nothing."""
    assert AdaptiveWindow(7, 2**53).cells == 2**53 + 7 - 1
