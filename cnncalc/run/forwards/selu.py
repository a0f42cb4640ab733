"""selu: as torch.nn.SELU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.exponential import exponential_below_zero

if TYPE_CHECKING:
    from cnncalc.layers.selu import Selu
    from cnncalc.run.call import Array, Call


ALPHA = 1.6732632423543772848170429916717
SCALE = 1.0507009873554804934193349852946
"""Klambauer et al. (2017): with these mean 0 and variance 1 stay as they are."""


def forward(call: Call, layer: Selu, x: Array) -> Array:
    """SCALE * x above 0, SCALE * ALPHA * (exp(x) - 1) below."""
    return exponential_below_zero(call, x, depth=SCALE * ALPHA, slope=SCALE)
