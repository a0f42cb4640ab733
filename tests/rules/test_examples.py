"""Every rule finds the fault of its own example and nothing else, says it as expected, and finds nothing once it is repaired."""

from __future__ import annotations

import os

import pytest

from cnncalc.rules import RULES, rule
from tests.rules.rule_tables import EXPECTED, default_findings, findings, repaired

UPDATE = "CNNCALC_UPDATE_EXPECTED"
"""Set to anything, the expected texts are rewritten instead of compared."""


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_is_found_and_nothing_else(code):
    found = default_findings(code, rule(code).bad)
    assert [one.code for one in found] == [code]
    path = EXPECTED / f"{code}.txt"
    text = f"{found[0]}\n"
    if os.environ.get(UPDATE):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_is_clean(code):
    assert default_findings(code, rule(code).good) == []


@pytest.mark.parametrize("code", RULES)
def test_every_repair_of_the_example_works(code):
    (found,) = findings(code, rule(code).bad)
    for repair in found.repairs:
        text = repaired(rule(code).bad, found, repair)
        assert text is not None, repair.text
        assert findings(code, text) == [], repair.text


CERTAIN = {"CC406", "CC408", "CC412", "CC416"}


@pytest.mark.parametrize("code", RULES)
def test_only_what_nobody_would_want_is_repaired_unasked(code):
    (found,) = findings(code, rule(code).bad)
    assert any(repair.is_certain for repair in found.repairs) == (code in CERTAIN)


@pytest.mark.parametrize("code", sorted(CERTAIN))
def test_a_certain_repair_makes_the_good_example(code):
    (found,) = findings(code, rule(code).bad)
    assert repaired(rule(code).bad, found, found.repairs[0]) == rule(code).good
