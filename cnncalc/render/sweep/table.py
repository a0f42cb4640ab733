"""Plain aligned columns, in a pipe and on a terminal alike. No number is ever cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render.sweep.columns import DEFAULT, Figure, are_numbers, convention, error, headers, title, values
from cnncalc.render.table import WIDTH, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.sweeps.sweep import Sweep


def render(sweeps: Sequence[Sweep], columns: Sequence[Figure] | None = None) -> str:
    """Every network as a table of its points."""
    return "\n\n".join(_network(sweep, tuple(columns or DEFAULT)) for sweep in sweeps)


def _network(sweep: Sweep, figures: tuple[Figure, ...]) -> str:
    return "\n".join([title(sweep), "", *table(sweep, figures), "", *paragraphs([("convention", convention(sweep))], WIDTH)])


def table(sweep: Sweep, figures: tuple[Figure, ...]) -> list[str]:
    """Header and rows; where the network has errors, the first of them stands in place of the figures."""
    head = headers(sweep, figures)
    rows = [[*values(point), *(figure.cell(point) for figure in figures)] for point in sweep.points]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    numbers, axes = are_numbers(sweep, figures), len(sweep.axes)

    def line(cells: Sequence[str]) -> str:
        aligned = [
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(cells, widths, numbers, strict=False)
        ]
        return "  ".join(aligned)

    lines = [
        line(row) if point.figures is not None else f"{line(row[:axes])}  x {error(point)}"
        for point, row in zip(sweep.points, rows, strict=True)
    ]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    return [text.rstrip() for text in (line(head), rule, *lines)]
