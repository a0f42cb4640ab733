"""channel_avgpool: the channels of a place become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cnncalc.layers.channel_avgpool import ChannelAvgpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: ChannelAvgpool, x: Array) -> Array:
    """The mean at each place."""
    return np.mean(x, axis=1, keepdims=True, out=call.empty(len(x), 1, *x.shape[2:], like=x))
