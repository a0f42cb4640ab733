"""Budgets from the command line: the same figures that a file can expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analyses.expectations import figure_of
from cnncalc.api import UsageError
from cnncalc.checking.result import Assertion
from cnncalc.core.units import BYTE_UNITS, DECIMAL_UNITS, Quantity, read_quantity
from cnncalc.source import Diagnostic, Span, printable

if TYPE_CHECKING:
    from cnncalc.api import Walk

FIGURES = {
    "max-params": ("params", DECIMAL_UNITS),
    "max-trainable-params": ("trainable_params", DECIMAL_UNITS),
    "max-macs": ("macs", DECIMAL_UNITS),
    "max-flops": ("flops", DECIMAL_UNITS),
    "max-memory": ("memory", BYTE_UNITS),
    "min-receptive-field": ("receptive_field", DECIMAL_UNITS),
}
"""Every option, with the figure it bounds and the units it is written in."""


class Budget(NamedTuple):
    """One bound."""

    option: str
    figure: str
    bound: Quantity

    @property
    def is_least(self) -> bool:
        return self.option.startswith("min-")

    @property
    def text(self) -> str:
        return f"{self.figure} at {'least' if self.is_least else 'most'} {self.bound.text}"


def budget(option: str, text: str) -> Budget:
    """The budget that an option asks for.

    Raises:
        UsageError: the text is no figure.
    """
    figure, units = FIGURES[option]
    quantity = read_quantity(text, units)
    if quantity is None:
        example = "10MiB" if figure == "memory" else "224" if figure == "receptive_field" else "5M"
        raise UsageError(f"--{option} takes a figure as in `{example}`, found `{printable(text)}`")
    return Budget(option, figure, quantity)


def judge(walk: Walk, budgets: list[Budget]) -> list[Assertion]:
    """Whether a network keeps within its budgets; CC203 where it does not."""
    return [Assertion(walk.name, one.text, _exceeded(walk, one)) for one in budgets]


def _exceeded(walk: Walk, one: Budget) -> Diagnostic | None:
    actual = figure_of(walk, one.figure)
    sizes = actual if isinstance(actual, list) else [actual]
    holds = bool(sizes) and all(
        size is not None and (one.bound.at_most(size) if one.is_least else one.bound.at_least(size)) for size in sizes
    )
    if holds:
        return None
    shown = "x".join(f"{size:,}" if size is not None else "unknown" for size in sizes) or "unknown"
    how_much = ""
    if len(sizes) == 1 and sizes[0] is not None:
        how_much = (
            f", {abs(sizes[0] - one.bound.value) / one.bound.value:.1%} {'under' if one.is_least else 'over'}"
            if one.bound.scaled
            else ""
        )
    source = walk.network.text.source
    message = f"{printable(walk.name)} has {one.figure} {shown}, the budget is {one.text.removeprefix(one.figure + ' ')}{how_much}"
    return Diagnostic("CC203", message, Span(source, 1, 1, 1, 1 + len(source.line(1))), help=_largest(walk, one))


def _largest(walk: Walk, one: Budget) -> str:
    """Where most of the figure lies."""
    if one.figure not in ("params", "trainable_params", "macs", "flops"):
        return ""
    top = sorted(walk.layers, key=lambda record: getattr(record, one.figure), reverse=True)[:3]
    return "most of it lies in " + ", ".join(f"{record.path} ({getattr(record, one.figure):,})" for record in top)
