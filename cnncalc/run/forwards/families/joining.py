"""Joins that combine their operands two at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.forwards.families.elementwise import channel_blocks

if TYPE_CHECKING:
    from cnncalc.run.call import Array, Call


def fold(call: Call, combine: np.ufunc, xs: tuple[Array, ...]) -> Array:
    """The operands combined from the first on, broadcast as NumPy does; into the first where nobody needs it any more."""
    first, *others = xs
    if not others:
        return first
    shape = np.broadcast_shapes(*(x.shape for x in xs))
    is_read_again = any(np.may_share_memory(first, x) for x in others[1:])
    out = call.empty(*shape, like=first) if first.shape != shape or is_read_again else call.output(first)
    operands = [np.broadcast_to(x, shape) for x in xs]

    def join(at: tuple[slice, slice]) -> None:
        part = combine(operands[0][at], operands[1][at], out=out[at])
        for x in operands[2:]:
            combine(part, x[at], out=part)

    call.share(join, list(channel_blocks(out)), out.size)
    return out
