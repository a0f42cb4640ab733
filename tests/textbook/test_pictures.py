"""The drawings: whole for what the texts draw, and against windows slid by counting for everything else."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layer_tables import build as built
from layer_tables import rows, shapes

from cnncalc import layers
from cnncalc.core.fields import SHAPE
from cnncalc.core.problem import Problem
from cnncalc.textbook.layer import Row, build
from cnncalc.textbook.pictures import picture
from cnncalc.walk import Walker


def drawn(x, operation, **values):
    return picture(Row(SHAPE.read(x)).put(build(operation, values)))


STRIDE_1 = """\
25 places, 5 down and 5 across:

1               2               3               4             ... 25
# # # . . . .   . # # # . . .   . . # # # . .   . . . # # # .     . . . . . . .
# # # . . . .   . # # # . . .   . . # # # . .   . . . # # # .     . . . . . . .
# # # . . . .   . # # # . . .   . . # # # . .   . . . # # # .     . . . . . . .
. . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . . . .
. . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #
. . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #
. . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #

# the window   . input"""

STRIDE_2 = """\
9 places, 3 down and 3 across:

1               2               3               4             ... 9
# # # . . . .   . . # # # . .   . . . . # # #   . . . . . . .     . . . . . . .
# # # . . . .   . . # # # . .   . . . . # # #   . . . . . . .     . . . . . . .
# # # . . . .   . . # # # . .   . . . . # # #   # # # . . . .     . . . . . . .
. . . . . . .   . . . . . . .   . . . . . . .   # # # . . . .     . . . . . . .
. . . . . . .   . . . . . . .   . . . . . . .   # # # . . . .     . . . . # # #
. . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #
. . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #

# the window   . input"""

STRIDE_3 = """\
4 places, 2 down and 2 across:

1               2               3               4
# # # . . . x   . . . # # # x   . . . . . . x   . . . . . . x
# # # . . . x   . . . # # # x   . . . . . . x   . . . . . . x
# # # . . . x   . . . # # # x   . . . . . . x   . . . . . . x
. . . . . . x   . . . . . . x   # # # . . . x   . . . # # # x
. . . . . . x   . . . . . . x   # # # . . . x   . . . # # # x
. . . . . . x   . . . . . . x   # # # . . . x   . . . # # # x
x x x x x x x   x x x x x x x   x x x x x x x   x x x x x x x

# the window   . input   x input never read"""

PADDED = """\
4 places:

1   # # # . . . . . +
2   + . # # # . . . +
3   + . . . # # # . +
4   + . . . . . # # #

# the window   . input   + padding"""

DILATED = """\
1 place, 1 down and 1 across:

1
# x #
x x x
# x #

# the window   x input never read"""

PADDING_IN_VAIN = """\
2 places:

1   # # # . . . -
2   + . . # # # -

# the window   . input   + padding   - padding never read"""

ROUNDED_UP = """\
3 places:

1   # # # . . . +
2   . . # # # . +
3   . . . . # # #

# the window   . input   + padding"""

TRANSPOSED = """\
3 input cells, the window that each writes:

1   # # . . . +
2   + . # # . +
3   + . . . # #

# the window   . output   + cut off"""

TRANSPOSED_WITH_HOLES = """\
2 input cells, the window that each writes:

1   # # x . .
2   . . x # #

# the window   . output   x output never written"""

MANY = """\
18 places:

 1   # # # . . . . . . . . . . . . . . . . .
 2   . # # # . . . . . . . . . . . . . . . .
 3   . . # # # . . . . . . . . . . . . . . .
 4   . . . # # # . . . . . . . . . . . . . .
 5   . . . . # # # . . . . . . . . . . . . .
 6   . . . . . # # # . . . . . . . . . . . .
 7   . . . . . . # # # . . . . . . . . . . .
 8   . . . . . . . # # # . . . . . . . . . .
 9   . . . . . . . . # # # . . . . . . . . .
10   . . . . . . . . . # # # . . . . . . . .
11   . . . . . . . . . . # # # . . . . . . .
12   . . . . . . . . . . . # # # . . . . . .
13   . . . . . . . . . . . . # # # . . . . .
14   . . . . . . . . . . . . . # # # . . . .
   ...
18   . . . . . . . . . . . . . . . . . # # #

# the window   . input"""


