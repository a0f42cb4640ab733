"""What every code means: what is found, why it matters, an example and its repair. ``cnncalc explain CC310`` prints it, offline.

Design rules explain themselves; the other codes are explained here, a file for each hundred.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from cnncalc.explanations.explanation import Explanation
from cnncalc.rules import RULES, rule

MODULES = {
    "CC1": "cnncalc.explanations.reading",
    "CC2": "cnncalc.explanations.expectations",
    "CC3": "cnncalc.explanations.shapes",
    "CC5": "cnncalc.explanations.running",
}
"""Where the codes that are no design rules are explained."""


@cache
def _written() -> dict[str, Explanation]:
    return {one.code: one for module in MODULES.values() for one in import_module(module).EXPLANATIONS}


def codes() -> list[str]:
    """Every code there is, in order."""
    return sorted([*_written(), *RULES])


def explanation(code: str) -> Explanation:
    """What a code means.

    Raises:
        KeyError: there is no such code.
    """
    if code not in RULES:
        return _written()[code]
    one = rule(code)
    return Explanation(code, one.name, "warning", one.summary, one.why, one.bad, one.good, one.is_default)
