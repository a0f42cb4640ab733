"""mish: as torch.nn.Mish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import gated
from cnncalc.run.forwards.softplus import softplus

if TYPE_CHECKING:
    from cnncalc.layers.mish import Mish
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Mish, x: Array) -> Array:
    """``x`` times tanh(softplus(x))."""
    return gated(call, x, _gate)


def _gate(x: Array, out: Array) -> None:
    softplus(x, out)
    np.tanh(out, out=out)
