"""log_softmax: as torch.nn.LogSoftmax over the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import row_blocks

if TYPE_CHECKING:
    from cnncalc.layers.log_softmax import LogSoftmax
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: LogSoftmax, x: Array) -> Array:
    """``x`` less log(sum of exp over the channels at each place); the largest is taken from all first, so that none overflows."""
    out = call.output(x)
    for at in row_blocks(x):
        shifted = np.subtract(x[at], x[at].max(axis=1, keepdims=True), out=out[at])
        shifted -= np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return out
