"""hardswish: as torch.nn.Hardswish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.elementwise import gated
from cnncalc.run.forwards.hardsigmoid import hardsigmoid

if TYPE_CHECKING:
    from cnncalc.layers.hardswish import Hardswish
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Hardswish, x: Array) -> Array:
    """``x`` times min(max(0, x + 3), 6) / 6."""
    return gated(call, x, hardsigmoid)
