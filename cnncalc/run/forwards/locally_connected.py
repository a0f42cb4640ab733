"""locally_connected: a convolution whose every place has weights of its own."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.sliding import lanes, padded, under_taps

if TYPE_CHECKING:
    from cnncalc.layers.locally_connected import LocallyConnected
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: LocallyConnected, x: Array) -> Array:
    """Weight filters x channels of a group x kernel x places, made a few filters at a time; bias filters x places."""
    windows = lanes(layer, x)
    places = [len(lane.starts) for lane in windows]
    channels = x.shape[1] // layer.groups
    shape = (layer.filters, channels, *(len(lane.taps) for lane in windows), *places)
    out = call.empty(len(x), layer.filters, *places, like=x)
    under = list(under_taps(padded(call, x, windows), windows))
    sums, products = call.scratch(channels, *places, like=x), call.scratch(channels, *places, like=x)
    filters = chain.from_iterable(call.weight_rows("weight", *shape, like=x))
    for index, filter in enumerate(filters):
        group = index // (layer.filters // layer.groups)
        seen = slice(group * channels, (group + 1) * channels)
        taps = filter.reshape(channels, -1, *places).swapaxes(0, 1)
        for example, result in enumerate(out[:, index]):
            sums.fill(0)
            for cells, factors in zip(under, taps, strict=True):
                call.multiply_add(cells[example, seen], factors, sums, products)
            np.sum(sums, axis=0, out=result)
    if layer.bias:
        out += call.weight("bias", layer.filters, *places, like=x)
    return out
