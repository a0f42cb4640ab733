"""elu: as torch.nn.ELU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.exponential import exponential_below_zero

if TYPE_CHECKING:
    from cnncalc.layers.elu import Elu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Elu, x: Array) -> Array:
    """``x`` above 0, alpha * (exp(x) - 1) below."""
    return exponential_below_zero(call, x, depth=layer.alpha)
