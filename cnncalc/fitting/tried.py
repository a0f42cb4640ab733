"""Sizes tried one by one, for a network that has no formulas because its file asks which size it has (CC340)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.fitting.demands import KINDS
from cnncalc.fitting.sizes import so_far
from cnncalc.fitting.survey import Asker, Excluded, Survey
from cnncalc.rules.base import Design
from cnncalc.rules.remainders import remainders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.api import Walk
    from cnncalc.fitting.demands import Kind

MOST = 512
"""Sizes that are tried, from 1 on."""


class _Fault(NamedTuple):
    """The first layer that a size does not suit, and why."""

    layer: Asker
    reason: str


def tried(walk_at: Callable[[int], Walk], near: int) -> dict[Kind, Survey]:
    """The sizes from 1 to ``MOST`` that fit, in each sense; examples are taken near to ``near``."""
    faults: dict[Kind, list[_Fault | None]] = {kind: [] for kind in KINDS}
    for size in range(1, MOST + 1):
        walk = walk_at(size)
        for kind in KINDS:
            faults[kind].append(_fault(walk, kind))
    return {kind: _survey(found, near) for kind, found in faults.items()}


def _fault(walk: Walk, kind: Kind) -> _Fault | None:
    if not walk.complete:
        error = next(found for found in walk.diagnostics if found.severity == "error")
        line = error.span.line if error.span is not None else None
        return _Fault(Asker(error.layer or "", "", line), error.message)
    if kind == "walks":
        return None
    for found in remainders(Design(walk)):
        if kind == "fits" or found.unread:
            return _Fault(Asker.of(found.record), found.formula)
    return None


def _survey(faults: Sequence[_Fault | None], near: int) -> Survey:
    """What the faults of the sizes from 1 on come to."""
    excluded = []
    for layer in dict.fromkeys(fault.layer for fault in faults if fault is not None):
        sizes = so_far([fault is not None and fault.layer == layer for fault in faults], 1)
        example = sizes.nearest(near)
        assert example is not None
        fault = faults[example - 1]
        assert fault is not None
        excluded.append(Excluded(sizes, (layer,), example, fault.reason))
    return Survey(so_far([fault is None for fault in faults], 1), tuple(excluded))
