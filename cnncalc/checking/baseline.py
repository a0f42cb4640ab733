"""The baseline: findings that were there before anyone checked, passed over until the design changes."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from cnncalc.api import UsageError
from cnncalc.checking.selection import is_silenceable
from cnncalc.render.findings.located import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.checking.result import FileResult
    from cnncalc.source import Diagnostic

VERSION = 1


def identity(file: str, found: Diagnostic) -> str:
    """What a finding is known by when lines move: file, code, layer, and the message without its numbers."""
    return " | ".join(
        (shown_path(file), found.code, re.sub(r"\[[0-9]+\]", "", found.layer or ""), re.sub(r"[0-9][0-9,.]*", "N", found.message))
    )


def write(results: list[FileResult]) -> str:
    """The baseline of all findings that may be passed over."""
    known = Counter(identity(result.name, found) for result in results for found in result.findings if is_silenceable(found.code))
    return json.dumps({"version": VERSION, "findings": dict(sorted(known.items()))}, indent=2, ensure_ascii=False) + "\n"


def read(path: Path) -> Counter[str]:
    """The findings of a baseline file.

    Raises:
        UsageError: it is missing, or no baseline of this version.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}; `--write-baseline` writes it") from None
    except ValueError as error:
        raise UsageError(f"{path} is no baseline: {error}") from None
    findings = content.get("findings") if isinstance(content, dict) and content.get("version") == VERSION else None
    if not isinstance(findings, dict) or not all(isinstance(times, int) for times in findings.values()):
        raise UsageError(f"{path} is no baseline of version {VERSION}")
    return Counter(findings)


def apply(result: FileResult, known: Counter[str]) -> FileResult:
    """The result without the findings that the baseline knows, each as often as it knows it."""
    left = Counter(known)
    kept = []
    for found in result.findings:
        name = identity(result.name, found)
        if is_silenceable(found.code) and left[name] > 0:
            left[name] -= 1
        else:
            kept.append(found)
    return result._replace(findings=kept, silenced=result.silenced + len(result.findings) - len(kept))
