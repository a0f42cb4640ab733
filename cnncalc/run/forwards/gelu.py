"""gelu: as torch.nn.GELU, exact and not by tanh."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise
from cnncalc.run.forwards.families.error_function import erf

if TYPE_CHECKING:
    from cnncalc.layers.gelu import Gelu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Gelu, x: Array) -> Array:
    """``x`` times P(X <= x) = (1 + erf(x / sqrt(2))) / 2."""
    return elementwise(call, x, gelu)


def gelu(x: Array, out: Array) -> None:
    """Write the activation of ``x`` to ``out``, which may be ``x``."""
    probability = erf(x * sqrt(0.5))
    probability += 1
    probability *= 0.5
    np.multiply(x, probability, out=out)
