"""hardtanh: as torch.nn.Hardtanh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cnncalc.layers.hardtanh import Hardtanh
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Hardtanh, x: Array) -> Array:
    """min(max(-1, x), 1)."""
    return np.clip(x, -1, 1, out=call.output(x))
