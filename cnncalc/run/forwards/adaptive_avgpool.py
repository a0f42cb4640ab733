"""adaptive_avgpool: as torch.nn.AdaptiveAvgPool2d."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.core.fields import per_axis
from cnncalc.run.forwards.families.pooling import adaptive_pool
from cnncalc.run.forwards.families.sliding import shape_of

if TYPE_CHECKING:
    from cnncalc.layers.adaptive_avgpool import AdaptiveAvgpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: AdaptiveAvgpool, x: Array) -> Array:
    """The mean of each window."""
    return adaptive_pool(x, per_axis("size", layer.size, shape_of(x)), np.mean)
