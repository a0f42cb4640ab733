"""A layer that stands in no file: built from named values, placed on an input. There is no second formula: the Walker walks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc import layers
from cnncalc.walk import LayerRecord, Tensor, Walker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.core.operation import Operation
    from cnncalc.core.shape import Shape


def build(operation: str, given: Mapping[str, Any]) -> Operation:
    """The layer of kind ``operation`` with these values, each spelled as a file spells it (``"3x5"``, ``"same"``, ``2``).

    Raises:
        KeyError: there is no such operation.
        Problem: a value cannot be read (``field`` names it), or the values contradict each other.
        TypeError: an unknown field, or a required one that is missing.
    """
    kind = layers.kind(operation)
    layer = kind(**{name: kind.fields[name].type.read(value) if name in kind.fields else value for name, value in given.items()})
    layer.check()
    return layer


class Row:
    """Layers one after the other, from one input on."""

    def __init__(self, x: Shape) -> None:
        self.walker = Walker()
        self.end: Tensor = self.walker.input("input", x)

    def put(self, layer: Operation) -> LayerRecord:
        """Place ``layer`` at the end.

        Raises:
            Problem: it cannot take the shape that comes out there.
        """
        record = self.walker.apply(layer, (self.end,))
        self.end = record
        return record
