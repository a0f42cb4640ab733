"""Each rule at its edges: what it finds, and the near misses that it lets pass."""

from __future__ import annotations

import pytest

from tests.rules.rule_tables import findings, fires, quiet, repaired

FIRES, QUIET = list(fires()), list(quiet())
NUMBERED = [f"{code}-{number}" for code, number, _, _ in FIRES]
REASONS = [f"{code}-{why}" for code, why, _ in QUIET]


@pytest.mark.parametrize(("code", "number", "text", "message"), FIRES, ids=NUMBERED)
def test_it_is_found(code, number, text, message):
    (found,) = findings(code, text)
    assert message in found.message
    assert found.help


@pytest.mark.parametrize(("code", "number", "text", "message"), FIRES, ids=NUMBERED)
def test_its_repairs_work(code, number, text, message):
    (found,) = findings(code, text)
    for repair in found.repairs:
        after = repaired(text, found, repair)
        assert after is None or findings(code, after) == [], repair.text


@pytest.mark.parametrize(("code", "why", "text"), QUIET, ids=REASONS)
def test_a_near_miss_is_let_pass(code, why, text):
    assert [found.message for found in findings(code, text)] == []
