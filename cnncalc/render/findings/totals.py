"""The line below the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render.findings.located import located

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult


def summary(result: CheckResult) -> str:
    """How many findings in how many files, as in ``Found 1 error in 2 files (3 models)``."""
    if not result.files:
        return "Nothing was checked" + (f": {count(result.skipped, 'YAML file')} found, no architecture" if result.skipped else "")
    parts = []
    if result.findings:
        kinds = [count(number, word) for number, word in ((result.errors, "error"), (result.warnings, "warning")) if number]
        parts.append(f"Found {' and '.join(kinds)} in {count(len(result.files), 'file')} ({count(result.models, 'model')})")
    else:
        parts.append(f"All checks passed: {count(len(result.files), 'file')}, {count(result.models, 'model')}")
    fixable = sum(one.is_fixable for one in located(result))
    if fixable:
        parts.append(f"{fixable} fixable with `--fix`")
    silenced = sum(file.silenced for file in result.files)
    if silenced:
        parts.append(f"{count(silenced, 'finding')} silenced")
    return "; ".join(parts)


def count(number: int, word: str) -> str:
    """As in ``1 file`` and ``2 files``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
