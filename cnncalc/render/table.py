"""Plain aligned columns: what is printed into a pipe or a file. No number is ever cut."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, Column
from cnncalc.report import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    texts = aligned(lines[0], lines[1:], [index for index, column in enumerate(columns) if column.is_number])
    rule = texts[1]
    fault = [fault_line(walk)] if not walk.complete else []
    return [*texts[:-1], *fault, rule, texts[-1]]


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int]) -> list[str]:
    """Header, rule and rows, two spaces between columns; those in ``numbers`` stand to the right."""
    widths = [max(map(len, cells)) for cells in zip(header, *rows, strict=True)]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    texts = [
        "  ".join(
            cell.rjust(width) if index in numbers else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in (header, *rows)
    ]
    return [texts[0], rule, *texts[1:]]


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
