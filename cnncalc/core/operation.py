"""What every kind of layer declares. The numbers of a network are sums over these declarations, and of nothing else.

A kind is a class: its fields, the shape it puts out, the shapes of its weights, its multiply-accumulates, its elementwise
operations and what it reads of its input. It never declares a parameter count: counts, bytes and arrays all come from the
shapes of the weights, so counting and running cannot disagree.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, TypeAlias

from cnncalc.core.fields import Field
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import LARGEST, Size, equal, exceeds, product

if TYPE_CHECKING:
    from cnncalc.core.window import AxisReads

WeightShapes: TypeAlias = "dict[str, tuple[Size, ...]]"
"""Weight shapes by name, laid out as PyTorch's: ``{"weight": (64, 3, 7, 7), "bias": (64,)}``."""

Reach: TypeAlias = "tuple[AxisReads, ...] | str"
"""What an output unit reads: along each spatial axis, or one of the two words below."""

POINTWISE: Final = "pointwise"
"""A unit reads the units at its own place."""

EVERYTHING: Final = "everything"
"""A unit reads the whole input."""


class Measure(NamedTuple):
    """All that one layer is on inputs of known shapes, for batch 1."""

    output_shape: Shape
    weights: WeightShapes
    buffers: WeightShapes
    params: Size
    """Elements of all weights."""
    buffer_elements: Size
    macs: Size
    """Multiply-accumulates of convolutions, transposed convolutions and linear layers."""
    flops: Size
    """2 x macs + elementwise operations."""


class Operation:
    """A kind of layer (the class) with its parameters (the instance).

    Subclass :class:`Layer` for one input and :class:`Join` for several.
    """

    operation: ClassVar[str]
    """The word in a file: the class's name in lower case with underscores, unless the class says otherwise."""
    fields: ClassVar[dict[str, Field[Any]]] = {}
    main: ClassVar[str | None] = None
    """The field that a scalar or a list stands for."""
    is_view: ClassVar[bool] = False
    """Whether the output is the input's memory under another shape: it then costs no bytes."""

    def __init_subclass__(cls) -> None:
        declared: dict[str, Field[Any]] = {}
        for base in reversed(cls.__mro__):
            declared |= {name: value for name, value in vars(base).items() if isinstance(value, Field)}
        cls.main = next((name for name, field in declared.items() if field.main), None)
        cls.fields = {cls.main: declared.pop(cls.main), **declared} if cls.main else declared
        if "operation" not in vars(cls):
            cls.operation = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **values: Any) -> None:
        """A layer with these field values (already read), and defaults for the others.

        Raises:
            TypeError: an unknown field, or a required one that is missing.
        """
        for name, field in self.fields.items():
            value = values.pop(name, field.default)
            if field.required and value is field.default:
                raise TypeError(f"{self.operation} needs {name}")
            self.__dict__[name] = value
        if values:
            raise TypeError(f"{self.operation} has no {', '.join(values)}")

    def __eq__(self, other: object) -> bool:
        """Layers are equal when kind and parameters are: on the same shapes they then give the same."""
        return self is other or (type(self) is type(other) and self._values == other._values)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _values(self) -> tuple[Any, ...]:
        values = (self.__dict__[name] for name in self.fields)
        return tuple([tuple(value.items()) if isinstance(value, dict) else value for value in values])

    @cached_property
    def _hash(self) -> int:
        return hash((type(self), self._values))

    def __repr__(self) -> str:
        given = (f"{name}={self.__dict__[name]!r}" for name, field in self.fields.items() if self.__dict__[name] != field.default)
        return f"{type(self).__name__}({', '.join(given)})"

    @property
    def copies(self) -> Size:
        """How many outputs one input gives, each of which the layers behind are run for: 1 but for ``regions``."""
        return 1

    def check(self) -> None:
        """Raise a :class:`Problem` where the fields contradict each other, whatever the input."""

    def measure(self, inputs: tuple[Shape, ...]) -> Measure:
        """Shape, weights and costs on these inputs.

        Raises:
            Problem: the layer cannot take them.
        """
        raise NotImplementedError

    def reach(self, inputs: tuple[Shape, ...]) -> Reach:
        """What one output unit reads of its inputs, which all have as many axes: the step of the receptive field."""
        raise NotImplementedError


class Layer(Operation):
    """A kind with one input, called ``x`` everywhere; ``y`` is the shape it puts out."""

    def output_shape(self, x: Shape) -> Shape:
        """The shape that goes out."""
        raise NotImplementedError

    def weights(self, x: Shape) -> WeightShapes:
        """The shapes of the trainable parameters."""
        return {}

    def buffers(self, x: Shape) -> WeightShapes:
        """The shapes of what is stored but not trained: running statistics."""
        return {}

    def macs(self, x: Shape, y: Shape) -> Size:
        """Multiply-accumulates for one example."""
        raise NotImplementedError

    def elementwise(self, x: Shape, y: Shape) -> Size:
        """Operations for one example beside multiply-accumulates."""
        raise NotImplementedError

    def axes_reach(self, x: Shape) -> Reach:
        """What one output unit reads of ``x``."""
        raise NotImplementedError

    def measure(self, inputs: tuple[Shape, ...]) -> Measure:
        (x,) = inputs
        y = self.output_shape(x)
        return measure(y, self.weights(x), self.buffers(x), self.macs(x, y), self.elementwise(x, y))

    def reach(self, inputs: tuple[Shape, ...]) -> Reach:
        return self.axes_reach(inputs[0])


def measure(output_shape: Shape, weights: WeightShapes, buffers: WeightShapes, macs: Size, elementwise: Size) -> Measure:
    """Put a layer's declarations together; the only place where parameters are counted.

    Raises:
        Problem: CC303, the output is beyond what can be counted exactly everywhere.
    """
    if exceeds(output_shape.elements, LARGEST):
        message = f"the output {output_shape} has {output_shape.elements:,} elements, more than 2^53"
        raise Problem("CC303", message, "no computer holds so many: make the input smaller, or its channels fewer")
    params = sum(map(product, weights.values()))
    stored = sum(map(product, buffers.values()))
    return Measure(output_shape, weights, buffers, params, stored, macs, 2 * macs + elementwise)


def divides(field: str, divisor: Size, **counts: Size) -> None:
    """Raise CC320 unless ``divisor`` divides every one of ``counts``; the keywords name them in the message."""
    for what, count in counts.items():
        left_over = count % divisor
        if left_over and not equal(left_over, 0):
            common = [d for d in range(1, min(divisor, 4096) + 1) if all(size % d == 0 for size in counts.values())]
            near = " or ".join(f"`{field}: {d}`" for d in common[-2:])
            raise Problem("CC320", f"{field} {divisor} does not divide {what} {count}", f"use {near}", field)


def wants_map(operation: str, x: Shape) -> None:
    """Raise CC301 unless ``x`` has spatial axes."""
    if not x.axes:
        raise Problem(
            "CC301",
            f"`{operation}` needs a feature map, and gets a vector of {x.channels}",
            f"put it before `flatten`, or `reshape: 1x1x{x.channels}` first",
        )
