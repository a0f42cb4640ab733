"""add: the residual join."""

from __future__ import annotations

from cnncalc.core.join import Join, broadcast
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Add(Join):
    """The sum of all operands, element by element; 1x1xC counts for every place, HxWx1 for every channel.

    Source: He et al., Deep Residual Learning (2015).
    """

    def output_shape(self, xs: tuple[Shape, ...]) -> Shape:
        return broadcast("add", xs)

    def elementwise(self, xs: tuple[Shape, ...], y: Shape) -> Size:
        return y.elements * (len(xs) - 1)
