"""The schemas of lists and of explanations: they take what is printed, and nothing that was not promised."""

from __future__ import annotations

import pytest
from printing import changed, faults, printed, run, slips


def test_networks():
    found = printed("list")
    assert faults("list", found) == []
    assert slips("list", changed(found, (), lambda whole: whole.update(networks=whole["networks"][:2]))) == []
    assert faults("list", changed(found, ("networks", 0), lambda network: network.update(params="12")))


@pytest.mark.parametrize(("kind", "options"), [("list", []), ("operations", ["--operations"])])
def test_a_word_that_nothing_has(kind, options):
    found = run("list", "no-such-word", *options)
    assert found is not None
    assert faults(kind, found) == []


def test_operations():
    found = printed("list", "--operations")
    assert faults("operations", found) == []
    assert slips("operations", found) == []
    assert faults("operations", changed(found, ("operations", 0), lambda operation: operation.update(family="food")))


def test_explanations():
    found = printed("explain", "--all")
    assert faults("explain", found) == []
    few = [one for one in found["explanations"] if one["diagnostics"]][:2]
    assert slips("explain", changed(found, (), lambda whole: whole.update(explanations=few))) == []
    for key, value in (("severity", "fatal"), ("code", "CC999"), ("ignorable", "no")):
        assert faults("explain", changed(found, ("explanations", 0), lambda one, key=key, value=value: one.update({key: value})))
