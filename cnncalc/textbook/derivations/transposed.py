"""Transposed convolutions: the window writes, O = (W - 1)*S - 2P + K + output padding."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from cnncalc.core.fields import SIDES
from cnncalc.core.shape import Shape
from cnncalc.rules.words import counted
from cnncalc.textbook import spelling
from cnncalc.textbook.derivations.general import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.size import Size


class Transposing(Derivation):
    """Every input element writes a window of outputs."""

    @property
    def filter_shape(self) -> Shape:
        """What one input element writes: height x width x filters of its group."""
        weight = self.record.weights["weight"]
        return Shape.of(weight[1], weight[2:])

    def facts(self) -> dict[str, Any]:
        windows = [
            {
                "axis": name, "input": size, "kernel": window.kernel, "dilation": window.dilation, "extent": window.extent,
                "stride": window.stride, "padding": [window.before, window.after], "output_padding": window.output_padding,
                "output": window.slide(size),
            }
            for name, size, window in zip(self.x.axis_names, self.x.spatial, self.operation.windows(self.x), strict=True)
        ]  # fmt: skip
        return {"windows": windows, "multiplications_of_each_input": self.filter_shape.elements}

    def size(self) -> Iterator[str]:
        windows = self.operation.windows(self.x)
        yield "O = (W - 1)*S - 2P + K" + (" + output padding" if any(window.output_padding for window in windows) else "")
        told = []
        for size, window in zip(self.x.spatial, windows, strict=True):
            pads = f"2*{window.before}" if window.before == window.after else f"{window.before} - {window.after}"
            added = f" + {window.output_padding}" if window.output_padding else ""
            told.append(f"({size} - 1)*{window.stride} - {pads} + {window.extent}{added} = {window.slide(size)}")
        for line in dict.fromkeys(told):
            names = [name for name, other in zip(self.x.axis_names, told, strict=True) if other == line]
            yield f"{' and '.join(names)}: {line}"
        for window in dict.fromkeys(window for window in windows if window.dilation > 1):
            yield f"K = {window.dilation}*({window.kernel} - 1) + 1 = {window.extent}: cells {window.dilation} from each other"
        yield f"channels: {self.y.channels:,}, one for each filter: {self.y}"

    def padding(self) -> Iterator[str]:
        windows = self.operation.windows(self.x)
        named = zip(SIDES[self.x.axes], windows, strict=True)
        cut = [
            f"{name} {cells}"
            for names, window in named
            for name, cells in zip(names, (window.before, window.after), strict=True)
            if cells
        ]
        yield f"cuts cells off the output: {', '.join(cut)}" if cut else "none: nothing is cut off the output"

    def weights(self) -> Iterator[str]:
        channels, each = self.x.channels, self.filter_shape.elements
        yield f"one input channel writes {spelling.times(self.filter_shape)} = {counted(each, 'weight')}"
        yield f"{counted(channels, 'channel')}: {channels:,} x {each:,} = {channels * each:,} weights"
        yield f"a bias for each filter: {self.y.channels:,}" if "bias" in self.record.weights else "no biases"
        yield from self.all_parameters()

    def multiplications(self) -> Iterator[str]:
        each = self.filter_shape.elements
        yield f"{spelling.times(self.x)} inputs x {counted(each, 'multiplication')} = {self.record.measure.macs:,}"

    def elementwise(self, operations: Size) -> str:
        return f"{operations:,} (the bias, added to each output)"

    def otherwise(self) -> Iterator[str]:
        if any(window.stride > 1 for window in self.operation.windows(self.x)):
            weights = prod(self.record.weights["weight"])
            at_outputs = f"{self.y.places:,} places x {weights:,} weights = {self.y.places * weights:,}"
            yield f"counted at the outputs, as some tools do, zeros between the inputs included: {at_outputs} MACs"
