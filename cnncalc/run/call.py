"""What a forward is given beside the layer and its inputs: weights, memory, and the multiplication that counts itself."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnncalc.run.workers import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.run.memory import Memory

    Part = TypeVar("Part")

Array: TypeAlias = NDArray[Any]

WORTH_SHARING = 1 << 19
"""Elements from which on it takes less time to wake the other threads than to go over them alone."""

MACS_AN_ELEMENT = 16
"""Multiply-accumulates that a matrix product does while another operation goes over one element, roughly."""

BLOCK = 1 << 18
"""Elements that are worked on at a time: they stay near over several passes, and are worth a call."""


class RunError(ValueError):
    """What was asked for cannot be run: an array is missing, unknown or of another shape, or there is too little memory."""


class LayerWeights(Protocol):
    """Where the weights of one layer come from."""

    def whole(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
        """The array of this name."""
        ...

    def rows(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Iterator[Array]:
        """The same array in parts, cut along its first axis; together they may be more than fits into memory."""
        ...


class Call:
    """One layer's run: the forward asks it for everything, so what was allocated and multiplied is known afterwards."""

    def __init__(self, weights: LayerWeights, memory: Memory, may_overwrite: bool = False) -> None:
        self._weights = weights
        self._memory = memory
        self._may_overwrite = may_overwrite
        self._scratch: list[Array] = []
        self._products: list[int] = []
        self.weights: dict[str, tuple[int, ...]] = {}
        """The shape of every weight that was asked for."""
        self.buffers: dict[str, tuple[int, ...]] = {}
        """The same of what is stored, but not trained."""

    def weight(self, name: str, *shape: int, like: Array) -> Array:
        """The trained weight of this name; ``shape`` is what the arithmetic needs, and never taken from the layer's declaration.

        Raises:
            RunError: there is none, or of another shape.
        """
        self.weights[name] = shape
        return self._weights.whole(name, shape, like.dtype)

    def weight_rows(self, name: str, *shape: int, like: Array) -> Iterator[Array]:
        """As :meth:`weight`, in parts along the first axis, each of which may be dropped before the next is made."""
        self.weights[name] = shape
        return self._weights.rows(name, shape, like.dtype)

    def buffer(self, name: str, *shape: int, like: Array) -> Array:
        """The stored array of this name: a running statistic."""
        self.buffers[name] = shape
        return self._weights.whole(name, shape, like.dtype)

    def empty(self, *shape: int, like: Array) -> Array:
        """An array for the output, its elements not set."""
        return self._memory.take(shape, like.dtype)

    def output(self, x: Array) -> Array:
        """An array of the shape of ``x`` for the output: ``x`` itself when nobody needs it any more."""
        return x if self._may_overwrite else self._memory.take(x.shape, x.dtype)

    def scratch(self, *shape: int, like: Array) -> Array:
        """An array for what lies between; it is given back when the layer is done."""
        array = self._memory.take(shape, like.dtype)
        self._scratch.append(array)
        return array

    def share(self, function: Callable[[Part], object], parts: Sequence[Part], elements: int) -> None:
        """Call ``function`` with every part, on all processors at once where they go over many ``elements`` together."""
        if elements >= WORTH_SHARING:
            workers().share(function, parts)
        else:
            for part in parts:
                function(part)

    def share_out(self, function: Callable[[slice], object], length: int, elements: int) -> None:
        """Call ``function`` with parts of ``length``: one, or one for each processor where they go over many ``elements``."""
        self.share(function, cut(length, workers().count if elements >= WORTH_SHARING else 1), elements)

    @property
    def multiplied(self) -> int:
        """Multiply-accumulates done so far, all examples together."""
        return sum(self._products)

    def multiply(self, a: Array, b: Array, out: Array) -> Array:
        """The matrix product ``a @ b``, counted as many times as ``a``'s rows meet ``b``'s columns element by element.

        Work of some size is shared out: the rows of the product, or its columns, whichever are more.
        """
        rows, columns = out.shape[-2:]
        work = out.size * a.shape[-1] // MACS_AN_ELEMENT
        if columns >= rows:
            self.share_out(lambda part: self.multiply_here(a, b[..., part], out[..., part]), columns, work)
        else:
            self.share_out(lambda part: self.multiply_here(a[..., part, :], b, out[..., part, :]), rows, work)
        return out

    def multiply_here(self, a: Array, b: Array, out: Array, kept: Array | None = None) -> None:
        """The same by the thread that asks: for work that is shared out already; ``kept`` is what of the product is used."""
        np.matmul(a, b, out=out)
        self._products.append((out if kept is None else kept).size * a.shape[-1])

    def multiply_add(self, a: Array, b: Array, out: Array, product: Array) -> Array:
        """``out += a * b``, element by element, counted; ``product`` has the shape of ``out`` and is written over."""
        np.multiply(a, b, out=product)
        out += product
        self._products.append(product.size)
        return out

    def done(self) -> None:
        """Give the scratch memory back."""
        for array in self._scratch:
            self._memory.give_back(array)
        self._scratch.clear()


def cut(length: int, parts: int) -> list[slice]:
    """``length`` in at most ``parts`` parts, as even as can be."""
    step = -(-length // parts)
    return [slice(start, min(start + step, length)) for start in range(0, length, step)]


def blocks(length: int, row: int) -> Iterator[slice]:
    """``length`` rows of ``row`` elements each in parts of at most :data:`BLOCK` elements, one row at least."""
    step = max(1, BLOCK // max(row, 1))
    return (slice(start, min(start + step, length)) for start in range(0, length, step))


def per_channel(vector: Array, x: Array) -> Array:
    """``vector``, an entry a channel, as it is broadcast over the places of ``x``."""
    assert vector.shape == x.shape[1:2], f"{vector.shape} is no entry a channel of {x.shape}"
    return vector.reshape(-1, *(1,) * (x.ndim - 2))


def places(x: Array) -> int:
    """How many spatial positions each channel of ``x`` has."""
    return prod(x.shape[2:])
