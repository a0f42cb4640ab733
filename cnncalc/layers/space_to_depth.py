"""space_to_depth: places become channels."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import Reach, divides, wants_map
from cnncalc.core.shape import Shape
from cnncalc.core.size import floor_divide
from cnncalc.core.window import Window
from cnncalc.layers.families.rearranging import Rearranging


class SpaceToDepth(Rearranging):
    """Each square of factor x factor places becomes one place of so many times the channels; pixel_shuffle undoes it.

    Source: Redmon and Farhadi, YOLO9000 (2016), its passthrough layer; torch.nn.PixelUnshuffle.
    """

    factor = Field(COUNT, "how many times as small each axis becomes", main=True, example="2")

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        divides("factor", self.factor, **dict(zip(x.axis_names, x.spatial, strict=True)))
        return Shape.of(x.channels * self.factor**x.axes, (floor_divide(size, self.factor) for size in x.spatial))

    def axes_reach(self, x: Shape) -> Reach:
        return (Window(kernel=self.factor, stride=self.factor),) * x.axes
