"""blurpool: as Zhang's, reflected at the borders."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

import numpy as np

from cnncalc.core.fields import per_axis
from cnncalc.run.forwards.families.sliding import shape_of

if TYPE_CHECKING:
    from cnncalc.layers.blurpool import Blurpool
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Blurpool, x: Array) -> Array:
    """A binomial filter along one axis after the other; only the places that stay are worked out.

    Source: the code of Zhang (2019), which by default pads by reflection.
    """
    shape = shape_of(x)
    kernels, strides = per_axis("kernel", layer.kernel, shape), per_axis("stride", layer.stride, shape)
    for axis, (kernel, stride) in enumerate(zip(kernels, strides, strict=True), start=2):
        x = _blur(x, axis, kernel, stride)
    return x


def _blur(x: Array, axis: int, kernel: int, stride: int) -> Array:
    """Every ``stride``-th place along ``axis``, smoothed."""
    length = x.shape[axis]
    border = (kernel - 1) // 2, kernel - 1 - (kernel - 1) // 2
    wide = np.pad(x, [border if at == axis else (0, 0) for at in range(x.ndim)], mode="reflect")
    taps = [wide[(slice(None),) * axis + (slice(tap, tap + length, stride),)] for tap in range(kernel)]
    blurred = taps[0] * _share(kernel, 0)
    for tap in range(1, kernel):
        blurred += taps[tap] * _share(kernel, tap)
    return blurred


def _share(kernel: int, tap: int) -> float:
    """How much of the filter lies under a tap: the binomial coefficients by their sum."""
    return comb(kernel - 1, tap) / (1 << kernel - 1)
