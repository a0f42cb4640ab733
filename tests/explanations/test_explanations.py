"""What is said of every code holds: its example reports it and nothing else, and once repaired reports nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cnncalc
from cnncalc.api import ArchitectureError, Text, parse_network
from cnncalc.checking.judge import Terms, judge
from cnncalc.checking.selection import Selection
from cnncalc.explanations import MODULES, codes, explanation
from cnncalc.rules import RULES
from cnncalc.source import Source

PACKAGE = Path(cnncalc.__file__).parent

NO_FILE = ("CC203", "CC204", "CC205", "CC340", "CC501")
"""What the command line or another file asks for, or a bug of ours: no file shows it by itself."""

COMMENTS = ("CC130", "CC131")
"""What only a check looks at."""

WITH_EXAMPLE = [code for code in codes() if code not in NO_FILE]


def text_of(example):
    return Text(Source("example.yaml", example), None, "example", is_bundled=False)


def checked(code, example):
    """What a check finds, the rules that run by default and the code itself being selected."""
    return [found.code for found in judge(text_of(example), Terms(Selection([code]), [])).findings]


def walked(example):
    """What is found without a check: reading, walking, expectations."""
    try:
        return [found.code for found in parse_network(text_of(example)).try_walk().diagnostics]
    except ArchitectureError as error:
        return [found.code for found in error.diagnostics]


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_example_reports_its_code_and_nothing_else(code):
    assert checked(code, explanation(code).bad) == [code]


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_repaired_example_reports_nothing(code):
    assert checked(code, explanation(code).good) == []


@pytest.mark.parametrize("code", [code for code in WITH_EXAMPLE if code not in RULES and code not in COMMENTS])
def test_a_fault_needs_no_check_to_be_found(code):
    assert walked(explanation(code).bad) == [code]
    assert walked(explanation(code).good) == []


@pytest.mark.parametrize("code", [code for code in WITH_EXAMPLE if code not in RULES])
def test_the_severity_is_that_of_the_finding(code):
    findings = judge(text_of(explanation(code).bad), Terms(Selection([code]), [])).findings
    assert [found.severity for found in findings] == [explanation(code).severity]


def test_every_code_is_explained_and_every_explanation_is_needed():
    rooms = (PACKAGE / "explanations", PACKAGE / "rules")
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if not {*rooms} & {*path.parents}]
    used = {code for source in sources for code in re.findall(r'"(CC[0-9]{3})"', source)}
    assert used | RULES.keys() == set(codes())
    assert len(codes()) == len(set(codes()))


@pytest.mark.parametrize("prefix", MODULES)
def test_each_module_explains_its_hundred_in_order(prefix):
    source = (PACKAGE / f"{MODULES[prefix].removeprefix('cnncalc.').replace('.', '/')}.py").read_text(encoding="utf-8")
    written = re.findall(r'code="(CC[0-9]{3})"', source)
    assert written == [code for code in codes() if code.startswith(prefix)]


def test_names_are_unique_words():
    names = [explanation(code).name for code in codes()]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 30] == []


@pytest.mark.parametrize("code", codes())
def test_the_texts_are_short_and_whole(code):
    one = explanation(code)
    assert len(one.summary) <= 100
    assert "\n" not in one.summary + one.why
    assert "  " not in one.summary + one.why
    assert not one.summary.endswith(".")
    assert one.why.endswith(".")
    assert len(one.why.split()) >= 20
    assert one.why.count("`") % 2 == one.summary.count("`") % 2 == 0


@pytest.mark.parametrize("code", codes())
def test_examples_are_small(code):
    one = explanation(code)
    assert bool(one.bad) == bool(one.good) == (code not in NO_FILE)
    for example in (one.bad, one.good):
        assert len(example.splitlines()) <= 10
        assert max(map(len, example.splitlines()), default=0) <= 100
        assert example == "" or example.endswith("\n")
    assert one.bad != one.good or not one.bad


@pytest.mark.parametrize("code", codes())
def test_codes_in_a_text_exist(code):
    known = {*codes(), "CC041"}
    assert {*re.findall(r"CC[0-9]{3}", "".join(explanation(code)[3:7]))} <= known
