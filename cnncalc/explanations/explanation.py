"""The page of one code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cnncalc.source import Severity


class Explanation(NamedTuple):
    """What a code means. Both examples are run by the tests: the bad one reports the code, the good one does not."""

    code: str
    name: str
    """In a word or three, as in ``duplicate-key``."""
    severity: Severity
    summary: str
    """One line: what is found."""
    why: str
    """Why it matters, and what to know about it."""
    bad: str
    """A file that has it; empty where no file of its own does (a budget is asked for on the command line)."""
    good: str
    """The same file repaired."""
    is_default: bool = True
