"""conv: as torch.nn.Conv2d."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.convolution import add_bias, convolve
from cnncalc.run.forwards.families.sliding import lanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.layers.conv import Conv
    from cnncalc.run.call import Array, Call
    from cnncalc.run.forwards.families.sliding import Lane


def forward(call: Call, layer: Conv, x: Array) -> Array:
    """Weight filters x channels of a group x kernel; with ``connections``, (all connections) x kernel."""
    windows = lanes(layer, x)
    kernel = [len(lane.taps) for lane in windows]
    if layer.connections is not None:
        weight = call.weight("weight", len([channel for seen in layer.connections for channel in seen]), *kernel, like=x)
        return add_bias(call, _connected(call, layer.connections, x, weight, windows), layer.bias)
    weight = call.weight("weight", layer.filters, x.shape[1] // layer.groups, *kernel, like=x)
    return add_bias(call, convolve(call, x, weight, windows, layer.groups), layer.bias)


def _connected(call: Call, connections: Sequence[Sequence[int]], x: Array, weight: Array, windows: list[Lane]) -> Array:
    """Each filter over the channels that it sees."""
    maps, start = [], 0
    for seen in connections:
        filter = weight[start : start + len(seen)]
        maps.append(convolve(call, x[:, list(seen)], filter[np.newaxis], windows))
        start += len(seen)
    return np.concatenate(maps, axis=1)
