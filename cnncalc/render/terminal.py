"""The table as a terminal shows it, with bars where parameters and work lie."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT, Column
from cnncalc.render.table import fault_line, footer
from cnncalc.report import Row, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk

BAR_WIDTH = 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def render(walks: Sequence[Walk], columns: Sequence[Column] | None, depth: int | None, width: int, colour: bool) -> str:
    """Every network as a table for a terminal that is ``width`` columns wide."""
    out = io.StringIO()
    for number, walk in enumerate(walks):
        if number:
            out.write("\n")
        _network(walk, columns, depth, width, colour, out)
    return out.getvalue().rstrip("\n")


def _network(walk: Walk, columns: Sequence[Column] | None, depth: int | None, width: int, colour: bool, out: io.StringIO) -> None:
    lines = rows(walk, depth)
    chosen = list(columns or DEFAULT)
    needed = _widths(chosen, lines, walk)
    if columns is None and sum(needed) + 2 * len(chosen) > width:
        # What the path says anyway gives way first; then the number that follows from the others.
        for key in ("op", "flops"):
            chosen = [column for column in chosen if column.key != key]
            needed = _widths(chosen, lines, walk)
            if sum(needed) + 2 * len(chosen) <= width:
                break
    shares = [key for key in ("params", "macs") if any(column.key == key for column in chosen)] if columns is None else []
    while shares and sum(needed) + 2 * len(chosen) + len(shares) * (BAR_WIDTH + 7) > width:
        shares.pop(0)
    table = _table(walk, chosen, lines, shares)
    wide = max(width, sum(needed) + 2 * len(chosen) + len(shares) * (BAR_WIDTH + 7) + 2)
    console = Console(
        file=out, width=wide, force_terminal=colour, no_color=not colour, color_system="standard" if colour else None,
        highlight=False, markup=False, emoji=False, soft_wrap=False, legacy_windows=False,
    )  # fmt: skip
    console.print(Text(summary.title(walk), style="bold"))
    for line in summary.subtitle(walk):
        console.print(Text(line, style="dim"))
    console.print(table)
    if not walk.complete:
        console.print(Text(fault_line(walk), style="red"))
        console.print()
    for line in footer(walk, min(width, 120)):
        name, separator, text = line.partition(":")
        is_name = separator and not line.startswith(" ")
        console.print(Text.assemble((name + separator, "bold"), text) if is_name else Text(line))


def _table(walk: Walk, columns: Sequence[Column], lines: Sequence[Row], shares: Sequence[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", footer_style="bold")
    for column in columns:
        footing = "total" if column.key == columns[0].key and not column.is_number else column.total(walk)
        table.add_column(column.header, footing, justify="right" if column.is_number else "left", no_wrap=True, overflow="ignore")
        if column.key in shares:
            table.add_column("share", no_wrap=True)
    for row in lines:
        cells: list[Text] = []
        for column in columns:
            cells.append(Text(column.cell(row), style="dim" if column.cell(row) == "0" else ""))
            if column.key in shares:
                cells.append(_bar(row.values[column.key], getattr(walk.totals, column.key), "cyan" if column.key == "params" else "magenta"))
        table.add_row(*cells)
    return table


def _widths(columns: Sequence[Column], lines: Sequence[Row], walk: Walk) -> list[int]:
    return [max(len(column.header), len(column.total(walk)), 5, *(len(column.cell(row)) for row in lines)) for column in columns]


def _bar(part: int, whole: int, colour: str) -> Text:
    """A bar and a percentage; nothing for nothing."""
    if not part or not whole:
        return Text("")
    eighths = round(part * BAR_WIDTH * 8 / whole)
    bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
    return Text.assemble((f"{bar:<{BAR_WIDTH}}", colour), f"{part / whole:>4.0%}")
