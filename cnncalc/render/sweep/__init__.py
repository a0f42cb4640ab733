"""Output formats of a sweep, one a file: a line a point. JSON is written as that of a network is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.render.sweep.columns import Figure

    Render = Callable[[Sequence[Any], Sequence[Figure] | None], str]

FORMATS = {
    "table": "cnncalc.render.sweep.table",
    "json": "cnncalc.render.json",
    "csv": "cnncalc.render.sweep.csv",
    "markdown": "cnncalc.render.sweep.markdown",
    "latex": "cnncalc.render.sweep.latex",
}
"""Every format of ``show``, and the module whose ``render(sweeps, columns)`` writes it."""


def renderer(format: str) -> Render:
    """The function that writes ``format``.

    Raises:
        KeyError: there is no such format.
    """
    render: Render = import_module(FORMATS[format]).render
    return render
