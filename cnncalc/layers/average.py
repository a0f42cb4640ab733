"""average: the mean of all operands."""

from __future__ import annotations

from cnncalc.core.join import Join, same_shape
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Average(Join):
    """The mean of all operands, element by element; their shapes must be equal. The division is one operation more.

    Source: Keras's Average layer.
    """

    def output_shape(self, xs: tuple[Shape, ...]) -> Shape:
        return same_shape("average", xs)

    def elementwise(self, xs: tuple[Shape, ...], y: Shape) -> Size:
        return y.elements * len(xs)
