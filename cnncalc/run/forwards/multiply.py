"""multiply: the product of all operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.joining import fold

if TYPE_CHECKING:
    from cnncalc.layers.multiply import Multiply
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Multiply, *xs: Array) -> Array:
    """The product of all operands, element by element."""
    return fold(call, np.multiply, xs)
