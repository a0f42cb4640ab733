"""Paragraphs in lines, what belongs together kept on one."""

from __future__ import annotations

import re
import textwrap

WIDTH = 80
"""Columns that prose is wrapped to; no number is cut for it."""

QUOTED = "`[^`]*`"
"""What stands in backquotes: code."""

FORMULA = r"\([^()]{1,30}\)\S*"
"""A short bracket, as in formulas, with what is written on to it."""

HARD_SPACE = "\0"
"""Stands for a space where no line may end."""


def wrapped(paragraph: str, *, whole: str = QUOTED, first: str = "", below: str = "") -> str:
    """A paragraph in lines of at most ``WIDTH`` columns; what matches ``whole`` stays on one, though it be longer.

    ``first`` stands before the first line, ``below`` before every other.
    """
    kept = re.sub(whole, lambda found: found[0].replace(" ", HARD_SPACE), paragraph)
    filled = textwrap.fill(
        kept, WIDTH, initial_indent=first, subsequent_indent=below, break_on_hyphens=False, break_long_words=False
    )
    return filled.replace(HARD_SPACE, " ")
