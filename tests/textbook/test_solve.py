"""cnncalc solve: against counting windows one by one, worked examples, whole outputs, and everything that is no question."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from itertools import combinations, product

import pytest
from fact_tables import HERE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from runner import cnncalc, environment

from cnncalc.textbook import equation
from cnncalc.textbook.equation import EquationError

FACTS = json.loads((HERE / "textbook.json").read_text(encoding="utf-8"))["cs231n"]

SIZES, KERNELS, STRIDES, PADDINGS = range(1, 65), range(1, 13), range(1, 13), range(7)
RANGES = {"W": SIZES, "K": KERNELS, "S": STRIDES, "P": PADDINGS}


def counted(w, k, s, p, d=1):
    """The places of a window, counted one by one, and whether the last ends where the padded input ends."""
    padded, extent = [0] * p + [1] * w + [0] * p, (k - 1) * d + 1
    places = [start for start in range(0, len(padded), s) if start + extent <= len(padded)]
    return len(places), bool(places) and places[-1] + extent == len(padded)


def solved(**letters):
    return equation.solve(equation.read(" ".join(f"{letter}={value}" for letter, value in letters.items())))


def answers(found, letters):
    """Solutions as sets of numbers for these letters, with whether each fits."""
    return {(*(getattr(one, letter) for letter in letters), one.fits) for one in found.solutions}


# Against counting


@pytest.mark.parametrize("kernel", KERNELS)
def test_the_output_is_what_counting_gives(kernel):
    for w, s, p in product(SIZES[::3], STRIDES, PADDINGS):
        places, fits = counted(w, kernel, s, p)
        found = solved(W=w, K=kernel, S=s, P=p)
        assert answers(found, "O") == ({(places, fits)} if places else set())
        assert found.holds is (places > 0 and fits)


@given(st.sampled_from(SIZES), st.sampled_from(KERNELS), st.sampled_from(STRIDES), st.sampled_from(PADDINGS), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_any_one_letter_is_what_brute_force_finds(w, k, s, p, d):
    letters = {"W": w, "K": k, "S": s, "P": p}
    places, _ = counted(w, k, s, p, d)
    for unknown, values in RANGES.items():
        known = {**letters, "D": d, "O": max(places, 1)}
        del known[unknown]
        brute = set()
        for value in values:
            many, fits = counted(**{letter.lower(): number for letter, number in {**letters, unknown: value}.items()}, d=d)
            if many == known["O"]:
                brute.add((value, fits))
        found = solved(**known)
        assert {answer for answer in answers(found, unknown) if answer[0] in values} == brute
        assert found.holds is bool(found.solutions)
        assert bool(found.why) is not bool(found.solutions)


@given(
    st.sampled_from(list(combinations("WKSP", 2))), st.sampled_from(SIZES), st.sampled_from(KERNELS), st.sampled_from(STRIDES),
    st.sampled_from(PADDINGS), st.data(),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_any_two_letters_are_what_brute_force_finds(unknown, w, k, s, p, data):
    letters = {"W": w, "K": k, "S": s, "P": p}
    places, _ = counted(w, k, s, p)
    known = {letter: value for letter, value in letters.items() if letter not in unknown}
    wanted = max(places, 1) if data.draw(st.booleans()) else data.draw(st.integers(1, 40))
    brute = set()
    for values in product(*(RANGES[letter] for letter in unknown)):
        tried = {**letters, **dict(zip(unknown, values, strict=True))}
        many, fits = counted(**{letter.lower(): number for letter, number in tried.items()})
        if many == wanted:
            brute.add((*values, fits))
    found = answers(solved(**known, D=1, O=wanted), unknown)
    inside = {answer for answer in found if all(answer[place] in RANGES[letter] for place, letter in enumerate(unknown))}
    assert inside == brute


@given(
    st.sampled_from("WKSP"), st.sampled_from(SIZES), st.sampled_from(KERNELS), st.sampled_from(STRIDES), st.sampled_from(PADDINGS)
)
@settings(max_examples=60, deadline=None)
def test_the_output_and_another_letter(unknown, w, k, s, p):
    letters = {"W": w, "K": k, "S": s, "P": p}
    known = {letter: value for letter, value in letters.items() if letter != unknown}
    found = answers(solved(**known, **({"P": "?"} if unknown == "P" else {})), (unknown, "O"))
    brute = set()
    for value in RANGES[unknown]:
        many, fits = counted(**{letter.lower(): number for letter, number in {**letters, unknown: value}.items()})
        if many:
            brute.add((value, many, fits))
    listed = {answer for answer in found if answer[0] in RANGES[unknown]}
    if unknown == "S":
        # Strides beyond the first that leaves one place give one place too, and are not listed.
        brute = {answer for answer in brute if answer[0] <= max((each[0] for each in listed), default=0)}
    assert listed == brute


@given(st.integers(1, 200), st.integers(1, 30), st.integers(1, 30), st.integers(1, 200))
@settings(deadline=None)
def test_repairs_and_one_sided_padding_fit(w, k, s, o):
    for found in (solved(W=w, K=k, S=s), solved(W=w, K=k, S=s, O=o, D=1)):
        for one in found.repairs:
            places, fits = counted(one.W, one.K, one.S, one.P, one.D)
            assert (places, fits) == (one.O, True)
    sides = found.one_sided
    if sides is not None:
        assert sides.after == sides.before + 1
        padded = w + sides.before + sides.after
        assert (padded - k) % s == 0
        assert (padded - k) // s + 1 == o


def test_a_dilation_is_found():
    assert answers(solved(W=32, K=3, S=1, P=2, O=32), "D") == {(2, True)}
    assert {(one.P, one.D) for one in solved(W=32, K=3, S=1, O=32).solutions[:3]} == {(1, 1), (2, 2), (3, 3)}


# Worked examples


@pytest.mark.parametrize("fact", [fact for fact in FACTS if "valid" in fact and "W=" in fact["q"]], ids=lambda fact: fact["q"])
def test_worked_examples(fact):
    letters = " ".join(part for part in fact["q"].split() if part[:2] in ("W=", "F=", "S=", "P=", "K="))
    outcome = cnncalc("solve", letters, "--json")
    content = json.loads(outcome.out)
    (solution,) = content["solutions"]
    assert outcome.code == (0 if fact["valid"] else 1)
    assert solution["fits"] is fact["valid"]
    if fact["out"] is not None:
        assert Fraction(solution["fraction"]) == Fraction(fact["out"])
        assert solution["O"] == int(fact["out"])
    assert bool(content["repairs"]) is not fact["valid"]


def test_the_rules_of_thumb():
    """7x7 input, 3x3 filter: stride 1 gives 5, stride 2 gives 3, stride 3 does not fit; P = (K - 1)/2 keeps the size."""
    assert answers(solved(W=7, K=3, S=1), "O") == {(5, True)}
    assert answers(solved(W=7, K=3, S=2), "O") == {(3, True)}
    assert not solved(W=7, K=3, S=3).holds
    for kernel in range(1, 12, 2):
        assert answers(solved(W=19, K=kernel, S=1, O=19, D=1), "P") == {((kernel - 1) // 2, True)}


# What is printed

DOES_NOT_FIT = """\
O = (W - K + 2P)/S + 1
given: W=7, K=3, S=3
assumed: P=0, D=1

