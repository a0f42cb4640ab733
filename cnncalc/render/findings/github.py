"""GitHub's workflow commands, which become annotations beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render.findings import concise
from cnncalc.render.findings.located import Located, code_and_name, located
from cnncalc.render.findings.totals import count, summary

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult

MOST = 10
"""GitHub shows so many annotations of a kind for a step, and drops the others without a word."""


def render(result: CheckResult, colour: bool = False) -> str:
    """Errors, then warnings, as far as GitHub shows them; the others as lines of the log, and a notice that says so."""
    findings = located(result)
    errors = [one for one in findings if one.is_error]
    warnings = [one for one in findings if not one.is_error]
    lines = [_annotation(one) for kind in (errors, warnings) for one in kind[:MOST]]
    rest = [one for kind in (errors, warnings) for one in kind[MOST:]]
    if rest:
        more = [count(len(kind) - MOST, f"more {word}") for kind, word in ((errors, "error"), (warnings, "warning")) if kind[MOST:]]
        lines.append(_command("notice", {"title": "cnncalc"}, f"{' and '.join(more)}: the log of this step names them"))
    return "\n".join([*lines, *(_log_line(concise.line(one)) for one in rest), summary(result)])


def _annotation(one: Located) -> str:
    span, found = one.found.span, one.found
    place = {"file": one.path, "line": str(one.line)}
    if span is not None and span.on_one_line:
        place |= {"col": str(span.column), "endLine": str(span.end_line), "endColumn": str(span.end_column)}
    elif span is not None:
        place["endLine"] = str(span.end_line)  # GitHub takes no columns where the lines differ
    help = f"\nhelp: {found.help}" if found.help else ""
    return _command(found.severity, {**place, "title": code_and_name(found.code)}, found.message + help)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _log_line(text: str) -> str:
    """A line that the runner does not take for a command."""
    return (f"./{text}" if text.startswith("::") else text).replace("##[", "## [")
