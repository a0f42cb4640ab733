"""avgpool: as torch.nn.AvgPool2d."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.pooling import mean
from cnncalc.run.forwards.families.sliding import lanes

if TYPE_CHECKING:
    from cnncalc.layers.avgpool import Avgpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Avgpool, x: Array) -> Array:
    """The sum of each window by the cells that count: what overhangs the padded input never does."""
    return mean(call, x, lanes(layer, x), layer.count_include_pad)
