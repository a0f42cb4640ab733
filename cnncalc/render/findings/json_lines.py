"""JSON lines: one finding a line, for ``jq`` and log collectors. In ASCII, so that no character of a message ends a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cnncalc.render.findings.json import finding
from cnncalc.render.findings.located import located

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult


def render(result: CheckResult, colour: bool = False) -> str:
    """All findings, nothing where there are none."""
    return "\n".join(json.dumps(finding(one)) for one in located(result))
