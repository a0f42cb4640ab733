"""The columns of a sweep: the values that were swept, and the figures that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.shape import joined
from cnncalc.render import columns
from cnncalc.report import CONVENTION
from cnncalc.sweeps.axes import value_text
from cnncalc.sweeps.sweep import FIGURES

if TYPE_CHECKING:
    from cnncalc.sweeps.sweep import Point, Sweep

KEYS = ("input_shape", "output_shape", *FIGURES)
"""What ``--columns`` takes."""

SHAPES = ("input_shape", "output_shape")

HEADERS = {
    **columns.HEADERS,
    "input_shape": "input shape",
    "layers": "layers",
    "frozen_params": "frozen",
    "param_bytes": "parameter bytes",
    "peak_activation_bytes": "peak bytes",
    "memory": "memory bytes",
}


class Figure(NamedTuple):
    """One figure of every point."""

    key: str

    @property
    def header(self) -> str:
        return HEADERS[self.key]

    @property
    def is_number(self) -> bool:
        return self.key not in SHAPES

    @property
    def is_bytes(self) -> bool:
        return self.key.endswith("bytes") or self.key == "memory"

    def cell(self, point: Point, separator: str = ",") -> str:
        """What a table shows: numbers exact; nothing where the network has errors."""
        if point.figures is None:
            return ""
        value = point.figures[self.key]
        return joined(map(str, value)) if isinstance(value, list) else f"{value:{separator}}"


DEFAULT = tuple(Figure(key) for key in ("output_shape", "params", "macs", "flops", "activation_bytes", "peak_activation_bytes"))
EVERY = tuple(Figure(key) for key in KEYS)


def parse(text: str) -> tuple[Figure, ...]:
    """The figures that a comma-separated list of JSON keys names.

    Raises:
        ValueError: an unknown one; the message names the known.
    """
    return tuple(Figure(key) for key in columns.named(text, KEYS))


def headers(sweep: Sweep, figures: tuple[Figure, ...]) -> list[str]:
    """What stands above each column."""
    return [*(axis.name for axis in sweep.axes), *(figure.header for figure in figures)]


def are_numbers(sweep: Sweep, figures: tuple[Figure, ...]) -> list[bool]:
    """Which columns hold numbers, and are set to the right."""
    return [*(axis.is_number for axis in sweep.axes), *(figure.is_number for figure in figures)]


def values(point: Point) -> list[str]:
    """The swept values."""
    return list(map(value_text, point.values))


def error(point: Point) -> str:
    """The first line of what keeps the network from this point; nothing where nothing does."""
    return f"{point.errors[0].severity}[{point.errors[0].code}]: {point.errors[0].message}" if point.errors else ""


def title(sweep: Sweep) -> str:
    """The network's name, where it comes from, and what is swept."""
    counts = [f"{len(axis.values):,} value{'s' if len(axis.values) > 1 else ''} of {axis.name}" for axis in sweep.axes]
    batch = f", batch {sweep.asked.batch}" if sweep.asked.batch != 1 else ""
    return f"{sweep.name} ({sweep.origin}): {' by '.join(counts)}{batch}"


def convention(sweep: Sweep) -> str:
    """How is counted."""
    return f"{CONVENTION}; {sweep.asked.dtype}, batch {sweep.asked.batch}; shapes are height x width x channels"
