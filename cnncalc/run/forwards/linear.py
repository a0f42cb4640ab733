"""linear: as torch.nn.Linear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.convolution import add_bias

if TYPE_CHECKING:
    from cnncalc.layers.linear import Linear
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Linear, x: Array) -> Array:
    """Weight features x inputs, a part of the features at a time: VGG-16's first would take 411 MB at once."""
    out = call.empty(x.shape[0], layer.features, like=x)
    start = 0
    for rows in call.weight_rows("weight", layer.features, x.shape[1], like=x):
        call.multiply(x, rows.T, out[:, start : start + len(rows)])
        start += len(rows)
    return add_bias(call, out, layer.bias)
