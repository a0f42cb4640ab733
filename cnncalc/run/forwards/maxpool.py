"""maxpool: as torch.nn.MaxPool2d."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.pooling import pool
from cnncalc.run.forwards.families.sliding import lanes

if TYPE_CHECKING:
    from cnncalc.layers.maxpool import Maxpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Maxpool, x: Array) -> Array:
    """The largest element of each window; padding never wins, and a window wholly in the padding gives minus infinity."""
    return pool(call, x, lanes(layer, x), np.maximum, -np.inf)
