"""conv: the convolution of the textbooks."""

from __future__ import annotations

from cnncalc.core.fields import CONNECTIONS, Field, per_axis
from cnncalc.core.operation import WeightShapes
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, at_least, equal, product
from cnncalc.layers.families.convolution import Grouped


class Conv(Grouped):
    """Filters slide over the input; each puts out one channel, O = (W - K + 2P)/S + 1 places on each axis.

    With ``connections`` each filter sees the input channels listed for it (layer C3 of LeNet-5).
    Source: LeCun et al., Gradient-Based Learning Applied to Document Recognition (1998); numerics as torch.nn.Conv2d.
    """

    connections = Field(CONNECTIONS, "for each filter, the input channels it sees", default=None)

    def check(self) -> None:
        if self.connections is None:
            return
        if not equal(len(self.connections), self.filters):
            raise Problem(
                "CC321",
                f"{len(self.connections)} connections for {self.filters} filters",
                f"use `filters: {len(self.connections)}`, or one list for each filter",
                "connections",
            )
        if self.groups != 1:
            raise Problem("CC321", "`connections` and `groups` both say what a filter sees", "keep one of them", "connections")

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": self.filter_shapes(x), **self.bias_shape(self.filters)}

    def filter_shapes(self, x: Shape) -> tuple[Size, ...]:
        """(filters, channels of a group, kernel), or (connections, kernel)."""
        kernel = per_axis("kernel", self.kernel, x)
        if self.connections is None:
            return (self.filters, self.group_channels(x), *kernel)
        for index, channels in enumerate(self.connections):
            if not at_least(x.channels, max(channels) + 1):
                raise Problem(
                    "CC322",
                    f"filter {index} sees channel {max(channels)}, the input has {x.channels}",
                    f"channels count from 0 to {x.channels - 1}",
                    "connections",
                    (index,),
                )
        return (sum(map(len, self.connections)), *kernel)

    def macs(self, x: Shape, y: Shape) -> Size:
        """Every place of the output multiplies every weight once."""
        return y.places * product(self.filter_shapes(x))
