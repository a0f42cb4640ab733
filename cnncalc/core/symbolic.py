"""Sizes that are not known: exact arithmetic of formulas such as ``floor((H + 1)/2)``, in lowest terms.

A :class:`Formula` is a sum of products of atoms with whole coefficients. An atom is a letter, a whole quotient ``floor(n/d)`` or
the largest of several sizes; letters stand for whole numbers of at least 1. What a formula is made of is kept in one form, so
that nested quotients of a chain of windows collapse and equal sizes of two branches are equal as they stand:

- floor((floor(n/b) + c)/d) = floor((n + b*c)/(b*d));
- floor((d*m + n)/d) = m + floor(n/d), and a common divisor of all but the constant leaves the quotient;
- floor(-n/d) = -floor((n + d - 1)/d), so that rounding up is rounding down of another sum;
- floor(max(m, n)/d) = max(floor(m/d), floor(n/d)).

This file is imported only where a size is a letter. What is known of the letters, and whether one size is larger than another, is
told by :class:`~cnncalc.core.letters.Letters`.
"""

from __future__ import annotations

from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn, TypeAlias

from cnncalc.core.problem import Problem
from cnncalc.core.size import GIVE_A_NUMBER, Symbolic, at_least, larger, smaller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cnncalc.core.letters import Letters

Size: TypeAlias = "int | Formula"
"""A size as this file sees it."""

Monomial: TypeAlias = tuple[str, ...]
"""The atoms of a product by name, in order; ``()`` is that of a number alone."""

Terms: TypeAlias = dict[Monomial, int]
"""A sum: the coefficient of every product, none of them 0."""

Sizes: TypeAlias = "Mapping[str, int]"
"""A whole number for each letter."""


MOST_DIVIDED = 1024
"""The largest number whose common divisor with a formula is written: it takes a quotient or two for each divisor."""
MOST_CHARACTERS = 1000
MOST_TERMS = 500
MOST_FACTORS = 12
"""Beyond these, formulas of which are made of each other over and over, no reader would be helped, and no machine."""


class Notation(NamedTuple):
    """How formulas are written; ``{}`` is what stands inside."""

    quotient: str
    largest: str
    smallest: str
    times: str
    power: str | None = None
    """A factor that comes several times; None where it is written as often."""
    has_commas: bool = False
    binds: bool = True
    """Whether a quotient can stand in a product as it is."""


PLAIN: Final = Notation("floor({}/{})", "max({})", "min({})", "*", "{}^{}")
"""As people write them: ``64*floor((H + 1)/2)``."""

WITH_COMMAS: Final = PLAIN._replace(has_commas=True)
"""The same with commas in large numbers."""

PYTHON: Final = Notation("{}//{}", "max({})", "min({})", "*", binds=False)
"""As Python evaluates them: ``64*((H + 1)//2)``."""


class Atom:
    """What formulas are made of. Its name is the text that Python would evaluate, so equal atoms have equal names."""

    name: str
    letters: frozenset[str]
    is_rising: bool
    """Whether it is never negative, and never falls where a letter rises."""
    order: tuple[str, int, int, str]
    """Sorts the factors of a product, and the products of a sum."""

    def at(self, sizes: Sizes) -> int:
        """The number that it is at these sizes."""
        raise NotImplementedError

    def written(self, notation: Notation) -> str:
        """Its text."""
        raise NotImplementedError


class Letter(Atom):
    """A size of at least 1 that is not known."""

    is_rising = True

    def __init__(self, name: str) -> None:
        self.name = name
        self.letters = frozenset((name,))
        self.order = (name, 0, 0, name)

    def at(self, sizes: Sizes) -> int:
        return sizes[self.name]

    def written(self, notation: Notation) -> str:
        return self.name


class Quotient(Atom):
    """``floor(numerator/divisor)``."""

    def __init__(self, numerator: Formula, divisor: int) -> None:
        self.numerator = numerator
        self.divisor = divisor
        self.name = self.written(PYTHON)
        self.letters = numerator.letter_names
        self.is_rising = numerator.is_rising and numerator.constant >= 0
        self.order = (min(self.letters), 1, divisor, self.name)

    def at(self, sizes: Sizes) -> int:
        return self.numerator.at(sizes) // self.divisor

    def written(self, notation: Notation) -> str:
        numerator = self.numerator.written(notation)
        return notation.quotient.format(numerator if self.numerator.is_letter else f"({numerator})", self.divisor)


