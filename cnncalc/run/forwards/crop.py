"""crop: as torch.nn.functional.pad with negative numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import sides
from cnncalc.run.forwards.families.sliding import at_places, shape_of

if TYPE_CHECKING:
    from cnncalc.layers.crop import Crop
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Crop, x: Array) -> Array:
    """The same memory, seen without its borders."""
    margins = sides("margin", layer.margin, shape_of(x))
    return x[at_places(slice(before, size - after) for (before, after), size in zip(margins, x.shape[2:], strict=True))]
