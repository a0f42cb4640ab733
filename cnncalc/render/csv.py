"""CSV: a line a layer, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cnncalc.render.columns import EVERY, Column, plain
from cnncalc.report import in_python, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk


def render(walks: Sequence[Walk], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """Every layer of every network, the network's name first; numbers raw, shapes as in ``224x224x64``, formulas as in JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    chosen = columns or EVERY
    writer.writerow(["model", *(column.key for column in chosen)])
    for walk in walks:
        for row in rows(walk, depth):
            writer.writerow([walk.name, *(_cell(column, column.value(row), row.times) for column in chosen)])
    return out.getvalue().rstrip("\n")


def _cell(column: Column, value: object, times: int) -> str:
    text = plain(column.key, in_python(value))
    return f"{text} x{times}" if column.key == "path" and times > 1 else text
