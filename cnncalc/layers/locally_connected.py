"""locally_connected: a convolution that does not share its weights."""

from __future__ import annotations

from cnncalc.core.fields import per_axis
from cnncalc.core.operation import WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, product
from cnncalc.layers.families.convolution import Grouped


class LocallyConnected(Grouped):
    """Windows as in ``conv``, but every place of the output has filters and biases of its own.

    Source: Taigman et al., DeepFace (2014); Keras 2's LocallyConnected2D, in PyTorch's order of axes.
    """

    def filter_shape(self, x: Shape) -> tuple[Size, ...]:
        """One filter at one place: (channels of a group, kernel)."""
        return (self.group_channels(x), *per_axis("kernel", self.kernel, x))

    def weights(self, x: Shape) -> WeightShapes:
        places = self.slide(x)
        return {"weight": (self.filters, *self.filter_shape(x), *places), **self.bias_shape(self.filters, *places)}

    def macs(self, x: Shape, y: Shape) -> Size:
        return y.elements * product(self.filter_shape(x))
