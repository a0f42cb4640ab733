"""hardsigmoid: as torch.nn.Hardsigmoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.hardsigmoid import Hardsigmoid
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Hardsigmoid, x: Array) -> Array:
    """min(max(0, x + 3), 6) / 6."""
    return elementwise(call, x, hardsigmoid)


def hardsigmoid(x: Array, out: Array) -> None:
    """Write the curve at ``x`` to ``out``, which may be ``x``."""
    np.add(x, 3, out=out)
    np.clip(out, 0, 6, out=out)
    out /= 6
