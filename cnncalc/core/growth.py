"""How a formula of one letter grows: by as much from each size to the one a period later, for all sizes from some on.

So its values over one period tell all others, exactly. A sum of letters and quotients is of that kind; a product of them is not.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.symbolic import Formula, Largest, Quotient

if TYPE_CHECKING:
    from cnncalc.core.symbolic import Atom, Size


class Growth(NamedTuple):
    """From ``start`` on, the value one ``period`` further is ``slope * period`` more: a whole number."""

    slope: Fraction
    period: int
    start: int

    @property
    def gain(self) -> int:
        """What a period adds."""
        return int(self.slope * self.period)


CONSTANT = Growth(Fraction(0), 1, 1)


def growth(size: Size, most: int) -> Growth | None:
    """How a formula of one letter grows; None where it has products, or is not regular before ``most``."""
    if not isinstance(size, Formula):
        return CONSTANT
    slope, period, start = CONSTANT
    for monomial, coefficient in size.terms.items():
        if not monomial:
            continue
        part = _of_atom(size.known.atoms[monomial[0]], most) if len(monomial) == 1 else None
        if part is None:
            return None
        slope, period, start = slope + coefficient * part.slope, lcm(period, part.period), max(start, part.start)
    return Growth(slope, period, start) if period + start <= most else None


def _of_atom(atom: Atom, most: int) -> Growth | None:
    if isinstance(atom, Quotient):
        inside = growth(atom.numerator, most)
        if inside is None:
            return None
        # The quotient is as before, and so much more, once what the numerator has gained is a multiple of the divisor.
        periods = atom.divisor // gcd(atom.divisor, inside.gain)
        return Growth(inside.slope / atom.divisor, inside.period * periods, inside.start)
    if isinstance(atom, Largest):
        return _of_largest(atom, most)
    return Growth(Fraction(1), 1, 1)


def _of_largest(atom: Largest, most: int) -> Growth | None:
    """As its fastest formulas, from where on all others, and 0, have fallen behind them for good."""
    (letter,) = atom.letters
    growths: list[tuple[Size, Growth]] = [(0, CONSTANT)]
    for formula in atom.formulas:
        found = growth(formula, most)
        if found is None:
            return None
        growths.append((formula, found))
    period = lcm(*(one.period for _, one in growths))
    start = max(one.start for _, one in growths)
    if period + start > most:
        return None
    slope = max(one.slope for _, one in growths)
    leaders = [size for size, one in growths if one.slope == slope]
    periods = 0
    for size, one in growths:
        if one.slope < slope:
            ahead = max(
                _at(size, letter, at) - max(_at(leader, letter, at) for leader in leaders) for at in range(start, start + period)
            )
            periods = max(periods, -int(-ahead // ((slope - one.slope) * period)))
    return Growth(slope, period, start + periods * period)


def _at(size: Size, letter: str, number: int) -> int:
    return size.at({letter: number}) if isinstance(size, Formula) else size
