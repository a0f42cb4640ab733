"""The table that a notebook shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cnncalc.render import summary
from cnncalc.render.columns import DEFAULT
from cnncalc.render.table import fault_line
from cnncalc.report import rows

if TYPE_CHECKING:
    from cnncalc.api import Walk


def render(walk: Walk) -> str:
    """One network, its totals below."""
    header = "".join(f"<th>{escape(column.header)}</th>" for column in DEFAULT)
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align: {_side(column.is_number)}">{escape(column.cell(row))}</td>' for column in DEFAULT)
        + "</tr>"
        for row in rows(walk)
    )
    total = "".join(f'<th style="text-align: {_side(column.is_number)}">{column.total(walk)}</th>' for column in DEFAULT)
    fault = f"<p><b>{escape(fault_line(walk))}</b></p>" if not walk.complete else ""
    lines = "".join(f"<li><b>{escape(name)}</b>: {escape(text)}</li>" for name, text in summary.totals(walk))
    return (
        f"<p><b>{escape(summary.title(walk))}</b></p><table><thead><tr>{header}</tr></thead><tbody>{body}</tbody>"
        f"<tfoot><tr>{total}</tr></tfoot></table>{fault}<ul>{lines}</ul>"
    )


def _side(is_number: bool) -> str:
    return "right" if is_number else "left"
