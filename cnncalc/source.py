"""Where a thing was written, and how a finding about it reads: Source, Span, Diagnostic.

Nothing here knows of networks. A :class:`Diagnostic` stays an object until the outermost room prints it, so the same finding
serves the terminal, the JSON and the Python exception. Lines and columns count from 1, columns in code points.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning"]

SNIPPET_WIDTH = 110
"""The most code points of a source line that a finding shows: a longer line is cut around the caret."""


MOST_CALLS = 8
"""The most calls of a trail that a finding shows."""


class Source:
    """A text and the name that its reader knows it by."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends. Only the breaks that YAML knows count, so that numbers agree with the parser's."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        for line_break in "\x85\u2028\u2029":
            text = text.replace(line_break, "\n")
        return text.split("\n")

    def line(self, number: int) -> str:
        """Line ``number``, counted from 1; empty when there is none."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""


class Span(NamedTuple):
    """From (line, column) up to, not including, (end_line, end_column) of a source."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """From this span's start to the other's end."""
        return Span(self.source, self.line, self.column, other.end_line, other.end_column)

    def part(self, start: int, end: int) -> Span:
        """The code points ``start`` to ``end`` of a span that lies on one line."""
        return Span(self.source, self.line, self.column + start, self.line, self.column + end)

    @property
    def positions(self) -> tuple[int, int, int, int]:
        """Where it is, whatever object holds the text."""
        return self.line, self.column, self.end_line, self.end_column

    @property
    def on_one_line(self) -> bool:
        return self.line == self.end_line


class Change(NamedTuple):
    """One change that a repair makes: to a layer (``written`` is what the walk carries of it), or to what stands at ``span``.

    ``set``: give the layer's parameter ``field`` the value ``text``; ``remove``: take the whole entry out, layer or key.
    """

    action: Literal["set", "remove"]
    written: Any = None
    field: str = ""
    text: str = ""
    span: Span | None = None


class Repair(NamedTuple):
    """A repair that works: what to write, and how to change the file.

    ``is_certain`` where nobody would want anything else, so that it may be applied without asking.
    """

    text: str
    changes: tuple[Change, ...] = ()
    is_certain: bool = False


class Diagnostic(NamedTuple):
    """One finding: what, where, why with the numbers, and a repair.

    ``label`` stands behind the carets, ``help`` is a repair that works, ``notes`` are further places (a text and its span),
    ``layer`` the path of the layer at fault and ``trail`` the calls that lead to it, outermost first.
    """

    code: str
    message: str
    span: Span | None = None
    severity: Severity = "error"
    label: str = ""
    help: str = ""
    notes: tuple[tuple[str, Span], ...] = ()
    layer: str | None = None
    trail: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def position(self) -> tuple[int, int]:
        """Sorts findings as their text is read."""
        return (self.span.line, self.span.column) if self.span else (0, 0)

    def at(self, span: Span | None) -> Diagnostic:
        """The same finding, standing elsewhere."""
        return self._replace(span=span)

    def __str__(self) -> str:
        return "\n".join(self.text_lines())

    def text_lines(self) -> list[str]:
        """The finding as it is printed, a line an entry."""
        lines = [f"{self.severity}[{self.code}]: {self.message}"]
        numbers = [span.line for span in (self.span, *(span for _, span in self.notes)) if span]
        gutter = len(str(max(numbers))) if numbers else 1
        if self.span:
            lines += [f"{' ' * gutter} --> {self.span.source.name}:{self.span.line}:{self.span.column}"]
            lines += [f"{' ' * gutter}  |", *_snippet(self.span, self.label, gutter)]
        for text, span in self.notes:
            lines += [f"{' ' * gutter}  = note: {text}", *_snippet(span, "", gutter)]
        if self.help:
            lines.append(f"{' ' * gutter}  = help: {self.help}")
        if self.trail:
            trail = self.trail if len(self.trail) <= MOST_CALLS else (*self.trail[: MOST_CALLS - 3], "…", *self.trail[-3:])
            lines.append(f"{' ' * gutter}  = in: {' > '.join(trail)}")
        # What a file is named or says may hold characters that a terminal would obey.
        return [visible(line) for line in lines]


class InputError(Exception):
    """The text cannot be used: carries every finding about it."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("\n\n".join(str(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics


MOST_FINDINGS = 200
"""A file with more is no architecture file, or one slip has made them all."""


class Findings(list[Diagnostic]):
    """The findings of one file; says so and stops when there are too many to be read."""

    def append(self, diagnostic: Diagnostic) -> None:
        """Add a finding.

        Raises:
            InputError: there are more than anyone would read.
        """
        super().append(diagnostic)
        if len(self) >= MOST_FINDINGS:
            told = sorted(self, key=lambda found: found.position)
            message, help = f"{MOST_FINDINGS} findings: the rest of the file is not read", "repair these first"
            raise InputError([*told, Diagnostic("CC103", message, told[-1].span, help=help)])


def visible(text: str) -> str:
    """``text`` with every character that is no printable one as its escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def printable(text: str, most: int = 60) -> str:
    """``text`` for a message: on one line, control characters escaped, cut to ``most`` characters."""
    safe = visible(text[: most + 1])
    return safe if len(safe) <= most else safe[: most - 1] + "…"


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word that ``word`` is most likely a slip of, if any is near."""
    from difflib import get_close_matches

    by_folded = {name.lower(): name for name in reversed(known[:MOST_COMPARED])}
    found = get_close_matches(word.lower()[:100], by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None


MOST_LISTED = 20
MOST_COMPARED = 300
"""A word is compared with so many others at most: the comparison is slow."""


def did_you_mean(word: str, known: list[str] | tuple[str, ...], all_of: str = "known") -> str:
    """Help for an unknown word: the nearest known one, or all of them."""
    guess = nearest(word, known)
    if guess is not None:
        return f"did you mean `{printable(guess)}`?"
    more = ", …" if len(known) > MOST_LISTED else ""
    return f"{all_of}: {', '.join(printable(name) for name in known[:MOST_LISTED])}{more}" if known else ""


def _snippet(span: Span, label: str, gutter: int) -> list[str]:
    """The span's first line and the carets below it."""
    line = span.source.line(span.line)
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.on_one_line else len(line)
    end = max(start + 1, min(end, len(line)))
    first = 0
    if len(line) > SNIPPET_WIDTH:
        first = max(0, min(start - SNIPPET_WIDTH // 3, len(line) - SNIPPET_WIDTH))
        end = min(end, first + SNIPPET_WIDTH)
    shown = line[first : first + SNIPPET_WIDTH]
    head = "…" if first else ""
    tail = "…" if first + SNIPPET_WIDTH < len(line) else ""
    indent = _columns(head + line[first:start])
    carets = "^" * max(1, _columns(line[start:end]))
    blank = f"{' ' * gutter}  | "
    under = f"{blank}{' ' * indent}{carets}{' ' if label else ''}{label}"
    return [f" {span.line:>{gutter}} | {head}{_flat(shown)}{tail}".rstrip(), under]


def _flat(text: str) -> str:
    """Every character one that moves a terminal's cursor to the right, as :func:`_columns` counts."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _columns(text: str) -> int:
    """Columns that ``text`` takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