@pytest.mark.parametrize(
    ("x", "operation", "values", "expected"),
    [
        pytest.param("7x7x3", "conv", {"filters": 1, "kernel": 3}, STRIDE_1, id="stride 1"),
        pytest.param("7x7x3", "conv", {"filters": 1, "kernel": 3, "stride": 2}, STRIDE_2, id="stride 2"),
        pytest.param("7x7x3", "conv", {"filters": 1, "kernel": 3, "stride": 3}, STRIDE_3, id="stride 3 does not fit"),
        pytest.param("7x7x3", "maxpool", {"kernel": 3, "stride": 3}, STRIDE_3, id="a pool"),
        pytest.param("7x1", "conv", {"filters": 1, "kernel": 3, "stride": 2, "padding": 1}, PADDED, id="one axis, padded"),
        pytest.param("3x3x1", "conv", {"filters": 1, "kernel": 2, "dilation": 2}, DILATED, id="dilated"),
        pytest.param("5x1", "conv", {"filters": 1, "kernel": 3, "stride": 3, "padding": 1}, PADDING_IN_VAIN, id="padding in vain"),
        pytest.param("6x1", "maxpool", {"kernel": 3, "stride": 2, "rounding": "ceil"}, ROUNDED_UP, id="rounded up"),
        pytest.param("3x1", "conv_transpose", {"filters": 1, "kernel": 2, "stride": 2, "padding": 1}, TRANSPOSED, id="transposed"),
        pytest.param("2x1", "conv_transpose", {"filters": 1, "kernel": 2, "stride": 3}, TRANSPOSED_WITH_HOLES, id="holes"),
        pytest.param("20x1", "avgpool", {"kernel": 3, "stride": 1}, MANY, id="more places than lines"),
    ],
)
def test_as_the_texts_draw_it(x, operation, values, expected):
    assert "\n".join(drawn(x, operation, **values)) == expected


@pytest.mark.parametrize(
    ("x", "operation", "values"),
    [
        pytest.param("4x4x4x1", "conv", {"filters": 1, "kernel": 2}, id="three axes"),
        pytest.param("227x227x3", "conv", {"filters": 96, "kernel": 11, "stride": 4}, id="too large"),
        pytest.param("30x30x3", "conv", {"filters": 1, "kernel": 5}, id="too high"),
        pytest.param("8x30x3", "conv", {"filters": 1, "kernel": 5}, id="no two side by side"),
        pytest.param("7x1", "conv", {"filters": 1, "kernel": 3, "padding": 1000, "stride": 900}, id="all padding"),
        pytest.param("2x2x1", "conv_transpose", {"filters": 1, "kernel": 3, "stride": 39}, id="too large an output"),
        pytest.param("7x7x3", "relu", {}, id="no window"),
        pytest.param("7x7x3", "global_avgpool", {}, id="everything at once"),
        pytest.param("7x7x3", "upsample", {"scale": 2}, id="rearranging"),
        pytest.param("7x7x3", "pad", {"padding": 2}, id="padding alone"),
        pytest.param("12", "linear", {"features": 3}, id="a vector"),
    ],
)
def test_nothing_is_drawn(x, operation, values):
    assert drawn(x, operation, **values) == []


def slid(size, kernel, stride, padding, dilation, rounding):
    """The cells under the window at each place, by moving it as long as it stays inside; rounding up is as PyTorch does it."""
    span = dilation * (kernel - 1) + 1
    starts, end = [], size + padding
    while (start := len(starts) * stride - padding) + span <= end:
        starts.append(start)
    if rounding == "ceil" and starts:
        if starts[-1] + span < end:
            starts.append(starts[-1] + stride)
        if starts[-1] >= size:
            starts.pop()
    return [[start + tap * dilation for tap in range(kernel)] for start in starts]


