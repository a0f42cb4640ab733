"""softsign: as torch.nn.Softsign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.softsign import Softsign
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Softsign, x: Array) -> Array:
    """``x`` by 1 + abs(x)."""
    return elementwise(call, x, softsign)


def softsign(x: Array, out: Array) -> None:
    """Write the curve at ``x`` to ``out``, which may be ``x``."""
    np.divide(x, np.abs(x) + 1, out=out)
