"""Memory of activations: what every layer puts out, and the most that must be alive at once.

Layers run in the file's order, one at a time, nothing fused or in place. Alive while a layer runs are its inputs, its output,
and all that a later layer, a head or the result still needs, the network's input included. A view (flatten, reshape, identity,
dropout when not training) is its input's memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.walk import LayerRecord, Tensor, Walk

if TYPE_CHECKING:
    from cnncalc.core.size import Size

BYTES_OF = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2, "int8": 1, "uint8": 1}
"""Bytes of one number, by dtype."""


class Peak(NamedTuple):
    """The most elements alive at once, and the layer during which they are.

    The layer is None where the input is alone, and where it depends on the input's size which layer it is: the elements are then
    the largest of several formulas.
    """

    elements: Size
    layer: LayerRecord | None


def own_elements(record: LayerRecord) -> Size:
    """Elements that a layer's output takes: none for a view."""
    return 0 if record.operation.is_view else record.elements


def peak(walk: Walk) -> Peak:
    """The peak of a walk, for batch 1; the first layer that reaches it."""
    storage: dict[Tensor, Tensor] = {tensor: tensor for tensor in walk.inputs.values()}
    last_use: dict[Tensor, int] = dict.fromkeys(storage, -1)
    for index, record in enumerate(walk.layers):
        storage[record] = storage[record.inputs[0]] if record.operation.is_view else record
        last_use[storage[record]] = index
        for tensor in record.inputs:
            last_use[storage[tensor]] = index
    for tensor in walk.results():
        if tensor in storage:
            last_use[storage[tensor]] = len(walk.layers)
    freed: dict[int, Size] = {}
    for tensor, index in last_use.items():
        freed[index] = freed.get(index, 0) + tensor.elements
    alive: Size = sum(tensor.elements for tensor in walk.inputs.values())
    if not walk.layers:
        return Peak(alive, None)
    alive -= freed.get(-1, 0)
    moments: list[Size] = []
    for index, record in enumerate(walk.layers):
        alive += own_elements(record)
        moments.append(alive)
        alive -= freed.get(index, 0)
    if walk.letters is None:
        highest = max(moments)
        return Peak(highest, walk.layers[moments.index(highest)])
    highest = walk.letters.largest(moments)
    return Peak(highest, walk.layers[moments.index(highest)] if highest in moments else None)
