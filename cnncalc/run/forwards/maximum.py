"""maximum: the largest of all operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.joining import fold

if TYPE_CHECKING:
    from cnncalc.layers.maximum import Maximum
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Maximum, *xs: Array) -> Array:
    """The largest of all operands, element by element."""
    return fold(call, np.maximum, xs)
