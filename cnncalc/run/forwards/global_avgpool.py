"""global_avgpool: one window over all places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.global_avgpool import GlobalAvgpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: GlobalAvgpool, x: Array) -> Array:
    """The mean of each channel, places of size 1."""
    pooled: Array = x.mean(axis=tuple(range(2, x.ndim)), keepdims=True)
    return pooled
