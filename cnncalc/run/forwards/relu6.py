"""relu6: as torch.nn.ReLU6."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import elementwise

if TYPE_CHECKING:
    from cnncalc.layers.relu6 import Relu6
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Relu6, x: Array) -> Array:
    """min(max(0, x), 6)."""
    return elementwise(call, x, lambda x, out: np.clip(x, 0, 6, out=out))
