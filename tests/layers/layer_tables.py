"""Reads the tables of cases, one a kind: cases/<operation>.py.

A row gives a layer's parameters as a file writes them (text; a scalar or a list is the main one), the input (several in a list)
and what comes out of it. What a row leaves out is nothing: no weights, no buffers, 0 operations. Every figure was worked out
by hand or measured with another tool, never by cnncalc.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from cnncalc import layers
from cnncalc.core.shape import Shape

CASES = Path(__file__).parent / "cases"


def rows(operation):
    """The rows of an operation's table; none when it has no table."""
    path = CASES / f"{operation}.py"
    if not path.exists():
        return []
    spec = spec_from_file_location(f"layer_cases_{operation}", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CASES


def build(operation, given):
    """The layer that these parameters describe, read and checked as the language does it."""
    kind = layers.kind(operation)
    if given is None:
        given = {}
    if not isinstance(given, dict):
        given = {kind.main: given}
    layer = kind(**{name: kind.fields[name].type.read(raw) for name, raw in given.items()})
    layer.check()
    return layer


def shapes(text):
    """The shapes that one text or a list of them writes."""
    return tuple(Shape(map(int, part.split("x"))) for part in ([text] if isinstance(text, str) else text))
