"""The arithmetic of formulas against that of Python's integers, and what is known of letters against trying."""

from __future__ import annotations

import math

import pytest
from generated import checked
from hypothesis import assume, given
from hypothesis import strategies as st

from cnncalc.core.letters import Letters
from cnncalc.core.problem import Problem
from cnncalc.core.size import (
    alike,
    at_least,
    ceil_divide,
    common_divisor,
    equal,
    floor_divide,
    larger,
    remainder,
    simplest,
    smaller,
)
from cnncalc.core.symbolic import PLAIN, Formula, written
from cnncalc.core.window import Window, same_padding

MOST = 200


def value(size, **sizes):
    return size if isinstance(size, int) else size.at(sizes)


@st.composite
def pairs(draw, names="HW", level=0):
    """A size of these letters, and the same as a function of numbers, made side by side."""
    kind = draw(
        st.sampled_from(("letter", "letter", "number", "sum", "times", "quotient", "ceil", "larger", "smaller", "product", "rest"))
    )
    if level > 3 or kind == "letter":
        name = draw(st.sampled_from(names))
        return (lambda letters: letters[name]), (lambda sizes: sizes[name])
    number = draw(st.integers(1, 6))
    if kind == "number":
        number = draw(st.integers(-9, 9))
        return (lambda letters: number), (lambda sizes: number)
    formula, known = draw(pairs(names, level + 1))
    if kind == "times":
        number = draw(st.integers(-4, 4))
        return (lambda letters: formula(letters) * number), (lambda sizes: known(sizes) * number)
    if kind == "quotient":
        return (lambda letters: floor_divide(formula(letters), number)), (lambda sizes: known(sizes) // number)
    if kind == "ceil":
        return (lambda letters: ceil_divide(formula(letters), number)), (lambda sizes: math.ceil(known(sizes) / number))
    if kind == "rest":
        return (lambda letters: remainder(formula(letters), number)), (lambda sizes: known(sizes) % number)
    other, other_known = draw(pairs(names, level + 1))
    of_two = {
        "sum": (lambda a, b: a + b, lambda a, b: a + b),
        "product": (lambda a, b: a * b, lambda a, b: a * b),
        "larger": (larger, max),
        "smaller": (smaller, min),
    }[kind]
    return (
        lambda letters: of_two[0](formula(letters), other(letters)),
        lambda sizes: of_two[1](known(sizes), other_known(sizes)),
    )


def letters(names="HW"):
    known = Letters()
    return {name: known.letter(name) for name in names}


@checked(600)
@given(pairs(), st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=5))
def test_a_formula_is_what_integers_come_to(pair, drawn):
    """Itself, and its texts: the one for Python, and the one for people."""
    formula, known = pair
    size = formula(letters())
    for height, width in drawn:
        sizes = {"H": height, "W": width}
        wanted = known(sizes)
        assert value(size, **sizes) == wanted
        if isinstance(size, Formula):
            assert eval(size.python, {"__builtins__": {}}, {"min": min, "max": max, **sizes}) == wanted
            human = size.written(PLAIN).replace("/", "//").replace("^", "**")
            assert eval(human, {"__builtins__": {}}, {"min": min, "max": max, "floor": int, **sizes}) == wanted


@checked(200)
@given(pairs(), st.integers(1, 9))
def test_terms_that_cancel_leave_a_number(pair, number):
    formula, _ = pair
    size = formula(letters())
    assert size - size == 0
    assert (size + number) - size == number
    assert size * 0 == 0
    assert 0 - (0 - size) == size
    assert 2 * size - size == size
    assert floor_divide(size * number, number) == size
    assert remainder(size * number, number) == 0
    assert hash(size) == hash(formula(letters())), "the same in every walk"
    assert size == formula(letters())


