"""Rewrites the expected texts of all cases, to be reviewed in the diff: ``python tests/errors/update.py``."""

from __future__ import annotations

from error_cases import expected, failing, findings, text

for path in failing():
    found = text(findings(path))
    if not expected(path).exists() or expected(path).read_text(encoding="utf-8") != found:
        expected(path).write_text(found, encoding="utf-8")
        print(f"{expected(path).name}\n{found}")
