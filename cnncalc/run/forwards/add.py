"""add: the sum of all operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.joining import fold

if TYPE_CHECKING:
    from cnncalc.layers.add import Add
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Add, *xs: Array) -> Array:
    """The sum of all operands, element by element."""
    return fold(call, np.add, xs)
