"""regions: pooled as a region of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.core.fields import per_axis
from cnncalc.run.forwards.families.pooling import adaptive_pool
from cnncalc.run.forwards.families.sliding import shape_of

if TYPE_CHECKING:
    from cnncalc.layers.regions import Regions
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Regions, x: Array) -> Array:
    """The whole map stands for one region, as where regions lie is not known; it is pooled to the size that each has."""
    return x if layer.size is None else adaptive_pool(x, per_axis("size", layer.size, shape_of(x)), np.max)
