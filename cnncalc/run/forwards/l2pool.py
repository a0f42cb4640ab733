"""l2pool: as torch.nn.LPPool2d with norm_type=2."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.pooling import mean
from cnncalc.run.forwards.families.sliding import lanes

if TYPE_CHECKING:
    from cnncalc.layers.l2pool import L2pool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: L2pool, x: Array) -> Array:
    """The length of each window, padding as zeros.

    A window that overhangs the padded input counts as if its other cells had the mean square of these, as in PyTorch.
    """
    windows = lanes(layer, x)
    squares = np.square(x, out=call.scratch(*x.shape, like=x))
    out = mean(call, squares, windows)
    out *= prod(len(lane.taps) for lane in windows)
    return np.sqrt(out, out=out)
