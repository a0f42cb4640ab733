"""space_to_depth: as torch.nn.PixelUnshuffle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.space_to_depth import SpaceToDepth
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: SpaceToDepth, x: Array) -> Array:
    """Row i and column j of each square of channel c go to channel c*factor^2 + i*factor + j."""
    batch, channels, *spatial = x.shape
    factor, axes = layer.factor, len(spatial)
    out = call.empty(batch, channels * factor**axes, *(size // factor for size in spatial), like=x)
    squares = x.reshape(batch, channels, *(part for size in spatial for part in (size // factor, factor)))
    rows, within = range(2, 2 + 2 * axes, 2), range(3, 3 + 2 * axes, 2)
    out.reshape(batch, channels, *(factor,) * axes, *out.shape[2:])[...] = squares.transpose(0, 1, *within, *rows)
    return out
