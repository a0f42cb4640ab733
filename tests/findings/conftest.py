"""What all formats are shown: three files judged as they are, and results made by hand."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from cnncalc.api import Unreadable, decode_text
from cnncalc.checking.budgets import budget
from cnncalc.checking.judge import Terms, judge
from cnncalc.checking.result import CheckResult, FileResult
from cnncalc.checking.selection import Selection
from cnncalc.source import Diagnostic, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


@pytest.fixture
def result(monkeypatch: pytest.MonkeyPatch) -> CheckResult:
    """A clean file, one with errors, and one with warnings, failing expectations, variants and silences; not in order."""
    monkeypatch.chdir(HERE)
    selection = Selection()
    selection.codes -= {code for code in selection.codes if code.startswith("CC4") and code != "CC401"}  # other rules come and go
    terms = Terms(selection, [budget("max-params", "5k")])
    names = ("warnings", "clean", "errors")
    return CheckResult([judge(decode_text(Path("files", f"{name}.yaml")), terms) for name in names], 0)


@pytest.fixture
def made() -> Callable[..., CheckResult]:
    """Makes the result of one file about which a reader has so much to say."""

    def make(*findings: Diagnostic, name: str = "net.yaml", text: str = "", silenced: int = 0) -> CheckResult:
        model = Unreadable(PurePath(name).stem, list(findings) or [Diagnostic("CC103", "none")])
        return CheckResult([FileResult(name, Source(name, text), [model], list(findings), [], silenced)], 0)

    return make


@pytest.fixture
def finding() -> Callable[..., Diagnostic]:
    """Makes a finding that stands somewhere."""

    def make(message: str = "a message", line: int = 3, **more: object) -> Diagnostic:
        source = Source("net.yaml", "one: 1\ntwo: 2\nthree: 3\n" * 20)
        given = {"code": "CC401", "severity": "warning", "span": Span(source, line, 1, line, 6), **more}
        return Diagnostic(message=message, **given)  # type: ignore[arg-type]

    return make
