r"""A LaTeX table (``booktabs``) of the points, for papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render.latex import escaped, line
from cnncalc.render.sweep.columns import DEFAULT, Figure, are_numbers, convention, error, headers, title, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.sweeps.sweep import Point, Sweep


def render(sweeps: Sequence[Sweep], columns: Sequence[Figure] | None = None) -> str:
    """Every network as a ``table`` whose caption states the convention."""
    return "\n\n".join(_network(sweep, tuple(columns or DEFAULT)) for sweep in sweeps)


def _network(sweep: Sweep, figures: tuple[Figure, ...]) -> str:
    lines = [
        r"% needs \usepackage{booktabs}",
        r"\begin{table}",
        r"  \centering",
        rf"  \begin{{tabular}}{{{''.join('r' if is_number else 'l' for is_number in are_numbers(sweep, figures))}}}",
        r"    \toprule",
        line(list(map(escaped, headers(sweep, figures)))),
        r"    \midrule",
        *(line([*map(escaped, values(point)), *_figures(point, figures)]) for point in sweep.points),
        r"    \bottomrule",
        r"  \end{tabular}",
        rf"  \caption{{{escaped(f'{title(sweep)}. {convention(sweep)}.')}}}",
        r"\end{table}",
    ]
    return "\n".join(lines)


def _figures(point: Point, figures: tuple[Figure, ...]) -> list[str]:
    """The figures, shapes with a multiplication sign; an error stands across them."""
    if point.figures is None:
        return [rf"\multicolumn{{{len(figures)}}}{{l}}{{{escaped(error(point))}}}"]
    return [_cell(figure, point) for figure in figures]


def _cell(figure: Figure, point: Point) -> str:
    text = figure.cell(point)
    is_map = not figure.is_number and "x" in text
    return "$" + text.replace("x", r"\times ") + "$" if is_map else escaped(text)
