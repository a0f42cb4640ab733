"""conv_transpose: as torch.nn.ConvTranspose2d."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.convolution import add_bias
from cnncalc.run.forwards.families.transposed import spread, written

if TYPE_CHECKING:
    from cnncalc.layers.conv_transpose import ConvTranspose
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: ConvTranspose, x: Array) -> Array:
    """Weight channels x filters of a group x kernel: every input element writes a window, and where windows meet they add up."""
    windows = written(layer, x)
    kernel = [len(lane.taps) for lane in windows]
    weight = call.weight("weight", x.shape[1], layer.filters // layer.groups, *kernel, like=x)
    return add_bias(call, spread(call, x, weight, windows, layer.groups), layer.bias)
