"""A figure of a sweep drawn with plain characters, which every terminal and log shows.

Numbers are drawn to scale from 0: upwards over the axis that is swept, a mark a point, and of a grid one kind of mark for each
value of the other axis. Words, which have no distance, are drawn as bars.
"""

from __future__ import annotations

import itertools
import string
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.units import in_units
from cnncalc.sweeps.axes import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.render.sweep.columns import Figure
    from cnncalc.sweeps.axes import Axis
    from cnncalc.sweeps.sweep import Point, Sweep

MARKS = "*+o#@%&=" + "".join(letter for letter in string.ascii_lowercase if letter != "o")
"""One for each line of a grid."""

INTERVALS, ROWS = 4, 4
"""Intervals of the upright axis, and lines of text in each."""

ROUND = (10, 15, 20, 25, 30, 40, 50, 60, 80)
"""Tenths that an interval may be, times a power of ten."""

NARROWEST = 40
BETWEEN = 4
"""Columns that are left between two numbers below the axis."""

HARD_SPACE = "\0"
"""Stands for a space where no line may end."""


def render(sweep: Sweep, figure: Figure, width: int) -> str:
    """One figure of all points, at most ``width`` columns wide.

    Raises:
        ValueError: it would have more lines than there are marks.
    """
    width = max(width, NARROWEST)
    across, other = _across(sweep.axes)
    drawn = [point for point in sweep.points if point.figures is not None]
    head = f"{sweep.name}: {figure.header} by {' and '.join(axis.name for axis in sweep.axes)}"
    if not drawn:
        return f"{head}: every point has errors"
    lines = _bars(drawn, figure, width) if across is None else _marks(sweep, drawn, figure, across, other, width)
    missing = len(sweep.points) - len(drawn)
    if missing:
        lines.append(f"{missing:,} of {len(sweep.points):,} points have errors and are left out")
    return "\n".join(line.rstrip() for line in (head, "", *lines))


def _across(axes: Sequence[Axis]) -> tuple[int | None, int | None]:
    """The axis that goes across, and the other; None for one that there is not.

    Of two axes of numbers the longer one goes across; a single number needs no scale.
    """
    numbers = [index for index, axis in enumerate(axes) if axis.is_number and len(axis.values) > 1]
    if not numbers:
        return None, None
    across = max(numbers, key=lambda index: len(axes[index].values))
    return across, next((index for index in range(len(axes)) if index != across), None)


# Bars


def _bars(points: Sequence[Point], figure: Figure, width: int) -> list[str]:
    names = [", ".join(map(value_text, point.values)) for point in points]
    counts = [_count(point, figure) for point in points]
    labels = [_label(count, figure) for count in counts]
    name_width, room = max(map(len, names)), width - max(map(len, names)) - max(map(len, labels)) - 3
    longest = max(counts) or 1
    return [
        f"{name:<{name_width}} |{'=' * _scaled(count, longest, max(room, 1))} {label}"
        for name, count, label in zip(names, counts, labels, strict=True)
    ]


# Marks


def _marks(sweep: Sweep, points: Sequence[Point], figure: Figure, across: int, other: int | None, width: int) -> list[str]:
    kinds = sweep.axes[other].values if other is not None else ("",)
    if other is not None and len(kinds) > len(MARKS):
        raise ValueError(f"a plot has at most {len(MARKS)} lines, and `{sweep.axes[other].name}` has {len(kinds):,} values")
    step, height = _interval(max(_count(point, figure) for point in points)), INTERVALS * ROWS
    labels = {height - ROWS * number: _label(step * number, figure) for number in range(INTERVALS + 1)}
    margin = max(map(len, labels.values()))
    scale = _Scale.of(sweep.axes[across], width - margin - 3)
    grid = [[" "] * scale.width for _ in range(height + 1)]
    hidden = 0
    for point in points:
        mark = MARKS[kinds.index(point.values[other]) if other is not None else 0]
        row, column = height - _scaled(_count(point, figure), step * INTERVALS, height), scale.column(point.values[across])
        hidden += grid[row][column] not in (" ", mark)
        grid[row][column] = mark
    lines = [f"{labels.get(row, ''):>{margin}} {'+' if row in labels else '|'} {''.join(cells)}" for row, cells in enumerate(grid)]
    below = " " * (margin + 3)
    lines += [f"{' ' * margin} +-{'-' * scale.width}", f"{below}{scale.labels()}", f"{below}{scale.name.center(scale.width)}"]
    return lines if other is None else [*lines, "", *_legend(sweep.axes[other], hidden, width)]


def _legend(axis: Axis, hidden: int, width: int) -> list[str]:
    """What each mark stands for."""
    named = (f"{mark} {value_text(value)}".replace(" ", HARD_SPACE) for mark, value in zip(MARKS, axis.values, strict=False))
    text = f"{axis.name}: {'   '.join(named)}" + (f"   ({hidden:,} marks lie below others)" if hidden else "")
    lines = textwrap.wrap(text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return [line.replace(HARD_SPACE, " ") for line in lines]


class _Scale(NamedTuple):
    """The axis that goes across: where its values lie in so many columns."""

    axis: Axis
    least: float
    most: float
    width: int

    @classmethod
    def of(cls, axis: Axis, width: int) -> _Scale:
        """The scale from the smallest value to the largest."""
        return cls(axis, min(axis.values), max(axis.values), width)

    @property
    def name(self) -> str:
        """What is written below it."""
        return "input (size of every side)" if self.axis.name == "input" else self.axis.name

    def column(self, value: float) -> int:
        """The column of a value."""
        return round((value - self.least) / (self.most - self.least) * (self.width - 1)) if self.most > self.least else 0

    def labels(self) -> str:
        """The values below their places: the ends, and those between for which there is room."""
        text = [" "] * self.width
        taken: list[tuple[int, int]] = []
        for value in (self.least, self.most, *sorted(self.axis.values)):
            label = value_text(value)
            start = max(min(self.column(value) - len(label) // 2, self.width - len(label)), 0)
            end = start + len(label)
            if all(end + BETWEEN <= other_start or start >= other_end + BETWEEN for other_start, other_end in taken):
                taken.append((start, end))
                text[start:end] = label
        return "".join(text)


def _interval(most: int) -> int:
    """The smallest round number of which ``INTERVALS`` reach ``most``."""
    return next(step for step in _round_numbers() if step * INTERVALS >= most)


def _round_numbers() -> Iterator[int]:
    for exponent in itertools.count():
        for tenths in ROUND:
            step, rest = divmod(tenths * 10**exponent, 10)
            if not rest:
                yield step


def _scaled(count: int, most: int, steps: int) -> int:
    """``count`` in steps of which there are so many up to ``most``, rounded to the nearest; exact for large counts."""
    return (2 * count * steps + most) // (2 * most)


def _count(point: Point, figure: Figure) -> int:
    assert point.figures is not None
    count: int = point.figures[figure.key]
    return count


def _label(count: int, figure: Figure) -> str:
    """A count in short, with its unit."""
    unit = "B" if figure.is_bytes else ""
    short = in_units(count)
    return f"{short}{unit if ' ' in short else ' ' * bool(unit) + unit}"
