"""silu: as torch.nn.SiLU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.elementwise import gated
from cnncalc.run.forwards.sigmoid import sigmoid

if TYPE_CHECKING:
    from cnncalc.layers.silu import Silu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Silu, x: Array) -> Array:
    """``x`` times sigmoid(x)."""
    return gated(call, x, sigmoid)
