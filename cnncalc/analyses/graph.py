"""Who reads what: the layers that use each tensor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.walk import LayerRecord, Tensor, Walk

if TYPE_CHECKING:
    from collections.abc import Iterable


class Graph:
    """The edges of a walk, both ways."""

    def __init__(self, walk: Walk) -> None:
        self.results = set(walk.results())
        self._readers: dict[Tensor, list[LayerRecord]] = {}
        for record in walk.layers:
            for tensor in dict.fromkeys(record.inputs):
                self._readers.setdefault(tensor, []).append(record)

    def readers(self, tensor: Tensor) -> list[LayerRecord]:
        """The layers that take ``tensor``, in running order."""
        return self._readers.get(tensor, [])

    def only_reader(self, tensor: Tensor) -> LayerRecord | None:
        """The one layer that takes ``tensor``, when nothing else does and it is no result."""
        readers = self.readers(tensor)
        return readers[0] if len(readers) == 1 and tensor not in self.results else None


def ancestors(walk: Walk, tensors: Iterable[Tensor]) -> list[LayerRecord]:
    """The layers that ``tensors`` come from, themselves included, in running order."""
    found: set[Tensor] = set()
    waiting = list(tensors)
    while waiting:
        tensor = waiting.pop()
        if isinstance(tensor, LayerRecord) and tensor not in found:
            found.add(tensor)
            waiting += tensor.inputs
    return [record for record in walk.layers if record in found]
