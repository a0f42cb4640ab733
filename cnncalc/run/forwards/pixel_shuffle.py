"""pixel_shuffle: as torch.nn.PixelShuffle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.pixel_shuffle import PixelShuffle
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: PixelShuffle, x: Array) -> Array:
    """Channel c*factor^2 + i*factor + j of a place goes to channel c, row i and column j of its square."""
    batch, channels, *spatial = x.shape
    factor, axes = layer.factor, len(spatial)
    out = call.empty(batch, channels // factor**axes, *(size * factor for size in spatial), like=x)
    squares = x.reshape(batch, -1, *(factor,) * axes, *spatial)
    interleaved = [axis for place in range(2, 2 + axes) for axis in (place + axes, place)]
    out.reshape(batch, -1, *(part for size in spatial for part in (size, factor)))[...] = squares.transpose(0, 1, *interleaved)
    return out
