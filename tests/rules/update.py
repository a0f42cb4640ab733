"""Rewrites the expected texts of all rules, to be reviewed in the diff: ``python -m tests.rules.update``."""

from __future__ import annotations

from cnncalc.rules import RULES, rule
from tests.rules.rule_tables import EXPECTED, findings

for code in RULES:
    path = EXPECTED / f"{code}.txt"
    text = "\n\n".join(map(str, findings(code, rule(code).bad))) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}\n{text}")
