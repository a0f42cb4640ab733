"""upsample: as torch.nn.Upsample with align_corners=False."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.core.fields import per_axis
from cnncalc.run.forwards.families.sliding import shape_of

if TYPE_CHECKING:
    from cnncalc.layers.upsample import Upsample
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Upsample, x: Array) -> Array:
    """One axis after the other, the last first, so that most is copied by whole rows."""
    sizes = _sizes(layer, x)
    resize = _linear if layer.mode == "bilinear" else _nearest
    for axis in reversed(range(2, x.ndim)):
        out = call.empty if axis == 2 else call.scratch
        x = resize(x, axis, out(*x.shape[:axis], sizes[axis - 2], *x.shape[axis + 1 :], like=x))
    return x


def _sizes(layer: Upsample, x: Array) -> list[int]:
    """How large each axis becomes."""
    if layer.scale is not None:
        return [
            len(range(size)) * scale for size, scale in zip(x.shape[2:], per_axis("scale", layer.scale, shape_of(x)), strict=True)
        ]
    assert layer.size is not None
    assert not isinstance(layer.size, str)
    return list(per_axis("size", layer.size, shape_of(x)))


def _nearest(x: Array, axis: int, out: Array) -> Array:
    """Each output reads the element that covers its start: floor(u*n/o), exactly, where PyTorch rounds n/o to 32 bits first."""
    source = np.arange(out.shape[axis]) * x.shape[axis] // out.shape[axis]
    return np.take(x, source, axis, out, mode="clip")


def _linear(x: Array, axis: int, out: Array) -> Array:
    """Each output weighs the elements on both sides of (u + 1/2)*n/o - 1/2; beyond the first and the last centre it is these."""
    length, size = x.shape[axis], out.shape[axis]
    place = np.clip((np.arange(size) + 0.5) * length / size - 0.5, 0, length - 1)
    low, high = np.floor(place).astype(int), np.ceil(place).astype(int)
    share = (place - low).astype(x.dtype).reshape(-1, *(1,) * (x.ndim - 1 - axis))
    np.take(x, low, axis, out, mode="clip")
    out *= 1 - share
    out += np.take(x, high, axis) * share
    return out
