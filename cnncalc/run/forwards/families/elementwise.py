"""Functions of each element: the blocks of an array that stay in a cache while several passes go over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import blocks, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.run.call import Array, Call


def elementwise(call: Call, x: Array, function: Callable[[Array, Array], object]) -> Array:
    """``function(x, out)`` a block at a time; ``out`` may be ``x``."""
    out = call.output(x)
    call.share(lambda at: function(x[at], out[at]), list(channel_blocks(x)), x.size)
    return out


def gated(call: Call, x: Array, gate: Callable[[Array, Array], object]) -> Array:
    """Each element times its gate, which ``gate(x, out)`` writes."""

    def multiply(x: Array, out: Array) -> None:
        share = np.empty(x.shape, x.dtype)
        gate(x, share)
        np.multiply(x, share, out=out)

    return elementwise(call, x, multiply)


def channel_blocks(x: Array) -> Iterator[tuple[slice, slice]]:
    """Some channels of an example with all their places: where they stand in ``x``."""
    for example in range(len(x)):
        for channels in blocks(x.shape[1], places(x)):
            yield slice(example, example + 1), channels


def row_blocks(x: Array) -> Iterator[tuple[slice, ...]]:
    """Some rows of an example with all their channels: where they stand in ``x``."""
    for example in range(len(x)):
        one = slice(example, example + 1)
        if x.ndim == 2:
            yield one, slice(None)
            continue
        for rows in blocks(x.shape[2], x[0, :, 0].size):
            yield one, slice(None), rows
