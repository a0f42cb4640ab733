"""A forward pass: layers in the file's order, each array dropped when no later layer needs it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cnncalc.run.call import Call
from cnncalc.run.forwards import forward_of
from cnncalc.run.memory import memory_of_pass, root
from cnncalc.run.workers import arithmetic, one_thread_each

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from cnncalc.run.call import Array
    from cnncalc.run.memory import Memory
    from cnncalc.run.weights import WeightSource
    from cnncalc.walk import LayerRecord, Tensor

    Observer = Callable[[LayerRecord, Call, Array], None]


def run(
    layers: Sequence[LayerRecord],
    inputs: Mapping[Tensor, Array],
    weights: WeightSource,
    wanted: Collection[Tensor],
    observe: Observer | None = None,
    progress: Callable[[LayerRecord], None] | None = None,
    budget: int | None = None,
) -> dict[Tensor, Array]:
    """Run ``layers`` on ``inputs``, batch x channels x spatial, and return the arrays of the tensors that are ``wanted``.

    ``observe`` sees every layer with what it asked for and what it put out, before the next one runs; ``progress`` is called before
    each layer. Inputs are never written to. Memory that is not in use is let go before more than ``budget`` bytes are held.

    Raises:
        RunError: a layer needs an array that is not given, or of another shape.
    """
    last_use: dict[Tensor, int] = {tensor: record.index for record in layers for tensor in record.inputs}
    arrays: dict[Tensor, Array] = dict(inputs)
    holders = Counter(id(root(array)) for array in arrays.values())
    untouchable = {id(root(array)) for array in arrays.values()}
    with arithmetic(), one_thread_each(), memory_of_pass(budget) as memory:
        for record in layers:
            if progress is not None:
                progress(record)
            xs = [arrays[tensor] for tensor in record.inputs]
            first = record.inputs[0]
            dying = {tensor for tensor in record.inputs if last_use[tensor] == record.index and tensor not in wanted}
            memory_of_first = id(root(xs[0]))
            may_overwrite = first in dying and holders[memory_of_first] == 1 and memory_of_first not in untouchable
            call = Call(weights.of(record), memory, may_overwrite and record.inputs.count(first) == 1)
            y = forward_of(record.operation)(call, record.operation, *xs)
            call.done()
            if observe is not None:
                observe(record, call, y)
            arrays[record] = y
            holders[id(root(y))] += 1
            if record not in last_use and record not in wanted:
                dying.add(record)
            del xs
            for tensor in dying:
                _drop(tensor, arrays, holders, memory)
    return {tensor: arrays[tensor] for tensor in wanted}


def _drop(tensor: Tensor, arrays: dict[Tensor, Array], holders: Counter[int], memory: Memory) -> None:
    """Forget an array; its memory is free when nobody else shows it."""
    array = arrays.pop(tensor)
    piece = id(root(array))
    holders[piece] -= 1
    if holders[piece] == 0:
        del holders[piece]
        memory.give_back(array)