(7 - 3 + 2*0)/3 + 1 = 2.33 is not whole: the stride does not fit, 1 left over
O=2  (7 - 3 + 2*0)/3 + 1 = 2.33  only by rounding down
O=3  (7 - 3 + 2*0)/3 + 1 = 2.33  only by rounding up

it would fit with
S=2  (7 - 3 + 2*0)/2 + 1 = 3  fits
P=1  (7 - 3 + 2*1)/3 + 1 = 3  fits
K=4  (7 - 4 + 2*0)/3 + 1 = 2  fits
W=6  (6 - 3 + 2*0)/3 + 1 = 2  fits
W=9  (9 - 3 + 2*0)/3 + 1 = 3  fits
"""

PADDING = """\
O = (W - K + 2P)/S + 1
a dilated kernel is D*(K - 1) + 1 wide, which takes K's place
given: W=224, K=7, S=2, O=112

P=3 D=1   (224 - 7 + 2*3)/2 + 1 = 112.5    only by rounding down
P=2 D=1   (224 - 7 + 2*2)/2 + 1 = 111.5    only by rounding up
P=6 D=2   (224 - 13 + 2*6)/2 + 1 = 112.5   only by rounding down
P=9 D=3   (224 - 19 + 2*9)/2 + 1 = 112.5   only by rounding down
P=12 D=4  (224 - 25 + 2*12)/2 + 1 = 112.5  only by rounding down
and 123 more, which --all prints
there is no end of solutions: D was tried up to 64
padding on both sides cannot do it exactly; 2 before and 3 after does: (224 - 7 + 2 + 3)/2 + 1 = 112
"""

EVEN_KERNEL = """\
O = (W - K + 2P)/S + 1
given: W=32, K=4, S=1, O=32, D=1

