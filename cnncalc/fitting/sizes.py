"""Sets of sizes that repeat: some runs of them, and from somewhere on all with certain residues."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cnncalc.rules.words import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Run: TypeAlias = tuple[int, int]
"""Neighbours: the first and the last of them."""

MOST_LISTED = 20
"""Numbers, and runs of them, that a rule lists in words."""


class Sizes(NamedTuple):
    """Sizes of at least 1: those in ``runs``, and from ``start`` on those with one of ``residues`` when divided by ``period``."""

    runs: tuple[Run, ...] = ()
    """Those below ``start``, in order."""
    start: int = 1
    period: int = 1
    residues: tuple[int, ...] = ()
    """In order; none where there is nothing from ``start`` on."""
    end: int | None = None
    """The last size that was looked at, beyond which nothing is said; None where all are known."""

    def __contains__(self, size: object) -> bool:
        if not isinstance(size, int) or (self.end is not None and size > self.end):
            return False
        if size >= self.start:
            return size % self.period in self.residues
        return any(first <= size <= last for first, last in self.runs)

    def first(self, least: int = 1) -> int | None:
        """The smallest that is ``least`` or more; None where there is none."""
        for first, last in self.runs:
            if last >= least:
                return max(first, least)
        least = max(least, self.start)
        regular = min((least + (residue - least) % self.period for residue in self.residues), default=None)
        return None if regular is None or (self.end is not None and regular > self.end) else regular

    def last(self, most: int) -> int | None:
        """The largest that is ``most`` or less; None where there is none."""
        most = most if self.end is None else min(most, self.end)
        regular = max((most - (most - residue) % self.period for residue in self.residues), default=0)
        if regular >= self.start:
            return regular
        return next((min(last, most) for first, last in reversed(self.runs) if first <= most), None)

    def nearest(self, size: int, least: int = 1, most: int | None = None) -> int | None:
        """The one from ``least`` to ``most`` that is nearest to ``size``, the smaller of two; None where there is none."""
        below = self.last(size if most is None else min(size, most))
        above = self.first(max(size, least))
        found = [one for one in (below, above) if one is not None and one >= least and (most is None or one <= most)]
        return min(found, key=lambda one: abs(one - size), default=None)

    def between(self, least: int, most: int) -> Iterator[int]:
        """All from ``least`` to ``most``, in order."""
        size = self.first(least)
        while size is not None and size <= most:
            yield size
            size = self.first(size + 1)

    @property
    def is_empty(self) -> bool:
        """Whether there is none, or none is known."""
        return not self.runs and not self.residues

    def text(self, letter: str) -> str:
        """The rule in words, with how far it is known: ``H = 12 mod 16 from 188 on``."""
        return self.rule(letter) + (f" (of 1 to {self.end:,}, tried one by one)" if self.end is not None else "")

    def rule(self, letter: str, least: int = 1, most_listed: int = MOST_LISTED) -> str:
        """The rule in words, sizes below ``least`` being out of the question."""
        parts = []
        if self.residues:
            # From where on is not said where it is from the first size on that there is.
            is_from_the_first = self.start <= min(least + (residue - least) % self.period for residue in self.residues)
            since = "" if is_from_the_first else f" from {self.start:,} on"
            residues = _alternatives(_runs(self.residues), most_listed)
            parts.append((f"any {letter}" if self.period == 1 else f"{letter} = {residues} mod {self.period:,}") + since)
        if self.runs:
            parts.append(f"{letter} = {_alternatives(self.runs, most_listed)}")
        return ", or ".join(reversed(parts)) or f"no {letter}"


def repeating(flags: Sequence[bool], first: int, period: int) -> Sizes:
    """The sizes whose flags are set, that of ``first`` being the first; the last ``period`` of them repeat for good.

    Below ``first`` there are none. A period of 0: nothing comes behind either.
    """
    start = first + len(flags) - period
    residues = {size % period for size in range(start, start + period) if flags[size - first]}
    period, residues = _shortest(period, residues)
    while start > first and flags[start - 1 - first] == ((start - 1) % period in residues):
        start -= 1
    runs = _runs(first + index for index, flag in enumerate(flags[: start - first]) if flag)
    if residues:
        start = min(start + (residue - start) % period for residue in residues)
    return Sizes(runs, start, period, tuple(sorted(residues)))


def so_far(flags: Sequence[bool], first: int) -> Sizes:
    """The sizes whose flags are set, that of ``first`` being the first; nothing is known of those behind.

    Told by residues where the second half of them repeats itself, four times at least.
    """
    seen, half = bytes(flags), len(flags) // 2
    for period in range(1, half // 4):
        if seen[half:-period] == seen[half + period :]:
            return repeating(flags, first, period)._replace(end=first + len(flags) - 1)
    return repeating(flags, first, 0)._replace(end=first + len(flags) - 1)


def _shortest(period: int, residues: set[int]) -> tuple[int, set[int]]:
    """The same sizes by the shortest period that tells them."""
    for divisor in range(1, period):
        if period % divisor == 0:
            folded = {residue % divisor for residue in residues}
            if len(folded) * (period // divisor) == len(residues):
                return divisor, folded
    return max(period, 1), residues


def _runs(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Numbers in order, neighbours together."""
    runs: list[Run] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def _alternatives(runs: Sequence[Run], most: int) -> str:
    """Runs of numbers in words, so many at the most: ``0, 8 or 25 to 31``."""
    texts = [
        f"{first:,} to {last:,}" if last > first + 1 else f"{number:,}" for first, last in runs for number in _ends(first, last)
    ]
    more = [f"{len(texts) - most:,} more"] if len(texts) > most else []
    return enumerated([*texts[:most], *more], "or")


def _ends(first: int, last: int) -> tuple[int, ...]:
    """What is named of a run: both of two numbers, one text of more."""
    return (first, last) if last == first + 1 else (first,)
