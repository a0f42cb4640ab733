"""Run one layer on arrays, as the engine does."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from cnncalc.layers import kind
from cnncalc.run.call import Call
from cnncalc.run.forwards import forward_of
from cnncalc.run.memory import Memory


class Weights(dict):
    """The arrays of one layer by name; what is asked for and not given is drawn, and can be read afterwards."""

    def __init__(self, given: dict[str, np.ndarray] | None = None, seed: int = 0) -> None:
        super().__init__(given or {})
        self.random = np.random.default_rng(seed)

    def whole(self, name, shape, dtype):
        if name not in self:
            drawn = self.random.uniform(0.5, 1.5, shape) if name == "running_var" else self.random.uniform(-1, 1, shape)
            self[name] = drawn.astype(dtype)
        assert self[name].shape == shape, f"{name}: {self[name].shape} given, {shape} asked for"
        array = self[name].astype(dtype)
        array.flags.writeable = False
        return array

    def rows(self, name, shape, dtype):
        whole = self.whole(name, shape, dtype)
        for start in range(0, len(whole), 2):
            yield whole[start : start + 2]


class Ran(NamedTuple):
    y: np.ndarray
    weights: Weights
    call: Call


def make(operation: str, **fields: Any):
    """A layer with these values, read as a file's are."""
    cls = kind(operation)
    layer = cls(**{name: cls.fields[name].type.read(value) if value is not None else None for name, value in fields.items()})
    layer.check()
    return layer


def run(layer, *xs: np.ndarray, weights: dict[str, np.ndarray] | None = None, seed: int = 0, may_overwrite: bool = False) -> Ran:
    """What ``layer`` puts out, and what it asked for."""
    arrays = Weights(weights, seed)
    call = Call(arrays, Memory(), may_overwrite)
    with np.errstate(all="ignore"):
        y = forward_of(layer)(call, layer, *xs)
    call.done()
    return Ran(y, arrays, call)
