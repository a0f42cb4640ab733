"""CSV: a line a point, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cnncalc.render.sweep.columns import EVERY, Figure, error, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.sweeps.sweep import Sweep


def render(sweeps: Sequence[Sweep], columns: Sequence[Figure] | None = None) -> str:
    """The network's name, the swept values, raw figures by the JSON's keys, and the error where there is one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    figures = columns or EVERY
    for sweep in sweeps[:1]:
        writer.writerow(["model", *(axis.name for axis in sweep.axes), *(figure.key for figure in figures), "error"])
    for sweep in sweeps:
        for point in sweep.points:
            writer.writerow([sweep.name, *values(point), *(figure.cell(point, "") for figure in figures), error(point)])
    return out.getvalue().rstrip("\n")