no P solves it: P=1 gives (32 - 4 + 2*1)/1 + 1 = 31, P=2 gives (32 - 4 + 2*2)/1 + 1 = 33, and there is nothing between
padding on both sides cannot do it exactly; 1 before and 2 after does: (32 - 4 + 1 + 2)/1 + 1 = 32
"""

TOO_SMALL = """\
O = (W - K + 2P)/S + 1
given: W=32, K=5, S=1, O=20, D=1

no P solves it: even P=0 gives (32 - 5 + 2*0)/1 + 1 = 28
"""

NEVER_FITS = """\
O = (W - K + 2P)/S + 1
given: W=3, K=5, S=1
assumed: P=0, D=1

the window does not fit: it is 5 wide, the padded input 3

it would fit with
P=1  (3 - 5 + 2*1)/1 + 1 = 1  fits
K=3  (3 - 3 + 2*0)/1 + 1 = 1  fits
W=5  (5 - 5 + 2*0)/1 + 1 = 1  fits
"""

NOT_SO = """\
O = (W - K + 2P)/S + 1
given: W=7, K=3, S=3, P=0, D=1, O=4

it does not hold: (7 - 3 + 2*0)/3 + 1 = 2.33, not 4

it would hold with
W=12  (12 - 3 + 2*0)/3 + 1 = 4    fits
P=3   (7 - 3 + 2*3)/3 + 1 = 4.33  only by rounding down
"""


@pytest.mark.parametrize(
    ("letters", "code", "text"),
    [
        ("W=7 K=3 S=3", 1, DOES_NOT_FIT),
        ("W=224 K=7 S=2 O=112", 0, PADDING),
        ("W=32 K=4 S=1 O=32 D=1", 1, EVEN_KERNEL),
        ("W=32 K=5 S=1 O=20 D=1", 1, TOO_SMALL),
        ("W=3 K=5 S=1", 1, NEVER_FITS),
        ("W=7 K=3 S=3 P=0 D=1 O=4", 1, NOT_SO),
    ],
)
def test_whole_outputs(letters, code, text):
    outcome = cnncalc("solve", letters)
    assert outcome.err == ""
    assert outcome.out == text
    assert outcome.code == code


def test_spellings():
    plain = cnncalc("solve", "W=224 K=7 S=2 P=3")
    assert plain.code == 1
    for words in (
        ["w=224", "f=7", "s=2", "p=3"],
        ["W: 224, K: 7, S: 2, P: 3"],
        ["N = 224; kernel=7x7; stride=2 and pad=3"],
        ["W=224 K=7 S=2 P=3 O=?"],
    ):
        assert cnncalc("solve", *words).out == plain.out


def test_the_number_of_filters_beside_f():
    """In CS231n's letters K counts filters and F is their size."""
    outcome = cnncalc("solve", "W=227 F=11 S=4 P=0 K=96")
    assert "K=96 beside F is the number of filters, as in CS231n: O does not depend on it\n" in outcome.out
    assert "O=55  (227 - 11 + 2*0)/4 + 1 = 55  fits\n" in outcome.out


def test_all_and_json_have_every_solution():
    some, every = cnncalc("solve", "W=224 S=2 O=112").out, cnncalc("solve", "W=224 S=2 O=112", "--all").out
    content = json.loads(cnncalc("solve", "W=224 S=2 O=112", "--json").out)
    found = len(content["solutions"]) + len(content["solutions_by_rounding_up"])
    assert every.count("K=") == found
    assert f"and {found - 12} more, which --all prints" in some
    assert list(content)[:2] == ["schema_version", "cnncalc_version"]
    assert content["given"] == {"W": 224, "S": 2, "O": 112}
    assert content["assumed"] == {"D": 1}
    assert content["unknown"] == ["K", "P"]
    assert content["limits"] == ["there is no end of solutions: K was tried up to 64"]


