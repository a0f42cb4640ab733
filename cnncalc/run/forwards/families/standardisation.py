"""Normalisations by statistics of the example itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import per_channel
from cnncalc.run.forwards.families.elementwise import channel_blocks

if TYPE_CHECKING:
    from cnncalc.layers.families.normalisation import Standardisation
    from cnncalc.run.call import Array, Call


def standardise(x: Array, axes: tuple[int, ...], epsilon: float, out: Array) -> None:
    """(x - mean) / sqrt(variance + epsilon) over ``axes``; ``out`` may be ``x``."""
    np.subtract(x, x.mean(axis=axes, keepdims=True), out=out)
    variance = np.square(out).mean(axis=axes, keepdims=True)
    out /= np.sqrt(variance + epsilon)


def affine(call: Call, layer: Standardisation, x: Array) -> tuple[Array, Array]:
    """A factor and an addend a channel as they are broadcast over ``x``; 1 and 0 for all when there are none."""
    if not layer.affine:
        return np.ones((), x.dtype), np.zeros((), x.dtype)
    channels = x.shape[1]
    return per_channel(call.weight("weight", channels, like=x), x), per_channel(call.weight("bias", channels, like=x), x)


def standardise_groups(call: Call, layer: Standardisation, x: Array, groups: int) -> Array:
    """By mean and variance over all places of each of ``groups`` groups of channels."""
    batch, channels, *spatial = x.shape
    split = (groups, channels // groups)
    factor, addend = (each.reshape(*split, *(1,) * len(spatial)) if each.ndim else each for each in affine(call, layer, x))
    out = call.output(x)
    grouped, result = x.reshape(batch, *split, *spatial), out.reshape(batch, *split, *spatial)
    for at in channel_blocks(grouped):
        standardise(grouped[at], tuple(range(2, grouped.ndim)), layer.epsilon, result[at])
        if layer.affine:
            result[at] *= factor[at[1]]
            result[at] += addend[at[1]]
    return out
