r"""A LaTeX table (``booktabs``), for papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.size import Symbolic
from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, SUMS, Column
from cnncalc.render.table import fault_line
from cnncalc.report import Row, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk
    from cnncalc.core.size import Size

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip


def render(walks: Sequence[Walk], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """Every network as a ``table`` whose caption states the convention."""
    return "\n\n".join(_network(walk, columns or DEFAULT, depth) for walk in walks)


def _network(walk: Walk, columns: Sequence[Column], depth: int | None) -> str:
    total = [_total(column, walk) for column in columns]
    if columns[0].key == "path":
        total[0] = "total"
    caption = f"{summary.title(walk)}. {dict(summary.totals(walk))['convention']}."
    lines = [
        r"% needs \usepackage{booktabs}",
        r"\begin{table}",
        r"  \centering",
        rf"  \begin{{tabular}}{{{''.join('r' if column.is_number else 'l' for column in columns)}}}",
        r"    \toprule",
        line([escaped(column.header) for column in columns]),
        r"    \midrule",
        *(line([_cell(column, row) for column in columns]) for row in rows(walk, depth)),
        *([f"    % {fault_line(walk)}"] if not walk.complete else []),
        r"    \midrule",
        line(total),
        r"    \bottomrule",
        r"  \end{tabular}",
        rf"  \caption{{{escaped(caption)}}}",
        r"\end{table}",
    ]
    return "\n".join(lines)


def line(cells: Sequence[str]) -> str:
    """One line of a table."""
    return f"    {' & '.join(cells)} \\\\"


def _cell(column: Column, row: Row) -> str:
    """A value; sizes with a multiplication sign between them, and formulas as formulas."""
    value = column.value(row)
    if column.key == "output_shape" and len(value) > 1:
        return f"${(chr(92) + 'times ').join(map(_number, value))}$"
    return f"${_number(value)}$" if isinstance(value, Symbolic) else escaped(column.cell(row))


def _total(column: Column, walk: Walk) -> str:
    total = getattr(walk.totals, column.key) if column.key in SUMS else None
    return f"${_number(total)}$" if isinstance(total, Symbolic) else escaped(column.total(walk))


def _number(size: Size) -> str:
    """A size in mathematical mode."""
    if isinstance(size, int):
        return str(size)
    from cnncalc.core.symbolic import Notation, written

    return written(size, Notation(r"\lfloor {}/{} \rfloor", r"\max({})", r"\min({})", r" \cdot ", "{}^{{{}}}"))


def escaped(text: str) -> str:
    """``text`` as LaTeX shows it letter by letter."""
    return "".join(_SPECIAL.get(character, character) for character in text)
