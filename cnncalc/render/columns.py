"""The columns of a table: which key of a layer each shows, and how its values are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.report import LAYER_KEYS, Row
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from cnncalc.api import Walk

HEADERS = {
    "index": "#",
    "path": "layer",
    "op": "op",
    "inputs": "inputs",
    "input_shapes": "input",
    "output_shape": "output",
    "weights": "weights",
    "buffer_shapes": "buffer shapes",
    "params": "params",
    "trainable_params": "trainable",
    "buffers": "buffers",
    "macs": "MACs",
    "flops": "FLOPs",
    "activation_bytes": "activation bytes",
    "receptive_field": "receptive field",
    "line": "line",
}

NUMBERS = ("index", "params", "trainable_params", "buffers", "macs", "flops", "activation_bytes", "line")
SUMS = ("params", "trainable_params", "buffers", "macs", "flops", "activation_bytes")
"""Columns that add up to the totals."""


class Column(NamedTuple):
    """One column."""

    key: str

    @property
    def header(self) -> str:
        return HEADERS[self.key]

    @property
    def is_number(self) -> bool:
        return self.key in NUMBERS

    def cell(self, row: Row) -> str:
        """What a table shows: numbers exact, with commas."""
        value = row.values[self.key]
        if self.key == "path" and row.times > 1:
            return f"{value} x{row.times}"
        return f"{value:,}" if isinstance(value, int) and self.key in SUMS else plain(self.key, value)

    def total(self, walk: Walk) -> str:
        """What stands below the column."""
        if self.key not in SUMS:
            return ""
        return f"{getattr(walk.totals, self.key):,}"


DEFAULT = tuple(Column(key) for key in ("path", "op", "output_shape", "params", "macs", "flops"))
EVERY = tuple(Column(key) for key in LAYER_KEYS)


def parse(text: str) -> tuple[Column, ...]:
    """The columns that a comma-separated list of JSON keys names.

    Raises:
        ValueError: an unknown one; the message names the known.
    """
    keys = [key.strip() for key in text.split(",") if key.strip()]
    for key in keys:
        if key not in LAYER_KEYS:
            raise ValueError(
                f"unknown column `{printable(key)}`: {did_you_mean(key, LAYER_KEYS)}; columns are {', '.join(LAYER_KEYS)}"
            )
    if not keys:
        raise ValueError(f"no column named; columns are {', '.join(LAYER_KEYS)}")
    return tuple(Column(key) for key in keys)


def plain(key: str, value: Any) -> str:
    """A value as text, numbers as they are."""
    if value is None:
        return ""
    if key == "receptive_field":
        return "x".join(map(str, value["size"]))
    if key in ("weights", "buffer_shapes"):
        return " ".join(f"{name}:{_shape(shape)}" for name, shape in value.items())
    if key == "input_shapes":
        return " ".join(map(_shape, value))
    if key == "inputs":
        return " ".join(value)
    return _shape(value) if isinstance(value, list) else str(value)


def _shape(sizes: list[int]) -> str:
    return "x".join(map(str, sizes))
