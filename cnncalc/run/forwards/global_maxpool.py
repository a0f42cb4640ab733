"""global_maxpool: one window over all places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.global_maxpool import GlobalMaxpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: GlobalMaxpool, x: Array) -> Array:
    """The largest element of each channel, places of size 1."""
    pooled: Array = x.max(axis=tuple(range(2, x.ndim)), keepdims=True)
    return pooled
