"""Around linear layers: every input times every output, and maps that become vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.rules.words import counted
from cnncalc.textbook import spelling
from cnncalc.textbook.derivations.general import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.size import Size


class FullyConnecting(Derivation):
    """Every output a weighted sum of all inputs."""

    def size(self) -> Iterator[str]:
        yield f"{counted(self.y.elements, 'output')}, whatever comes in"

    def weights(self) -> Iterator[str]:
        inputs, outputs = self.x.elements, self.y.elements
        yield f"a weight for each input and output: {inputs:,} x {outputs:,} = {inputs * outputs:,} weights"
        yield f"a bias for each output: {outputs:,}" if "bias" in self.record.weights else "no biases"
        yield from self.all_parameters()

    def multiplications(self) -> Iterator[str]:
        yield f"{self.x.elements:,} inputs x {self.y.elements:,} outputs = {self.record.measure.macs:,}: each weight is used once"

    def elementwise(self, operations: Size) -> str:
        return f"{operations:,} (the bias, added to each output)"


class Regrouping(Derivation):
    """The same numbers in another shape."""

    def size(self) -> Iterator[str]:
        if self.y.axes:
            yield f"{self.x} has {spelling.product(self.x)} numbers, and {self.y} as many: {spelling.product(self.y)}"
        else:
            yield f"a vector of {spelling.product(self.x)} numbers"
