"""CC416: what is declared and never asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.rules.base import Finding, Rule
from cnncalc.source import Change, Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.walk import Declared

IDLE = {
    "block": "no layer calls it",
    "parameter": "its block never asks for it",
    "variable": "no expression asks for it",
}
"""What an unused name lacks."""


class UnusedName(Rule):
    """A variable, a block or a parameter of one stands in the file, and nothing uses it."""

    code = "CC416"
    name = "unused-name"
    summary = "a variable, a block or a parameter that nothing uses"
    why = (
        "A name that nothing asks for is left over from an earlier design, or a slip: a width that is set and a number written "
        "beside it, so that `--set` changes nothing; a block that is defined and another one called. Whoever reads the file will "
        "look for its use. A parameter can go only together with the arguments that are given for it."
    )
    bad = """\
input: 32x32x3
vars: {classes: 10, width: 64}
layers:
  - conv: {filters: =width, kernel: 3, padding: 1}
"""
    good = """\
input: 32x32x3
vars: {width: 64}
layers:
  - conv: {filters: =width, kernel: 3, padding: 1}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for declared in design.walk.declared:
            if not declared.is_used:
                repair = _removal(declared)
                yield Finding(
                    f"the {declared.what} `{declared.name}` is never used: {IDLE.get(declared.what, 'nothing asks for it')}",
                    span=declared.span,
                    repairs=(repair,) if repair is not None else (),
                    help="" if repair is not None else "remove it, and what calls give for it",
                )


def _removal(declared: Declared) -> Repair | None:
    """The file without the name; a parameter may be given by calls, which are not seen here."""
    if declared.what == "parameter":
        return None
    return Repair(f"remove `{declared.name}`", (Change("remove", span=declared.span),), is_certain=True)
