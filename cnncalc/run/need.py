"""How much memory a pass takes, told from the walk before anything is allocated."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.analyses.memory import BYTES_OF, peak
from cnncalc.core.units import megabytes
from cnncalc.run.call import RunError
from cnncalc.run.forwards.families.convolution import BAND_BYTES
from cnncalc.run.weights import MOST_DRAWN
from cnncalc.run.workers import workers

if TYPE_CHECKING:
    from cnncalc.walk import LayerRecord, Walk

SHARE = 0.8
"""The share of the machine's free memory that a pass may take unless told otherwise."""

OVERHEAD = 4 << 20
"""Bytes for what is small: vectors of a channel each, Python's own objects."""

UNKNOWN_MACHINE = 4 << 30
"""The limit on a machine that does not say how much memory it has."""


def bytes_needed(walk: Walk, batch: int, dtype: str) -> int:
    """Memory that a pass with seeded weights takes at most: its inputs, :func:`activation_bytes`, and the weights of one layer."""
    inputs = batch * sum(tensor.elements for tensor in walk.inputs.values())
    weights = max(map(_weights, walk.layers), default=0)
    return activation_bytes(walk, batch, dtype) + BYTES_OF[dtype] * (inputs + weights) + OVERHEAD


def activation_bytes(walk: Walk, batch: int, dtype: str) -> int:
    """Memory that a pass takes at most beside its weights.

    What is alive at the peak if nothing is done in place; a padded copy of a layer's input and what the layer puts together from
    it, as large as input and output once more; a band of columns and of their products for each thread.
    """
    return BYTES_OF[dtype] * batch * _elements(walk) + workers().count * 2 * BAND_BYTES


@lru_cache(maxsize=8)
def _elements(walk: Walk) -> int:
    """What is alive at the peak, and twice the largest layer's input and output."""
    working = max((sum(tensor.elements for tensor in record.inputs) + record.elements for record in walk.layers), default=0)
    return peak(walk).elements + 2 * working


def _weights(record: LayerRecord) -> int:
    """Elements of a layer's weights that are in memory at once."""
    elements = record.measure.params + record.measure.buffer_elements
    return min(elements, MOST_DRAWN) if record.op == "linear" else elements


def check_memory(walk: Walk, batch: int, dtype: str, limit: int | None = None) -> None:
    """Raise a :class:`RunError` when a pass would take more than ``limit`` bytes, before any are allocated."""
    needed, allowed = bytes_needed(walk, batch, dtype), default_limit() if limit is None else limit
    if needed > allowed:
        raise RunError(
            f"a pass of batch {batch} in {dtype} takes up to {megabytes(needed)}, more than the limit of {megabytes(allowed)}: "
            f"make the batch or the input smaller, or allow more with --memory-limit"
        )


def default_limit() -> int:
    """Bytes that a pass may take on this machine."""
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(SHARE * int(line.split()[1]) * 1024)
    except OSError:
        pass  # not Linux
    try:
        return int(SHARE / 2 * os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, OSError, ValueError):
        return UNKNOWN_MACHINE
