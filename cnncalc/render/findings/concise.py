"""A line a finding, as compilers write them: editors jump to the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render.findings.located import Located, located
from cnncalc.render.findings.totals import summary
from cnncalc.source import visible

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult

COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}


def render(result: CheckResult, colour: bool = False) -> str:
    """All findings, then how many there are."""
    return "\n".join([*(line(one, colour) for one in located(result)), summary(result)])


def line(one: Located, colour: bool = False) -> str:
    """As in ``net.yaml:9:24: CC401 [warning] stride 2 does not fit``."""
    code = f"{COLOURS[one.found.severity]}{one.found.code}\x1b[0m" if colour else one.found.code
    return f"{visible(one.path)}:{one.line}:{one.column}: {code} [{one.found.severity}] {visible(one.found.message)}"
