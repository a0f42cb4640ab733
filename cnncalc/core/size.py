"""The arithmetic of sizes: the one place that says what a height, a width or a count may be and how they are compared.

Sizes are exact integers, or formulas of letters that stand for them (:mod:`~cnncalc.core.symbolic`). Everything that computes with
them uses ``+``, ``-``, ``*`` and the functions of this file, which both answer. A question that steers the walk is asked by
``at_least``, ``equal``, ``alike`` or ``exceeds``: where the answer depends on a letter, the one with which a layer can go on is
assumed and kept as a condition of the walk.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Size: TypeAlias = "int | Any"
"""A number, or a :class:`~cnncalc.core.symbolic.Formula`; Any, so that rooms which see numbers alone need not prove it."""

Rounding: TypeAlias = Literal["floor", "ceil", "exact"]

LARGEST = 2**53
"""No single size, parameter or count in a file may be larger: beyond it floating-point readers of our JSON would round."""


GIVE_A_NUMBER = "give a number in place of the letter, as in `--input 224x224x3`"
"""The help where a formula cannot stand."""


class Symbolic:
    """What tells a size that is a formula from all else, where formulas are not loaded."""

    known: Any
    """The letters of its walk, and what is known of them."""

    @property
    def letter_names(self) -> frozenset[str]:
        """The letters in it."""
        raise NotImplementedError

    @property
    def magnitude(self) -> int:
        """The largest number in it, without its sign."""
        raise NotImplementedError

    def at(self, sizes: Mapping[str, int]) -> int:
        """The number that it is where the letters are these numbers."""
        raise NotImplementedError

    @property
    def python(self) -> str:
        """The text that Python evaluates, by ``// + - * min max`` alone: what JSON holds."""
        raise NotImplementedError


def floor_divide(size: Size, divisor: Size) -> Size:
    """The whole part of ``size / divisor``, rounded towards minus infinity."""
    return size // divisor


def ceil_divide(size: Size, divisor: Size) -> Size:
    """``size / divisor`` rounded towards plus infinity."""
    return -(-size // divisor)


def remainder(size: Size, divisor: Size) -> Size:
    """What ``floor_divide`` leaves over."""
    return size % divisor


def common_divisor(a: Size, b: Size) -> Size:
    """The greatest common divisor of two sizes."""
    if isinstance(a, int):
        return math.gcd(a, b) if isinstance(b, int) else b.common_divisor(a)
    return a.common_divisor(b)


def larger(a: Size, b: Size) -> Size:
    """The larger of two sizes."""
    surplus = a - b
    if isinstance(surplus, int):
        return a if surplus >= 0 else b
    return surplus.known.larger(a, b)


def smaller(a: Size, b: Size) -> Size:
    """The smaller of two sizes."""
    surplus = a - b
    if isinstance(surplus, int):
        return b if surplus >= 0 else a
    return -surplus.known.larger(-a, -b)


def at_least(size: Size, least: Size) -> bool:
    """Whether ``size >= least``, so that a layer can go on; assumed where it depends on a letter."""
    surplus = size - least
    return surplus >= 0 if isinstance(surplus, int) else surplus.known.assume(surplus, ">=")


def equal(a: Size, b: Size) -> bool:
    """Whether two sizes are the same, so that a layer can go on; assumed where it depends on a letter."""
    difference = a - b
    return difference == 0 if isinstance(difference, int) else difference.known.assume(difference, "=")


def alike(some: tuple[Size, ...], others: tuple[Size, ...]) -> bool:
    """Whether as many sizes are the same, each as :func:`equal`; nothing is assumed of one where another cannot be."""
    if some == others:
        return True
    differences = [a - b for a, b in zip(some, others, strict=True)]
    formulas = [difference for difference in differences if not isinstance(difference, int)]
    if any(difference != 0 for difference in differences if isinstance(difference, int)):
        return False
    return all(formula.known.answer(formula, "=") is not False for formula in formulas) and all(
        formula.known.assume(formula, "=") for formula in formulas
    )


def exceeds(count: Size, most: int) -> bool:
    """Whether ``count > most``; a count that depends on a letter where it always is."""
    return count > most if isinstance(count, int) else count.known.is_nonnegative(count - (most + 1))


def are_known(sizes: Iterable[Size]) -> bool:
    """Whether all sizes are numbers."""
    return all(isinstance(size, int) for size in sizes)


def simplest(sizes: Iterable[Size]) -> Size:
    """Of sizes that are the same, the one that is shortest to write."""
    return min(sizes, key=lambda size: len(str(size)))


product: Callable[[Iterable[Size]], Size] = math.prod
"""All sizes multiplied; 1 for none."""