class Largest(Atom):
    """The largest of 0 and some formulas."""

    def __init__(self, formulas: tuple[Formula, ...]) -> None:
        self.formulas = formulas
        self.name = self.written(PYTHON)
        self.letters = frozenset().union(*(formula.letter_names for formula in formulas))
        self.is_rising = all(formula.is_rising for formula in formulas)
        self.order = (min(self.letters), 2, len(formulas), self.name)

    def at(self, sizes: Sizes) -> int:
        return max(0, *(formula.at(sizes) for formula in self.formulas))

    def written(self, notation: Notation) -> str:
        return notation.largest.format(", ".join([*(formula.written(notation) for formula in self.formulas), "0"]))


class Formula(Symbolic):
    """A size that depends on letters; never a number in disguise. It takes a number's place in all arithmetic of sizes.

    What cannot be written exactly, and every comparison but by the questions of :mod:`~cnncalc.core.size`, raises a
    :class:`Problem` (CC340).
    """

    known: Letters

    def __init__(self, terms: Terms, letters: Letters) -> None:
        self.terms = terms
        self.known = letters

    # What it is made of

    @cached_property
    def letter_names(self) -> frozenset[str]:
        """The letters in it."""
        atoms = self.known.atoms
        return frozenset().union(*(atoms[name].letters for monomial in self.terms for name in monomial))

    @cached_property
    def is_rising(self) -> bool:
        """Whether it never falls where a letter rises, by its form."""
        atoms = self.known.atoms
        return all(
            not monomial or (coefficient > 0 and all(atoms[name].is_rising for name in monomial))
            for monomial, coefficient in self.terms.items()
        )

    @cached_property
    def is_falling(self) -> bool:
        """Whether it never rises where a letter rises, by its form."""
        atoms = self.known.atoms
        return all(
            not monomial or (coefficient < 0 and all(atoms[name].is_rising for name in monomial))
            for monomial, coefficient in self.terms.items()
        )

    @property
    def degree(self) -> int:
        """The most factors of a product in it."""
        return max(map(len, self.terms))

    @cached_property
    def magnitude(self) -> int:
        """The largest coefficient, without its sign."""
        return max(map(abs, self.terms.values()))

    @property
    def constant(self) -> int:
        """The number in the sum."""
        return self.terms.get((), 0)

    @property
    def is_letter(self) -> bool:
        """Whether it is one letter and nothing else."""
        return len(self.terms) == 1 and self.terms.get((*self.letter_names,)) == 1

    @property
    def is_product(self) -> bool:
        """Whether it is a single product, which a reader takes in at a glance."""
        return len(self.terms) == 1

    def at(self, sizes: Sizes) -> int:
        """The number that it is at these sizes.

        Raises:
            KeyError: a letter has no size.
        """
        atoms = self.known.atoms
        total = 0
        for monomial, coefficient in self.terms.items():
            for name in monomial:
                coefficient *= atoms[name].at(sizes)
            total += coefficient
        return total

    def __eq__(self, other: object) -> bool:
        """Whether two formulas are the same as they stand; they may be equal at all sizes and yet not be."""
        return self is other or (isinstance(other, Formula) and self.terms == other.terms)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(frozenset(self.terms.items()))

    # Arithmetic

    def __add__(self, other: Size) -> Size:
        terms = self.terms.copy()
        for monomial, coefficient in self._terms_of(other):
            terms[monomial] = terms.get(monomial, 0) + coefficient
        return _size(terms, self.known)

    __radd__ = __add__

    def __neg__(self) -> Formula:
        return Formula({monomial: -coefficient for monomial, coefficient in self.terms.items()}, self.known)

    def __sub__(self, other: Size) -> Size:
        return self + -other

    def __rsub__(self, other: int) -> Size:
        return -self + other

    def __mul__(self, other: Size) -> Size:
        if isinstance(other, int):
            if other == 1:
                return self
            return _size({monomial: coefficient * other for monomial, coefficient in self.terms.items()}, self.known)
        terms: Terms = {}
        if len(self.terms) * len(other.terms) > MOST_TERMS or self.degree + other.degree > MOST_FACTORS:
            raise too_long("product")
        for monomial, coefficient in self._terms_of(other):
            for mine, times in self.terms.items():
                product = tuple(sorted(mine + monomial)) if mine and monomial else mine or monomial
                terms[product] = terms.get(product, 0) + times * coefficient
        return _size(terms, self.known)

    __rmul__ = __mul__

    def __pow__(self, exponent: int) -> Size:
        power: Size = 1
        for _ in range(exponent):
            power = power * self
        return power

    def __floordiv__(self, divisor: Size) -> Size:
        if isinstance(divisor, int):
            return _quotient(self.terms, divisor, self.known) if divisor >= 0 else -self // -divisor
        times = self._times(divisor)
        if times is None or not at_least(divisor, 1):
            raise _not_exact(fraction(self, divisor))
        return times

    def __rfloordiv__(self, number: int) -> Size:
        if number != 0 or not at_least(self, 1):
            raise _not_exact(fraction(number, self))
        return 0

    def __mod__(self, divisor: Size) -> Size:
        return self - divisor * (self // divisor)

    def __rmod__(self, number: int) -> Size:
        return number - self * (number // self)

    def __divmod__(self, divisor: Size) -> tuple[Size, Size]:
        quotient = self // divisor
        return quotient, self - divisor * quotient

    def __abs__(self) -> Size:
        return larger(self, -self)

    def __round__(self) -> Formula:
        return self

    __floor__ = __ceil__ = __round__

    def common_divisor(self, other: Size) -> Size:
        """The greatest common divisor.

        With a number n it is the sum, over the divisors d of n, of phi(d) where d divides the size: Gauss's n = sum of phi(d),
        for the divisors of both. Whether d divides n is floor(n/d) - floor((n - 1)/d).
        """
        if not isinstance(other, int):
            for one, multiple in ((self, other), (other, self)):
                if multiple._times(one) is not None:
                    return one
            raise _not_exact(f"the common divisor of {self} and {other}")
        if other > MOST_DIVIDED:
            raise _not_exact(f"the common divisor of {self} and {other}")
        total: Size = 0
        for divisor in range(1, other + 1):
            if other % divisor == 0:
                coprime = sum(gcd(number, divisor) == 1 for number in range(1, divisor + 1))
                total = total + coprime * (self // divisor - (self - 1) // divisor)
        return total

    def _times(self, divisor: Formula) -> int | None:
        """How many times ``divisor`` it is, where that is one number at all sizes."""
        monomial, coefficient = next(iter(divisor.terms.items()))
        times, rest = divmod(self.terms.get(monomial, 0), coefficient)
        return times if rest == 0 and self == divisor * times else None

    def _terms_of(self, other: Size) -> Iterable[tuple[Monomial, int]]:
        if isinstance(other, int):
            return (((), other),)
        if other.known is not self.known:
            # Formulas of two walks: a letter is the same in both, and so is all that is made of it.
            self.known.atoms.update(other.known.atoms)
        return other.terms.items()

    # What only a number can answer

    def _compare(self, other: object) -> NoReturn:
        raise needs_number(self)

    __lt__ = __le__ = __gt__ = __ge__ = _compare

    # Text

    def written(self, notation: Notation) -> str:
        """Its text; the largest of several sums is written as such, and what is a product of sums of different letters too."""
        nested = list(self._largest())
        if len(nested) == 1:
            name, node, coefficient = nested[0]
            rest = self - _size({(name,): coefficient}, self.known)
            sums = [rest, *(rest + formula * coefficient for formula in node.formulas)]
            function = notation.largest if coefficient > 0 else notation.smallest
            return function.format(", ".join(sorted(written(size, notation) for size in sums)))
        coefficient, factors = self._factors()
        if len(factors) > 1 and not self.is_product:
            return self._factored(coefficient, factors, notation)
        text = ""
        for monomial, coefficient in self._in_order():
            product = self._product(monomial, abs(coefficient), notation, is_negated=not text and coefficient < 0)
            if text:
                text += f" {'-' if coefficient < 0 else '+'} {product}"
            else:
                text = f"-{product}" if coefficient < 0 else product
        return text

    def _factors(self) -> tuple[int, list[Formula]]:
        """A number and sums, each of one letter, whose product it is; itself alone where it is no such product."""
        atoms = self.known.atoms
        factors: list[Formula] = []
        left = self.terms
        for letter in sorted(self.letter_names):
            rows: dict[Monomial, Terms] = {}
            for monomial, coefficient in left.items():
                own = tuple(name for name in monomial if letter in atoms[name].letters)
                if any(len(atoms[name].letters) > 1 for name in own):
                    return 1, [self]
                rows.setdefault(tuple(name for name in monomial if name not in own), {})[own] = coefficient
            times = {rest: gcd(*row.values()) * (1 if row[max(row)] > 0 else -1) for rest, row in rows.items()}
            lowest = [{own: coefficient // times[rest] for own, coefficient in row.items()} for rest, row in rows.items()]
            if any(row != lowest[0] for row in lowest):
                return 1, [self]
            factors.append(Formula(lowest[0], self.known))
            left = times
        return left[()], factors

    def _factored(self, number: int, factors: list[Formula], notation: Notation) -> str:
        """The text of a product of sums."""
        texts = [f"{abs(number):,}" if notation.has_commas else str(abs(number))] if abs(number) != 1 else []
        for factor in factors:
            (monomial, _), *more = factor.terms.items()
            texts.append(f"({factor.written(notation)})" if more else factor._product(monomial, 1, notation, is_negated=True))
        return ("-" if number < 0 else "") + notation.times.join(texts)

    def _largest(self) -> Iterator[tuple[str, Largest, int]]:
        """The terms that are the largest of several sizes, or a multiple of it."""
        for monomial, coefficient in self.terms.items():
            node = self.known.atoms[monomial[0]] if len(monomial) == 1 else None
            if isinstance(node, Largest):
                yield monomial[0], node, coefficient

    def _in_order(self) -> list[tuple[Monomial, int]]:
        """The terms as a reader expects them: the highest powers first, the number last, and what is added before what is not."""
        atoms = self.known.atoms

        def order(term: tuple[Monomial, int]) -> tuple[int, list[tuple[str, int, int, str]]]:
            return -len(term[0]), sorted(atoms[name].order for name in term[0])

        terms = sorted(self.terms.items(), key=order)
        first = next((term for term in terms if term[1] > 0 and term[0]), terms[0])
        return [first, *(term for term in terms if term is not first)]

    def _product(self, monomial: Monomial, coefficient: int, notation: Notation, *, is_negated: bool) -> str:
        """One term without its sign."""
        number = f"{coefficient:,}" if notation.has_commas else str(coefficient)
        if not monomial:
            return number
        factors = sorted((self.known.atoms[name] for name in monomial), key=lambda atom: atom.order)
        alone = coefficient == 1 and len(factors) == 1 and not is_negated
        texts = [
            f"({text})" if isinstance(atom, Quotient) and not notation.binds and not alone else text
            for atom, text in ((atom, atom.written(notation)) for atom in factors)
        ]
        if notation.power is not None:
            counts = {text: texts.count(text) for text in texts}
            texts = [text if count == 1 else notation.power.format(text, count) for text, count in counts.items()]
        return notation.times.join(texts if coefficient == 1 else [number, *texts])

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        return self.written(PLAIN)

    def __format__(self, spec: str) -> str:
        return self.written(WITH_COMMAS) if spec == "," else format(str(self), spec)

    def __repr__(self) -> str:
        return f"Formula({self})"

    @property
    def python(self) -> str:
        return self.written(PYTHON)


def written(size: Size, notation: Notation = PLAIN) -> str:
    """A size's text."""
    if isinstance(size, int):
        return f"{size:,}" if notation.has_commas else str(size)
    return size.written(notation)


def fraction(numerator: Size, divisor: Size) -> str:
    """The text of a quotient that is not rounded."""
    sides = (f"({size})" if isinstance(size, Formula) and not size.is_product else str(size) for size in (numerator, divisor))
    return "/".join(sides)


def largest(sizes: Iterable[Size], letters: Letters) -> Size:
    """The largest of several sizes, none of which is known to be larger than another.

    One of them leads the sum and the others are told by how much they exceed it, so that the order in which they are given, and
    what is added to all, does not matter.
    """
    every = list(dict.fromkeys(part for size in sizes for part in alternatives(size)))
    base = every[0]
    for size in every[1:]:
        if _leading(size - base) < 0:
            base = size
    others = sorted((size - base for size in every if size != base), key=str)
    formulas = tuple(size for size in others if isinstance(size, Formula))
    # A size that is a number more than the base is larger than it: the base itself then need not be named.
    more = max((size for size in others if isinstance(size, int)), default=0)
    if more:
        base = base + more
        formulas = tuple(size for size in (formula - more for formula in formulas) if isinstance(size, Formula))
    return base + letters.formula(Largest(formulas)) if formulas else base


def alternatives(size: Size) -> list[Size]:
    """The sizes of which ``size`` is the largest: itself, as a rule."""
    nested = list(size._largest()) if isinstance(size, Formula) else []
    if len(nested) != 1 or nested[0][2] < 1:
        return [size]
    assert isinstance(size, Formula)
    name, node, coefficient = nested[0]
    rest = size - _size({(name,): coefficient}, size.known)
    return [rest, *(rest + formula * coefficient for formula in node.formulas)]


def _leading(size: Size) -> int:
    """The coefficient of the first product in a fixed order: the sign of a difference, whatever the sizes are."""
    return size if isinstance(size, int) else size.terms[max(size.terms, key=lambda monomial: (len(monomial), monomial))]


def _size(terms: Terms, letters: Letters) -> Size:
    """The sum of ``terms``: a number where no letter is left."""
    if 0 in terms.values():
        terms = {monomial: coefficient for monomial, coefficient in terms.items() if coefficient}
    if len(terms) > 1 or (terms and () not in terms):
        return Formula(terms, letters)
    return terms.get((), 0)


def _quotient(terms: Terms, divisor: int, letters: Letters) -> Size:
    """``floor(sum of terms / divisor)`` in lowest terms, for a divisor of at least 1."""
    whole: Terms = {}
    rest: Terms = {}
    constant = 0
    for monomial, coefficient in terms.items():
        if not monomial:
            whole[()], constant = divmod(coefficient, divisor)
            continue
        quotient, left = divmod(abs(coefficient), divisor)
        sign = 1 if coefficient > 0 else -1
        if quotient:
            whole[monomial] = sign * quotient
        if left:
            rest[monomial] = sign * left
    outside = _size(whole, letters)
    if not rest:
        return outside
    if rest[max(rest)] < 0:
        # floor(-n/d) = -ceil(n/d) = -floor((n + d - 1)/d)
        flipped = {monomial: -coefficient for monomial, coefficient in rest.items()}
        return outside - _quotient({**flipped, (): divisor - 1 - constant}, divisor, letters)
    common = gcd(divisor, *rest.values())
    if common > 1:
        rest = {monomial: coefficient // common for monomial, coefficient in rest.items()}
        return outside + _quotient({**rest, (): constant // common}, divisor // common, letters)
    (monomial, coefficient), *more = rest.items()
    node = letters.atoms[monomial[0]] if len(monomial) == 1 and not more else None
    if isinstance(node, Quotient) and coefficient == 1:
        return outside + (node.numerator + node.divisor * constant) // (node.divisor * divisor)
    numerator = Formula({**rest, (): constant} if constant else rest, letters)
    if len(str(numerator)) > MOST_CHARACTERS:
        raise too_long("size")
    nested = list(numerator._largest())
    if len(nested) == 1:
        name, atom, times = nested[0]
        without = numerator - _size({(name,): times}, letters)
        quotients = [size // divisor for size in (without, *(without + formula * times for formula in atom.formulas))]
        return outside + _of_all(larger if times > 0 else smaller, quotients)
    return outside + letters.formula(Quotient(numerator, divisor))


def _of_all(choose: Callable[[Size, Size], Size], sizes: list[Size]) -> Size:
    chosen = sizes[0]
    for size in sizes[1:]:
        chosen = choose(chosen, size)
    return chosen


def needs_number(size: Symbolic) -> Problem:
    """CC340: something is asked of a size that only a number can answer."""
    return Problem("CC340", f"only a number can be compared here, and {size} is not known", GIVE_A_NUMBER)


def too_long(what: str) -> Problem:
    """CC340: a formula grows without end."""
    return Problem("CC340", f"the formula of this {what} is too long to be of use", GIVE_A_NUMBER)


def _not_exact(what: str) -> Problem:
    """CC340: there is no exact formula."""
    return Problem("CC340", f"there is no exact formula for {what}", GIVE_A_NUMBER)
