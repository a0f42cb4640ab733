"""What a check finds, before any format writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cnncalc.api import Unreadable, Walk
    from cnncalc.source import Diagnostic, Source


class Assertion(NamedTuple):
    """One figure that was asserted, by the file, a budget or the lock, and the finding when it does not hold."""

    model: str
    text: str
    """As in ``params = 138_357_544`` or ``macs at most 600M``."""
    finding: Diagnostic | None


class FileResult(NamedTuple):
    """One file, all its variants."""

    name: str
    source: Source | None
    """None where it could not be read as text."""
    models: list[Walk | Unreadable]
    findings: list[Diagnostic]
    """What is left to say, in the order of the text."""
    assertions: list[Assertion]
    silenced: int
    """Findings that a comment or the baseline passes over."""


class CheckResult(NamedTuple):
    """A whole run."""

    files: list[FileResult]
    skipped: int
    """YAML files found in folders that are no architectures."""

    @property
    def findings(self) -> list[Diagnostic]:
        return [found for file in self.files for found in file.findings]

    @property
    def errors(self) -> int:
        return sum(found.severity == "error" for found in self.findings)

    @property
    def warnings(self) -> int:
        return sum(found.severity == "warning" for found in self.findings)

    @property
    def models(self) -> int:
        return sum(len(file.models) for file in self.files)
