"""The table as a terminal shows it, with bars where parameters and work lie."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cnncalc.core.size import Symbolic
from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, Column
from cnncalc.render.table import fault_line, footer
from cnncalc.report import Row, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk
    from cnncalc.core.size import Size

BAR_WIDTH = 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"

LAYOUTS: tuple[tuple[tuple[str, ...], int | None], ...] = (
    ((), BAR_WIDTH),
    (("op",), BAR_WIDTH),
    (("op",), 0),
    (("op", "flops"), BAR_WIDTH),
    (("op", "flops"), 0),
    (("op", "flops"), None),
)
"""The columns that give way on a narrow terminal, and the width of the bars (0: percentages alone, None: neither)."""


def render(walks: Sequence[Walk], columns: Sequence[Column] | None, depth: int | None, width: int, colour: bool) -> str:
    """Every network as a table for a terminal that is ``width`` columns wide."""
    return "\n\n".join(_network(walk, columns, depth, width, colour) for walk in walks)


def _network(walk: Walk, columns: Sequence[Column] | None, depth: int | None, width: int, colour: bool) -> str:
    lines = rows(walk, depth)
    layouts = (
        [_table(walk, columns, lines, None)]
        if columns
        else [_table(walk, [column for column in DEFAULT if column.key not in dropped], lines, bar) for dropped, bar in LAYOUTS]
    )
    table = next((table for table in layouts if _needed(table) <= width), layouts[-1])
    # A terminal wraps a line that is too long for it; rich would cut numbers.
    out = io.StringIO()
    console = _console(out, max(width, _needed(table)), colour)
    console.print(Text(summary.title(walk), style="bold"))
    for line in summary.subtitle(walk):
        console.print(Text(line, style="dim"))
    if walk.layers or walk.complete:
        console.print(table)
    if not walk.complete:
        console.print(Text(fault_line(walk), style="red"))
    for line in footer(walk, min(width, 120)) if walk.complete else ():
        name, separator, text = line.partition(":")
        is_name = separator and not line.startswith(" ")
        console.print(Text.assemble((name + separator, "bold"), text) if is_name else Text(line))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _console(out: io.StringIO, width: int, colour: bool) -> Console:
    return Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, color_system="standard" if colour else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def _needed(table: Table) -> int:
    """The width at which nothing is cut."""
    console = _console(io.StringIO(), 10_000, colour=False)
    return console.measure(table).maximum


def _table(walk: Walk, columns: Sequence[Column], lines: Sequence[Row], bar: int | None) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_footer=True, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", footer_style="bold"
    )
    shared = ("params", "macs") if bar is not None else ()
    for column in columns:
        footing = "total" if column is columns[0] and not column.is_number else column.total(walk)
        table.add_column(column.header, footing, justify="right" if column.is_number else "left", no_wrap=True)
        if column.key in shared:
            table.add_column("", no_wrap=True)
    for row in lines:
        cells: list[Text] = []
        for column in columns:
            text = column.cell(row)
            cells.append(Text(text, style="dim" if text == "0" else ""))
            if column.key in shared:
                colour = "cyan" if column.key == "params" else "magenta"
                cells.append(_share(row.values[column.key], getattr(walk.totals, column.key), colour, bar or 0))
        table.add_row(*cells)
    return table


def _share(part: Size, whole: Size, colour: str, width: int) -> Text:
    """A bar and a percentage; nothing for nothing, or for what depends on the input's size."""
    if isinstance(whole, Symbolic) or not part or not whole:
        return Text("")
    percent = "<1%" if part * 200 < whole else f"{part / whole:.0%}"
    eighths = round(part * width * 8 / whole)
    bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
    return Text.assemble((f"{bar:<{width}}", colour), f"{percent:>4}")
