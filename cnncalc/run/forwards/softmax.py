"""softmax: as torch.nn.Softmax over the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import row_blocks

if TYPE_CHECKING:
    from cnncalc.layers.softmax import Softmax
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Softmax, x: Array) -> Array:
    """exp(x) / sum of exp over the channels at each place; the largest is taken from all first, so that none overflows."""
    out = call.output(x)
    for at in row_blocks(x):
        powers = np.subtract(x[at], x[at].max(axis=1, keepdims=True), out=out[at])
        np.exp(powers, out=powers)
        powers /= powers.sum(axis=1, keepdims=True)
    return out
