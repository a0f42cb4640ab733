"""scale: a factor a channel, or a constant for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import per_channel

if TYPE_CHECKING:
    from cnncalc.layers.scale import Scale
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Scale, x: Array) -> Array:
    """``x`` times weight, plus bias; or times the constant."""
    if layer.value is not None:
        return np.multiply(x, layer.value, out=call.output(x))
    channels = x.shape[1]
    out = np.multiply(x, per_channel(call.weight("weight", channels, like=x), x), out=call.output(x))
    if layer.bias:
        out += per_channel(call.weight("bias", channels, like=x), x)
    return out
