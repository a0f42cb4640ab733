"""A walked network as a function of arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from cnncalc.analyses.graph import ancestors
from cnncalc.run.call import RunError
from cnncalc.run.engine import run
from cnncalc.run.need import activation_bytes, check_memory
from cnncalc.run.state import COUNTERS, needed
from cnncalc.run.weights import Given, Seeded
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from cnncalc.run.call import Array
    from cnncalc.walk import Tensor, Walk


def forward(
    walk: Walk,
    x: ArrayLike | Mapping[str, ArrayLike],
    weights: Mapping[str, Array] | None = None,
    outputs: Sequence[str] | None = None,
    seed: int = 0,
    memory_limit: int | None = None,
) -> dict[str, Array]:
    """Run ``walk`` on ``x`` and return arrays by path: the result and the heads, or those that ``outputs`` names.

    ``x`` is batch x channels x spatial, for several inputs a mapping of such by name; any batch will do. It is float32 or float64,
    and the run is; numbers of other types are taken as float32. ``weights`` maps ``"<path>.weight"``, ``.bias``, ``.running_mean``
    and ``.running_var`` to arrays shaped as PyTorch's; without it they are drawn from ``seed``. Behind ``regions`` an array holds
    one region an example: the whole map.

    Raises:
        RunError: an array is missing, unknown or of another shape, or there is no such output.
    """
    source = Seeded(seed) if weights is None else Given(_checked(walk, weights), walk.paths)
    arrays = _inputs(walk, x)
    wanted = _wanted(walk, outputs)
    batch, dtype = max(len(array) for array in arrays.values()), str(np.result_type(*arrays.values()))
    check_memory(walk, batch, dtype, memory_limit)
    budget = activation_bytes(walk, batch, dtype)
    found = run(ancestors(walk, wanted.values()), arrays, source, set(wanted.values()), budget=budget)
    return {path: found[tensor] for path, tensor in wanted.items()}


def _checked(walk: Walk, weights: Mapping[str, Array]) -> Mapping[str, Array]:
    """The weights, none of which no layer needs: what is missing is found when it is asked for."""
    known = needed(walk)
    for name in weights:
        if name not in known and name.rpartition(".")[2] != COUNTERS:
            raise RunError(f"no layer needs `{printable(name)}`: {did_you_mean(name, list(known))}")
    return weights


def _inputs(walk: Walk, x: ArrayLike | Mapping[str, ArrayLike]) -> dict[Tensor, Array]:
    """The array of every input, checked."""
    given = x if isinstance(x, Mapping) else {next(iter(walk.inputs)): x}
    for name in given:
        if name not in walk.inputs:
            raise RunError(f"no input `{printable(str(name))}`: {did_you_mean(str(name), list(walk.inputs))}")
    arrays: dict[Tensor, Array] = {}
    for name, tensor in walk.inputs.items():
        if name not in given:
            raise RunError(f"no array for input `{name}`: it takes batch x {_by((tensor.shape.channels, *tensor.shape.spatial))}")
        array = np.asarray(given[name])
        if array.dtype not in (np.float32, np.float64):
            array = array.astype(np.float32, casting="same_kind" if array.dtype.kind == "f" else "unsafe")
        shape = (tensor.shape.channels, *tensor.shape.spatial)
        if array.shape[1:] != shape or not array.shape[0]:
            raise RunError(f"input `{name}` is {_by(array.shape)}, and must be batch x {_by(shape)}: channels come before height")
        arrays[tensor] = array
    return arrays


def _wanted(walk: Walk, outputs: Sequence[str] | None) -> dict[str, Tensor]:
    """The tensors asked for, by path."""
    if outputs is None:
        return {walk.paths[tensor]: tensor for tensor in walk.results()}
    known = {path: tensor for tensor, path in walk.paths.items()}
    for path in outputs:
        if path not in known:
            raise RunError(f"no layer `{printable(path)}`: {did_you_mean(path, list(known))}")
    return {path: known[path] for path in outputs}


def _by(shape: Sequence[int]) -> str:
    return " x ".join(map(str, shape)) or "a single number"
