"""slice: as x[:, start:stop] in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.slice import Slice
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Slice, x: Array) -> Array:
    """The same memory, seen from the first channel to the last."""
    return x[:, layer.start : layer.stop]
