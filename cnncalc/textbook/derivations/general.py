"""The derivation of any layer: all its figures, from what every kind declares."""

from __future__ import annotations

from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any

from cnncalc.analyses.memory import BYTES_OF, own_elements
from cnncalc.analyses.receptive_field import receptive_fields
from cnncalc.core.units import in_units, megabytes
from cnncalc.report import receptive_field
from cnncalc.rules.words import counted
from cnncalc.textbook import field as whole_field
from cnncalc.textbook import spelling
from cnncalc.textbook.step import Step
from cnncalc.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.analyses.receptive_field import Fields
    from cnncalc.core.shape import Shape
    from cnncalc.core.size import Size
    from cnncalc.walk import LayerRecord

CONVENTION = "FLOPs = 2 x MACs + elementwise operations; batch 1; shapes are height x width x channels"


class Derivation:
    """How one layer comes to its figures. Each method gives the lines of one step; a family says more where it has more to say.

    All numbers are those of the layer: its measure, its windows, what another layer in its place would come to.
    """

    def __init__(self, record: LayerRecord, fields: Fields | None = None) -> None:
        self.record = record
        self.operation: Any = record.operation
        self.x = record.inputs[0].shape
        self.y = record.shape
        self.given_fields = fields

    @cached_property
    def fields(self) -> Fields:
        """The receptive fields of the layer's network, or of the layer alone."""
        if self.given_fields is not None:
            return self.given_fields
        inputs = {f"{tensor.path}[{number}]": tensor for number, tensor in enumerate(self.record.inputs)}
        return receptive_fields(Walk(inputs, [self.record], self.record, {}))

    @property
    def network_input(self) -> Shape:
        """What the receptive fields are fields of: the first tensor that has one."""
        return next(iter(self.fields)).shape

    def steps(self) -> list[Step]:
        """The whole working."""
        sections = {
            "layer": self.layer(),
            "output size": self.size(),
            "padding": self.padding(),
            "parameters": self.parameters(),
            "MACs": self.macs(),
            "FLOPs": self.flops(),
            "im2col": self.im2col(),
            "memory": self.memory(),
            "receptive field": self.receptive_field(),
            "otherwise": self.otherwise(),
            "convention": (CONVENTION,),
        }
        steps = (Step(heading, tuple(lines)) for heading, lines in sections.items())
        return [step for step in steps if step.lines]

    def facts(self) -> dict[str, Any]:
        """What the working adds to a report's figures, for JSON."""
        return {}

    def verdict(self) -> str:
        """In a line, that the stride does not fit; nothing where it does, or there is none."""
        return ""

    # Steps

    def layer(self) -> Iterator[str]:
        """The layer as a file writes it, and what its kind does."""
        shapes = [str(tensor.shape) for tensor in self.record.inputs]
        several = f"{len(shapes)} times {shapes[0]}" if len(shapes) > 2 and len(set(shapes)) == 1 else " and ".join(shapes)
        yield f"{spelling.layer(self.operation)} on {several}"
        said = " ".join((type(self.operation).__doc__ or "").replace("``", "`").split())
        summary, ends, _ = said.partition("Source:")[0].strip().partition(". ")
        yield from filter(None, [summary + ends.strip()])

    def size(self) -> Iterator[str]:
        """How the output comes to its shape."""
        yield f"the shape stays {self.y}" if self.x == self.y else f"{self.x} becomes {self.y}"

    def padding(self) -> Iterable[str]:
        """The cells around the input."""
        return ()

    def parameters(self) -> Iterator[str]:
        """Weights one by one, and running statistics."""
        record, measure = self.record, self.record.measure
        if not measure.weights:
            yield "none: nothing in it is trained"
        else:
            yield from self.weights()
        if record.shares is not None:
            yield f"they are those of {record.shares.path}, where they are counted: 0 are added here"
        if record.frozen and record.params:
            yield "frozen: training leaves them as they are"
        if measure.buffers:
            stored = " + ".join(f"{name} {prod(shape):,}" for name, shape in measure.buffers.items())
            yield f"stored, not trained: {stored} = {measure.buffer_elements:,} running statistics (buffers)"

    def weights(self) -> Iterator[str]:
        """How each weight comes to its elements, and their sum."""
        for name, shape in self.record.weights.items():
            yield f"{name}: {spelling.product(shape)}"
        yield from self.all_parameters()

    def all_parameters(self) -> Iterator[str]:
        """The sum, where there are several weights."""
        if len(self.record.weights) > 1:
            yield f"{spelling.total(map(prod, self.record.weights.values()))} parameters"

    def macs(self) -> Iterator[str]:
        """Multiply-accumulates."""
        if not self.record.macs:
            yield "0: they are counted for convolutions and linear layers alone"
            return
        yield from self.multiplications()
        if self.record.times > 1:
            yield f"for each of {self.record.times:,} regions: {self.record.macs:,}"

    def multiplications(self) -> Iterator[str]:
        """How a kind with multiply-accumulates comes to them, for one example."""
        yield f"{self.record.measure.macs:,}"

    def flops(self) -> Iterator[str]:
        """2 x MACs + elementwise operations."""
        measure = self.record.measure
        rest = measure.flops - 2 * measure.macs
        if not measure.flops:
            yield "0: nothing is computed"
            return
        if measure.macs and rest:
            yield f"2 x {measure.macs:,} + {self.elementwise(rest)} = {measure.flops:,}"
        elif measure.macs:
            yield f"2 x {measure.macs:,} = {measure.flops:,}"
        else:
            yield self.elementwise(rest)
        if self.record.times > 1:
            yield f"for each of {self.record.times:,} regions: {self.record.flops:,}"

    def elementwise(self, operations: Size) -> str:
        """The operations beside the MACs, by the output element where that is even."""
        each, uneven = divmod(operations, self.y.elements)
        if uneven or self.record.macs:
            return f"{operations:,}"
        return f"{spelling.times(self.y)} outputs x {counted(each, 'operation')} = {operations:,}"

    def im2col(self) -> Iterable[str]:
        """The matrices that make a product of it."""
        return ()

    def memory(self) -> Iterator[str]:
        """What the output takes."""
        if not own_elements(self.record):
            yield "none of its own: the output is the input's memory"
            return
        numbers = self.record.elements
        yield f"{counted(numbers, 'number')} put out{_short(numbers)}, {megabytes(numbers * BYTES_OF['float32'])} as float32"

    def receptive_field(self) -> Iterator[str]:
        """Which positions of the input a unit depends on: of the layer's, or in a network of the network's."""
        is_alone = self.given_fields is None
        of = "its input" if is_alone else "the network's input"
        field = self.fields.get(self.record)
        shown = receptive_field(field)
        if field is not None and field.is_everything:
            yield f"everything: each output depends on the whole of {of}"
        elif shown is None:
            yield f"unknown: it differs between places of {of}"
        elif shown["size"]:
            yield spelling.field(shown, of=f" of {of}")
            if field is not None and not is_alone:
                yield from self.growth()
                yield from whole_field.lines(field, self.network_input, self.y)

    def growth(self) -> Iterable[str]:
        """How a network's receptive field grows in this layer."""
        return ()

    def otherwise(self) -> Iterable[str]:
        """What other layers in its place would cost."""
        return ()


def _short(count: Size) -> str:
    """A large count in units, in brackets."""
    return f" ({in_units(count)})" if count >= 10**6 else ""
