"""sigmoid: as torch.nn.Sigmoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.sigmoid import Sigmoid
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Sigmoid, x: Array) -> Array:
    """1 / (1 + exp(-x))."""
    return elementwise(call, x, sigmoid)


def sigmoid(x: Array, out: Array) -> None:
    """Write the curve at ``x`` to ``out``, which may be ``x``; far below 0 exp(-x) is infinity, and the result 0."""
    np.negative(x, out=out)
    np.exp(out, out=out)
    out += 1
    np.reciprocal(out, out=out)
