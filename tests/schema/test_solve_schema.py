"""The schema of solutions: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import pytest
from printing import changed, faults, printed, slips

from cnncalc.textbook.equation import LETTERS


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("W=32 K=5 P=2", 0),  # O and S
        ("W=32 K=5 S=1 P=2 O=?", 0),
        ("W=224 K=7 S=2 P=3", 1),
        ("W=3 K=7 S=1", 1),
        ("W=224 K=7 S=2 O=112", 0),
        ("W=224 K=7 S=2 O=112 D=1", 0),
        ("W=227 K=11 S=4 P=0 D=1 O=55", 0),
        ("W=227 K=11 S=4 P=0 D=1 O=56", 1),
        ("W=10 K=3 S=2 P=0 D=1 O=5", 1),
        ("K=3 S=1 P=1 O=32", 0),
        ("W=28 O=14 S=2 P=1", 0),
        ("W=10 K=2 S=1 O=10", 0),
        ("W=5 K=9 S=1 P=0 O=3", 1),
        ("W=32 F=5 K=10 S=1 P=2", 0),
        ("W=7 S=2 P=0 O=?", 0),
    ],
)
def test_what_is_printed(question, code):
    found = printed("solve", *question.split(), code=code)
    assert faults("solve", found) == []
    assert (code == 0) == found["holds"]


@pytest.fixture(scope="module")
def good():
    """Padding that no two equal sides give."""
    found = printed("solve", "W=8", "K=4", "S=1", "O=8", "D=1", code=1)
    assert found["one_sided"] is not None
    return found


def test_every_key_is_checked(good):
    assert slips("solve", good, optional=tuple(good["given"])) == []
    found = printed("solve", "W=12", "K=4", "S=3", "P=1", code=1)
    assert found["solutions"]
    assert found["repairs"]
    assert found["solutions_by_rounding_up"]
    few = changed(found, (), lambda whole: whole.update(given={}, assumed={}, repairs=found["repairs"][:1]))
    assert slips("solve", few) == []


def test_letters_of_what_is_known(good):
    assert faults("solve", changed(good, ("given",), lambda known: known.update(Q=1)))
    for letter in LETTERS:
        assert faults("solve", changed(good, ("given",), lambda known, letter=letter: known.update({letter: -1})))
    assert faults("solve", changed(good, (), lambda whole: whole.update(unknown=["Q"])))
    assert faults("solve", changed(good, (), lambda whole: whole.update(unknown=["W", "K", "S"])))
