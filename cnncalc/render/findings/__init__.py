"""Output formats of ``check``, one a file: findings to text. Registering a format is one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult


class Render(Protocol):
    """What every format's module has: the findings of a run as text, without a line break at the end."""

    def __call__(self, result: CheckResult, colour: bool = False) -> str:
        """Only formats for people to read take notice of ``colour``."""


FORMATS = {
    "full": "cnncalc.render.findings.full",
    "concise": "cnncalc.render.findings.concise",
    "json": "cnncalc.render.findings.json",
    "json-lines": "cnncalc.render.findings.json_lines",
    "github": "cnncalc.render.findings.github",
    "gitlab": "cnncalc.render.findings.gitlab",
    "junit": "cnncalc.render.findings.junit",
    "sarif": "cnncalc.render.findings.sarif",
}
"""Every format of ``check``, and the module whose ``render(result, colour)`` writes it."""


def renderer(format: str) -> Render:
    """The function that writes ``format``.

    Raises:
        KeyError: there is no such format.
    """
    write: Render = import_module(FORMATS[format]).render

    def render(result: CheckResult, colour: bool = False) -> str:
        # A name may hold half a surrogate pair, which no file takes; escaped as here it is valid JSON too.
        return write(result, colour).encode("utf-8", "backslashreplace").decode("utf-8")

    return render


def job_summary(result: CheckResult) -> str:
    """The page that GitHub shows of a run, in Markdown: what ``$GITHUB_STEP_SUMMARY`` takes."""
    from cnncalc.render.findings.job_summary import page

    return page(result)
