"""pad: as torch.nn.ZeroPad2d."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import sides
from cnncalc.run.forwards.families.sliding import at_places, shape_of, zeros

if TYPE_CHECKING:
    from cnncalc.layers.pad import Pad
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Pad, x: Array) -> Array:
    """Zeros, and ``x`` in their midst."""
    ends = list(zip(sides("padding", layer.padding, shape_of(x)), x.shape[2:], strict=True))
    out = zeros(call, *x.shape[:2], *(before + size + after for (before, after), size in ends), like=x)
    out[at_places(slice(before, before + size) for (before, _), size in ends)] = x
    return out