def symbol(cell, place, places, size):
    if cell in place:
        return "#"
    is_read = any(cell in other for other in places)
    return ("-+", "x.")[0 <= cell < size][is_read]


@given(
    size=st.integers(1, 20),
    kernel=st.integers(1, 5),
    stride=st.integers(1, 6),
    padding=st.integers(0, 3),
    dilation=st.integers(1, 3),
    rounding=st.sampled_from(["floor", "ceil"]),
)
def test_every_line_is_the_window_slid_by_counting(size, kernel, stride, padding, dilation, rounding):
    places = slid(size, kernel, stride, padding, dilation, rounding)
    if not places:
        return
    values = {"filters": 1, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "rounding": rounding}
    lines = drawn(f"{size}x1", "conv", **values)
    assert lines[0] == f"{len(places)} place{'' if len(places) == 1 else 's'}:"
    last = max(size + padding - 1, places[-1][-1])
    whole = [
        f"{number:>{len(str(len(places)))}}   " + " ".join(symbol(cell, place, places, size) for cell in range(-padding, last + 1))
        for number, place in enumerate(places, 1)
    ]
    assert lines[2:-2] == (whole if len(whole) <= 16 else [*whole[:14], lines[-4], whole[-1]])


@given(
    sizes=st.tuples(st.integers(1, 12), st.integers(1, 12)),
    kernel=st.integers(1, 4),
    stride=st.integers(1, 4),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 2),
)
def test_every_grid_is_the_window_slid_by_counting(sizes, kernel, stride, padding, dilation):
    high, wide = (slid(size, kernel, stride, padding, dilation, "floor") for size in sizes)
    if not high or not wide:
        return
    values = {"filters": 1, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    lines = drawn(f"{sizes[0]}x{sizes[1]}x1", "conv", **values)
    if not lines:
        assert len(range(-padding, sizes[1] + padding)) > 18 or sizes[0] + 2 * padding > 16
        return
    assert (
        lines[0]
        == f"{len(high) * len(wide)} place{'' if len(high) * len(wide) == 1 else 's'}, {len(high)} down and {len(wide)} across:"
    )
    numbers = [int(word) for word in lines[2].split() if word != "..."]
    starts = [
        position for position, one in enumerate(lines[2]) if one.isdigit() and not lines[2][position - 1 : position].isdigit()
    ]
    assert numbers[-1] == len(high) * len(wide)
    for number, start in zip(numbers, starts, strict=True):
        rows_read, columns_read = list(product(high, wide))[number - 1]
        for row, line in zip(range(-padding, sizes[0] + padding), lines[3:-2], strict=True):
            for index, column in enumerate(range(-padding, sizes[1] + padding)):
                inside = 0 <= row < sizes[0] and 0 <= column < sizes[1]
                is_read = any(row in one for one in high) and any(column in one for one in wide)
                is_tap = row in rows_read and column in columns_read
                assert line[start + 2 * index] == ("#" if is_tap else ("x.", "-+")[not inside][is_read])


@pytest.mark.parametrize("operation", list(layers.places()))
def test_every_kind_is_drawn_or_not_in_plain_lines_of_80_columns(operation):
    for row in rows(operation):
        walker = Walker()
        inputs = tuple(walker.input(f"x{number}", x) for number, x in enumerate(shapes(row["input"])))
        lines = picture(walker.apply(built(operation, row["given"]), inputs))
        assert len(lines) <= 21
        assert all(len(line) <= 80 and line.isascii() and line == line.rstrip() for line in lines)
        symbols = {symbol for line in lines[3:-2] for symbol in line if symbol not in " 0123456789"}
        assert symbols <= {part[0] for part in lines[-1].split("   ")} if lines else True


def test_a_fault_is_no_drawing():
    with pytest.raises(Problem):
        drawn("2x2x1", "conv", filters=1, kernel=3)
