"""identity: x itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.layers.identity import Identity
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Identity, x: Array) -> Array:
    """``x`` itself."""
    return x
