"""Expressions against Python's own arithmetic on the same text, by its syntax tree, one operation at a time."""

from __future__ import annotations

import ast
import math
import operator
import re

import pytest
from generated import checked, file, walked
from hypothesis import assume, given
from hypothesis import strategies as st

from cnncalc.core.shape import Shape
from cnncalc.language.expressions import ExpressionError, parse

LARGEST = 2**53
VALUES = {"x": 7, "y": 2.5, "zero": 0, "flag": True, "off": False, "depths": [3, 4, 6], "ratios": [0.5, 1.25]}
SHAPES = {"input": Shape((5, 9, 12)), "prev": Shape((16, 4)), "stem": Shape((100,))}


class Scope:
    def value(self, name):
        return VALUES[name]

    def shape(self, name):
        return SHAPES[name]


class Refused(Exception):
    """There is no value: too large, no number, not true or false, division by zero."""


ARITHMETIC = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
}  # fmt: skip
ORDER = {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
SIGNS = {ast.UAdd: operator.pos, ast.USub: operator.neg}


def nearest_multiple(x, divisor=8):
    """The multiple of ``divisor`` nearest to ``x``, at least one, the next one where it is more than 10 % below ``x``."""
    if divisor != int(divisor) or divisor < 1:
        raise Refused
    divisor = int(divisor)
    multiple = max(divisor, math.floor((x + divisor / 2) / divisor) * divisor)
    return multiple + divisor if multiple < 0.9 * x else multiple


FUNCTIONS = {
    "min": lambda *given: sorted(given)[0],
    "max": lambda *given: sorted(given, reverse=True)[0],
    "round": round,
    "floor": math.floor,
    "ceil": math.ceil,
    "abs": abs,
    "make_divisible": nearest_multiple,
}
SIZES = {"channels": -1, "height": -3, "width": -2, "length": 0}


def number(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Refused
    return value


def bounded(value):
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise Refused
    return value


def truth(value):
    if not isinstance(value, bool):
        raise Refused
    return value


def computed(node):
    """The value of a syntax tree of Python, by the rules of the language: numbers and truth values are apart, all is bounded."""
    match node:
        case ast.Constant(value):
            return value if isinstance(value, bool) else bounded(value)
        case ast.Name(name):
            if name not in VALUES:
                raise Refused
            return VALUES[name]
        case ast.Attribute(ast.Name(name), size):
            return SHAPES[name][SIZES[size]]
        case ast.UnaryOp(ast.Not(), operand):
            return not truth(computed(operand))
        case ast.UnaryOp(sign, operand):
            return SIGNS[type(sign)](number(computed(operand)))
        case ast.BinOp(left, sign, right):
            a, b = number(computed(left)), number(computed(right))
            try:
                return bounded(ARITHMETIC[type(sign)](a, b))
            except (ZeroDivisionError, OverflowError):
                raise Refused from None
        case ast.BoolOp(word, values):
            stops_at = isinstance(word, ast.Or)
            return stops_at if any(truth(computed(value)) is stops_at for value in values) else not stops_at
        case ast.Compare(left, [sign], [right]):
            a, b = computed(left), computed(right)
            if isinstance(sign, (ast.Eq, ast.NotEq)):
                return (a == b and isinstance(a, bool) is isinstance(b, bool)) is isinstance(sign, ast.Eq)
            return ORDER[type(sign)](number(a), number(b))
        case ast.IfExp(test, then, other):
            return computed(then) if truth(computed(test)) else computed(other)
        case ast.Call(ast.Name(name), arguments, keywords):
            given = [number(computed(argument)) for argument in (*arguments, *(keyword.value for keyword in keywords))]
            return bounded(FUNCTIONS[name](*given))
        case ast.Subscript(held, index):
            values, at = computed(held), number(computed(index))
            if not isinstance(values, list) or at != int(at) or not 0 <= at < len(values):
                raise Refused
            return values[int(at)]
    raise AssertionError(ast.dump(node))


def python(text):
    """What Python's arithmetic makes of an expression."""
    spelled = re.sub(r"\btrue\b", "True", re.sub(r"\bfalse\b", "False", text.removeprefix("=")))
    return computed(ast.parse(spelled.strip(), mode="eval").body)


WRITTEN = "0 1 2 3 16 1000 1_000 0.1 0.5 2.5 .5 1e3 1.5e-3 3.0 9007199254740992 9007199254740991 94906267"
NAMED = "x y zero input.channels input.height prev.length stem.channels depths[0] depths[2] ratios[1]"
LITERALS = st.one_of(st.integers(0, 20).map(str), st.sampled_from(WRITTEN.split()), st.sampled_from(NAMED.split()))
SPACE = st.sampled_from(("", " ", "  "))


def numeric(inner, truths):
    """Texts that mean a number, of parts that do."""
    two = st.tuples(inner, SPACE, st.sampled_from(("+", "-", "*", "/", "//", "%")), SPACE, inner)
    return st.one_of(
        two.map("".join),
        two.map(lambda parts: f"({''.join(parts)})"),
        st.tuples(st.sampled_from(("-", "+", "- ", "--")), inner).map("".join),
        st.tuples(st.sampled_from(("min", "max")), st.lists(inner, min_size=1, max_size=3)).map(
            lambda call: f"{call[0]}({', '.join(call[1])})"
        ),
        st.tuples(st.sampled_from(("round", "floor", "ceil", "abs", "make_divisible")), inner).map(
            lambda call: f"{call[0]}({call[1]})"
        ),
        st.tuples(inner, st.sampled_from(("3", "8", "divisor=4", "x")), SPACE).map(
            lambda call: f"make_divisible({call[0]},{call[2]}{call[1]})"
        ),
        st.tuples(inner, truths, inner).map(lambda parts: f"({parts[0]} if {parts[1]} else {parts[2]})"),
        st.tuples(st.sampled_from(("depths[{}]", "depths[abs({}) % 3]", "depths[floor({}) % 3]")), inner).map(
            lambda one: one[0].format(one[1])
        ),
    )


def truths_of(numbers):
    """Texts that mean true or false."""
    compared = st.tuples(numbers, SPACE, st.sampled_from(("<", "<=", ">", ">=", "==", "!=")), SPACE, numbers)
    known = st.sampled_from(
        ("true", "false", "flag", "off", "(flag == true)", "(x == true)", "not flag", "not x == 7", "not not off")
    )
    atoms = st.one_of(known, compared.map(lambda parts: f"({''.join(parts)})"), compared.map("".join))
    words = st.sampled_from(("and", "or"))
    row = st.tuples(atoms, st.lists(st.tuples(words, atoms), max_size=4))
    rows = row.map(lambda one: " ".join([one[0], *(f"{word} {atom}" for word, atom in one[1])]))
    return st.one_of(atoms, rows, st.tuples(rows, words, rows).map(lambda parts: f"({parts[0]}) {parts[1]} not ({parts[2]})"))


SIMPLE = truths_of(LITERALS)
NUMBERS = st.recursive(LITERALS, lambda inner: numeric(inner, SIMPLE), max_leaves=12)
TRUTHS = truths_of(NUMBERS)


def judge(text):
    """Both give the same value of the same type, or neither gives one."""
    assume(len(text) <= 500)
    expression = parse(text)
    try:
        wanted = python(text)
    except Refused:
        with pytest.raises(ExpressionError) as raised:
            expression.evaluate(Scope())
        assert raised.value.code == "CC112"
        assert 0 <= raised.value.start < raised.value.end <= len(text)
        return
    found = expression.evaluate(Scope())
    assert found == wanted
    assert type(found) is type(wanted)


@checked(1500)
@given(NUMBERS)
def test_numbers(text):
    judge(f"={text}")


@checked(700)
@given(TRUTHS)
def test_truth_values(text):
    judge(f"= {text}")


@checked(300)
@given(NUMBERS, TRUTHS, NUMBERS)
def test_conditionals(then, test, other):
    """Without parentheses: `if` binds least, and to the right."""
    judge(f"={then} if {test} else {other}")
    judge(f"={then} if {test} else {other} if not {test} else {then}")


def parses(text):
    try:
        parse(text)
    except ExpressionError:
        return False
    return True


MIXED = st.lists(
    st.sampled_from(
        ("1", "2", "x", "y", "flag", "+", "-", "*", "//", "and", "or", "not", "<", "==", "(", ")", "if", "else", "abs", ",")
    ),
    max_size=9,
)


@checked(1500)
@given(MIXED)
def test_what_is_no_expression_is_refused(words):
    """Whatever parses here, parses in Python too, and to the same value; what does not is a finding, never another exception."""
    text = "=" + " ".join(words)
    try:
        tree = ast.parse(text[1:].strip(), mode="eval").body
    except SyntaxError:
        tree = None
    if not parses(text):
        with pytest.raises(ExpressionError) as raised:
            parse(text)
        assert raised.value.code == "CC110"
        assert 0 <= raised.value.start <= raised.value.end <= len(text)
        return
    expression = parse(text)
    if tree is None:
        # `1 + not x` and `abs(1,)`: no value, or the same as without the comma.
        assert re.search(r"[-+*/<=] not|, \)|\( \)", text), text
        return
    # `1 < 2 < 3` is a chain in Python alone.
    assume(not any(isinstance(node, ast.Compare) and len(node.ops) > 1 for node in ast.walk(tree)))
    assume(not any(isinstance(node, (ast.Tuple, ast.Call)) for node in ast.walk(tree)))
    try:
        wanted = computed(tree)
    except Refused:
        with pytest.raises(ExpressionError):
            expression.evaluate(Scope())
    else:
        assert expression.evaluate(Scope()) == wanted


@checked(150)
@given(NUMBERS)
def test_a_count_is_what_the_expression_gives(text):
    """In a file: whole numbers from 1 up are filters, anything else is an error."""
    assume(len(text) < 480 and not re.search("prev|stem|input", text))
    try:
        wanted = python(f"={text}")
    except Refused:
        wanted = None
    assume(wanted is None or wanted <= 4096 or wanted != int(wanted))
    network = file((2, 2, 1), [{"conv": {"filters": f"={text}", "kernel": 1}}], vars=VALUES)
    if wanted is not None and wanted == int(wanted) and wanted >= 1:
        assert walked(network).output_shape == (2, 2, wanted)
    else:
        with pytest.raises(AssertionError, match=r"CC1(07|12)"):
            walked(network)
