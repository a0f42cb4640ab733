"""Activations that are a line above 0, and an exponential curve below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.run.call import Array, Call


def exponential_below_zero(call: Call, x: Array, depth: float, width: float = 1, slope: float = 1) -> Array:
    """``slope * x`` above 0, depth * (exp(x / width) - 1) below."""

    def activation(x: Array, out: Array) -> None:
        below = np.minimum(x, 0)
        below /= width
        np.expm1(below, out=below)
        below *= depth
        np.maximum(x, 0, out=out)
        out *= slope
        out += below

    return elementwise(call, x, activation)
