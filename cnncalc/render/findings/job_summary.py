"""The page that GitHub shows of a run: what was found, and every network's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc import walk
from cnncalc.analyses.totals import totals
from cnncalc.core.units import megabytes
from cnncalc.render.findings.located import Located, files, located
from cnncalc.render.findings.totals import summary
from cnncalc.source import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Unreadable, Walk
    from cnncalc.checking.result import CheckResult

MOST = 200
"""Rows of a table: GitHub takes no page larger than 1 MiB."""


def page(result: CheckResult) -> str:
    """Markdown, without a line break at the end."""
    findings = [_finding(one) for one in located(result)]
    models = [_model(path, model) for path, file in files(result) for model in file.models]
    parts = ["## cnncalc", _escaped(summary(result))]
    if findings:
        parts.append(_table(("", "Code", "Place", "Finding"), ":---:|:---|:---|:---", findings, "findings"))
    if models:
        header = ("Network", "File", "Input", "Output", "Params", "MACs", "Memory")
        parts.append(_table(header, ":---|:---|---:|---:|---:|---:|---:", models, "networks"))
    return "\n\n".join(parts)


def _finding(one: Located) -> Sequence[str]:
    sign = ":x:" if one.is_error else ":warning:"
    return (sign, one.found.code, _escaped(f"{one.path}:{one.line}"), _escaped(one.found.message))


def _model(path: str, model: Walk | Unreadable) -> Sequence[str]:
    """A row of figures; where the network has faults there are none that stand for the whole of it."""
    if not isinstance(model, walk.Walk):
        return (_escaped(model.architecture), _escaped(path), *["-"] * 5)
    shapes = [", ".join(str(tensor.shape) for tensor in model.inputs.values()), str(model.output.shape) if model.output else "-"]
    if not model.complete:
        return (_escaped(model.name), _escaped(path), shapes[0] or "-", *["-"] * 4)
    sums = totals(model)
    return (_escaped(model.name), _escaped(path), *shapes, f"{sums.params:,}", f"{sums.macs:,}", megabytes(sums.memory))


def _table(header: Sequence[str], alignment: str, rows: Sequence[Sequence[str]], what: str) -> str:
    more = [f"\n{len(rows) - MOST:,} more {what} are not shown."] if len(rows) > MOST else []
    return "\n".join([_line(header), f"|{alignment}|", *(_line(row) for row in rows[:MOST]), *more])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    text = visible(text)
    for special in "\\`*_|[]<>#&~$@":
        text = text.replace(special, "\\" + special)
    return text
