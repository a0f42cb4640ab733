"""One file judged: every variant read, walked, held against its expectations, the budgets and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.api import ArchitectureError, Network, Text, Unreadable, Walk, parse_network
from cnncalc.checking import budgets as budget_room
from cnncalc.checking.result import Assertion, FileResult
from cnncalc.checking.silences import Silences
from cnncalc.core.units import Bounds
from cnncalc.language.usage import declared
from cnncalc.rules import rule
from cnncalc.rules.base import Design, diagnose

if TYPE_CHECKING:
    from cnncalc.checking.budgets import Budget
    from cnncalc.checking.selection import Selection
    from cnncalc.source import Diagnostic
    from cnncalc.walk import Expectation


class Terms(NamedTuple):
    """What a file is held against."""

    selection: Selection
    budgets: list[Budget]


def judge(text: Text, terms: Terms) -> FileResult:
    """All that is to be said of one file. A variant that was asked for is the only one judged."""
    name = text.source.name
    try:
        network = parse_network(text)
    except ArchitectureError as error:
        return FileResult(name, text.source, [Unreadable(text.name, error.diagnostics)], list(error.diagnostics), [], 0)
    variants = [text.variant] if text.variant is not None else [None, *network.variants]
    models = [network.try_walk(variant=variant) for variant in variants]
    found: dict[object, Diagnostic] = {}
    assertions: list[Assertion] = []
    for walk in models:
        own = [*walk.diagnostics, *_design(walk, terms.selection)]
        asserted = _assertions(walk, terms.budgets)
        assertions += asserted
        own += [one.finding for one in asserted if one.finding is not None and one.finding.code == "CC203"]
        for diagnostic in own:
            found.setdefault(_identity(diagnostic), _of_variant(diagnostic, walk, network))
    all_judged = text.variant is None and all(walk.complete for walk in models)
    result = FileResult(name, text.source, list(models), list(found.values()), assertions, 0)
    return _silence(result, terms.selection, all_judged=all_judged)


def _design(walk: Walk, selection: Selection) -> list[Diagnostic]:
    """What the design rules find; nothing where the network has faults that are worse."""
    if not walk.complete:
        return []
    walk.declared = declared(walk.network.document)
    design = Design(walk)
    return [found for code in selection.rules for found in diagnose(rule(code), design)]


def _assertions(walk: Walk, budgets: list[Budget]) -> list[Assertion]:
    if not walk.complete:
        return []
    failed = {found.span: found for found in walk.diagnostics if found.code in ("CC201", "CC202")}
    expected = [Assertion(walk.name, _text(one), failed.get(one.span)) for one in walk.expectations]
    return expected + budget_room.judge(walk, budgets)


def _text(expectation: Expectation) -> str:
    of = f"{expectation.place.path}: " if expectation.place is not None else ""
    equals = "= " if not isinstance(expectation.wanted, Bounds) or expectation.wanted.exactly else ""
    return f"{of}{expectation.figure} {equals}{expectation.wanted}"


def _identity(found: Diagnostic) -> object:
    """What makes findings of different variants the same, whatever their numbers: budgets aside, the place."""
    if found.span is None or found.code == "CC203":
        return (found.code, found.message)
    return (found.code, found.span.line, found.span.column)


def _of_variant(found: Diagnostic, walk: Walk, network: Network) -> Diagnostic:
    """A finding that only a variant has says so."""
    variant = walk.settings.variant
    if variant is None or found.code == "CC203" or (network.text.variant == variant):
        return found
    return found._replace(trail=(f"variant {variant}", *found.trail))


def _ends_the_walk(found: Diagnostic) -> bool:
    """Whether a finding leaves no numbers to judge: an error of reading or of shapes (CC402 under ``rounding: exact`` too)."""
    return found.severity == "error" and not found.code.startswith("CC2")


def _silence(result: FileResult, selection: Selection, *, all_judged: bool) -> FileResult:
    """Leave out what was not selected, and what a comment silences; a comment that silences nothing is a finding."""
    assert result.source is not None
    silences = Silences(result.source)
    chosen = [found for found in result.findings if found.code in selection or _ends_the_walk(found)]
    kept = [found for found in chosen if _ends_the_walk(found) or not silences.cover(found)]
    silenced = len(chosen) - len(kept)
    comments = [*silences.problems, *(silences.unused(selection.codes) if all_judged else [])]
    kept += [found for found in comments if found.code in selection]
    return result._replace(findings=sorted(kept, key=lambda found: found.position), silenced=silenced)
