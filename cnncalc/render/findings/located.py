"""Findings with the place that every format gives them: a path seen from the current folder, lines and columns."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.explanations import explanation
from cnncalc.language.edits import is_fixable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.checking.result import CheckResult, FileResult
    from cnncalc.source import Diagnostic, Source


class Located(NamedTuple):
    """One finding and where it stands. A finding about a whole file stands at its start."""

    path: str
    found: Diagnostic
    source: Source | None

    @property
    def is_error(self) -> bool:
        return self.found.severity == "error"

    @property
    def line(self) -> int:
        return self.found.span.line if self.found.span else 1

    @property
    def column(self) -> int:
        return self.found.span.column if self.found.span else 1

    @property
    def is_fixable(self) -> bool:
        """Whether ``--fix`` repairs it."""
        return is_fixable(self.found, self.source)

    @property
    def identity(self) -> str:
        """What it is known by when lines move and figures change; several may share it."""
        layer = re.sub(r"\[[0-9]+\]", "", self.found.layer or "")
        return "\0".join((self.path, self.found.code, layer, re.sub(r"[0-9][0-9,.]*", "N", self.found.message)))


def files(result: CheckResult) -> list[tuple[str, FileResult]]:
    """Every file and its path, sorted by it."""
    return sorted(((shown_path(file.name), file) for file in result.files), key=lambda named: named[0])


def located(result: CheckResult) -> list[Located]:
    """All findings, sorted by file, line and column."""
    return [one for path, file in files(result) for one in located_in(path, file)]


def located_in(path: str, file: FileResult) -> list[Located]:
    """The findings of one file, sorted by line and column."""
    findings = [Located(path, found, file.source) for found in file.findings]
    return sorted(findings, key=lambda one: (one.found.position, one.found.code, one.found.message))


def shown_path(name: str) -> str:
    """A file's path relative to the current folder where it is below it, with forward slashes; else as it was given."""
    here = Path.cwd()
    for resolve in (os.path.abspath, os.path.realpath):
        try:
            absolute = PurePath(resolve(name))
        except ValueError:  # what standard input is called need be no path
            continue
        if absolute.is_relative_to(here):
            return absolute.relative_to(here).as_posix()
    return PurePath(name).as_posix()


def fingerprints(findings: Iterable[Located]) -> list[str]:
    """A name for each finding that outlives moved lines and other figures, unique among them."""
    seen: dict[str, int] = {}
    made = []
    for one in findings:
        times = seen[one.identity] = seen.get(one.identity, 0) + 1
        made.append(sha256(f"{one.identity}\0{times}".encode("utf-8", "backslashreplace")).hexdigest())
    return made


def code_and_name(code: str) -> str:
    """As in ``CC401 unread-input``."""
    try:
        return f"{code} {explanation(code).name}"
    except KeyError:
        return code
