"""celu: as torch.nn.CELU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.exponential import exponential_below_zero

if TYPE_CHECKING:
    from cnncalc.layers.celu import Celu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Celu, x: Array) -> Array:
    """``x`` above 0, alpha * (exp(x / alpha) - 1) below."""
    return exponential_below_zero(call, x, depth=layer.alpha, width=layer.alpha)
