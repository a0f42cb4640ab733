"""flatten: a feature map becomes a vector."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.layers.families.dense import Regrouping


class Flatten(Regrouping):
    """A vector of all elements: the step from a feature map to a linear layer.

    Source: torch.nn.Flatten.
    """

    def output_shape(self, x: Shape) -> Shape:
        return Shape.of(x.elements)
