"""multiply: the gate."""

from __future__ import annotations

from cnncalc.core.join import Join, broadcast
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Multiply(Join):
    """The product of all operands, element by element; 1x1xC counts for every place, HxWx1 for every channel.

    Source: Hu et al., Squeeze-and-Excitation Networks (2017).
    """

    def output_shape(self, xs: tuple[Shape, ...]) -> Shape:
        return broadcast("multiply", xs)

    def elementwise(self, xs: tuple[Shape, ...], y: Shape) -> Size:
        return y.elements * (len(xs) - 1)
