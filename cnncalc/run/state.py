"""Weights from a file: which array belongs to which layer is told by its name, or by its turn, and never guessed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

import numpy as np

from cnncalc.run.call import RunError
from cnncalc.source import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cnncalc.run.call import Array
    from cnncalc.walk import Walk

COUNTERS = "num_batches_tracked"
"""What PyTorch stores beside running statistics: a counter that no forward pass reads."""

Pairs = list[tuple[str, str]]


class Matched(NamedTuple):
    """Arrays by the names that the walk gives them."""

    arrays: dict[str, Array]
    pairs: Pairs
    """For each array the walk's name and the file's."""
    is_by_path: bool


def read(path: Path) -> dict[str, Array]:
    """The arrays of an .npz or .safetensors file, in its order.

    Raises:
        RunError: it is neither, cannot be read, or needs a library that is not installed.
    """
    shown = printable(str(path))
    if path.suffix not in (".npz", ".safetensors"):
        raise RunError(f"{shown}: weights are read from .npz (numpy.savez) and .safetensors files")
    try:
        if path.suffix == ".npz":
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                return {name: file[name] for name in file.files}
        from safetensors.numpy import load_file
    except ImportError:
        raise RunError(f"{shown}: reading it needs `pip install safetensors`; .npz files need nothing") from None
    except (OSError, ValueError, BadZipFile, KeyError) as error:
        raise RunError(f"cannot read {shown}: {getattr(error, 'strerror', None) or error}") from None
    try:
        return dict(load_file(path))
    except Exception as error:  # the library has an exception of its own for each sort of damage
        raise RunError(f"cannot read {shown}: {error}") from None


@lru_cache(maxsize=8)
def needed(walk: Walk) -> dict[str, tuple[int, ...]]:
    """The name and shape of every array that a walk needs, in running order; shared ones once."""
    return {
        f"{walk.paths[record]}.{name}": tuple(shape)
        for record in walk.layers
        if record.shares is None
        for name, shape in {**record.weights, **record.buffer_shapes}.items()
    }


def match(walk: Walk, arrays: Mapping[str, Array]) -> Matched:
    """Give every array to a layer: by path where the names are the walk's, else each in its turn, by shape and kind.

    Raises:
        RunError: an array is missing or left over, or the two orders part.
    """
    wanted = needed(walk)
    stored = {name: array for name, array in arrays.items() if name.rpartition(".")[2] != COUNTERS}
    known = wanted.keys() & stored.keys()
    if known or not wanted:
        for name, shape in wanted.items():
            if name not in stored:
                raise RunError(f"no array `{name}` in the weights: the network needs {_shape(shape)} of that name")
            if stored[name].shape != shape:
                raise RunError(f"weight `{name}` is {_shape(stored[name].shape)}, and must be {_shape(shape)}")
        for name in stored:
            if name not in wanted:
                raise RunError(f"the weights have `{printable(name)}`, which no layer of the network needs")
        return Matched({name: stored[name] for name in wanted}, [(name, name) for name in wanted], is_by_path=True)
    pairs = []
    for turn, ((name, shape), (other, array)) in enumerate(zip(wanted.items(), stored.items(), strict=False), start=1):
        if array.shape != shape or other.rpartition(".")[2] != name.rpartition(".")[2]:
            raise RunError(
                f"no array has the name of a layer, and in running order they part at the {_ordinal(turn)}: the file has "
                f"`{printable(other)}` of {_shape(array.shape)}, the network needs `{name}` of {_shape(shape)}"
            )
        pairs.append((name, other))
    if len(stored) != len(wanted):
        raise RunError(f"the weights have {len(stored)} arrays, the network needs {len(wanted)}")
    return Matched({name: stored[other] for name, other in pairs}, pairs, is_by_path=False)


def _shape(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape)) or "a single number"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
