"""depthwise_conv: as torch.nn.Conv2d with as many groups as channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.convolution import add_bias, convolve
from cnncalc.run.forwards.families.sliding import lanes

if TYPE_CHECKING:
    from cnncalc.layers.depthwise_conv import DepthwiseConv
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: DepthwiseConv, x: Array) -> Array:
    """Weight (channels x multiplier) x 1 x kernel, the filters of one channel together."""
    windows = lanes(layer, x)
    kernel = [len(lane.taps) for lane in windows]
    channels = x.shape[1]
    weight = call.weight("weight", channels * layer.multiplier, 1, *kernel, like=x)
    return add_bias(call, convolve(call, x, weight, windows, groups=channels), layer.bias)
