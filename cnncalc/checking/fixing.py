"""``--fix``: the first repair of every finding where nobody would want another, written into the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.checking.judge import Terms, judge
from cnncalc.language.edits import Edit, apply, certain_edits
from cnncalc.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.api import Text
    from cnncalc.checking.result import FileResult

MOST_ROUNDS = 10
"""One repair may make room for another: so often at most."""


class Fixed(NamedTuple):
    """A file after its repairs."""

    text: str
    repaired: int
    result: FileResult
    """What is found in the repaired text."""


def fix(text: Text, result: FileResult, terms: Terms) -> Fixed:
    """Repair a file as often as there is something certain to repair; a repair that makes anything worse is not kept."""
    repaired = 0
    for _ in range(MOST_ROUNDS):
        changed, count = _round(text, result, terms)
        if changed is None:
            break
        text, result, repaired = changed[0], changed[1], repaired + count
    return Fixed(text.source.text, repaired, result)


def _round(text: Text, result: FileResult, terms: Terms) -> tuple[tuple[Text, FileResult] | None, int]:
    """All repairs together; where they do not go together, the first that does."""
    changes = [changes for found in result.findings if (changes := certain_edits(found, text.source)) is not None]
    for chosen in _attempts(changes):
        source = Source(text.source.name, apply(text.source.text, [edit for edits_of_one in chosen for edit in edits_of_one]))
        again = judge(text._replace(source=source), terms)
        if _errors(again) <= _errors(result) and len(again.findings) < len(result.findings):
            return (text._replace(source=source), again), len(result.findings) - len(again.findings)
    return None, 0


def _attempts(changes: list[list[Edit]]) -> Iterator[list[list[Edit]]]:
    if changes:
        yield changes
    if len(changes) > 1:
        for one in changes:
            yield [one]


def _errors(result: FileResult) -> int:
    return sum(found.severity == "error" for found in result.findings)
