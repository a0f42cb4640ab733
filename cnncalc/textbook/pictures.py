"""A window drawn at its places, as the texts do it: over the padded grid, with what is never read, in plain ASCII.

::

    9 places, 3 down and 3 across:

    1               2               3               4             ... 9
    # # # . . . .   . . # # # . .   . . . . # # #   . . . . . . .     . . . . . . .
    # # # . . . .   . . # # # . .   . . . . # # #   . . . . . . .     . . . . . . .
    # # # . . . .   . . # # # . .   . . . . # # #   # # # . . . .     . . . . . . .
    . . . . . . .   . . . . . . .   . . . . . . .   # # # . . . .     . . . . . . .
    . . . . . . .   . . . . . . .   . . . . . . .   # # # . . . .     . . . . # # #
    . . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #
    . . . . . . .   . . . . . . .   . . . . . . .   . . . . . . .     . . . . # # #

    # the window   . input
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.window import TransposedWindow, Window
from cnncalc.layers.families.rearranging import Rearranging
from cnncalc.rules.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.core.window import AxisReads
    from cnncalc.walk import LayerRecord

WIDTH = 80
"""Columns that a drawing takes at most."""

MOST_ROWS = 16
"""Rows of cells, and places below each other on one axis."""

MOST_CELLS = 40
"""Cells on an axis that are worth a look at: as many as a line has room for."""

GAP = "   "
ELLIPSIS = " ... "

TAP, INSIDE, UNREAD, OUTSIDE, OUTSIDE_UNREAD = "#.x+-"

READING = {TAP: "the window", INSIDE: "input", UNREAD: "input never read", OUTSIDE: "padding", OUTSIDE_UNREAD: "padding never read"}
WRITING = {
    TAP: "the window",
    INSIDE: "output",
    UNREAD: "output never written",
    OUTSIDE: "cut off",
    OUTSIDE_UNREAD: "cut off, never written",
}
"""What the symbols mean where windows read the input, and where they write the output (transposed convolutions)."""


class _Axis(NamedTuple):
    """One axis of the grid: the cells from ``first`` to ``last``, padding included, and those under the window at each place."""

    first: int
    last: int
    inside: range
    places: list[range]

    @property
    def cells(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def touched(self) -> set[int]:
        """The cells that some window covers."""
        return {cell for place in self.places for cell in place}


def picture(record: LayerRecord) -> list[str]:
    """The lines of a drawing of the layer's window at its places, at most 80 columns wide.

    Empty when the layer slides no window over one or two axes, or the grid is too large. The windows of a transposed convolution
    are drawn where they write, over the output.
    """
    reach = () if isinstance(record.operation, Rearranging) else record.operation.reach(tuple(record.input_shapes))
    x, y = record.input_shapes[0].spatial, record.output_shape.spatial
    if isinstance(reach, str) or len(reach) not in (1, 2) or max(*x, *y) > MOST_CELLS:
        return []
    axes = [_axis(reads, inside, outside) for reads, inside, outside in zip(reach, x, y, strict=True)]
    if max(axis.last - axis.first for axis in axes) >= MOST_CELLS:
        return []
    grids = _below(axes[0]) if len(axes) == 1 else _beside(*axes)
    if not grids:
        return []
    is_writing = isinstance(reach[0], TransposedWindow)
    return [_heading([len(axis.places) for axis in axes], is_writing), "", *grids, "", _legend(grids, is_writing)]


def _axis(reads: AxisReads, inside: int, outside: int) -> _Axis:
    """One axis of the grid; an input of ``inside`` cells is read, or an output of ``outside`` cells is written."""
    if isinstance(reads, TransposedWindow):
        # What an input cell writes of the output is what a window of the same numbers would read there.
        writes = Window(reads.kernel, reads.stride, reads.before, 0, reads.dilation)
        return _padded(writes, outside, inside)
    if isinstance(reads, Window):
        return _padded(reads, inside, outside)
    return _Axis(0, inside - 1, range(inside), [reads.reads(unit) for unit in range(outside)])


def _padded(window: Window, size: int, places: int) -> _Axis:
    """``size`` cells with what lies around them: the padding, and what the last window overhangs."""
    last = max(window.padded(size) - window.before - 1, window.reads(places - 1)[-1])
    return _Axis(-window.before, last, range(size), [window.reads(place) for place in range(places)])


def _below(axis: _Axis) -> list[str]:
    """A line for each place; an empty list when they are too wide."""
    width = len(str(len(axis.places)))
    if width + len(GAP) + 2 * len(axis.cells) - 1 > WIDTH:
        return []
    touched = axis.touched
    lines = [
        f"{number:>{width}}{GAP}" + " ".join(_symbol(cell in place, cell in axis.inside, cell in touched) for cell in axis.cells)
        for number, place in enumerate(axis.places, 1)
    ]
    return lines if len(lines) <= MOST_ROWS else [*lines[: MOST_ROWS - 2], " " * width + ELLIPSIS.rstrip(), lines[-1]]


def _beside(rows: _Axis, columns: _Axis) -> list[str]:
    """A grid for each place, side by side as far as there is room, and for the last; an empty list where one has to do for many."""
    places = list(enumerate(product(rows.places, columns.places), 1))
    width = max(2 * len(columns.cells) - 1, len(str(len(places))))
    room = (WIDTH + len(GAP)) // (width + len(GAP))
    gap = GAP
    if room < len(places):
        gap = ELLIPSIS
        room = (WIDTH - len(ELLIPSIS) + 2 * len(GAP)) // (width + len(GAP))
    if len(rows.cells) > MOST_ROWS or room < min(2, len(places)):
        return []
    *firsts, last = [
        [line.ljust(width) for line in (str(number), *_grid(rows, columns, *place))]
        for number, place in [*places[:-1][: room - 1], places[-1]]
    ]
    gaps = [gap, *[" " * len(gap)] * len(rows.cells)] if firsts else [""] * len(last)
    lines = zip(*firsts, gaps, last, strict=True)
    return [(GAP.join(parts[:-2]) + parts[-2] + parts[-1]).rstrip() for parts in lines]


def _grid(rows: _Axis, columns: _Axis, high: range, wide: range) -> list[str]:
    """The grid with the window at one place: over the rows ``high`` and the columns ``wide``."""
    touched_rows, touched_columns = rows.touched, columns.touched
    return [
        " ".join(
            _symbol(
                row in high and column in wide,
                row in rows.inside and column in columns.inside,
                row in touched_rows and column in touched_columns,
            )
            for column in columns.cells
        )
        for row in rows.cells
    ]


def _symbol(is_tap: bool, is_inside: bool, is_touched: bool) -> str:
    if is_tap:
        return TAP
    if is_inside:
        return INSIDE if is_touched else UNREAD
    return OUTSIDE if is_touched else OUTSIDE_UNREAD


def _heading(counts: Sequence[int], is_writing: bool) -> str:
    """How many places there are; a transposed convolution has one for each cell of its input."""
    places = counted(prod(counts), "input cell" if is_writing else "place")
    spread = f", {' down and '.join(map(str, counts))} across" if len(counts) > 1 else ""
    return f"{places}{spread}{', the window that each writes' if is_writing else ''}:"


def _legend(grids: Sequence[str], is_writing: bool) -> str:
    """What the symbols mean that are there."""
    drawn = set("".join(grids))
    meanings = WRITING if is_writing else READING
    return GAP.join(f"{symbol} {meaning}" for symbol, meaning in meanings.items() if symbol in drawn)
