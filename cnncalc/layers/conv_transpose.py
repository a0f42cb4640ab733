"""conv_transpose: the convolution that enlarges."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field, per_axis
from cnncalc.core.operation import WeightShapes, divides
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, floor_divide, product
from cnncalc.layers.families.transposed import Transposed
from cnncalc.layers.families.weighted import Weighted


class ConvTranspose(Weighted, Transposed):
    """Every input element writes a whole window of outputs, ``stride`` apart: (W - 1)*S - 2P + K places on each axis.

    Padding cuts cells off the output; ``padding: same`` gives exactly W*S places.
    Source: Zeiler et al., Deconvolutional Networks (2010); torch.nn.ConvTranspose2d.
    """

    filters = Field(COUNT, "number of filters, so channels of the output", main=True)
    groups = Field(COUNT, "the channels fall into so many groups, each with filters of its own", default=1)

    def output_shape(self, x: Shape) -> Shape:
        return Shape.of(self.filters, self.slide(x))

    def weights(self, x: Shape) -> WeightShapes:
        divides("groups", self.groups, channels=x.channels, filters=self.filters)
        kernel = per_axis("kernel", self.kernel, x)
        return {"weight": (x.channels, floor_divide(self.filters, self.groups), *kernel), **self.bias_shape(self.filters)}

    def macs(self, x: Shape, y: Shape) -> Size:
        """Every input element multiplies its window of every filter of its group."""
        return x.elements * floor_divide(self.filters, self.groups) * product(per_axis("kernel", self.kernel, x))
