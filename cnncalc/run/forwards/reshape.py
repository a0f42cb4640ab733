"""reshape: as torch.reshape on channels x height x width."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.reshape import Reshape
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Reshape, x: Array) -> Array:
    """The elements of an example in the same order, channels outermost; the same memory where it lies together."""
    return x.reshape(len(x), layer.shape.channels, *layer.shape.spatial)
