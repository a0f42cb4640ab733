"""``# cnncalc: ignore[CC401]`` at the end of a line: the finding on that line is known and meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.checking.selection import is_silenceable
from cnncalc.explanations import codes
from cnncalc.source import Diagnostic, Span, printable

if TYPE_CHECKING:
    from cnncalc.source import Source

_COMMENT = r"(?:^|\s)(#\s*cnncalc:\s*ignore\[([^\]]*)\])"


class Silence:
    """One code in one comment."""

    def __init__(self, code: str, span: Span) -> None:
        self.code = code
        self.span = span
        self.is_used = False


class Silences:
    """Every such comment of a file."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Diagnostic] = []
        self.by_line: dict[int, list[Silence]] = {}
        if "cnncalc:" not in source.text:
            return
        for number, line in enumerate(source.lines, 1):
            match = re.search(_COMMENT, line) if "ignore[" in line else None
            if match:
                self._read(match, number, source)

    def _read(self, match: re.Match[str], number: int, source: Source) -> None:
        offset = match.start(2)
        for part in match[2].split(","):
            code, start = part.strip(), offset + len(part) - len(part.lstrip())
            span = Span(source, number, start + 1, number, start + 1 + max(len(code), 1))
            offset += len(part) + 1
            if code not in codes():
                self.problems.append(
                    Diagnostic(
                        "CC131",
                        f"unknown code `{printable(code)}` in a comment",
                        span,
                        "warning",
                        help="a code is as in `# cnncalc: ignore[CC401]`",
                    )
                )
            elif not is_silenceable(code):
                help = "after it a file has no numbers to judge: repair it"
                self.problems.append(Diagnostic("CC131", f"{code} cannot be ignored", span, "warning", help=help))
            else:
                self.by_line.setdefault(number, []).append(Silence(code, span))

    def cover(self, found: Diagnostic) -> bool:
        """Whether a comment on the finding's line names its code; it is then used."""
        covering = (
            [silence for silence in self.by_line.get(found.span.line, []) if silence.code == found.code] if found.span else []
        )
        for silence in covering:
            silence.is_used = True
        return bool(covering)

    def unused(self, reported: set[str]) -> list[Diagnostic]:
        """CC130 for every code that silences nothing, as far as its rule ran."""
        return [
            Diagnostic(
                "CC130",
                f"nothing on this line is {silence.code}: the comment silences nothing",
                silence.span,
                "warning",
                help="remove it",
            )
            for silences in self.by_line.values()
            for silence in silences
            if not silence.is_used and silence.code in reported
        ]
