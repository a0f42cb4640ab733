"""Joins: several tensors become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook import spelling
from cnncalc.textbook.derivations.general import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator


class Joining(Derivation):
    """Element by element."""

    def size(self) -> Iterator[str]:
        yield f"element by element: {self.y}"
        for x in dict.fromkeys(x for x in self.record.input_shapes if x != self.y):
            every = "every channel" if x.channels == 1 and self.y.channels > 1 else "every place"
            yield f"{x} counts for {every if x.places == self.y.places or x.channels == self.y.channels else 'every element'}"


class Concatenating(Derivation):
    """Channels side by side."""

    def size(self) -> Iterator[str]:
        yield f"channels: {spelling.total(x.channels for x in self.record.input_shapes)}: {self.y}"
