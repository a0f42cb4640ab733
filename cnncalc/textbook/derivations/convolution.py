"""Convolutions: what one filter holds, what all of them multiply, and what it would cost not to share them."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from cnncalc import layers
from cnncalc.core.shape import Shape
from cnncalc.rules.words import counted
from cnncalc.textbook import spelling
from cnncalc.textbook.derivations.sliding import Sliding
from cnncalc.textbook.layer import Row, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.size import Size


class Convolving(Sliding):
    """A convolution whose filters are used at every place: ``conv`` and ``depthwise_conv``."""

    @property
    def weight(self) -> tuple[Size, ...]:
        """(filters, channels of one, kernel), as PyTorch lays it out."""
        return self.record.weights["weight"]

    @property
    def filters(self) -> Size:
        return self.y.channels

    @property
    def filter_shape(self) -> Shape:
        """One filter, in the order of shapes: height x width x channels."""
        return Shape.of(self.weight[1], self.weight[2:])

    @property
    def multiplications_each(self) -> Size:
        """Multiplications of one filter at one place."""
        return self.filter_shape.elements

    @property
    def groups(self) -> Size:
        """How many parts the input's channels fall into."""
        return self.x.channels // self.weight[1]

    @property
    def has_connections(self) -> bool:
        """Whether each filter sees channels of its own: filters then differ in size."""
        return getattr(self.operation, "connections", None) is not None

    def facts(self) -> dict[str, Any]:
        costs = {"params_without_sharing": self.without_sharing(), "params_fully_connected": self.fully_connected()}
        if self.has_connections:
            return super().facts() | costs
        shapes = {"filter_shape": list(self.filter_shape), "multiplications_at_each_place": self.multiplications_each}
        matrix = {"im2col": [self.multiplications_each, self.y.places]} if self.groups == 1 else {}
        return super().facts() | shapes | matrix | costs

    def channels(self) -> Iterator[str]:
        yield f"channels: {self.filters:,}, one for each filter: {self.y}"

    def weights(self) -> Iterator[str]:
        if self.has_connections:
            connections, *kernel = self.weight
            yield f"{connections} pairs of a filter and a channel it sees, a kernel of {spelling.times(kernel)} each"
            yield f"{connections} x {prod(kernel)} = {prod(self.weight):,} weights"
        else:
            if self.groups > 1:
                yield f"{self.groups} groups: a filter sees {self.x.channels}/{self.groups} = {counted(self.weight[1], 'channel')}"
            each, filters = self.multiplications_each, self.filters
            yield f"one filter: {spelling.times(self.filter_shape)} = {counted(each, 'weight')}"
            yield f"{counted(filters, 'filter')}: {filters:,} x {each:,} = {prod(self.weight):,} weights"
        yield from self.biases()
        yield from self.all_parameters()

    def biases(self) -> Iterator[str]:
        """One a filter."""
        if "bias" in self.record.weights:
            yield f"a bias for each filter: {self.filters:,}"
        else:
            yield "no biases"

    def multiplications(self) -> Iterator[str]:
        if self.has_connections:
            yield f"{prod(self.weight):,} multiplications at each place, one for each weight"
        else:
            each = counted(self.multiplications_each, "multiplication")
            yield f"{each} at each place for one filter, {prod(self.weight):,} for all"
        yield f"{spelling.times(self.y.spatial)} places x {prod(self.weight):,} = {self.record.measure.macs:,}"

    def elementwise(self, operations: Size) -> str:
        return f"{operations:,} (the bias, added to each output)"

    def im2col(self) -> Iterator[str]:
        if self.groups == 1 and not self.has_connections:
            rows, columns = self.multiplications_each, self.y.places
            under = f"{spelling.times(self.filter_shape)} = {rows:,} numbers"
            yield f"{rows}x{columns}: a column holds the {under} under the window at a place"
            yield f"filters {self.filters}x{rows} times it: {self.filters}x{columns}"

    def otherwise(self) -> Iterator[str]:
        outputs, has_bias = self.y.elements, "bias" in self.record.weights
        unshared = self.without_sharing()
        if unshared is not None:
            each = f"({self.multiplications_each:,} weights + 1 bias)" if has_bias else f"{self.multiplications_each:,} weights"
            yield f"each output with weights of its own, none shared: {outputs:,} outputs x {each} = {unshared:,} parameters"
        biases = f" + {outputs:,} biases" if has_bias else ""
        connected = f"{self.x.elements:,} inputs x {outputs:,} outputs{biases} = {self.fully_connected():,} parameters"
        yield f"as a fully connected layer: {connected}"

    def without_sharing(self) -> Size | None:
        """The parameters of `locally_connected` in its place; None where that cannot be built."""
        if self.has_connections:
            return None
        kind = layers.kind("locally_connected")
        shared = {name: getattr(self.operation, name) for name in kind.fields if name in self.operation.fields}
        return Row(self.x).put(kind(**(shared | {"filters": self.filters, "groups": self.groups}))).params

    def fully_connected(self) -> Size:
        """The parameters of `linear` in its place, on the flattened input."""
        row = Row(self.x)
        row.put(build("flatten", {}))
        return row.put(build("linear", {"features": self.y.elements, "bias": "bias" in self.record.weights})).params


class LocallyConnecting(Sliding):
    """Filters of its own at every place."""

    def channels(self) -> Iterator[str]:
        yield f"channels: {self.y.channels:,}, one for each filter of a place: {self.y}"

    def facts(self) -> dict[str, Any]:
        return super().facts() | {
            "filter_shape": list(self.filter_shape),
            "multiplications_at_each_place": self.filter_shape.elements,
            "params_with_sharing": self.with_sharing(),
        }

    @property
    def filter_shape(self) -> Shape:
        """One filter at one place: height x width x channels."""
        weight = self.record.weights["weight"]
        return Shape.of(weight[1], weight[2 : 2 + self.x.axes])

    def weights(self) -> Iterator[str]:
        each, elements = self.filter_shape.elements, self.y.elements
        yield f"one filter: {spelling.times(self.filter_shape)} = {counted(each, 'weight')}"
        yield f"one for each output: {spelling.times(self.y)} = {elements:,}"
        yield f"{elements:,} x {each:,} = {elements * each:,} weights"
        yield f"a bias for each output: {elements:,}" if "bias" in self.record.weights else "no biases"
        yield from self.all_parameters()

    def multiplications(self) -> Iterator[str]:
        each = counted(self.filter_shape.elements, "multiplication")
        yield f"{spelling.times(self.y)} outputs x {each} = {self.record.measure.macs:,}"

    def elementwise(self, operations: Size) -> str:
        return f"{operations:,} (the bias, added to each output)"

    def otherwise(self) -> Iterator[str]:
        yield f"with the same filters at every place, as `conv`: {self.with_sharing():,} parameters"

    def with_sharing(self) -> Size:
        """The parameters of `conv` in its place."""
        kind = layers.kind("conv")
        values = {name: getattr(self.operation, name) for name in self.operation.fields if name in kind.fields}
        return Row(self.x).put(kind(**values)).params
