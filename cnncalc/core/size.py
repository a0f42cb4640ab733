"""The arithmetic of sizes: the one place that says what a height, a width or a count may be and how they are compared.

Sizes are exact integers. Everything that computes with them uses ``+``, ``-``, ``*`` and the functions of this file, so that a
size that is a letter can take an integer's place once it answers the same questions.
"""

from __future__ import annotations

from math import prod
from typing import Literal, TypeAlias

Size: TypeAlias = int
Rounding: TypeAlias = Literal["floor", "ceil", "exact"]

LARGEST = 2**53
"""No single size, parameter or count in a file may be larger: beyond it floating-point readers of our JSON would round."""


def floor_divide(size: Size, divisor: int) -> Size:
    """The whole part of ``size / divisor``, rounded towards minus infinity."""
    return size // divisor


def ceil_divide(size: Size, divisor: int) -> Size:
    """``size / divisor`` rounded towards plus infinity."""
    return -(-size // divisor)


def remainder(size: Size, divisor: int) -> Size:
    """What ``floor_divide`` leaves over."""
    return size % divisor


def larger(a: Size, b: Size) -> Size:
    """The larger of two sizes."""
    return a if a >= b else b


def smaller(a: Size, b: Size) -> Size:
    """The smaller of two sizes."""
    return a if a <= b else b


def less(a: Size, b: Size) -> bool:
    """Whether ``a < b``: every question about a size that steers the walk is asked here."""
    return a < b


def equal(a: Size, b: Size) -> bool:
    """Whether two sizes are the same."""
    return a == b


def product(sizes: tuple[Size, ...]) -> Size:
    """All sizes multiplied; 1 for none."""
    return prod(sizes)
