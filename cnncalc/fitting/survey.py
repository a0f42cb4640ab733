"""Which sizes meet all demands on one letter, and which demand excludes each of the others.

Exact: what never falls or never rises is a bound, found by halving however far away it is; what repeats
(:mod:`cnncalc.core.growth`) is tried over one period beyond the place from where on it does. Only where that is longer than
``MOST_TRIED`` sizes is the answer for the sizes up to there alone, and says so.
"""

from __future__ import annotations

from bisect import bisect_left
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.growth import growth
from cnncalc.core.size import LARGEST
from cnncalc.core.symbolic import Formula
from cnncalc.fitting.sizes import Sizes, repeating, so_far

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.fitting.demands import Demand
    from cnncalc.walk import LayerRecord

MOST_TRIED = 100_000
"""Sizes that are tried at the most, one after the other."""


class Asker(NamedTuple):
    """A layer that excludes sizes."""

    path: str
    op: str
    line: int | None

    @classmethod
    def of(cls, record: LayerRecord) -> Asker:
        """A layer of a walk."""
        return cls(record.path, record.op, record.line)


class Excluded(NamedTuple):
    """Sizes, and what excludes them before anything else does."""

    sizes: Sizes
    layers: tuple[Asker, ...]
    """Those that ask for the same."""
    example: int
    """One of the sizes."""
    reason: str
    """Why that one is excluded, with the numbers."""


class Survey(NamedTuple):
    """The sizes at which all demands are met, and what excludes the others."""

    sizes: Sizes
    excluded: tuple[Excluded, ...]
    least: int = 1
    """Below it nothing can be, as some layer's window is larger."""


class _Bound(NamedTuple):
    """The sizes at which a demand on something that never falls, or never rises, is met."""

    demand: Demand
    least: int
    most: int


class _Repeated(NamedTuple):
    """From ``start`` on a demand is met or not as one ``period`` earlier."""

    start: int
    period: int


def survey(letter: str, demands: Sequence[Demand], near: int) -> Survey:
    """The sizes of ``letter`` that meet ``demands``, which speak of no other letter; examples are taken near to ``near``."""
    bounds: list[_Bound] = []
    others: list[Demand] = []
    for one in demands:
        if isinstance(one.size, Formula) and (one.size.is_rising or one.size.is_falling):
            bounds.append(_bound(letter, one, one.size))
        else:
            others.append(one)
    least = max((bound.least for bound in bounds), default=1)
    most = min((bound.most for bound in bounds), default=LARGEST)
    span = _span(letter, others, least, most)
    first_unmet = [_first_unmet(letter, size, others) for size in range(least, span.stop)]

    def excluded(sizes: Sizes, demand: Demand) -> Excluded:
        example = sizes.nearest(near)
        assert example is not None, "a demand is named for what it excludes"
        return Excluded(sizes, tuple(map(Asker.of, demand.layers)), example, demand.reason({letter: example}))

    def sizes(unmet: int | None) -> Sizes:
        flags = [one == unmet for one in first_unmet]
        return repeating(flags, least, span.period) if span.is_all else so_far(flags, least)

    found = [excluded(sizes(index), others[index]) for index in sorted({index for index in first_unmet if index is not None})]
    if least > 1:
        lowest = next(bound for bound in bounds if bound.least == least)
        found.insert(0, excluded(Sizes(((1, least - 1),), least), lowest.demand))
    if most < LARGEST:
        highest = next(bound for bound in bounds if bound.most == most)
        found.append(excluded(Sizes((), most + 1, 1, (0,)), highest.demand))
    return Survey(sizes(None), tuple(found), least)


class _Span(NamedTuple):
    """The sizes that are tried, up to ``stop``; the last ``period`` of them repeat."""

    stop: int
    period: int
    is_all: bool = True
    """Whether what is tried tells all sizes."""


def _span(letter: str, demands: Sequence[Demand], least: int, most: int) -> _Span:
    repeated = [_repeated(letter, one) for one in demands]
    known = [one for one in repeated if one is not None]
    period = lcm(*(one.period for one in known))
    start = max([least, *(one.start for one in known)])
    if most - least < MOST_TRIED:
        return _Span(max(most + 1, least), 0)
    if most < LARGEST or len(known) < len(repeated) or start + period - least > MOST_TRIED:
        return _Span(least + MOST_TRIED, 0, is_all=False)
    return _Span(start + period, period)


def _first_unmet(letter: str, size: int, demands: Sequence[Demand]) -> int | None:
    return next((index for index, one in enumerate(demands) if not one.holds({letter: size})), None)


def _bound(letter: str, demand: Demand, formula: Formula) -> _Bound:
    """The sizes that meet a demand on what never falls, or never rises, found by halving."""
    sign = 1 if formula.is_rising else -1

    def first(passes: Callable[[int], bool]) -> int:
        return 1 + bisect_left(range(1, LARGEST + 1), True, key=lambda size: passes(sign * formula.at({letter: size})))

    least = first(lambda value: value >= 0)
    if demand.relation == "=":
        return _Bound(demand, least, first(lambda value: value > 0) - 1)
    return _Bound(demand, least, LARGEST) if sign > 0 else _Bound(demand, 1, first(lambda value: value > 0) - 1)


def _repeated(letter: str, demand: Demand) -> _Repeated | None:
    """From where on, and how often, a demand repeats itself; None where that is not told by its form, or too late."""
    found = growth(demand.size, MOST_TRIED)
    if found is None or not isinstance(demand.size, Formula):
        return _Repeated(1, 1) if found is not None else None
    if not found.slope:
        return _Repeated(found.start, found.period)
    # It is above 0, or below it, for good once that is so for a whole period.
    sign = 1 if found.slope > 0 else -1
    nearest = min(sign * demand.size.at({letter: size}) for size in range(found.start, found.start + found.period))
    start = found.start + found.period * max(0, -int((nearest - 1) // abs(found.gain)))
    return _Repeated(start, 1) if start <= MOST_TRIED else None


def conflict(letter: str, demands: Sequence[Demand], near: int) -> tuple[Demand, ...]:
    """Of demands that no size meets together the two that exclude each other; one, or more, where it is no two of them."""

    def is_impossible(several: Sequence[Demand]) -> bool:
        return survey(letter, several, near).sizes.is_empty

    count = next(count for count in range(1, len(demands) + 1) if is_impossible(demands[:count]))
    *before, last = demands[:count]
    if is_impossible([last]):
        return (last,)
    return next(((one, last) for one in before if is_impossible([one, last])), (*before, last))
