"""concat: channels side by side."""

from __future__ import annotations

from cnncalc.core.join import Join, in_simplest_terms, same_axes, shapes_differ, to_one_size
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, alike


class Concat(Join):
    """The channels of all operands, one after the other; their places must be equal.

    Source: Szegedy et al., Going Deeper with Convolutions (2014); torch.cat along the channels.
    """

    def output_shape(self, xs: tuple[Shape, ...]) -> Shape:
        same_axes("concat", xs)
        sizes = xs[0].spatial
        others = [x for x in xs if x.spatial != sizes]
        for x in others:
            if not alike(x.spatial, sizes):
                raise shapes_differ("concat", xs, "the sizes must be equal, only channels may differ", to_one_size(xs[0], x))
        if others:
            sizes = in_simplest_terms([sizes, *(x.spatial for x in others)])
        return Shape.of(sum(x.channels for x in xs), sizes)

    def elementwise(self, xs: tuple[Shape, ...], y: Shape) -> Size:
        return 0
