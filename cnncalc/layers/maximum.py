"""maximum: the largest operand."""

from __future__ import annotations

from cnncalc.core.join import Join, same_shape
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Maximum(Join):
    """The largest of all operands, element by element; their shapes must be equal.

    Source: Goodfellow et al., Maxout Networks (2013); torch.maximum.
    """

    def output_shape(self, xs: tuple[Shape, ...]) -> Shape:
        return same_shape("maximum", xs)

    def elementwise(self, xs: tuple[Shape, ...], y: Shape) -> Size:
        return y.elements * (len(xs) - 1)
