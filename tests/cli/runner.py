"""The command line as its users meet it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    """What a finished process left."""

    code: int
    out: str
    err: str


def environment(**extra: str) -> dict[str, str]:
    """The environment of a test, where this checkout is importable from any folder."""
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE")}
    return {**kept, "PYTHONPATH": str(ROOT), **extra}


def cnncalc(*arguments: str, stdin: str | bytes = "", cwd: Path | None = None, **extra: str) -> Outcome:
    """Run ``cnncalc`` and wait for it."""
    finished = subprocess.run(
        [sys.executable, "-m", "cnncalc", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**extra),
        timeout=60,
        check=False,
    )
    return Outcome(finished.returncode, finished.stdout.decode(), finished.stderr.decode())
