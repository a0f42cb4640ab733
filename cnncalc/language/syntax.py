"""What YAML's parser says, in words that help: text that is not YAML at all."""

from __future__ import annotations

import re
from typing import Any

from cnncalc.source import Diagnostic, Source, Span, printable

_QUOTE_IT = 'inside braces or brackets quote an expression that has a comma or a bracket, as in `"=depths[0]"`'
_WORD = r"[A-Za-z_][A-Za-z0-9_]*"


def syntax_finding(source: Source, error: Any) -> Diagnostic:
    """CC101 for an error of YAML's scanner or parser (a ``MarkedYAMLError``).

    The parser in C and the one in Python word the same errors differently: what is found is told from what both have in common.
    """
    mark = error.problem_mark or error.context_mark
    at_end = mark is not None and not _rest(source, mark.line + 1, mark.column + 1)
    line, column = _inside(source, mark.line + 1, mark.column + 1) if mark else (1, 1)
    opened = error.context_mark
    start = _inside(source, opened.line + 1, opened.column + 1) if opened else (line, column)
    problem = (error.problem or "").replace("did not find expected", "expected").replace("could not find expected", "expected")
    return _Fault(source, line, column, start, problem, str(error.context or ""), at_end).finding()


class _Fault:
    """An error of the parser: where it stopped, and what it was in the middle of."""

    def __init__(
        self, source: Source, line: int, column: int, start: tuple[int, int], problem: str, context: str, at_end: bool
    ) -> None:
        self.source = source
        self.line = line
        self.column = column
        self.start = start
        self.problem = problem
        self.context = context
        self.at_end = at_end
        self.text = source.line(line)
        self.found = self.text[column - 1 : column]

    def finding(self) -> Diagnostic:
        """What is said about it."""
        if self.found == "\t" or "\t" in self.text[: len(self.text) - len(self.text.lstrip())]:
            at = self.text.index("\t") + 1
            return self._told("a tab stands where spaces should", "indent with spaces", (self.line, at))
        if "flow" in self.context and (self.at_end or "expected ',' or" in self.problem):
            return self._in_brackets()
        if "quoted scalar" in self.context:
            return self._in_quotes()
        if "mapping values are not allowed" in self.problem:
            return self._colon()
        if "expected ':'" in self.problem:
            word = self.source.line(self.start[0])[self.start[1] - 1 :].split("#")[0].strip()
            help = f"write `{printable(word, 30)}: …` for a key, `- {printable(word, 30)}` for a layer"
            return self._told("a `:` is missing, or a `- `", help, self.start, len(word))
        if "sequence entries are not allowed" in self.problem:
            return self._told("a list cannot begin here", "begin each `- ` on a line of its own, or write the list in brackets")
        if "cannot start any token" in self.problem:
            sign = "a backquote" if self.found == "`" else f"`{self.found}`"
            return self._told(f"a value cannot begin with {sign}", "put it in quotes")
        if "alphabetic or numeric" in self.problem:
            return self._told("a name should follow", "`*` and `&` begin aliases and anchors: put a text that has them in quotes")
        begins_here = not self.text[: self.column - 1].strip()
        if begins_here and "block" in self.context + self.problem and "node content" not in self.problem:
            return self._indentation()
        what = f"unexpected `{printable(self.found)}`" if self.found and not self.at_end else "the text ends too early"
        return self._told(what, "look for a missing quote, bracket or comma before it; a text with signs of its own needs quotes")

    def _told(self, what: str, help: str, at: tuple[int, int] | None = None, length: int = 1) -> Diagnostic:
        line, column = at or (self.line, self.column)
        return Diagnostic("CC101", f"not YAML: {what}", Span(self.source, line, column, line, column + length), help=help)

    def _in_brackets(self) -> Diagnostic:
        """Inside braces or brackets."""
        line, column = self.start
        text = self.source.line(line)
        column -= text[column - 1 : column] not in ("{", "[")
        bracket = text[column - 1 : column]
        close = {"{": "}", "[": "]"}.get(bracket, "")
        if close and (self.at_end or (self.line > line and self.text.lstrip().startswith("- "))):
            return self._told(f"`{bracket}` is not closed", f"close it with `{close}`", (line, column))
        what = f"expected `,` or `{close}`, found `{printable(self.found)}`"
        note = (f"`{bracket}` opens here", Span(self.source, line, column, line, column + 1))
        is_expression = re.search(r"[:,\[{]\s*=[^,}]*$", self.text[: self.column - 1])
        help = _QUOTE_IT if is_expression else f"put a comma before it, or close the `{bracket}` with `{close}`"
        return self._told(what, help)._replace(notes=(note,))

    def _in_quotes(self) -> Diagnostic:
        line, column = self.start
        quote = self.source.line(line)[column - 1 : column]
        if "escape" in self.problem:
            return self._told("a `\\` in double quotes begins an escape", "write `\\\\` for the sign itself, or use single quotes")
        return self._told(f"the quote `{quote}` is not closed", f"close it with `{quote}`", self.start)

    def _colon(self) -> Diagnostic:
        """A colon where no key can be."""
        what = "a `key: value` cannot stand here"
        if re.search(r":\s*=", self.text):
            return self._told(what, _QUOTE_IT)
        above = self.source.line(self.line - 1)
        begins = self.text.lstrip()
        deeper = len(self.text) - len(begins) > len(above) - len(above.lstrip())
        if (
            deeper
            and re.match(rf"(- )?{_WORD}\s*:", begins)
            and re.match(r"- |\w+: " if begins.startswith("- ") else r"\w+: ", above.lstrip())
        ):
            self.column, self.found = len(self.text) - len(begins) + 1, begins[0]
            return self._indentation()
        bare = re.fullmatch(rf"\s*- ({_WORD})\s*", above)
        if bare:
            return self._told(what, f"keys below a bare word need a colon behind it: `- {bare[1]}:`")
        key = re.fullmatch(rf"({_WORD}) +(\S.*)", above.strip())
        if key and re.fullmatch(rf"\s*{_WORD}\s*", self.text[: self.column - 1]):
            fixed = printable(f"{key[1]}: {key[2]}", 60)
            return self._told("a `:` is missing", f"write `{fixed}`", (self.line - 1, above.index(key[1]) + 1), len(key[1]))
        return self._told(what, "give it a line of its own, or put braces around both; a text with `: ` in it needs quotes")

    def _indentation(self) -> Diagnostic:
        """A line that begins where nothing above it does."""
        is_item = self.found == "-"
        for number in range(self.line - 1, 0, -1):
            other = self.source.line(number)
            begins = other.lstrip()
            if begins and not begins.startswith("#") and begins.startswith("- ") == is_item:
                help = f"begin it in column {len(other) - len(begins) + 1}, as line {number} does"
                return self._told("this line begins in a column of its own", help)
        return self._told("this line begins in a column of its own", "begin it in the column of the lines that it belongs to")


def _rest(source: Source, line: int, column: int) -> str:
    """What stands at and after a position, comments left out."""
    lines = [source.line(line)[column - 1 :], *source.lines[line:]]
    return "".join(text.strip() for text in lines if not text.lstrip().startswith("#"))


def _inside(source: Source, line: int, column: int) -> tuple[int, int]:
    """The position, or the end of the last line that has text when it lies behind it."""
    lines = source.lines
    if line < len(lines) or (line == len(lines) and lines[-1]) or line == 1:
        return line, column
    line = max(1, min(line, len(lines)) - 1)
    return line, len(source.line(line)) + 1
