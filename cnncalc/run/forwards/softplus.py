"""softplus: as torch.nn.Softplus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.softplus import Softplus
    from cnncalc.run.call import Array, Call


THRESHOLD = 20
"""Above it PyTorch takes x itself."""


def forward(call: Call, layer: Softplus, x: Array) -> Array:
    """log(1 + exp(x)), and x itself above 20."""
    return elementwise(call, x, softplus)


def softplus(x: Array, out: Array) -> None:
    """Write the curve at ``x`` to ``out``, which may be ``x``."""
    curve = np.log1p(np.exp(np.minimum(x, THRESHOLD)))
    out[...] = np.where(x > THRESHOLD, x, curve)
