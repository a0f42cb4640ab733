"""prelu: as torch.nn.PReLU."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import per_channel
from cnncalc.run.forwards.families.elementwise import channel_blocks

if TYPE_CHECKING:
    from cnncalc.layers.prelu import Prelu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Prelu, x: Array) -> Array:
    """``x`` above 0, weight * x below; the weight has an entry a channel, or one in all."""
    weight = call.weight("weight", 1 if layer.shared else x.shape[1], like=x)
    slopes = per_channel(np.broadcast_to(weight, x.shape[1:2]), x)
    out = call.output(x)
    for at in channel_blocks(x):
        below = np.minimum(x[at], 0) * slopes[at[1]]
        np.maximum(x[at], 0, out=out[at])
        out[at] += below
    return out
