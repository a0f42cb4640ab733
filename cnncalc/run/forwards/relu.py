"""relu: as torch.nn.ReLU."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.relu import Relu
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Relu, x: Array) -> Array:
    """max(0, x); as a clip, which takes a quarter of the time of a maximum with one number."""
    return elementwise(call, x, lambda x, out: np.clip(x, 0, np.inf, out=out))
