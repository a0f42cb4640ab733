"""batchnorm: as torch.nn.BatchNorm2d in evaluation mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import per_channel
from cnncalc.run.forwards.families.elementwise import channel_blocks

if TYPE_CHECKING:
    from cnncalc.layers.batchnorm import Batchnorm
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Batchnorm, x: Array) -> Array:
    """By the running statistics: one factor and one addition a channel, both at once while a block is in the cache."""
    channels = x.shape[1]
    mean, variance = call.buffer("running_mean", channels, like=x), call.buffer("running_var", channels, like=x)
    factor = 1 / np.sqrt(variance + layer.epsilon)
    if layer.affine:
        factor *= call.weight("weight", channels, like=x)
    addend = -mean * factor
    if layer.affine:
        addend += call.weight("bias", channels, like=x)
    factor, addend = per_channel(factor, x), per_channel(addend, x)
    out = call.output(x)

    def normalise(at: tuple[slice, slice]) -> None:
        block = np.multiply(x[at], factor[at[1]], out=out[at])
        block += addend[at[1]]

    call.share(normalise, list(channel_blocks(x)), x.size)
    return out
