"""softmax: the channels as probabilities."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.activation import Activation


class Softmax(Activation):
    """exp(x) / sum of exp over the channels at each place: three operations an element. Source: Bridle (1990); torch.nn.Softmax."""

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return 3 * y.elements
