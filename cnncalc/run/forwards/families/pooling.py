"""Pools: a window is a box, so its cells are combined along one axis after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cnncalc.run.forwards.families.elementwise import channel_blocks
from cnncalc.run.forwards.families.sliding import counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.run.call import Array, Call
    from cnncalc.run.forwards.families.sliding import Lane


def pool(call: Call, x: Array, lanes: list[Lane], combine: np.ufunc, nothing: float) -> Array:
    """The cells of each window combined; ``nothing`` is the result for none, and what padding counts as."""
    out = call.empty(*x.shape[:2], *(len(lane.starts) for lane in lanes), like=x)

    def pool_block(at: tuple[slice, slice]) -> None:
        cells = x[at]
        for axis, lane in enumerate(lanes, start=2):
            shape = (*cells.shape[:axis], len(lane.starts), *cells.shape[axis + 1 :])
            pooled = out[at] if axis == x.ndim - 1 else np.empty(shape, x.dtype)
            _pool_axis(cells, axis, lane, combine, nothing, pooled)
            cells = pooled

    call.share(pool_block, list(channel_blocks(x)), x.size)
    return out


def _pool_axis(cells: Array, axis: int, lane: Lane, combine: np.ufunc, nothing: float, out: Array) -> None:
    """The same along one axis: the cells under one tap of all windows at a time."""
    out.fill(nothing)
    before = (slice(None),) * axis
    for tap in lane.taps:
        windows, under = lane.inside(tap)
        so_far = out[(*before, windows)]
        combine(so_far, cells[(*before, under)], out=so_far)


def mean(call: Call, x: Array, lanes: list[Lane], include_padding: bool = True) -> Array:
    """The sum of each window by the number of its cells that count; 0 where none does, as in PyTorch."""
    out = pool(call, x, lanes, np.add, 0)
    out /= np.maximum(counts(lanes, include_padding), 1).astype(x.dtype)
    return out


def adaptive_pool(x: Array, sizes: tuple[int, ...], reduce: Callable[..., Any]) -> Array:
    """``reduce`` over windows from floor(u*n/o) up to ceil((u + 1)*n/o), for each output u of o along an axis of n."""
    for axis, size in enumerate(sizes, start=2):
        length = x.shape[axis]
        windows = (slice(unit * length // size, -(-(unit + 1) * length // size)) for unit in range(size))
        before = (slice(None),) * axis
        x = np.concatenate([reduce(x[(*before, window)], axis=axis, keepdims=True) for window in windows], axis=axis)
    return x
