"""average: the mean of all operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.joining import fold

if TYPE_CHECKING:
    from cnncalc.layers.average import Average
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Average, *xs: Array) -> Array:
    """The mean of all operands, element by element."""
    out = fold(call, np.add, xs)
    out /= len(xs)
    return out
