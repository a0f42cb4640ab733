"""The Walker sends sizes through layers, one after the other; the Walk is the record of it.

The Walker is the only caller of layer methods. What a layer gives on given shapes is asked once, however often the same layer
meets the same shapes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cnncalc.core.problem import Problem
from cnncalc.core.size import Symbolic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.letters import Letters, Requirement
    from cnncalc.core.operation import Measure, Operation, WeightShapes
    from cnncalc.core.shape import Shape
    from cnncalc.core.size import Size
    from cnncalc.source import Diagnostic, Span


class Written(Protocol):
    """Where and how a file writes a layer: what rules point at, and what repairs change."""

    @property
    def span(self) -> Span:
        """The whole entry as far as it stands on one line, else its operation."""
        ...

    @property
    def word_span(self) -> Span:
        """The operation's word."""
        ...

    def field_span(self, field: str) -> Span | None:
        """The parameter, if it is written with the layer."""
        ...

    def is_literal(self, field: str) -> bool:
        """Whether changing the parameter here changes this layer alone: it is no expression, and not another layer's business."""
        ...


class Declared(NamedTuple):
    """Something that a file names: a variable, a block or a block's parameter, and whether anything uses it."""

    what: str
    name: str
    span: Span
    is_used: bool


class Place:
    """Where something stands in the tree of names: ``layer4.Bottleneck[0].main.conv[1]``.

    Siblings of one name are numbered once there are two, so a path is known when the walk is over.
    """

    __slots__ = ("_named", "line", "name", "number", "parent", "word")

    def __init__(self, parent: Place | None = None, name: str = "", word: str = "", line: int | None = None) -> None:
        self.parent = parent
        self.name = name
        self.word = word
        """What stands here when it is no layer: the block's name."""
        self.line = line
        """Where a block's call is written."""
        self.number = 0
        self._named: dict[str, int] | None = None

    def child(self, name: str, word: str = "", line: int | None = None) -> Place:
        """The next place called ``name`` below this one."""
        place = Place(self, name, word, line)
        counts = self._named
        if counts is None:
            counts = self._named = {}
        place.number = counts.get(name, 0)
        counts[name] = place.number + 1
        return place

    @property
    def segment(self) -> str:
        """The name, with its number where siblings bear it too."""
        siblings = self.parent._named if self.parent else None
        return f"{self.name}[{self.number}]" if siblings and siblings[self.name] > 1 else self.name

    @property
    def ancestry(self) -> list[Place]:
        """From the outermost place to this one, the root left out."""
        chain = []
        place: Place | None = self
        while place is not None and place.parent is not None:
            chain.append(place)
            place = place.parent
        return chain[::-1]

    @property
    def path(self) -> str:
        return ".".join(place.segment for place in self.ancestry)

    @property
    def trail(self) -> tuple[str, ...]:
        """What this place stands in, outermost first, calls with their lines."""
        return tuple(place.step for place in self.ancestry[:-1])

    @property
    def step(self) -> str:
        """The place in a trail: its name, and the line of a call."""
        return self.segment + (f" (line {self.line})" if self.line is not None else "")


class Tensor:
    """What flows: a shape, and the place that puts it out."""

    __slots__ = ("place", "shape", "times")

    def __init__(self, shape: Shape, place: Place) -> None:
        self.shape = shape
        self.place = place
        self.times = 1
        """How many of it there are for one example: one, or one a region behind ``regions``."""

    @property
    def elements(self) -> Size:
        """How many numbers it holds for one example."""
        return self.shape.elements * self.times

    @property
    def path(self) -> str:
        """The path of the layer that puts it out, or the input's name."""
        return self.place.path


class LayerRecord(Tensor):
    """One layer on its way: the layer, what came in, what went out. It is the tensor that it puts out.

    Figures are exact and for batch 1.
    """

    __slots__ = ("frozen", "index", "inputs", "measure", "operation", "shares", "written")

    def __init__(
        self, index: int, operation: Operation, inputs: tuple[Tensor, ...], measure: Measure, place: Place, written: Written | None
    ) -> None:
        self.shape = measure.output_shape
        self.place = place
        before = inputs[0].times if len(inputs) == 1 else max([tensor.times for tensor in inputs])
        self.times = before * operation.copies
        self.index = index
        self.operation = operation
        self.inputs = inputs
        self.measure = measure
        self.written = written
        self.frozen = False
        self.shares: LayerRecord | None = None

    @property
    def op(self) -> str:
        """The operation's word."""
        return self.operation.operation

    @property
    def output_shape(self) -> Shape:
        return self.shape

    @property
    def input_shapes(self) -> list[Shape]:
        return [tensor.shape for tensor in self.inputs]

    @property
    def weights(self) -> WeightShapes:
        """Shapes of the trainable parameters, also where they are another layer's."""
        return self.measure.weights

    @property
    def buffer_shapes(self) -> WeightShapes:
        """Shapes of what is stored but not trained."""
        return self.measure.buffers

    @property
    def params(self) -> Size:
        """Parameters that this layer adds: none when it uses another's."""
        return 0 if self.shares is not None else self.measure.params

    @property
    def trainable_params(self) -> Size:
        return 0 if self.frozen else self.params

    @property
    def buffers(self) -> Size:
        """Elements stored but not trained."""
        return 0 if self.shares is not None else self.measure.buffer_elements

    @property
    def macs(self) -> Size:
        """Multiply-accumulates for one example, all its regions together."""
        return self.measure.macs * self.times

    @property
    def flops(self) -> Size:
        return self.measure.flops * self.times

    @property
    def line(self) -> int | None:
        """The line of the file that it stands on."""
        return self.written.word_span.line if self.written else None

    def __repr__(self) -> str:
        return f"LayerRecord({self.path}: {self.op} -> {self.shape})"


