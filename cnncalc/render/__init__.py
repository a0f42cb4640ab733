"""Output formats, one a file: walks to text. Registering a format is one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.render.columns import Column

    Render = Callable[[Sequence[Any], Sequence[Column] | None, int | None], str]

FORMATS = {
    "table": "cnncalc.render.table",
    "json": "cnncalc.render.json",
    "csv": "cnncalc.render.csv",
    "markdown": "cnncalc.render.markdown",
    "latex": "cnncalc.render.latex",
}
"""Every format of ``show``, and the module whose ``render(walks, columns, depth)`` writes it."""


def renderer(format: str) -> Render:
    """The function that writes ``format``.

    Raises:
        KeyError: there is no such format.
    """
    render: Render = import_module(FORMATS[format]).render
    return render
