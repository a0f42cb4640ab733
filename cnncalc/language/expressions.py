"""Expressions: ``=4 * width``. A small language of numbers, truth values and names; nothing is ever executed.

``parse`` turns text into an :class:`Expression`, which knows the names it uses and computes its value in a scope. Errors are
:class:`ExpressionError` with the part of the text at fault.
"""

from __future__ import annotations

import math
import re
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from cnncalc.core.problem import Problem
from cnncalc.core.scalars import plain_number
from cnncalc.core.size import GIVE_A_NUMBER, LARGEST, Symbolic, larger, smaller
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.core.shape import Shape

MOST_CHARACTERS = 500
MOST_LEVELS = 40
_PARTS = "compute its parts under `vars`, and use their names here"

Value: TypeAlias = Any
"""A number, a truth value, or what a variable holds: a word or a list of numbers."""

SIZES = ("channels", "height", "width", "length", "depth")
WORDS = ("and", "or", "not", "if", "else", "true", "false")
RESERVED = (*WORDS, "i", "input", "prev", "min", "max", "round", "floor", "ceil", "abs", "make_divisible")
"""Names that no variable, parameter or layer may bear."""


class Unknown(Exception):
    """A size is asked for that an earlier fault has left unknown: nothing that follows from it is reported."""


class ExpressionError(Exception):
    """A fault in an expression: the part of its text from ``start`` to ``end``, ``=`` included."""

    def __init__(self, code: str, message: str, start: int, end: int, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
        self.start = start
        self.end = end


class Names(Protocol):
    """Where an expression finds what its names stand for."""

    def value(self, name: str) -> Value:
        """What the variable, parameter or ``i`` holds; KeyError when there is none."""
        ...

    def shape(self, name: str) -> Shape:
        """The shape of the tensor ``name``, ``input`` and ``prev`` included.

        Raises:
            KeyError: there is none.
            Unknown: it is not known.
        """
        ...


class Name(NamedTuple):
    """A use of a name, at the offset ``start`` of the text."""

    name: str
    start: int
    is_tensor: bool


class Expression(NamedTuple):
    """A parsed expression."""

    text: str
    names: tuple[Name, ...]
    compute: Callable[[Names], Value]

    def evaluate(self, names: Names) -> Value:
        """The value in this scope.

        Raises:
            ExpressionError: it has none.
            Unknown: it depends on a size that is not known.
        """
        return self.compute(names)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Part(NamedTuple):
    """A piece of the expression: how it is computed, and where it stands."""

    compute: Callable[[Names], Value]
    start: int
    end: int


_TOKEN = (
    r"[ \t]*(?:(?P<number>(?:[0-9]|\.[0-9])[0-9_.]*(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>//|[=!<>]=|[-+*/%<>()\[\].,=]))"
)


def parse(text: str) -> Expression:
    """The expression that ``text``, with its leading ``=``, spells.

    Raises:
        ExpressionError: it spells none (CC110).
    """
    if len(text) > MOST_CHARACTERS:
        message = f"an expression has at most {MOST_CHARACTERS} characters, this one has {len(text)}"
        raise ExpressionError("CC110", message, 0, len(text), _PARTS)
    return _Parser(text).expression()


class _Parser:
    """Precedence climbing over the tokens; a method a level of the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.level = 0
        self.names: list[Name] = []

    def expression(self) -> Expression:
        whole = self.conditional()
        if self.peek.kind != "end":
            raise self.unexpected()
        return Expression(self.text, tuple(self.names), whole.compute)

    @property
    def peek(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def accept(self, *texts: str) -> _Token | None:
        return self.take() if self.peek.kind != "end" and self.peek.text in texts else None

    def expect(self, text: str, opened: _Token) -> _Token:
        token = self.accept(text)
        if token is None:
            if self.peek.kind != "end":
                raise self.unexpected()
            if text == "else":
                help = f"say what it is otherwise, as in `{printable(self.text, 60)} else 0`"
                raise ExpressionError("CC110", "`if` needs an `else`", opened.start, opened.end, help)
            help = f"close it: `{printable(self.text, 60)}{text}`"
            raise ExpressionError("CC110", f"`{opened.text}` is not closed", opened.start, opened.end, help)
        return token

    def unexpected(self) -> ExpressionError:
        token = self.peek
        before = self.tokens[self.at - 1] if self.at else _Token("sign", "=", 0)
        if token.kind == "end":
            help = "write one there, as in `=2 * 3`" if before.text == "=" else f"write one there, or leave out the `{before.text}`"
            return ExpressionError("CC110", f"a value is missing behind `{before.text}`", before.start, before.end, help)
        if token.text == "=":
            help = "to compare write `==`"
        elif token.text == "*" and before.text == "*":
            help = "there are no powers: multiply, as in `x * x`"
        elif before.kind == "number" and token.kind == "name" and token.start == before.end:
            help = "write numbers in decimal, and `*` to multiply"
        elif before.kind in ("number", "name") or before.text in (")", "]"):
            help = "an operator is missing before it: one of + - * / // %, a comparison, `and`, `or`, `if`"
        else:
            help = "a number, a name or a bracket should stand here"
        return ExpressionError("CC110", f"unexpected `{printable(token.text)}`", token.start, token.end, help)

    def conditional(self) -> _Part:
        """``a if t else b``."""
        self.level += 1
        if self.level > MOST_LEVELS:
            raise ExpressionError("CC110", f"nested deeper than {MOST_LEVELS} levels", 0, len(self.text), _PARTS)
        then = self.binary(0)
        keyword = self.accept("if")
        if keyword:
            test = self.binary(0)
            self.expect("else", keyword)
            other = self.conditional()
            then = _conditional(then, test, other)
        self.level -= 1
        return then

    def binary(self, least: int) -> _Part:
        """Operators that bind at least as tightly as level ``least``."""
        left = self.unary()
        while self.peek.kind in ("sign", "word") and _PRECEDENCE.get(self.peek.text, -1) >= least:
            operator = self.take()
            right = self.binary(_PRECEDENCE[operator.text] + 1)
            left = _binary(operator.text, left, right)
            after = self.peek
            if _PRECEDENCE[operator.text] == COMPARISON == _PRECEDENCE.get(after.text):
                help = "compare two at a time, as in `a < b and b < c`"
                raise ExpressionError("CC110", "comparisons cannot be chained", after.start, after.end, help)
        return left

    def unary(self) -> _Part:
        operator = self.accept("-", "+", "not")
        if not operator:
            return self.postfix()
        self.level += 1
        if self.level > MOST_LEVELS:
            raise ExpressionError("CC110", f"nested deeper than {MOST_LEVELS} levels", 0, len(self.text), _PARTS)
        operand = self.binary(_PRECEDENCE["=="]) if operator.text == "not" else self.unary()
        self.level -= 1
        return _unary(operator, operand)

    def postfix(self) -> _Part:
        part = self.atom()
        while (opened := self.accept("[")) is not None:
            index = self.conditional()
            closed = self.expect("]", opened)
            part = _indexed(part, index, closed.end)
        return part

    def atom(self) -> _Part:
        token = self.peek
        if token.kind == "number":
            return self.number(self.take())
        if self.accept("("):
            inner = self.conditional()
            closed = self.expect(")", token)
            return _Part(inner.compute, token.start, closed.end)
        if token.kind == "word" and token.text in ("true", "false"):
            self.take()
            constant = token.text == "true"
            return _Part(lambda names: constant, token.start, token.end)
        if token.kind == "name":
            self.take()
            if self.peek.text == "(":
                return self.call(token)
            if self.accept("."):
                return self.size_of(token)
            self.names.append(Name(token.text, token.start, False))
            return _variable(token)
        raise self.unexpected()

    def number(self, token: _Token) -> _Part:
        number = plain_number(token.text)
        if number is None:
            help = "write it in decimal, without leading zeros"
            raise ExpressionError("CC110", f"`{printable(token.text)}` is not a decimal number", token.start, token.end, help)
        _bounded(number, token.start, token.end)
        return _Part(lambda names: number, token.start, token.end)

    def size_of(self, tensor: _Token) -> _Part:
        attribute = self.take()
        if attribute.text not in SIZES:
            help = did_you_mean(attribute.text, SIZES, "a tensor has")
            raise ExpressionError("CC110", f"unknown size `{tensor.text}.{attribute.text}`", attribute.start, attribute.end, help)
        self.names.append(Name(tensor.text, tensor.start, True))
        return _size_of(tensor, attribute)

    def call(self, function: _Token) -> _Part:
        if function.text not in FUNCTIONS:
            help = did_you_mean(function.text, tuple(FUNCTIONS), "functions")
            raise ExpressionError("CC110", f"unknown function `{printable(function.text)}`", function.start, function.end, help)
        opened = self.take()
        arguments: list[_Part] = []
        while self.peek.text != ")":
            if function.text == "make_divisible" and len(arguments) == 1 and self.peek.text == "divisor":
                self.take()
                if not self.accept("="):
                    help = "write `divisor=`, as in `make_divisible(x, divisor=8)`"
                    raise ExpressionError(
                        "CC110", f"unexpected `{printable(self.peek.text)}`", self.peek.start, self.peek.end, help
                    )
            arguments.append(self.conditional())
            if not self.accept(","):
                break
        closed = self.expect(")", opened)
        least, most, _ = FUNCTIONS[function.text]
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least} to {most}" if most < 100 else f"at least {least}"
            plural = "value" if wanted.endswith("1") else "values"
            help = f"as in `{function.text}({', '.join(_EXAMPLE[: max(least, min(most, 2))])})`"
            message = f"`{function.text}` takes {wanted} {plural}, not {len(arguments)}"
            raise ExpressionError("CC110", message, function.start, closed.end, help)
        return _call(function, arguments, closed.end)


def _tokens(text: str) -> list[_Token]:
    token = re.compile(_TOKEN)
    tokens = []
    at, end = 1, len(text.rstrip())
    while at < end:
        match = token.match(text, at)
        if not match:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            help = "an expression has numbers, names and + - * / // % ( ) [ ] < > == != <= >="
            if text[start] in "\"'":
                help = "words cannot be compared or written in an expression: use a variable that is true or false"
            raise ExpressionError("CC110", f"unexpected `{printable(text[start])}`", start, start + 1, help)
        kind = str(match.lastgroup)
        word = match[kind]
        tokens.append(_Token("word" if word in WORDS else kind, word, match.end() - len(word)))
        at = match.end()
    return [*tokens, _Token("end", "", end)]


COMPARISON = 4
_PRECEDENCE = {
    "or": 1, "and": 2,
    "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "/": 6, "//": 6, "%": 6,
}  # fmt: skip

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: _exactly(a, b) if isinstance(a, Symbolic) or isinstance(b, Symbolic) else a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}


def _exactly(a: Any, b: Any) -> Any:
    """``a / b`` where one is a formula: only what is whole at all sizes has a formula of its own."""
    quotient = a // b
    if quotient * b != a:
        raise Problem("CC340", f"{a} divided by {b} is not whole at every size", "`//` drops what is left over")
    return quotient


def _extreme(choose: Callable[..., Any], choose_size: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """``min`` or ``max`` of numbers, and of formulas."""
    return lambda *values: reduce(choose_size, values) if any(isinstance(value, Symbolic) for value in values) else choose(values)


def make_divisible(x: float, divisor: int = 8) -> int:
    """The multiple of ``divisor`` nearest to ``x``, at least ``divisor`` and never more than 10 % below ``x``.

    Source: Sandler et al., MobileNetV2 (2018), reference implementation.
    """
    nearest = max(divisor, int(x + divisor / 2) // divisor * divisor)
    return nearest + divisor if nearest < 0.9 * x else nearest


_EXAMPLE = ("x", "8")
_SMALLER = "no network needs so large a number: look at what the names in it stand for"

FUNCTIONS: dict[str, tuple[int, int, Callable[..., Any]]] = {
    "min": (1, 100, _extreme(min, smaller)),
    "max": (1, 100, _extreme(max, larger)),
    "round": (1, 1, round),
    "floor": (1, 1, math.floor),
    "ceil": (1, 1, math.ceil),
    "abs": (1, 1, abs),
    "make_divisible": (1, 2, make_divisible),
}
"""Every function: the fewest and the most values it takes, and what it computes."""


def _number(value: Value, start: int, end: int) -> Any:
    """``value`` as an operand of arithmetic."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Symbolic)):
        help = "give the variable a number; only numbers can be computed with"
        if isinstance(value, bool):
            help = "to count it as 1 or 0 write `(1 if … else 0)`"
        elif isinstance(value, list):
            help = "take one of its numbers, as in `depths[0]`"
        raise ExpressionError("CC112", f"{_shown(value)} is not a number", start, end, help)
    return value


def _truth(part: _Part, names: Names) -> bool:
    value = part.compute(names)
    if not isinstance(value, bool):
        raise ExpressionError(
            "CC112", f"{_shown(value)} is neither true nor false", part.start, part.end, "compare it, as in `x > 0`"
        )
    return value


def _whole(numbers: Sequence[Any], start: int, end: int) -> Any:
    """Operands one of which is a formula, which is exact: a fraction cannot stand beside it."""
    for number in numbers:
        if isinstance(number, float) and not number.is_integer():
            formula = next(number for number in numbers if isinstance(number, Symbolic))
            help = "use whole numbers and `//`, as in `x * 3 // 4`; or give a number in place of the letter"
            raise ExpressionError("CC340", f"{number:.15g} with {formula} has no exact formula", start, end, help)
    return [int(number) if isinstance(number, float) else number for number in numbers]


def _bounded(value: Any, start: int, end: int) -> Any:
    if type(value) is int and -LARGEST <= value <= LARGEST:
        return value
    if isinstance(value, float) and not math.isfinite(value):
        raise ExpressionError("CC112", "the value is beyond all numbers", start, end, _SMALLER)
    if (value.magnitude if isinstance(value, Symbolic) else abs(value)) > LARGEST:
        raise ExpressionError("CC112", f"the value is too large: numbers go up to 2^53 = {LARGEST:,}", start, end, _SMALLER)
    return value


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value is None:
        return "nothing (null)"
    return "a list" if isinstance(value, list) else f"`{printable(str(value))}`"


def _variable(token: _Token) -> _Part:
    name = token.text

    def compute(names: Names) -> Value:
        try:
            return names.value(name)
        except KeyError:
            help = "a default is computed for each layer that uses it, and here none of this name is known"
            raise ExpressionError("CC111", f"unknown name `{printable(name)}`", token.start, token.end, help) from None

    return _Part(compute, token.start, token.end)


def _size_of(tensor: _Token, attribute: _Token) -> _Part:
    name, size = tensor.text, attribute.text

    def compute(names: Names) -> Value:
        try:
            shape = names.shape(name)
        except KeyError:
            message = f"`{printable(name)}` is not there: what makes it is left out by `when` or `repeat`"
            raise ExpressionError("CC114", message, tensor.start, tensor.end, "name a tensor that is always there") from None
        if size == "channels":
            return shape.channels
        if size in shape.axis_names:
            return shape.spatial[shape.axis_names.index(size)]
        has = ", ".join(("channels", *shape.axis_names))
        raise ExpressionError("CC112", f"`{name}` is {shape}: it has no {size}", tensor.start, attribute.end, f"it has: {has}")

    return _Part(compute, tensor.start, attribute.end)


def _conditional(then: _Part, test: _Part, other: _Part) -> _Part:
    def compute(names: Names) -> Value:
        return then.compute(names) if _truth(test, names) else other.compute(names)

    return _Part(compute, then.start, other.end)


def _unary(operator: _Token, operand: _Part) -> _Part:
    if operator.text == "not":
        return _Part(lambda names: not _truth(operand, names), operator.start, operand.end)
    sign = -1 if operator.text == "-" else 1
    return _Part(lambda names: sign * _number(operand.compute(names), operand.start, operand.end), operator.start, operand.end)


def _binary(operator: str, left: _Part, right: _Part) -> _Part:
    start, end = left.start, right.end
    if operator == "and":
        return _Part(lambda names: _truth(left, names) and _truth(right, names), start, end)
    if operator == "or":
        return _Part(lambda names: _truth(left, names) or _truth(right, names), start, end)
    if operator in ("==", "!="):
        wanted = operator == "=="
        return _Part(lambda names: _equal(left.compute(names), right.compute(names), start, end) is wanted, start, end)

    def operands(names: Names) -> tuple[Any, Any]:
        return _number(left.compute(names), left.start, left.end), _number(right.compute(names), right.start, right.end)

    if operator in _ORDER:
        return _Part(lambda names: _in_order(operator, operands(names), start, end), start, end)
    arithmetic = _ARITHMETIC[operator]

    def compute(names: Names) -> Value:
        both = operands(names)
        try:
            if isinstance(both[0], Symbolic) or isinstance(both[1], Symbolic):
                both = _whole(both, start, end)
            value = arithmetic(*both)
        except Problem as problem:
            raise ExpressionError(problem.code, problem.message, start, end, problem.help) from None
        except ZeroDivisionError:
            help = "let the divisor be another number, or ask first, as in `… if x != 0 else 1`"
            raise ExpressionError("CC112", "division by zero", start, end, help) from None
        except OverflowError:
            raise ExpressionError("CC112", "the value is beyond all numbers", start, end, _SMALLER) from None
        return _bounded(value, start, end)

    return _Part(compute, start, end)


def _in_order(operator: str, operands: Sequence[Any], start: int, end: int) -> bool:
    """A comparison by size."""
    a, b = operands
    if not isinstance(a, Symbolic) and not isinstance(b, Symbolic):
        return _ORDER[operator](a, b)
    a, b = _whole(operands, start, end)
    # a > b is a - b - 1 >= 0, and a < b is not a - b >= 0.
    surplus = a - b - (operator in (">", "<="))
    return _answer(surplus, ">=", f"{a} {operator} {b}", start, end) is (operator in (">", ">="))


def _answer(formula: Any, relation: str, question: str, start: int, end: int) -> bool:
    """Whether a relation holds whatever the letters are; CC340 where that depends on them."""
    if not isinstance(formula, Symbolic):
        return bool(formula >= 0 if relation == ">=" else formula == 0)
    answer = formula.known.answer(formula, relation)
    if answer is None:
        raise ExpressionError(
            "CC340", f"whether `{question}` depends on {' and '.join(sorted(formula.letter_names))}", start, end, GIVE_A_NUMBER
        )
    return bool(answer)


def _equal(a: Value, b: Value, start: int, end: int) -> bool:
    """Equality of numbers, of truth values, of words: ``1`` and ``true`` are different things."""
    if isinstance(a, Symbolic) or isinstance(b, Symbolic):
        if all(isinstance(value, (int, float, Symbolic)) and not isinstance(value, bool) for value in (a, b)):
            a, b = _whole((a, b), start, end)
            return _answer(a - b, "=", f"{a} == {b}", start, end)
        return False
    return bool(a == b) and isinstance(a, bool) == isinstance(b, bool)


def _indexed(part: _Part, index: _Part, end: int) -> _Part:
    def compute(names: Names) -> Value:
        values = part.compute(names)
        if not isinstance(values, list):
            help = "only a list has positions: leave out the brackets behind it"
            raise ExpressionError("CC112", f"{_shown(values)} is not a list", part.start, part.end, help)
        position = _number(index.compute(names), index.start, index.end)
        if isinstance(position, Symbolic):
            raise ExpressionError(
                "CC340", f"a position is a number, and {position} is not known", index.start, index.end, GIVE_A_NUMBER
            )
        if position != int(position):
            help = "positions count 0, 1, 2, …"
            raise ExpressionError("CC112", f"position {position:g} is not a whole number", index.start, index.end, help)
        if not 0 <= position < len(values):
            message = f"there is no position {position:g}: the list has {len(values)}, counted from 0"
            help = f"use 0 to {len(values) - 1}" if len(values) > 1 else "use 0" if values else "the list is empty"
            raise ExpressionError("CC112", message, part.start, end, help)
        return values[int(position)]

    return _Part(compute, part.start, end)


def _call(function: _Token, arguments: list[_Part], end: int) -> _Part:
    compute_function = FUNCTIONS[function.text][2]

    def compute(names: Names) -> Value:
        numbers = [_number(argument.compute(names), argument.start, argument.end) for argument in arguments]
        formula = next((number for number in numbers if isinstance(number, Symbolic)), None)
        if formula is not None:
            if function.text == "make_divisible":
                asked = f"`make_divisible` needs a number, and {formula} is not known"
                raise ExpressionError("CC340", asked, function.start, end, GIVE_A_NUMBER)
            numbers = _whole(numbers, function.start, end)
        if function.text == "make_divisible" and len(numbers) == 2 and (numbers[1] < 1 or numbers[1] != int(numbers[1])):
            part = arguments[1]
            message = f"the divisor is {numbers[1]:g}: it must be a whole number of at least 1"
            raise ExpressionError("CC112", message, part.start, part.end, "as in `make_divisible(x, 8)`")
        if function.text == "make_divisible":
            numbers[1:] = map(int, numbers[1:])
        try:
            return _bounded(compute_function(*numbers), function.start, end)
        except Problem as problem:
            raise ExpressionError(problem.code, problem.message, function.start, end, problem.help) from None

    return _Part(compute, function.start, end)
