"""Words and figures that several rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = {"height": "row", "width": "column", "depth": "slice", "length": "position"}
"""What one step along an axis is called."""


def lines(axis: str, number: int) -> str:
    """So many rows, or whatever lies along the axis."""
    return counted(number, LINES[axis])


def span(axis: str, first: int, last: int) -> str:
    """``row 3``, ``rows 2 to 5``."""
    return f"{LINES[axis]} {first:,}" if first == last else f"{LINES[axis]}s {first:,} to {last:,}"


def counted(number: int, thing: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, or finer where that would say all or nothing; what is not all is never rounded up to it."""
    share = 100 * part / whole
    return f"{share:.2g} %" if share < 1 else f"{share:.0f} %" if share <= 99 or part == whole else f"{1000 * part // whole / 10} %"


def enumerated(words: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
