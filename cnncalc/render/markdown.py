"""A Markdown table with its totals, for READMEs and pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, Column
from cnncalc.render.table import fault_line
from cnncalc.report import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk


def render(walks: Sequence[Walk], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """Every network under a heading of its own."""
    return "\n\n".join(_network(walk, columns or DEFAULT, depth) for walk in walks)


def _network(walk: Walk, columns: Sequence[Column], depth: int | None) -> str:
    total = [f"**{text}**" if text else "" for text in (column.total(walk) for column in columns)]
    if columns[0].key == "path":
        total[0] = "**total**"
    lines = [
        f"### {escaped(summary.title(walk))}",
        "",
        line([column.header for column in columns]),
        line(["---:" if column.is_number else ":---" for column in columns]),
        *(line([escaped(column.cell(row)) for column in columns]) for row in rows(walk, depth)),
        line(total),
        "",
        *([f"**{fault_line(walk)}**", ""] if not walk.complete else []),
        *(f"- **{name}**: {escaped(text)}" for name, text in summary.totals(walk)),
    ]
    return "\n".join(lines)


def line(cells: Sequence[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """``text`` as Markdown shows it letter by letter."""
    for special in "\\`*_|[]<>#":
        text = text.replace(special, "\\" + special)
    return text
