"""The memory of a pass: what a layer no longer needs, the next one writes to, and the next pass."""

from __future__ import annotations

from contextlib import contextmanager
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.run.call import Array

KEPT = 128 << 20
"""Bytes that stay for the next pass: pages that are new cost as much as the arithmetic of a layer or two."""

WASTE = 2
"""A free piece may be so many times larger than what is asked for; beyond that a new one is cheaper."""

SMALLEST = 1 << 16
"""Bytes below which keeping a piece costs more than it saves."""


class Memory:
    """Pieces that come back are handed out again, so that a deep network touches few fresh pages.

    Those that nobody uses are let go before more than ``budget`` bytes are held.
    """

    def __init__(self, budget: int | None = None) -> None:
        self._budget = budget
        self._held = 0
        self._free: list[Array] = []
        self._given: dict[int, Array] = {}

    def take(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
        """An array whose elements are not set."""
        size = prod(shape) * dtype.itemsize
        if size < SMALLEST:
            return np.empty(shape, dtype)
        fitting = [piece for piece in self._free if size <= piece.nbytes <= WASTE * size]
        if fitting:
            piece = min(fitting, key=lambda piece: piece.nbytes)
            self._free = [other for other in self._free if other is not piece]
        else:
            self._make_room(size)
            piece = np.empty(size, np.uint8)
            self._held += size
        self._given[id(piece)] = piece
        return piece[:size].view(dtype).reshape(shape)

    def _make_room(self, size: int) -> None:
        """Let the largest free pieces go until ``size`` bytes more are within the budget."""
        self._free.sort(key=lambda piece: piece.nbytes)
        while self._free and self._budget is not None and self._held + size > self._budget:
            self._held -= self._free.pop().nbytes

    def give_back(self, array: Array) -> None:
        """Let others write where ``array`` lies; nothing happens when it did not come from here."""
        piece = self._given.pop(id(root(array)), None)
        if piece is not None:
            self._free.append(piece)

    def rest(self) -> None:
        """Leave what is in use to those who use it, and keep at most :data:`KEPT` bytes of the others."""
        self._given.clear()
        self._held = sum(piece.nbytes for piece in self._free)
        self.allow(KEPT)

    def allow(self, budget: int | None) -> None:
        """Hold at most ``budget`` bytes from now on, beside those in use."""
        self._budget = budget
        self._make_room(0)


_resting: list[Memory] = []


@contextmanager
def memory_of_pass(budget: int | None) -> Iterator[Memory]:
    """The memory that an earlier pass left, for this one alone; at the end what nobody uses is left to the next."""
    try:
        memory = _resting.pop()
    except IndexError:
        memory = Memory()
    memory.allow(budget)
    try:
        yield memory
    finally:
        memory.rest()
        _resting[:] = [memory]


def root(array: Array) -> Array:
    """The array whose memory ``array`` shows: itself unless it is a view."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
