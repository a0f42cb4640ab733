"""SARIF 2.1.0, which code scanning services take: findings, the rules behind them, and repairs as replacements."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_right
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cnncalc.explanations import explanation
from cnncalc.language.edits import edits
from cnncalc.render.findings.located import Located, fingerprints, located
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult
    from cnncalc.explanations.explanation import Explanation
    from cnncalc.language.edits import Edit
    from cnncalc.source import Repair, Source, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LINE_BREAKS = ("\r\n", "\n", "\r", "\x85", "\u2028", "\u2029")
"""What ends a line here, so that other readers count the same lines."""


def render(result: CheckResult, colour: bool = False) -> str:
    """One run with all findings."""
    findings = located(result)
    codes = sorted({one.found.code for one in findings})
    driver = {"name": "cnncalc", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": list(LINE_BREAKS),
        "results": [_result(one, codes, name) for one, name in zip(findings, fingerprints(findings), strict=True)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str) -> dict[str, Any]:
    try:
        page = explanation(code)
    except KeyError:
        return {"id": code}
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.why},
        "help": {"text": _help(page)},
        "defaultConfiguration": {"level": page.severity, "enabled": page.is_default},
    }


def _help(page: Explanation) -> str:
    examples = f"\n\nReported:\n\n{page.bad.rstrip()}\n\nRepaired:\n\n{page.good.rstrip()}" if page.bad else ""
    return f"{page.why}{examples}\n\n`cnncalc explain {page.code}` prints this page."


def _result(one: Located, codes: list[str], fingerprint: str) -> dict[str, Any]:
    found = one.found
    location: dict[str, Any] = {"physicalLocation": _place(one.path, found.span)}
    if found.layer is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": found.layer, "kind": "layer"}]
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": found.severity,
        "message": {"text": found.message + (f"\nhelp: {found.help}" if found.help else "")},
        "locations": [location],
        "partialFingerprints": {"cnncalcFinding/v1": fingerprint},
    }
    if found.notes:
        related = [{"physicalLocation": _place(one.path, span), "message": {"text": text}} for text, span in found.notes]
        result["relatedLocations"] = related
    fixes = [_fix(repair, one.path, one.source) for repair in found.repairs] if one.source is not None else []
    if any(fixes):
        result["fixes"] = [fix for fix in fixes if fix]
    return result


def _place(path: str, span: Span | None) -> dict[str, Any]:
    region = {"startLine": 1}
    if span is not None:
        region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    return {"artifactLocation": {"uri": _uri(path)}, "region": region}


def _uri(path: str) -> str:
    """A relative reference below the current folder, else the whole address."""
    if PurePath(path).is_absolute() or path.startswith("../"):
        return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 - Path.absolute keeps `..`
    return quote(path, safe="/", errors="backslashreplace")


def _fix(repair: Repair, path: str, source: Source) -> dict[str, Any] | None:
    """A repair as replacements; None where it cannot be written without touching something else."""
    changes = edits(repair, source)
    if changes is None:
        return None
    starts = [0, *(match.end() for match in re.finditer("|".join(LINE_BREAKS), source.text))]
    replacements = [_replacement(change, starts) for change in changes]
    change = {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
    return {"description": {"text": repair.text}, "artifactChanges": [change]}


def _replacement(change: Edit, starts: list[int]) -> dict[str, Any]:
    (line, column), (end_line, end_column) = (_position(at, starts) for at in (change.start, change.end))
    return {
        "deletedRegion": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        "insertedContent": {"text": change.text},
    }


def _position(at: int, starts: list[int]) -> tuple[int, int]:
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1