def test_the_plausible_comes_first():
    assert [(one.K, one.P) for one in solved(W=224, S=2, O=112).solutions[:2]] == [(2, 0), (3, 1)]
    assert next(one for one in solved(W=227, P=0, O=55).solutions if one.fits)[:3] == (227, 11, 4)
    assert solved(W=10, K=3, S=3, O=4, D=1).solutions[0].P == 1


# What is no question

REFUSED = {
    "": "too many unknowns: W, K, S, O (give all but one or two of W, K, S, P, D, O, as in `W=224 K=7 S=2 O=112`)",
    "W=224": "too many unknowns: K, S, O (give all but one or two of W, K, S, P, D, O, as in `W=224 K=7 S=2 O=112`)",
    "W=224 K=7 S=2 O=112 Q=3": "unknown letter `q` (known: W input size, K kernel size (also F), S stride, P padding on each side, "
    "D dilation, O output size)",
    "W=7 W=8 K=3": "W is given twice: 7 and 8 (keep one W, input size)",
    "W=7 K=3 S=0": "S is stride, at least 1, found 0",
    "W=7 K=3 S=1 P=-1": "P is padding on each side, at least 0, found -1",
    "W=7.5 K=3 S=1": "W=7.5: 7.5 is not a whole number (write `7` or `8`)",
    "W=7 K=3x5 S=1": "K=3x5: one axis at a time (solve it for the height, then for the width)",
    "W=7 K=3 S=1 P=same": "P takes a whole number, found `same` (leave P out, or write `P=?`, to ask for it)",
    "W=7 K=3 hello": "cannot read `hello` (write letters with their numbers, as in `W=224 K=7 S=2 O=112`)",
    "W=7 K=3 S=2 S=?": "S is both given and asked for (leave out `S=2` or `S=?`)",
    "W=007 K=3 S=1": "W=007: `007` is not a decimal number (write `7`)",
    "W=0x7 K=3 S=1": "W=0x7: one axis at a time (solve it for the height, then for the width)",
}


@pytest.mark.parametrize("letters", REFUSED)
def test_what_is_no_question_is_refused(letters):
    outcome = cnncalc("solve", letters)
    assert outcome.out == ""
    assert outcome.err == f"cnncalc: {REFUSED[letters]}\n"
    assert outcome.code == 2


@pytest.mark.parametrize(
    "text", [f"W={'9' * 5000} K=3 S=1", "W=\x1b[2J K=3", "W=99999999999999999999 K=1 S=1", "=", "W=", "W=²", "\u202e"]
)
def test_no_input_ends_in_a_traceback(text):
    outcome = cnncalc("solve", text)
    assert outcome.code == 2
    assert outcome.err.startswith("cnncalc: ")
    assert "bug" not in outcome.err
    assert "\x1b" not in outcome.err
    assert len(outcome.err) < 300


@given(st.text(max_size=40) | st.from_regex(r"([WKSPDO]=[0-9?]{1,18} ?){0,7}", fullmatch=True))
@example("\x0c")
@settings(max_examples=300, deadline=None)
def test_any_text_is_solved_or_refused(text):
    try:
        asked = equation.read(text)
    except EquationError:
        return
    equation.solve(asked)


def test_large_numbers_take_no_time():
    found = solved(W=2**52, K=2**20, S=3, O=2**50, D=1)
    assert found.solutions or found.why
    assert solved(W=10**15, O=10, P=0).limits


def test_neither_rich_nor_numpy_is_imported():
    command = (
        "import sys; sys.argv = ['cnncalc', 'solve', 'W=7 K=3 S=3']\n"
        "try:\n from cnncalc.cli import main; main()\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, env=environment(), check=False, timeout=60
    )
    assert finished.stdout == DOES_NOT_FIT
    assert not {name for name in finished.stderr.split() if name.partition(".")[0] in ("rich", "numpy", "yaml")}
