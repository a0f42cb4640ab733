"""A rule is a class, a line of registration, a table of cases and an expected text: this fails until a new one has them all."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from cnncalc import rules
from cnncalc.rules import RULES, rule
from cnncalc.rules.base import Rule
from tests.rules.rule_tables import CASES, EXPECTED, design_of, module_of, table

HERE = Path(rules.__file__).parent
NEAR_MISSES = 4


def rule_classes(module):
    """The rules that a module declares."""
    return [
        value
        for value in vars(import_module(f"cnncalc.rules.{module}")).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == f"cnncalc.rules.{module}"
    ]


@pytest.mark.parametrize("code", RULES)
def test_complete(code):
    one = rule(code)
    assert type(one) in rule_classes(module_of(code))
    assert one.code == code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.name)
    assert one.summary.strip()
    assert not one.summary.endswith(".")
    assert one.why.strip().endswith(".")
    assert one.bad != one.good
    assert type(one).__doc__
    assert (import_module(f"cnncalc.rules.{module_of(code)}").__doc__ or "").startswith(f"{code}: ")


@pytest.mark.parametrize("code", RULES)
def test_its_examples_are_networks(code):
    assert design_of(rule(code).bad).walk.complete
    assert design_of(rule(code).good).walk.complete


@pytest.mark.parametrize("code", RULES)
def test_it_has_cases_and_an_expected_text(code):
    cases = table(code)
    assert cases is not None
    assert cases.FIRES
    assert len(cases.QUIET) >= NEAR_MISSES
    assert (EXPECTED / f"{code}.txt").exists()


def test_every_rule_is_registered():
    modules = [path.stem for path in HERE.glob("*.py") if path.stem != "base"]
    declared = sorted(
        f"{one.__module__}:{one.__name__}" for module in modules if module != "__init__" for one in rule_classes(module)
    )
    assert declared == sorted(RULES.values())


def test_codes_and_names_are_unique_and_in_order():
    assert list(RULES) == sorted(RULES)
    names = [rule(code).name for code in RULES]
    assert len(set(names)) == len(names)
    summaries = [rule(code).summary for code in RULES]
    assert len(set(summaries)) == len(summaries)


def test_no_case_belongs_to_no_rule():
    assert {path.stem for path in CASES.glob("*.py")} == {module_of(code) for code in RULES}
    assert {path.stem for path in EXPECTED.glob("*.txt")} == set(RULES)


def test_what_runs_only_when_selected():
    assert [code for code in RULES if not rule(code).is_default] == ["CC402", "CC409", "CC411"]
