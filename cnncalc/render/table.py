"""Plain aligned columns: what is printed into a pipe or a file. No number is ever cut."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, Column
from cnncalc.report import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk

NO_BREAK = "\N{NO-BREAK SPACE}"

WIDTH = 100
"""The text below a table is wrapped at so many columns."""


def render(walks: Sequence[Walk], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """Every network as a table with its totals."""
    return "\n\n".join(_network(walk, columns or DEFAULT, depth) for walk in walks)


def _network(walk: Walk, columns: Sequence[Column], depth: int | None) -> str:
    head = [summary.title(walk), *summary.subtitle(walk)]
    if not walk.complete:
        return "\n".join([*head, "", *(table(walk, columns, depth) if walk.layers else [fault_line(walk)])])
    return "\n".join([*head, "", *table(walk, columns, depth), "", *footer(walk, WIDTH)])


def table(walk: Walk, columns: Sequence[Column], depth: int | None) -> list[str]:
    """Header, rows and the line of totals."""
    lines = [[column.header for column in columns], *([column.cell(row) for column in columns] for row in rows(walk, depth))]
    total = [column.total(walk) for column in columns]
    if columns[0].key in ("path", "index", "op"):
        total[0] = "total"
    lines.append(total)
    widths = [max(len(line[index]) for line in lines) for index in range(len(columns))]
    texts = [_line(line, widths, columns) for line in lines]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    fault = [fault_line(walk)] if not walk.complete else []
    return [texts[0], rule, *texts[1:-1], *fault, rule, texts[-1]]


def fault_line(walk: Walk) -> str:
    """The mark below the last layer before a fault."""
    where = f"{walk.fault.path}: the table ends here" if walk.fault is not None and walk.fault.path else "the file has errors"
    return f"x {where}, see below" + ("; the total is that of the layers above" if walk.layers else "")


def footer(walk: Walk, width: int) -> list[str]:
    """The totals in words, wrapped."""
    return paragraphs(summary.totals(walk), width)


def paragraphs(texts: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Texts behind their names, wrapped."""
    lines: list[str] = []
    for name, text in texts:
        indent = f"{name + ':':<17}"
        lines += textwrap.wrap(
            _unbroken(text),
            max(width, 40),
            initial_indent=indent,
            subsequent_indent=" " * len(indent),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return [line.replace(NO_BREAK, " ") for line in lines]


def _unbroken(text: str) -> str:
    """A text whose quotients stay on one line."""
    return re.sub(r"floor\([^/]*/", lambda quotient: quotient[0].replace(" ", NO_BREAK), text) if "floor(" in text else text


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    aligned = (
        cell.rjust(width) if column.is_number else cell.ljust(width)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return "  ".join(aligned).rstrip()
