"""grn: as the global response normalisation of ConvNeXt V2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import per_channel
from cnncalc.run.forwards.families.elementwise import channel_blocks

if TYPE_CHECKING:
    from cnncalc.layers.grn import Grn
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Grn, x: Array) -> Array:
    """``x`` + weight * x * relative + bias: relative is a channel's length over all places by the mean length of the channels."""
    channels = x.shape[1]
    weight, bias = call.weight("weight", channels, like=x), call.weight("bias", channels, like=x)
    length = np.stack([np.sqrt(np.square(example).sum(axis=tuple(range(1, example.ndim)))) for example in x])
    relative = length / (length.mean(axis=1, keepdims=True) + layer.epsilon)
    factor = (1 + weight * relative).reshape(*relative.shape, *(1,) * (x.ndim - 2))
    addend = per_channel(bias, x)
    out = call.output(x)
    for at in channel_blocks(x):
        block = np.multiply(x[at], factor[at], out=out[at])
        block += addend[at[1]]
    return out
