"""groupnorm: as torch.nn.GroupNorm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.run.forwards.families.standardisation import standardise_groups

if TYPE_CHECKING:
    from cnncalc.layers.groupnorm import Groupnorm
    from cnncalc.run.call import Array, Call


def forward(call: Call, layer: Groupnorm, x: Array) -> Array:
    """By mean and variance over all places of each group of channels."""
    return standardise_groups(call, layer, x, layer.groups)
