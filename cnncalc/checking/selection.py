"""Which codes are reported: ``--select``, ``--ignore`` and what is on unless told otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.api import UsageError
from cnncalc.explanations import codes, explanation
from cnncalc.rules import RULES
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

SILENCEABLE = ("CC2", "CC4")
"""Errors of reading and of shapes leave no numbers to go on with: they are always reported."""


class Selection:
    """The codes that a run reports."""

    def __init__(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> None:
        """Codes, or beginnings of codes such as ``CC4``; selecting adds to what is on by default.

        Raises:
            UsageError: a code that does not exist, or cannot be ignored.
        """
        defaults = {code for code in codes() if explanation(code).is_default}
        self.codes = (defaults | _codes(select)) - _ignorable(ignore)

    def __contains__(self, code: str) -> bool:
        return code in self.codes

    def without(self, ignore: Iterable[str]) -> Selection:
        """The same with fewer codes."""
        fewer = Selection()
        fewer.codes = self.codes - _ignorable(ignore)
        return fewer

    @property
    def rules(self) -> list[str]:
        """The design rules that run."""
        return [code for code in RULES if code in self.codes]


def is_silenceable(code: str) -> bool:
    """Whether a code may be ignored: expectations, budgets and design rules, and what is a warning anyway."""
    return code.startswith(SILENCEABLE) or explanation(code).severity == "warning"


def _ignorable(given: Iterable[str]) -> set[str]:
    """The codes that are to be ignored, if they can be."""
    passed_over = _codes(given)
    for code in sorted(passed_over):
        if not is_silenceable(code):
            raise UsageError(f"{code} cannot be ignored: after it a file has no numbers to judge")
    return passed_over


def _codes(given: Iterable[str]) -> set[str]:
    found = set()
    for text in given:
        for word in re.split(r"[,\s]+", text.strip()):
            if not word:
                continue
            matching = {code for code in codes() if code == word or (len(word) < len(code) and code.startswith(word))}
            if word == "ALL":
                matching = set(codes())
            if not matching or not word.startswith(("CC", "ALL")):
                raise UsageError(f"unknown code `{printable(word)}`: {did_you_mean(word, tuple(codes()))}")
            found |= matching
    return found
