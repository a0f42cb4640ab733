"""The largest size whose figures keep within budgets, from their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.letters import Allowed
from cnncalc.core.symbolic import Formula, alternatives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.checking.budgets import Budget
    from cnncalc.core.size import Size
    from cnncalc.fitting.sizes import Sizes

MOST = 2**27
"""No input may have more than 2^53 elements, so on two axes none is larger than some 95 million; on one, nobody asks."""
MOST_STEPS = 100_000
"""Sizes of which the figures are worked out at the most."""


class Bounded(NamedTuple):
    """A budget, and its figure as a formula of one letter."""

    budget: Budget
    figure: Size

    def at(self, letter: str, size: int) -> int:
        """The figure at a size."""
        return self.figure.at({letter: size}) if isinstance(self.figure, Formula) else self.figure

    def holds(self, letter: str, size: int) -> bool:
        """Whether it keeps within the budget."""
        return self.budget.bound.at_least(self.at(letter, size))

    def is_exceeded_from(self, letter: str, size: int) -> bool:
        """Whether it is shown that it exceeds the budget at this size and at all larger ones."""
        least = self.budget.bound.scaled // self.budget.bound.scale + 1
        if not isinstance(self.figure, Formula):
            return self.figure >= least
        letters = self.figure.known
        before = letters.allowed[letter]
        letters.allowed[letter] = Allowed(size)
        try:
            return any(letters.is_nonnegative(one - least) for one in alternatives(self.figure))
        finally:
            letters.allowed[letter] = before


class Largest(NamedTuple):
    """What the budgets leave."""

    size: int | None
    """None where the smallest size is over a budget already, or no size is."""
    next: int | None
    """The next size, if that is over; the smallest one where there is no largest."""
    is_unlimited: bool = False
    """Whether every size is within."""


def largest(letter: str, sizes: Sizes, several: Sequence[Bounded], least: int, most: int | None) -> Largest | None:
    """The largest of ``sizes`` from ``least`` to ``most`` that keeps within all budgets; None where the formulas do not tell.

    Figures need not rise with the size: from where on a budget is exceeded for good is shown by a bound from below, and the sizes
    before it are tried, the largest first.
    """
    stop = _exceeded_from(letter, several, least)
    if stop is None and most is None:
        if all(isinstance(one.figure, int) for one in several):
            return Largest(None, None, is_unlimited=True)
        return None
    end = min(one for one in (stop - 1 if stop is not None else None, most) if one is not None)
    size = sizes.last(end)
    for _ in range(MOST_STEPS):
        if size is None or size < least:
            return Largest(None, sizes.first(least))
        if all(one.holds(letter, size) for one in several):
            after = sizes.first(size + 1)
            return Largest(size, after if after is not None and not all(one.holds(letter, after) for one in several) else None)
        size = sizes.last(size - 1)
    return None


def _exceeded_from(letter: str, several: Sequence[Bounded], least: int) -> int | None:
    """The first size found from which on some budget is exceeded for good; None where there is none."""

    def shown(size: int) -> bool:
        return any(one.is_exceeded_from(letter, size) for one in several)

    high = least
    while not shown(high):
        high *= 2
        if high > MOST:
            return None
    low = max(least - 1, high // 2)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shown(middle) else (middle, high)
    return high
