r"""A LaTeX table (``booktabs``), for papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, Column
from cnncalc.render.table import fault_line
from cnncalc.report import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def render(walks: Sequence[Walk], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """Every network as a ``table`` whose caption states the convention."""
    return "\n\n".join(_network(walk, columns or DEFAULT, depth) for walk in walks)


def _network(walk: Walk, columns: Sequence[Column], depth: int | None) -> str:
    total = [_escaped(column.total(walk)) for column in columns]
    if columns[0].key == "path":
        total[0] = "total"
    caption = f"{summary.title(walk)}. {dict(summary.totals(walk))['convention']}."
    lines = [
        r"% needs \usepackage{booktabs}",
        r"\begin{table}",
        r"  \centering",
        rf"  \begin{{tabular}}{{{''.join('r' if column.is_number else 'l' for column in columns)}}}",
        r"    \toprule",
        _line([_escaped(column.header) for column in columns]),
        r"    \midrule",
        *(_line([_shape(_escaped(column.cell(row)), column) for column in columns]) for row in rows(walk, depth)),
        *([f"    % {fault_line(walk)}"] if not walk.complete else []),
        r"    \midrule",
        _line(total),
        r"    \bottomrule",
        r"  \end{tabular}",
        rf"  \caption{{{_escaped(caption)}}}",
        r"\end{table}",
    ]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"    {' & '.join(cells)} \\\\"


def _shape(text: str, column: Column) -> str:
    """Sizes with a multiplication sign between them."""
    return f"${text.replace('x', chr(92) + 'times ')}$" if column.key == "output_shape" and "x" in text else text


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)
