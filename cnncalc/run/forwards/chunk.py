"""chunk: as torch.chunk into equal parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cnncalc.layers.chunk import Chunk
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Chunk, x: Array) -> Array:
    """The same memory, seen through one of its parts."""
    parts: list[Array] = np.split(x, layer.of, axis=1)
    return parts[layer.part - 1]
