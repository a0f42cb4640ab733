"""Where weights come from: made up from a seed, or given as arrays named by path."""

from __future__ import annotations

from math import prod, sqrt
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

import numpy as np

from cnncalc.run.call import BLOCK, Array, LayerWeights, RunError
from cnncalc.run.workers import workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.walk import LayerRecord, Tensor

MOST_DRAWN = 4 << 20
"""Elements of a large weight that are drawn at a time."""

PIECE = 1 << 20
"""Elements that come from one generator."""

SPREADS = {"bias": (-0.1, 0.1), "running_mean": (-0.1, 0.1), "running_var": (0.5, 1.5), "weight": (0.5, 1.5)}
"""Between which numbers the vectors of normalisation and the biases are drawn: values that keep a deep network within range."""


class WeightSource(Protocol):
    """Gives every layer its weights."""

    def of(self, record: LayerRecord) -> LayerWeights:
        """Those of one layer; of the layer that it shares with, where it does."""
        ...


class Seeded:
    """Weights drawn from a seed: the same for a layer of the same path, whatever runs before it.

    Filters and matrices are uniform with the variance of He et al., Delving Deep into Rectifiers (2015): 2 over the numbers that
    one output sums.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def of(self, record: LayerRecord) -> LayerWeights:
        return _Drawn(self.seed, (record.shares or record).path)


class _Drawn:
    """The weights of one layer, drawn when they are asked for."""

    def __init__(self, seed: int, path: str) -> None:
        self._seed = seed
        self._path = path

    def whole(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
        array = np.empty(shape, dtype)
        for number, rows in enumerate(_parts(shape)):
            self._draw(name, shape, number, array[rows])
        return array

    def rows(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Iterator[Array]:
        parts = _parts(shape)
        part = np.empty((parts[0].stop, *shape[1:]), dtype)
        for number, rows in enumerate(parts):
            drawn = part[: rows.stop - rows.start]
            self._draw(name, shape, number, drawn)
            yield drawn

    def _draw(self, name: str, shape: tuple[int, ...], number: int, part: Array) -> None:
        """Fill part ``number`` of an array of this shape, each piece from a generator of its own: threads can share them."""
        reach = sqrt(6 / max(1, prod(shape[1:])))
        low, high = (-reach, reach) if name == "weight" and len(shape) > 1 else SPREADS[name]
        key = [self._seed, crc32(f"{self._path}.{name}".encode()), number]
        flat = part.reshape(-1)

        def draw(piece: int) -> None:
            generator = np.random.Generator(np.random.PCG64([*key, piece]))
            for start in range(piece * PIECE, min((piece + 1) * PIECE, flat.size), BLOCK):
                block = flat[start : start + BLOCK]
                generator.random(out=block, dtype=part.dtype)
                block *= high - low
                block += low

        workers().share(draw, range(-(-flat.size // PIECE)))


def _parts(shape: tuple[int, ...]) -> list[slice]:
    """The rows of an array in parts of at most ``MOST_DRAWN`` elements, one row at least."""
    step = max(1, MOST_DRAWN // max(1, prod(shape[1:])))
    return [slice(start, min(start + step, shape[0])) for start in range(0, shape[0], step)]


class Given:
    """Arrays by name: ``"<path>.weight"``, ``.bias``, ``.running_mean``, ``.running_var``, shaped as PyTorch's."""

    def __init__(self, arrays: Mapping[str, Array], paths: Mapping[Tensor, str]) -> None:
        self.arrays = arrays
        self.paths = paths

    def of(self, record: LayerRecord) -> LayerWeights:
        return _Named(self.arrays, self.paths[record.shares or record])


class _Named:
    """The given weights of one layer."""

    def __init__(self, arrays: Mapping[str, Array], path: str) -> None:
        self._arrays = arrays
        self._path = path

    def whole(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
        """The array as it is given, in the dtype of the run.

        Raises:
            RunError: there is none, or it has another shape.
        """
        key = f"{self._path}.{name}"
        if key not in self._arrays:
            raise RunError(f"no weight `{key}`: an array of {_by(shape)} is needed")
        array = np.asarray(self._arrays[key])
        if array.shape != shape:
            raise RunError(f"weight `{key}` is {_by(array.shape)}, and must be {_by(shape)}")
        return array.astype(dtype, copy=False)

    def rows(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Iterator[Array]:
        """The array as it is given, in one part."""
        yield self.whole(name, shape, dtype)


def _by(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape)) or "a single number"
