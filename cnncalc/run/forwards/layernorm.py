"""layernorm: as torch.nn.LayerNorm with channels last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.elementwise import row_blocks
from cnncalc.run.forwards.families.standardisation import affine, standardise

if TYPE_CHECKING:
    from cnncalc.layers.layernorm import Layernorm
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Layernorm, x: Array) -> Array:
    """By mean and variance of the channels at each place."""
    factor, addend = affine(call, layer, x)
    out = call.output(x)
    for at in row_blocks(x):
        standardise(x[at], (1,), layer.epsilon, out[at])
        out[at] *= factor
        out[at] += addend
    return out
