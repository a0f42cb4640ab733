"""subsample: layers S2 and S4 of LeNet-5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.call import per_channel
from cnncalc.run.forwards.families.convolution import add_bias
from cnncalc.run.forwards.families.pooling import mean
from cnncalc.run.forwards.families.sliding import lanes

if TYPE_CHECKING:
    from cnncalc.layers.subsample import Subsample
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Subsample, x: Array) -> Array:
    """The mean of each window, padding as zeros, times a coefficient a channel, plus a bias a channel."""
    out = mean(call, x, lanes(layer, x))
    out *= per_channel(call.weight("weight", x.shape[1], like=x), out)
    return add_bias(call, out, has_bias=True)