class Expectation:
    """A figure that the file asserts, with the place where it is written. The analyses say whether it holds."""

    __slots__ = ("figure", "layers", "output", "place", "span", "wanted")

    def __init__(
        self,
        figure: str,
        wanted: Any,
        span: Span,
        *,
        layers: slice | None = None,
        output: Tensor | None = None,
        place: Place | None = None,
    ) -> None:
        self.figure = figure
        self.wanted = wanted
        self.span = span
        self.layers = layers
        """The layers it speaks of; None: the whole network."""
        self.output = output
        self.place = place


class Walk:
    """A network with its sizes: every layer in running order."""

    def __init__(
        self,
        inputs: dict[str, Tensor],
        layers: list[LayerRecord],
        output: Tensor | None,
        heads: dict[str, Tensor],
        *,
        complete: bool = True,
        expectations: list[Expectation] | None = None,
        diagnostics: list[Diagnostic] | None = None,
        fault: Place | None = None,
        declared: list[Declared] | None = None,
        letters: Letters | None = None,
    ) -> None:
        self.inputs = inputs
        self.layers = layers
        self.output = output
        self.heads = heads
        self.complete = complete
        """False after a fault: the layers are then those before the first one that failed."""
        self.expectations = expectations or []
        self.diagnostics = diagnostics or []
        self.fault = fault
        """The first layer that failed."""
        self.declared = declared or []
        """What the file names, for rules about what is never used."""
        self.letters = letters
        """The letters that stand for sizes, and what the layers need of them; None where all sizes are numbers."""

    @cached_property
    def conditions(self) -> list[Requirement]:
        """What the letters must be so that every layer can go on; at sizes that meet all of it every figure is exact."""
        return self.letters.requirements() if self.letters is not None else []

    @property
    def input(self) -> Tensor:
        """The first input."""
        return next(iter(self.inputs.values()))

    @cached_property
    def paths(self) -> dict[Tensor, str]:
        """The path of every tensor."""
        return {tensor: tensor.path for tensor in (*self.inputs.values(), *self.layers)}

    def results(self) -> Iterator[Tensor]:
        """What the network puts out: its output and its heads."""
        if self.output is not None:
            yield self.output
        yield from self.heads.values()


class Walker:
    """Places layers; holds what has been placed."""

    def __init__(self) -> None:
        self.root = Place()
        self.inputs: dict[str, Tensor] = {}
        self.layers: list[LayerRecord] = []
        self.letters: Letters | None = None
        """The letters of the inputs, if there are any: they keep what the layers need of them."""
        self._measures: dict[tuple[Operation, tuple[Shape, ...]], Measure] = {}

    def input(self, name: str, shape: Shape) -> Tensor:
        """A tensor that comes from outside."""
        for size in shape:
            if isinstance(size, Symbolic):
                self.letters = size.known
                self.letters.placed = self.layers
        tensor = Tensor(shape, Place(Place(), name))
        self.inputs[name] = tensor
        return tensor

    def apply(
        self, operation: Operation, inputs: tuple[Tensor, ...], place: Place | None = None, written: Written | None = None
    ) -> LayerRecord:
        """Place one layer after ``inputs`` and return its record, which is its output.

        Raises:
            Problem: the layer cannot take these shapes.
        """
        shapes = tuple([tensor.shape for tensor in inputs])
        measure = self._measures.get((operation, shapes))
        if measure is None:
            measure = self._measure(operation, shapes)
        layers = self.layers
        record = LayerRecord(len(layers), operation, inputs, measure, place or self.root.child(operation.operation), written)
        layers.append(record)
        return record

    def _measure(self, operation: Operation, shapes: tuple[Shape, ...]) -> Measure:
        try:
            measure = operation.measure(shapes)
        except Problem as problem:
            problem.label = problem.label or f"the layer sees {' and '.join(map(str, shapes[:6]))}"
            raise
        self._measures[operation, shapes] = measure
        return measure

    def walk(self, output: Tensor, heads: dict[str, Tensor] | None = None) -> Walk:
        """The walk so far, ``output`` being what the network puts out."""
        return Walk(self.inputs, self.layers, output, heads or {}, letters=self.letters)
