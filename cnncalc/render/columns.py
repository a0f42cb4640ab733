"""The columns of a table: which key of a layer each shows, and how its values are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.shape import joined
from cnncalc.report import FIELD_KEYS, LAYER_KEYS, Row
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from cnncalc.api import Walk
    from cnncalc.core.size import Size

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
    "receptive_field.size": "field size",
    "receptive_field.stride": "field stride",
    "receptive_field.start": "field start",
    "receptive_field.padding": "field padding",
    "line": "line",
}

NUMBERS = ("index", "params", "trainable_params", "buffers", "macs", "flops", "activation_bytes", "line")
SUMS = ("params", "trainable_params", "buffers", "macs", "flops", "activation_bytes")
"""Columns that add up to the totals."""
POSITIONS = ("receptive_field.start", "receptive_field.padding")
"""Columns whose numbers may be negative, a list an axis."""
SAID_BELOW = ("params", "macs", "flops")
"""Those whose totals stand below the table too."""
WIDEST_TOTAL = 40
"""A formula that is longer stands below the table alone."""


class Column(NamedTuple):
    """One column."""

    key: str

    @property
    def header(self) -> str:
        return HEADERS[self.key]

    @property
    def is_number(self) -> bool:
        return self.key in NUMBERS

    def value(self, row: Row) -> Any:
        """What the JSON holds under this key, before a dot and behind it."""
        key, _, part = self.key.partition(".")
        whole = row.values[key]
        return whole[part] if part and whole is not None else whole

    def cell(self, row: Row) -> str:
        """What a table shows: numbers exact, with commas."""
        value = self.value(row)
        if self.key == "path" and row.times > 1:
            return f"{value} x{row.times}"
        return f"{value:,}" if self.key in SUMS else plain(self.key, value)

    def total(self, walk: Walk) -> str:
        """What stands below the column."""
        if self.key not in SUMS:
            return ""
        total = f"{getattr(walk.totals, self.key):,}"
        return total if len(total) <= WIDEST_TOTAL or self.key not in SAID_BELOW else "(below)"


DEFAULT = tuple(Column(key) for key in ("path", "op", "output_shape", "params", "macs", "flops"))
EVERY = tuple(Column(key) for key in LAYER_KEYS)
COLUMN_KEYS = (*LAYER_KEYS, *(f"receptive_field.{key}" for key in FIELD_KEYS))
"""What ``--columns`` takes."""


def parse(text: str) -> tuple[Column, ...]:
    """The columns that a comma-separated list of JSON keys names.

    Raises:
        ValueError: an unknown one; the message names the known.
    """
    return tuple(Column(key) for key in named(text, COLUMN_KEYS))


def named(text: str, known: tuple[str, ...]) -> list[str]:
    """The keys in a comma-separated list, all of them ``known``.

    Raises:
        ValueError: an unknown one; the message names the known.
    """
    keys = [key.strip() for key in text.split(",") if key.strip()]
    for key in keys:
        if key not in known:
            raise ValueError(f"unknown column `{printable(key)}`: {did_you_mean(key, known)}; columns are {', '.join(known)}")
    if not keys:
        raise ValueError(f"no column named; columns are {', '.join(known)}")
    return keys


def plain(key: str, value: Any) -> str:
    """A value as text, numbers as they are."""
    if value is None:
        return ""
    if key == "receptive_field":
        return _shape(value["size"])
    if key in POSITIONS:
        return ", ".join(map(str, value))
    if key in ("weights", "buffer_shapes"):
        return " ".join(f"{name}:{_shape(shape)}" for name, shape in value.items())
    if key == "input_shapes":
        return " ".join(map(_shape, value))
    if key == "inputs":
        return " ".join(value)
    return _shape(value) if isinstance(value, list) else str(value)


def _shape(sizes: list[Size]) -> str:
    return joined(map(str, sizes))
