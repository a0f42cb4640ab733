"""channel_shuffle: as torch.nn.ChannelShuffle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.channel_shuffle import ChannelShuffle
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: ChannelShuffle, x: Array) -> Array:
    """The channels as a table of groups, read by columns."""
    batch, channels, *spatial = x.shape
    table = x.reshape(batch, layer.groups, channels // layer.groups, *spatial)
    out = call.empty(*x.shape, like=x)
    out.reshape(batch, channels // layer.groups, layer.groups, *spatial)[...] = table.swapaxes(1, 2)
    return out
