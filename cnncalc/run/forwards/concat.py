"""concat: as torch.cat along the channels."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cnncalc.layers.concat import Concat
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Concat, *xs: Array) -> Array:
    """The channels of all operands, one after the other."""
    out = call.empty(len(xs[0]), sum(x.shape[1] for x in xs), *xs[0].shape[2:], like=xs[0])
    ends = accumulate(x.shape[1] for x in xs)
    call.share(
        lambda part: np.copyto(*part), [(out[:, end - x.shape[1] : end], x) for x, end in zip(xs, ends, strict=True)], out.size
    )
    return out
