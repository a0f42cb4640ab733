"""What each kind computes, one file and one function each: this listing mirrors that of ``cnncalc/layers``.

``forward(call, layer, x)`` takes an array batch x channels x spatial and returns one; a join takes several. It may write into ``x``
through ``call.output`` alone. Numerics are PyTorch's in evaluation mode.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from cnncalc.core.operation import Operation
    from cnncalc.run.call import Array, Call


class Forward(Protocol):
    """A kind's function."""

    def __call__(self, call: Call, layer: Any, *xs: Array) -> Array: ...


def forward_of(operation: Operation) -> Forward:
    """The function of a layer's kind: ``forward`` in the file of its name."""
    return _forward(operation.operation)


@cache
def _forward(name: str) -> Forward:
    return cast("Forward", import_module(f"{__name__}.{name}").forward)
