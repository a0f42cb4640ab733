"""leaky_relu: as torch.nn.LeakyReLU."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.leaky_relu import LeakyRelu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: LeakyRelu, x: Array) -> Array:
    """``x`` above 0, slope * x below."""

    def leaky_relu(x: Array, out: Array) -> None:
        below = np.minimum(x, 0) * layer.slope
        np.maximum(x, 0, out=out)
        out += below

    return elementwise(call, x, leaky_relu)
