"""A whole check: files found, judged one by one, repaired where asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.api import ArchitectureError, Unreadable, UsageError, Walk, decode_text, locate
from cnncalc.checking import baseline, lock
from cnncalc.checking.discover import Target, is_architecture, targets
from cnncalc.checking.judge import Terms, judge
from cnncalc.checking.result import CheckResult, FileResult

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.api import Text
    from cnncalc.checking.budgets import Budget
    from cnncalc.checking.configuration import Configuration
    from cnncalc.checking.selection import Selection


class Order(NamedTuple):
    """What a check is asked to do."""

    paths: Sequence[str]
    configuration: Configuration
    selection: Selection
    budgets: Sequence[Budget] = ()
    stdin_filename: str = ""
    locked: dict[str, Any] | None = None
    """The networks of the lock file, when they must not have drifted."""
    baseline: Counter[str] | None = None


class Judged(NamedTuple):
    """One file on its way: its text (None where it is none), what it was held against, and what was found."""

    text: Text | None
    terms: Terms
    result: FileResult


def check(order: Order, complain: Callable[[str], None]) -> tuple[list[Judged], CheckResult, bool]:
    """Every file judged, and whether something that was named could not be found, which ``complain`` is told."""
    judged: list[Judged] = []
    skipped, missing = 0, False
    for target in targets(order.paths, order.configuration.include, order.configuration.exclude):
        selection = order.selection.without(order.configuration.ignored_in(target.name))
        terms = Terms(selection, list(order.budgets))
        try:
            text = _text(target, order.stdin_filename)
        except UsageError as error:
            complain(str(error))
            missing = True
            continue
        except ArchitectureError as error:
            if target.is_named:
                unread = Unreadable(target.name, error.diagnostics)
                judged.append(Judged(None, terms, FileResult(target.name, None, [unread], error.diagnostics, [], 0)))
            else:
                skipped += 1
            continue
        if not target.is_named and not is_architecture(text.source.text):
            skipped += 1
            continue
        judged.append(Judged(text, terms, after(judge(text, terms), order)))
    return judged, CheckResult([one.result for one in judged], skipped), missing


def after(result: FileResult, order: Order) -> FileResult:
    """The result of one file, held against the lock and the baseline."""
    if order.locked is not None:
        asserted = [
            lock.judge(result.name, model, order.locked) for model in result.models if isinstance(model, Walk) and model.complete
        ]
        found = [one.finding for one in asserted if one.finding is not None and one.finding.code in order.selection]
        findings = sorted([*result.findings, *found], key=lambda finding: finding.position)
        result = result._replace(findings=findings, assertions=[*result.assertions, *asserted])
    return baseline.apply(result, order.baseline) if order.baseline else result


def _text(target: Target, stdin_filename: str) -> Text:
    if target.is_named or target.name == "-":
        text = locate(target.name)
        if target.name == "-" and stdin_filename:
            text = text._replace(source=type(text.source)(stdin_filename, text.source.text), name=Path(stdin_filename).stem)
        return text
    return decode_text(Path(target.name))