@checked(300)
@given(st.integers(-9, 9), st.integers(1, 9), st.integers(-9, 9), st.integers(1, 9))
def test_quotients_of_quotients_collapse(a, b, c, d):
    """Floor((floor((H + a)/b) + c)/d) = floor((H + a + b*c)/(b*d)), and rounding up is rounding down of more."""
    height = letters()["H"]
    assert ((height + a) // b + c) // d == (height + a + b * c) // (b * d)
    assert ceil_divide(height + a, b) == (height + a + b - 1) // b
    assert -((-height - a) // b) == ceil_divide(height + a, b)


@checked(300)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4), st.integers(0, 9)), min_size=1, max_size=6))
def test_a_chain_of_windows_is_one_quotient(layers):
    size = letters()["H"]
    for kernel, stride, padding in layers:
        size = Window(kernel, stride, padding, padding).slide(size)
    stride = math.prod(stride for _, stride, _ in layers)
    assert str(size).count("floor(") == (stride > 1)
    known = 1000
    for kernel, step, padding in layers:
        known = Window(kernel, step, padding, padding).slide(known)
    assert value(size, H=1000) == known


@checked(300)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 3), st.integers(1, 3), st.integers(0, 3))
def test_same_padding_is_exact(kernel, stride, dilation, before, cut):
    """ceil(W/S) whatever the window and whatever the size that it sees, also where it leaves gaps."""
    size = (letters()["W"] + 3 - cut) // before
    ends = same_padding(size, kernel, stride, dilation)
    assert Window(kernel, stride, *ends, dilation).slide(size) == ceil_divide(size, stride)


@checked(200)
@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 2), st.integers(1, 40))
def test_ceil_clips_where_it_must(kernel, stride, padding, size):
    """With the padding that PyTorch allows the last window's rule comes to one of two quotients, for every size at once."""
    assume(2 * padding <= kernel)
    window = Window(kernel, stride, padding, padding, rounding="ceil")
    places = window.slide(letters()["W"])
    assert value(places, W=size) == window.slide(size)
    assert "m" not in str(places), "no min or max is left"


@checked(300)
@given(pairs("H"), st.integers(1, 64))
def test_the_common_divisor_with_a_number(pair, number):
    formula, known = pair
    size = formula(letters())
    for height in range(1, 40):
        assert value(common_divisor(size, number), H=height) == math.gcd(known({"H": height}), number)


@checked(500)
@given(pairs("H"), st.sampled_from((">=", "=")))
def test_what_is_answered_is_so_at_every_size(pair, relation):
    formula, known = pair
    size = formula(letters())
    assume(isinstance(size, Formula))
    answer = size.known.answer(size, relation)
    holds = [known({"H": height}) >= 0 if relation == ">=" else known({"H": height}) == 0 for height in range(1, MOST)]
    if answer is not None:
        assert holds == [answer] * len(holds), size


@checked(400)
@given(st.lists(st.tuples(pairs("H"), st.sampled_from((">=", "="))), min_size=1, max_size=4))
def test_conditions_leave_the_sizes_at_which_they_hold(asked):
    """What is assumed holds where the conditions do, what is refused nowhere there; the rule that they come to says the same."""
    names = letters("H")
    known = names["H"].known
    left = set(range(1, MOST))
    for (formula, number), relation in asked:
        size = formula(names)
        accepted = at_least(size, 0) if relation == ">=" else equal(size, 0)
        holds = {height for height in left if (number({"H": height}) >= 0 if relation == ">=" else number({"H": height}) == 0)}
        if accepted:
            left = holds
        else:
            assert holds == set()
    assert left == {height for height in range(1, MOST) if all(condition.holds({"H": height}) for condition in known.conditions)}
    rules = [requirement.python for requirement in known.requirements()]
    names_of_python = {"min": min, "max": max}
    assert left == {
        height
        for height in range(1, MOST)
        if all(eval(rule, {"__builtins__": {}}, {**names_of_python, "H": height}) for rule in rules)
    }
    if all(condition.allowed is not None for condition in known.conditions):
        assert left == {height for height in range(1, MOST) if height in known.allowed["H"]}


