"""A Markdown table of the points, for READMEs and pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render.markdown import escaped, line
from cnncalc.render.sweep.columns import DEFAULT, Figure, are_numbers, convention, error, headers, title, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.sweeps.sweep import Point, Sweep


def render(sweeps: Sequence[Sweep], columns: Sequence[Figure] | None = None) -> str:
    """Every network under a heading of its own."""
    return "\n\n".join(_network(sweep, tuple(columns or DEFAULT)) for sweep in sweeps)


def _network(sweep: Sweep, figures: tuple[Figure, ...]) -> str:
    lines = [
        f"### {escaped(title(sweep))}",
        "",
        line(list(map(escaped, headers(sweep, figures)))),
        line(["---:" if is_number else ":---" for is_number in are_numbers(sweep, figures)]),
        *(line([*map(escaped, values(point)), *_figures(point, figures)]) for point in sweep.points),
        "",
        f"- **convention**: {escaped(convention(sweep))}",
    ]
    return "\n".join(lines)


def _figures(point: Point, figures: tuple[Figure, ...]) -> list[str]:
    """The figures; an error stands in the first cell."""
    if point.figures is None:
        return [escaped(error(point)), *[""] * (len(figures) - 1)]
    return [escaped(figure.cell(point)) for figure in figures]
