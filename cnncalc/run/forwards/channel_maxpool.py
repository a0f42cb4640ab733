"""channel_maxpool: the channels of a place become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cnncalc.layers.channel_maxpool import ChannelMaxpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: ChannelMaxpool, x: Array) -> Array:
    """The largest element at each place."""
    return np.max(x, axis=1, keepdims=True, out=call.empty(len(x), 1, *x.shape[2:], like=x))
