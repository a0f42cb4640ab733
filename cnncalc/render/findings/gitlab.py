"""GitLab's Code Quality report, which merge requests show beside the changed lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cnncalc.render.findings.located import Located, fingerprints, located

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult

SEVERITIES = {"error": "major", "warning": "minor"}


def render(result: CheckResult, colour: bool = False) -> str:
    """All findings as one array."""
    findings = located(result)
    issues = [_issue(one, name) for one, name in zip(findings, fingerprints(findings), strict=True)]
    return json.dumps(issues, indent=2)


def _issue(one: Located, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{one.found.code}: {one.found.message}",
        "check_name": one.found.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[one.found.severity],
        "location": {"path": one.path, "lines": {"begin": one.line}},
    }
