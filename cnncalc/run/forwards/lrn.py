"""lrn: as torch.nn.LocalResponseNorm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import row_blocks

if TYPE_CHECKING:
    from cnncalc.layers.lrn import Lrn
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Lrn, x: Array) -> Array:
    """``x`` by (k + alpha/size * sum of squares)^beta over ``size`` channels; of an even size one more before than after.

    Channels beyond the first and the last count as zeros.
    """
    channels = x.shape[1]
    before, after = min(layer.size // 2, channels - 1), min((layer.size - 1) // 2, channels - 1)
    out = call.output(x)
    for at in row_blocks(x):
        squares = np.square(x[at])
        sums = squares.copy()
        for distance in range(1, before + 1):
            sums[:, distance:] += squares[:, :-distance]
        for distance in range(1, after + 1):
            sums[:, :-distance] += squares[:, distance:]
        sums *= layer.alpha / layer.size
        sums += layer.k
        np.divide(x[at], sums**layer.beta, out=out[at])
    return out
