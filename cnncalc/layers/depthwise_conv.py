"""depthwise_conv: a filter for each channel by itself."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, EXTENTS, Extent, Field, per_axis
from cnncalc.core.operation import WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, product
from cnncalc.layers.families.convolution import Convolution


class DepthwiseConv(Convolution):
    """Every channel has ``multiplier`` filters that see this channel alone; channels never mix.

    Source: Howard et al., MobileNets (2017); torch.nn.Conv2d with groups=channels.
    """

    kernel: Field[Extent] = Field(EXTENTS, "size of the window", main=True)
    multiplier = Field(COUNT, "filters for each input channel", default=1)

    def output_shape(self, x: Shape) -> Shape:
        return Shape.of(x.channels * self.multiplier, self.slide(x))

    def weights(self, x: Shape) -> WeightShapes:
        filters = x.channels * self.multiplier
        return {"weight": (filters, 1, *per_axis("kernel", self.kernel, x)), **self.bias_shape(filters)}

    def macs(self, x: Shape, y: Shape) -> Size:
        return y.elements * product(per_axis("kernel", self.kernel, x))
