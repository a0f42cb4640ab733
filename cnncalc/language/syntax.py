"""What YAML's parser says, in words that help: text that is not YAML at all."""

from __future__ import annotations

import re
from typing import Any

from cnncalc.source import Diagnostic, Source, Span


def syntax_finding(source: Source, error: Any) -> Diagnostic:
    """CC101 for an error of YAML's scanner or parser (a ``MarkedYAMLError``)."""
    mark = error.problem_mark or error.context_mark
    line, column = _inside(source, mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = (error.problem or "not YAML").removeprefix("while ")
    notes: tuple[tuple[str, Span], ...] = ()
    opened = error.context_mark
    if opened and (opened.line + 1, opened.column + 1) != (line, column):
        span = Span(source, opened.line + 1, opened.column + 1, opened.line + 1, opened.column + 2)
        notes = ((f"{error.context.strip()}, which starts here", span),)
    help = _help(problem, source, line, column)
    return Diagnostic("CC101", f"not YAML: {problem}", Span(source, line, column, line, column + 1), notes=notes, help=help)


def _inside(source: Source, line: int, column: int) -> tuple[int, int]:
    """The position, or the end of the last line that has text when it lies behind it."""
    lines = source.lines
    if line < len(lines) or (line == len(lines) and lines[-1]) or line == 1:
        return line, column
    line = max(1, min(line, len(lines)) - 1)
    return line, len(source.line(line)) + 1


def _help(problem: str, source: Source, line: int, column: int) -> str:
    text = source.line(line)
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent or ("cannot start any token" in problem and "\t" in text[column - 1 : column]):
        return "indent with spaces, not with tabs"
    if re.search(r"[:,\[{]\s*=[^,}]*$", text[: column - 1]) or re.search(r":\s*=", text):
        return 'inside braces or brackets quote an expression that has a comma or a bracket, as in `"=depths[0]"`'
    if "mapping values are not allowed" in problem:
        above = re.fullmatch(r"\s*- ([A-Za-z_][A-Za-z0-9_]*)\s*", source.line(line - 1))
        if above:
            return f"keys below a bare word need a colon behind it: `- {above[1]}:`"
        return "a `key: value` needs a line of its own, or braces around it; a text with `: ` needs quotes"
    if "expected ',' or" in problem:
        return "a bracket or brace is not closed, or a comma is missing"
    if "block end" in problem or "block collection" in problem:
        return "the indentation does not line up with the lines above"
    if "cannot start any token" in problem:
        return "put the text in quotes"
    return ""
