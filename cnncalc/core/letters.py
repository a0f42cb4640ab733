"""What is known of the letters of a walk, and the conditions that it puts on them.

A layer's question about a formula is answered where the answer is the same for all sizes that the conditions before it leave; where
it is not, the good answer is assumed, and is a condition from there on. Two ways lead to an answer, and both are proofs:

- by bounds: n/d - (d - 1)/d <= floor(n/d) <= n/d turns a formula into a polynomial of the letters, which is never negative when no
  coefficient is, letters being counted from the least size that they may have;
- by trying: a formula of one letter without products rises by the same amount from each size to the one a period later, so that its
  values over one period tell all others.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cnncalc.core.fields import SHAPE
from cnncalc.core.growth import growth
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.symbolic import (
    MOST_CHARACTERS,
    PLAIN,
    PYTHON,
    Atom,
    Formula,
    Largest,
    Letter,
    Notation,
    Quotient,
    Size,
    largest,
    too_long,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Relation: TypeAlias = Literal[">=", "="]

Polynomial: TypeAlias = dict[tuple[str, ...], Fraction]
"""A polynomial of the letters: the coefficient of every product of letters."""

MOST_TRIED = 4096
"""Sizes that are tried at the most to find an answer; beyond, it stays open, and what is asked for becomes a condition."""
MOST_EFFORT = 200_000
"""Sizes that are tried, and terms that are bounded, for all answers of a walk together."""


class Allowed(NamedTuple):
    """The sizes that a letter may have: from ``least`` to ``most``, with one of ``residues`` when divided by ``period``."""

    least: int = 1
    most: int | None = None
    period: int = 1
    residues: frozenset[int] = frozenset((0,))

    def __contains__(self, size: object) -> bool:
        return (
            isinstance(size, int)
            and self.least <= size
            and (self.most is None or size <= self.most)
            and size % self.period in self.residues
        )

    def within(self, other: Allowed) -> Allowed:
        """What both allow."""
        period = lcm(self.period, other.period)
        residues = frozenset(
            size for size in range(period) if size % self.period in self.residues and size % other.period in other.residues
        )
        ends = [most for most in (self.most, other.most) if most is not None]
        both = Allowed(max(self.least, other.least), min(ends, default=None), period, residues)
        first = next((size for size in range(both.least, both.least + period) if size % period in residues), both.least)
        return both._replace(least=first)


ANY_SIZE = Allowed()


class Condition(NamedTuple):
    """What a layer needs of the letters: ``formula >= 0`` or ``formula = 0``."""

    formula: Formula
    relation: Relation
    layer: int
    """How many layers were placed before the one that asks."""
    allowed: Allowed | None = None
    """The sizes at which it holds, where it speaks of one letter and they are as regular as that."""

    def holds(self, sizes: Mapping[str, int]) -> bool:
        """Whether it holds at these sizes."""
        value = self.formula.at(sizes)
        return value >= 0 if self.relation == ">=" else value == 0

    def written(self, notation: Notation = PLAIN) -> str:
        """Its two sides, nothing being subtracted on either."""
        left = {monomial: coefficient for monomial, coefficient in self.formula.terms.items() if coefficient > 0}
        right = {monomial: -coefficient for monomial, coefficient in self.formula.terms.items() if coefficient < 0}
        sides = [written(_sum(terms, self.formula.known), notation) for terms in (left, right)]
        if self.relation == ">=":
            return " >= ".join(sides)
        return (" == " if notation is PYTHON else " = ").join(sorted(sides))


class Requirement(NamedTuple):
    """What the conditions of a walk come to: a text for people, one for Python, and the conditions that ask for it."""

    text: str
    python: str
    conditions: tuple[Condition, ...]

    @property
    def layers(self) -> tuple[int, ...]:
        """The layers that ask for it, by their numbers."""
        return tuple(dict.fromkeys(condition.layer for condition in self.conditions))


def is_letter(text: str) -> bool:
    """Whether a text stands for a size that is not known: a single letter, but for the ``x`` between sizes."""
    return len(text) == 1 and text.isascii() and text.isalpha() and text not in "xX"


class Letters:
    """The letters of one walk: what is known of them, and what is made of them."""

    def __init__(self) -> None:
        self.atoms: dict[str, Atom] = {}
        self.allowed: dict[str, Allowed] = {}
        self.conditions: list[Condition] = []
        self.placed: Sequence[object] = ()
        """The layers that a walk has placed."""
        self._effort = 0
        self._bounds: dict[tuple[str, bool], Polynomial | None] = {}

    def letter(self, name: str) -> Formula:
        """The size that ``name`` stands for."""
        self.allowed.setdefault(name, ANY_SIZE)
        return self.formula(Letter(name))

    def shape(self, text: str) -> Shape:
        """A shape some of whose sizes are letters: ``HxWx3``.

        Raises:
            Problem: it is none.
        """
        parts = [part.strip() for part in text.split("x")]
        if not all(is_letter(part) or part.replace("_", "").isdecimal() for part in parts):
            words = any(part.isalpha() for part in parts)
            raise SHAPE.refuse(text, "a size that is not known is a letter from A to Z, but x, as in `HxWx3`" if words else "")
        # At sizes of 1 in place of the letters all else must be as in any shape.
        ones = "x".join("1" if is_letter(part) else part for part in parts)
        try:
            numbers = SHAPE.read(ones)
        except Problem as problem:
            problem.message = problem.message.replace(f"`{ones}`", f"`{text}`")
            raise
        return Shape(self.letter(part) if is_letter(part) else size for part, size in zip(parts, numbers, strict=True))

    def formula(self, atom: Atom) -> Formula:
        """The formula that is an atom alone."""
        self.atoms.setdefault(atom.name, atom)
        return Formula({(atom.name,): 1}, self)

    # Questions

    def larger(self, a: Size, b: Size) -> Size:
        """The larger of two sizes; a formula of both where that depends on the letters."""
        for one, other in ((a, b), (b, a)):
            surplus = one - other
            if isinstance(surplus, Formula) and self.answer(surplus, ">="):
                return one
        if len(f"{a}{b}") > MOST_CHARACTERS:
            raise too_long("size")
        return largest((a, b), self)

    def largest(self, sizes: Sequence[Size]) -> Size:
        """The largest of several sizes; those that are never larger than another are left out."""
        left: list[Size] = []
        for size in sorted(dict.fromkeys(sizes), key=lambda size: (-self._far(size), str(size))):
            if not any(self.is_nonnegative(other - size) for other in left):
                left.append(size)
        return largest(left, self)

    def assume(self, formula: Formula, relation: Relation) -> bool:
        """Whether ``formula >= 0``, or ``formula = 0``; where it depends on the letters it is made a condition."""
        if any(one.relation == relation and one.formula in (formula, -formula) for one in self.conditions if relation == "="):
            return True
        known = self.answer(formula, relation)
        if known is not None:
            return known
        allowed = None
        if len(formula.letter_names) == 1:
            (name,) = formula.letter_names
            allowed = self._allowed(formula, relation)
            if allowed is not None and lcm(allowed.period, self.allowed[name].period) > MOST_TRIED:
                allowed = None
            if allowed is not None:
                self.allowed[name] = self.allowed[name].within(allowed)
        self.conditions.append(Condition(formula, relation, len(self.placed), allowed))
        return True

    def answer(self, size: Size, relation: Relation) -> bool | None:
        """Whether ``size >= 0``, or ``size = 0``, at all sizes that the conditions leave; None where that is open."""
        if isinstance(size, int):
            return size >= 0 if relation == ">=" else size == 0
        if relation == ">=":
            if self.is_nonnegative(size):
                return True
            if self.is_nonnegative(-size - 1):
                return False
        elif self.is_nonnegative(size - 1) or self.is_nonnegative(-size - 1):
            return False
        return self._tried(size, relation) if len(size.letter_names) == 1 else None

    # By bounds

    def is_nonnegative(self, size: Size) -> bool:
        """Whether a bound from below shows that the size is never negative."""
        if isinstance(size, int):
            return size >= 0
        least = {name: self.allowed[name].least for name in size.letter_names}
        if size.at(least) < 0 or size.is_falling:
            return False  # what falls is below 0 sooner or later; that a letter has a largest size is for trying to tell
        if size.is_rising:
            return True
        bound = self._bound(size, is_upper=False) if self._can_try(len(size.terms)) else None
        if bound is None:
            return False
        shifted = _counted_from(bound, least)
        return shifted.pop((), Fraction(0)) > -1 and all(coefficient >= 0 for coefficient in shifted.values())

    def _bound(self, formula: Formula, *, is_upper: bool) -> Polynomial | None:
        """A polynomial that the formula is never above, or never below."""
        total: Polynomial = {}
        for monomial, coefficient in formula.terms.items():
            factors = [self._bound_of(name, is_upper == (coefficient > 0), len(monomial) > 1) for name in monomial]
            product: Polynomial = {(): Fraction(coefficient)}
            for factor in factors:
                if factor is None:
                    return None
                product = _multiplied(product, factor)
            for letters, times in product.items():
                total[letters] = total.get(letters, Fraction(0)) + times
        return total

    def _bound_of(self, name: str, is_upper: bool, is_factor: bool) -> Polynomial | None:
        """A bound of an atom; as a factor beside others it may not be negative, and neither may what it bounds."""
        atom = self.atoms[name]
        if is_factor and not atom.is_rising:
            return None
        key = (name, is_upper)
        if key not in self._bounds:
            self._bounds[key] = self._bound_of_atom(atom, is_upper)
        bound = self._bounds[key]
        if is_factor and bound is not None and not is_upper:
            # A bound that rises from at least 0 at the smallest sizes; otherwise 0 itself.
            shifted = _counted_from(bound, {letter: self.allowed[letter].least for letter in atom.letters})
            return bound if all(coefficient >= 0 for coefficient in shifted.values()) else {}
        return bound

    def _bound_of_atom(self, atom: Atom, is_upper: bool) -> Polynomial | None:
        if isinstance(atom, Quotient):
            bound = self._bound(atom.numerator, is_upper=is_upper)
            if bound is None:
                return None
            if not is_upper:
                bound = {**bound, (): bound.get((), Fraction(0)) - (atom.divisor - 1)}
            return {letters: coefficient / atom.divisor for letters, coefficient in bound.items()}
        if isinstance(atom, Largest):
            return None if is_upper else {}
        return {(atom.name,): Fraction(1)}

    def _far(self, size: Size) -> int:
        """The value at large sizes, which sorts those that grow fastest last."""
        return size if isinstance(size, int) else size.at(dict.fromkeys(size.letter_names, 10**6))

    def _can_try(self, count: int) -> bool:
        """Whether to go on looking for an answer; what is spent is kept account of."""
        self._effort += count
        return count <= MOST_TRIED and self._effort <= MOST_EFFORT

    # By trying

    def _tried(self, formula: Formula, relation: Relation) -> bool | None:
        """The answer from one period of a formula of one letter; None where it depends, or where that is too long."""
        (name,) = formula.letter_names
        allowed = self.allowed[name]
        if relation == ">=" and formula.is_rising and allowed.most is None:
            return None  # from somewhere on it is, and the bounds have told that it is not from the first size on
        rise = growth(formula, MOST_TRIED)
        if rise is None:
            return None
        period = lcm(rise.period, allowed.period)
        stop = max(allowed.least, rise.start) + period
        is_all = allowed.most is not None and allowed.most < stop
        stop = allowed.most + 1 if is_all and allowed.most is not None else stop
        if not self._can_try(stop - allowed.least):
            return None
        values = [formula.at({name: size}) for size in range(allowed.least, stop) if size in allowed]
        step = 0 if is_all else int(rise.slope * period)
        return _never_negative(values, step) if relation == ">=" else _always_zero(values, step)

    # What conditions leave

    def _allowed(self, formula: Formula, relation: Relation) -> Allowed | None:
        """Where a condition on one letter holds, if that is a range, or all sizes from one on that leave certain residues."""
        (name,) = formula.letter_names
        sign = -1 if formula.is_falling else 1

        def value(size: int) -> int:
            return sign * formula.at({name: size})

        if formula.is_rising or sign < 0:
            # It is found by halving, however far away it is.
            if relation == "=":
                return Allowed(_first(lambda size: value(size) >= 0), _first(lambda size: value(size) > 0) - 1)
            return (
                Allowed(_first(lambda size: value(size) >= 0)) if sign > 0 else Allowed(1, _first(lambda size: value(size) > 0) - 1)
            )
        rise = growth(formula, MOST_TRIED)
        if rise is None:
            return None
        start, period = rise.start, rise.period
        if rise.slope:
            # Further on it is above 0, or below, for good.
            nearest = min(value(size) * (1 if rise.slope > 0 else -1) for size in range(start, start + period))
            start += period * max(0, -int((nearest - 1) // (abs(rise.slope) * period)))
        if not self._can_try(start + period):
            return None
        holds = [False, *(_holds(value(size), relation) for size in range(1, start + period))]
        residues = {size % period for size in range(start, start + period) if holds[size]}
        if not residues:
            sizes = [size for size, is_there in enumerate(holds) if is_there]
            return Allowed(sizes[0], sizes[-1]) if len(sizes) == sizes[-1] - sizes[0] + 1 else None
        least = max((size + 1 for size in range(1, start) if holds[size] != (size % period in residues)), default=1)
        return None if any(holds[:least]) else Allowed(least, None, *_shortest(period, residues))

    def requirements(self) -> list[Requirement]:
        """What all conditions come to: for each letter from where on and by which residues, then what cannot be said so."""
        found: list[Requirement] = []
        for name in self.allowed:
            found += _requirements(name, [one for one in self.conditions if one.allowed and one.formula.letter_names == {name}])
        open_ones = [condition for condition in self.conditions if condition.allowed is None]
        return found + [Requirement(one.written(), one.written(PYTHON), (one,)) for one in open_ones]


def _never_negative(values: list[int], step: int) -> bool | None:
    """Whether no value is negative, ``step`` being what they gain over and over again; None where some are."""
    if step >= 0 and all(value >= 0 for value in values):
        return True
    return False if step <= 0 and all(value < 0 for value in values) else None


def _always_zero(values: list[int], step: int) -> bool | None:
    """Whether all values are 0, ``step`` being what they gain over and over again; None where some are, now or later."""
    if step == 0 and not any(values):
        return True
    meets = (value == 0 or (step and value % step == 0 and (value < 0) == (step > 0)) for value in values)
    return None if any(meets) else False


def _holds(value: int, relation: Relation) -> bool:
    return value >= 0 if relation == ">=" else value == 0


def _first(test: Callable[[int], bool]) -> int:
    """The first size that passes a test that all later ones pass too."""
    high = 1
    while not test(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if test(middle) else (middle, high)
    return high


def _shortest(period: int, residues: set[int]) -> tuple[int, frozenset[int]]:
    """The same sizes by the shortest period that tells them."""
    for divisor in range(1, period + 1):
        if period % divisor == 0:
            folded = frozenset(size % divisor for size in residues)
            if len(folded) * (period // divisor) == len(residues):
                return divisor, folded
    raise AssertionError("the period itself tells them")


def _requirements(name: str, conditions: list[Condition]) -> Iterator[Requirement]:
    """What the conditions on one letter come to."""
    allowed = [(condition, condition.allowed) for condition in conditions if condition.allowed is not None]
    periodic = [(condition, one) for condition, one in allowed if one.period > 1]
    whole = _all_of(one for _, one in periodic)
    for kept in reversed(tuple(periodic)):
        without = [one for one in periodic if one is not kept]
        if _all_of(one for _, one in without)[2:] == whole[2:]:
            periodic = without
    least = max((one.least for _, one in allowed), default=1)
    most = min((one.most for _, one in allowed if one.most is not None), default=None)
    lower = tuple(condition for condition, one in allowed if one.least == least)[:1]
    upper = tuple(condition for condition, one in allowed if one.most == most and most is not None)[:1]
    if least == most:
        yield Requirement(f"{name} = {least}", f"{name} == {least}", tuple(dict.fromkeys(lower + upper)))
    else:
        # The least size that leaves one of the residues; no bound where there is none below it.
        first = next(size for size in range(least, least + whole.period) if size in whole)
        if any(size in whole for size in range(max(1, least - whole.period), least)):
            yield Requirement(f"{name} >= {first}", f"{name} >= {first}", lower)
        if most is not None:
            yield Requirement(f"{name} <= {most}", f"{name} <= {most}", upper)
    if periodic:
        text, python = _residues(name, whole.period, sorted(whole.residues))
        yield Requirement(text, python, tuple(condition for condition, _ in periodic))


def _all_of(several: Iterable[Allowed]) -> Allowed:
    """What all allow, by residues alone."""
    both = ANY_SIZE
    for allowed in several:
        both = both.within(Allowed(1, None, allowed.period, allowed.residues))
    return Allowed(1, None, *_shortest(both.period, set(both.residues)))


def _residues(name: str, period: int, residues: list[int]) -> tuple[str, str]:
    """``H = 0 or 25 to 31 mod 32``, and the same for Python."""
    runs: list[tuple[int, int]] = []
    for residue in residues:
        if runs and runs[-1][1] == residue - 1:
            runs[-1] = (runs[-1][0], residue)
        else:
            runs.append((residue, residue))
    if len(residues) == 1:
        return f"{name} = {residues[0]} mod {period}", f"{name} % {period} == {residues[0]}"
    texts = [
        str(first) if first == last else f"{first} or {last}" if last == first + 1 else f"{first} to {last}" for first, last in runs
    ]
    return f"{name} = {' or '.join(texts)} mod {period}", f"{name} % {period} in ({', '.join(map(str, residues))})"


def _sum(terms: dict[tuple[str, ...], int], letters: Letters) -> Size:
    return terms.get((), 0) if terms.keys() <= {()} else Formula(terms, letters)


def _multiplied(one: Polynomial, other: Polynomial) -> Polynomial:
    product: Polynomial = {}
    for mine, coefficient in one.items():
        for letters, times in other.items():
            both = tuple(sorted(mine + letters))
            product[both] = product.get(both, Fraction(0)) + coefficient * times
    return product


def _counted_from(polynomial: Polynomial, least: dict[str, int]) -> Polynomial:
    """The polynomial of the letters counted from their least sizes, which are 0 then."""
    shifted: Polynomial = {}
    for letters, coefficient in polynomial.items():
        product: Polynomial = {(): coefficient}
        for letter in letters:
            product = _multiplied(product, {(letter,): Fraction(1), (): Fraction(least[letter])})
        for both, times in product.items():
            shifted[both] = shifted.get(both, Fraction(0)) + times
    return shifted
