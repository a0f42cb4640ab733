"""Every finding with its line of the file, the repair and the calls that lead to it: for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.render.findings.located import located
from cnncalc.render.findings.totals import summary

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult
    from cnncalc.source import Diagnostic

RED, YELLOW, BLUE, CYAN, GREEN, BOLD, PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[34m", "\x1b[36m", "\x1b[32m", "\x1b[1m", "\x1b[0m"

_GUTTER = re.compile(r"( +--> |[ 0-9]+ \|)(.*)")
_REMARK = re.compile(r"( +)(= \w+:)(.*)")
_CARETS = re.compile(r"( *)(\^+.*)")


def render(result: CheckResult, colour: bool = False) -> str:
    """All findings, an empty line between them, then how many there are."""
    texts = [_text(one.found, colour) for one in located(result)]
    below = summary(result)
    if colour and result.files and not result.findings:
        below = f"{GREEN}{below}{PLAIN}"
    return "\n\n".join([*texts, below])


def _text(found: Diagnostic, colour: bool) -> str:
    """A finding as it prints itself, but that nothing in it moves the cursor."""
    first, *rest = found.text_lines()
    if not colour:
        return "\n".join([first, *rest])
    strong = RED if found.severity == "error" else YELLOW
    head, message = first[: len(found.severity) + len(found.code) + 2], first[len(found.severity) + len(found.code) + 2 :]
    return "\n".join([f"{strong}{head}{PLAIN}{BOLD}{message}{PLAIN}", *(_line(line, strong) for line in rest)])


def _line(line: str, strong: str) -> str:
    """A line below the message: its gutter, carets and remarks set apart."""
    if remark := _REMARK.fullmatch(line):
        return f"{remark[1]}{CYAN}{remark[2]}{PLAIN}{remark[3]}"
    if not (gutter := _GUTTER.fullmatch(line)):
        return line
    carets = _CARETS.fullmatch(gutter[2]) if gutter[1].strip() == "|" else None
    text = f"{carets[1]}{strong}{carets[2]}{PLAIN}" if carets else gutter[2]
    return f"{BLUE}{gutter[1]}{PLAIN}{text}"
