"""l2norm: as torch.nn.functional.normalize over the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import per_channel
from cnncalc.run.forwards.families.elementwise import row_blocks

if TYPE_CHECKING:
    from cnncalc.layers.l2norm import L2norm
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: L2norm, x: Array) -> Array:
    """The channels at each place, divided by their length or by epsilon if that is more, times a factor a channel."""
    factor = per_channel(call.weight("weight", x.shape[1], like=x), x) if layer.scale else 1
    out = call.output(x)
    for at in row_blocks(x):
        length = np.sqrt(np.square(x[at]).sum(axis=1, keepdims=True))
        np.divide(x[at], np.maximum(length, layer.epsilon), out=out[at])
        out[at] *= factor
    return out
