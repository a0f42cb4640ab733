"""flatten: as torch.nn.Flatten."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.flatten import Flatten
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Flatten, x: Array) -> Array:
    """All elements of an example in a row, channels outermost; the same memory where it lies together."""
    return x.reshape(len(x), -1)
