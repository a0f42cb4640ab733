"""What a sweep goes over, as it is written: ``input=128:512:32``, ``width_mult=0.25,0.5,1``, ``variant=a,b``."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.scalars import FALSE, INTEGER, TRUE
from cnncalc.language.settings import UsageError
from cnncalc.source import printable, visible

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_POINTS = 10_000
"""Points of a sweep, all values of a grid together."""

MOST_AXES = 2

LONGEST_NUMBER = 24
"""Characters of a number in a range."""

DIGITS = 64
"""Enough for every sum of such numbers, so that none is rounded."""

_NUMBER = rf"-?{INTEGER}(\.[0-9]+)?"
_OUTSIDE_BRACKETS = r",(?![^\[]*\])"

EXAMPLE = "write `NAME=FIRST:LAST:STEP`, as in `input=128:512:32`, or `NAME=A,B,C`, as in `width_mult=0.25,0.5,1`"


class Axis(NamedTuple):
    """One thing that a sweep changes, and what it is in turn."""

    name: str
    values: tuple[Any, ...]
    """Each as ``--set`` reads it: a number, a word, a truth value or a list of numbers."""
    texts: tuple[str, ...]
    """The same as written."""

    @property
    def is_number(self) -> bool:
        """Whether all values are numbers, so that there is a distance between them."""
        return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in self.values)


def read_axis(text: str, value: Callable[[str, str], Any]) -> Axis:
    """The axis that ``NAME=FIRST:LAST:STEP`` or ``NAME=A,B,C`` writes; ``value`` reads the value of a name from its text.

    Raises:
        UsageError: it is none.
    """
    name, _, written = text.partition("=")
    name = name.strip()
    if not name or not written.strip():
        raise UsageError(f"`{printable(text)}`: {EXAMPLE}")
    texts = _steps(text, written.split(":")) if ":" in written else [item.strip() for item in re.split(_OUTSIDE_BRACKETS, written)]
    if not all(texts):
        raise UsageError(f"`{printable(text)}`: a value is missing beside a comma")
    if len(texts) > MOST_POINTS:
        raise _too_many(len(texts))
    return Axis(name, tuple([value(name, item) for item in texts]), tuple(texts))


def check_axes(axes: list[Axis]) -> None:
    """Raise a :class:`UsageError` where the axes make no sweep that anyone would read."""
    if len(axes) > MOST_AXES:
        raise UsageError(f"a sweep has at most {MOST_AXES} axes, which make a grid, not {len(axes)}")
    if len({axis.name for axis in axes}) < len(axes):
        raise UsageError(f"`{printable(axes[0].name)}` is swept twice: put all its values into one list")
    count = 1
    for axis in axes:
        count *= len(axis.values)
    if count > MOST_POINTS:
        raise _too_many(count)


def value_text(value: Any) -> str:
    """A value as it is written on the command line."""
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return f"[{','.join(map(str, value))}]" if isinstance(value, list) else visible(str(value))


def _steps(text: str, parts: list[str]) -> list[str]:
    """The numbers of a range as texts: exact decimals, so that 0.1:0.5:0.1 are five."""
    numbers = [part.strip() for part in parts]
    if len(numbers) not in (2, 3) or not all(re.fullmatch(_NUMBER, number) and len(number) <= LONGEST_NUMBER for number in numbers):
        raise UsageError(f"`{printable(text)}`: {EXAMPLE}")
    with localcontext(prec=DIGITS):
        first, last, step = map(Decimal, [*numbers, "1"][:3])
        if not step:
            raise UsageError(f"`{printable(text)}`: a step of 0 leads nowhere")
        count = int((last - first) // step) + 1 if (last >= first) == (step > 0) or last == first else 0
        if count < 1:
            raise UsageError(f"`{printable(text)}`: no step of {numbers[2] if numbers[2:] else 1} leads from {first} to {last}")
        if count > MOST_POINTS:
            raise _too_many(count)
        return [f"{(first + number * step).normalize():f}" for number in range(count)]


def _too_many(count: int) -> UsageError:
    return UsageError(f"{count:,} points are too many: a sweep has at most {MOST_POINTS:,}; take a larger step")