@checked(200)
@given(st.lists(pairs(), min_size=1, max_size=6), st.integers(1, 50), st.integers(1, 50))
def test_the_largest_of_several(several, height, width):
    """In whatever order they stand, and without those that another is never below."""
    names = letters()
    sizes = [formula(names) for formula, _ in several]
    most = names["H"].known.largest(sizes)
    assert value(most, H=height, W=width) == max(known({"H": height, "W": width}) for _, known in several)
    assert written(most) == written(names["H"].known.largest(sizes[::-1]))


def test_what_is_never_the_same_assumes_nothing():
    names = letters()
    height, width = names["H"], names["W"]
    assert not alike((height, width), (2 * (height // 2), width + 1))
    assert height.known.conditions == []
    assert alike((height, width), (2 * (height // 2), width))
    assert [requirement.text for requirement in height.known.requirements()] == ["H = 0 mod 2"]
    assert simplest((2 * (height // 2), height)) is height


def test_later_conditions_take_the_place_of_weaker_ones():
    names = letters()
    height = names["H"]
    for kernel in (3, 7, 5):
        assert at_least(height - kernel, 0)
    assert at_least(height // 2 - 1, 0), "known by now"
    assert [requirement.text for requirement in height.known.requirements()] == ["H >= 7"]
    assert len(height.known.conditions) == 2


@pytest.mark.parametrize(
    ("make", "text", "python"),
    [
        (lambda h, w: ceil_divide(h, 2), "floor((H + 1)/2)", "(H + 1)//2"),
        (lambda h, w: 64 * ceil_divide(h, 2) * (w // 2), "64*floor((H + 1)/2)*floor(W/2)", "64*((H + 1)//2)*(W//2)"),
        (lambda h, w: 3 * h * h + w - 1, "3*H^2 + W - 1", "3*H*H + W - 1"),
        (lambda h, w: -(h // 2), "-floor(H/2)", "-(H//2)"),
        (lambda h, w: h - h // 2 - 5, "H - floor(H/2) - 5", "H - H//2 - 5"),
        (lambda h, w: larger(h * 3, 2 * w) + 1, "max(2*W + 1, 3*H + 1)", "max(2*W + 1, 3*H + 1)"),
        (lambda h, w: smaller(h, 7), "min(7, H)", "min(7, H)"),
        (lambda h, w: (h * 6 + 4) // 4, "H + floor(H/2) + 1", "H + H//2 + 1"),
    ],
)
def test_texts(make, text, python):
    names = letters()
    size = make(names["H"], names["W"])
    assert (str(size), size.python) == (text, python)
    assert f"{1_000_000 * size:,}".count("1,000,000") or "max" in text or "min" in text or text[0] in "-36"


def test_what_only_a_number_can_answer():
    height = letters()["H"]
    for asked in (
        lambda: height > 3,
        lambda: height >= 3,
        lambda: max(height, 3),
        lambda: 7 // height,
        lambda: height // (height + 1),
    ):
        with pytest.raises(Problem) as caught:
            asked()
        assert caught.value.code == "CC340"
    assert 6 * height // (2 * height) == 3
    assert (6 * height) % (2 * height) == 0


def over_and_over(step, size):
    for _ in range(60):
        size = step(size)


def test_formulas_do_not_grow_without_end():
    names = letters()
    size = names["H"] + names["W"] + 1
    with pytest.raises(Problem, match="too long"):
        over_and_over(lambda size: size * size, size)
    with pytest.raises(Problem, match="too long"):
        over_and_over(lambda size: (3 * size + 1) // 2, names["H"])


def test_a_divisor_is_not_0():
    half = letters()["H"] // 2
    assert (3 * half) // half == 3
    assert [requirement.text for requirement in half.known.requirements()] == ["H >= 2"]
