"""The receptive field, measured: NaN in some pixels of the input, and a look at which units of a layer turn NaN.

NaN passes through every product and every sum, so a unit turns NaN exactly when it depends on such a pixel, whatever the weights.
How wide a network is does not matter to where its units look: layers run on one channel wherever channels are alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cnncalc.analyses.graph import ancestors
from cnncalc.core.join import Join
from cnncalc.layers.families.activation import Activation
from cnncalc.layers.families.convolution import Convolution
from cnncalc.layers.families.normalisation import Normalisation
from cnncalc.layers.families.pooling import Pooling
from cnncalc.layers.families.rearranging import Bordering
from cnncalc.layers.families.regularisation import Regularisation
from cnncalc.layers.families.transposed import Transposed
from cnncalc.layers.upsample import Upsample
from cnncalc.run.call import Call
from cnncalc.run.forwards import forward_of
from cnncalc.run.memory import Memory
from cnncalc.run.weights import Seeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analyses.receptive_field import Region
    from cnncalc.core.operation import Operation
    from cnncalc.run.call import Array
    from cnncalc.walk import LayerRecord, Tensor, Walk

ALIKE = (Join, Convolution, Transposed, Activation, Normalisation, Pooling, Bordering, Regularisation, Upsample)
"""Kinds to which all channels are alike, so that one will do; a concatenation of one channel each has one too much, and no harm."""

ONE_FILTER = {"filters": 1, "groups": 1, "multiplier": 1, "connections": None}
"""What is put in a convolution's fields for a copy with one filter."""

MOST_PROBES = 64
"""Rows of the input that are tried in one pass when a field is not where it was computed to be."""


class Probed(NamedTuple):
    """What was found of one unit of a layer."""

    tensor: Tensor
    unit: tuple[int, ...]
    computed: Region | None
    """The first and last pixel that it depends on along each axis, by the walk."""
    measured: Region | None
    """The same, by running."""


def probe(walk: Walk, tensor: Tensor, computed: Region | None, unit: tuple[int, ...]) -> Probed:
    """Measure which pixels of the first input move ``unit`` of ``tensor``; ``computed`` is where to look first.

    Five passes at once tell whether it is right: one with NaN in every pixel outside, which must not arrive, and one with NaN along
    each edge just inside, which must. Only when it is wrong is every row tried, to say what is right.
    """
    sizes = walk.input.shape.spatial
    layers = ancestors(walk, [tensor])
    if computed is not None:
        inside = np.zeros(sizes, dtype=bool)
        inside[tuple(slice(first, last + 1) for first, last in computed)] = True
        edges = [_row(sizes, axis, at) & inside for axis, ends in enumerate(computed) for at in ends]
        outside, *along = _arrives(walk, layers, tensor, unit, [~inside, *edges])
        if not outside and all(along):
            return Probed(tensor, unit, computed, computed)
    elif not _arrives(walk, layers, tensor, unit, [np.ones(sizes, dtype=bool)])[0]:
        return Probed(tensor, unit, None, None)
    return Probed(tensor, unit, computed, _search(walk, layers, tensor, unit))


def _search(walk: Walk, layers: Sequence[LayerRecord], tensor: Tensor, unit: tuple[int, ...]) -> Region | None:
    """The field of a unit, every row along every axis tried."""
    sizes = walk.input.shape.spatial
    found = []
    for axis, size in enumerate(sizes):
        moved: list[int] = []
        for start in range(0, size, MOST_PROBES):
            rows = range(start, min(start + MOST_PROBES, size))
            arrives = _arrives(walk, layers, tensor, unit, [_row(sizes, axis, at) for at in rows])
            moved += [at for at, arrived in zip(rows, arrives, strict=True) if arrived]
        if not moved:
            return None
        found.append((moved[0], moved[-1]))
    return tuple(found)


def _row(sizes: tuple[int, ...], axis: int, at: int) -> Array:
    """The pixels whose place along ``axis`` is ``at``."""
    pixels = np.zeros(sizes, dtype=bool)
    pixels[(slice(None),) * axis + (at,)] = True
    return pixels


def _arrives(
    walk: Walk, layers: Sequence[LayerRecord], tensor: Tensor, unit: tuple[int, ...], pixels: Sequence[Array]
) -> list[bool]:
    """For each set of pixels whether NaN in them makes ``unit`` NaN."""
    arrays: dict[Tensor, Array] = {
        source: np.zeros((len(pixels), 1, *source.shape.spatial), dtype=np.float32) for source in walk.inputs.values()
    }
    arrays[walk.input][np.array(pixels)[:, np.newaxis]] = np.nan
    weights, memory = Seeded(0), Memory()
    last_use = {source: record.index for record in layers for source in record.inputs}
    with np.errstate(all="ignore"):
        for record in layers:
            thin = _one_channel(record.operation)
            xs = [
                arrays[source]
                if thin
                else np.broadcast_to(arrays[source], (len(pixels), source.shape.channels, *source.shape.spatial))
                for source in record.inputs
            ]
            call = Call(weights.of(record), memory)
            operation = thin or record.operation
            y = forward_of(operation)(call, operation, *xs)
            call.done()
            arrays[record] = _touched(y)
            for source in {source for source in record.inputs if last_use[source] == record.index}:
                del arrays[source]
    return [bool(np.isnan(array[(0, *unit)])) for array in arrays[tensor]]


def _touched(y: Array) -> Array:
    """One channel that is NaN wherever any channel is, else 0."""
    touched = np.zeros((y.shape[0], 1, *y.shape[2:]), dtype=np.float32)
    touched[np.isnan(y).any(axis=1, keepdims=True)] = np.nan
    return touched


def _one_channel(operation: Operation) -> Operation | None:
    """The layer as it is on one channel, one filter of a convolution; None where the number of channels has a meaning."""
    if not isinstance(operation, ALIKE):
        return None
    values = {name: operation.__dict__[name] for name in operation.fields}
    if isinstance(operation, (Convolution, Transposed)):
        values |= {name: value for name, value in ONE_FILTER.items() if name in values}
    return type(operation)(**values)
