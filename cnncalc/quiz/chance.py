"""Chance that comes out alike everywhere: the same seed gives the same draws on every platform and in every version of Python."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Chance:
    """Draws from a seed, a whole number of at least 0.

    Of :class:`random.Random` only ``random()`` is promised to give the same sequence for ever; how its other methods use it has
    changed between versions, so they are not called.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, not including, ``bound``."""
        return int(self._random.random() * bound)

    def pick(self, items: Sequence[T]) -> T:
        """One of ``items``."""
        return items[self.below(len(items))]

    def whether(self, times: int, of: int) -> bool:
        """True ``times`` out of ``of``."""
        return self.below(of) < times

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """``items`` in another order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in items]
