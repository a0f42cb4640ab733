"""regions: parts of a map, each of which goes its own way from here."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, EXTENTS, Extent, Field, per_axis
from cnncalc.core.operation import EVERYTHING, Reach, wants_map
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import Pooling


class Regions(Pooling):
    """``count`` regions are cut out of the map, each pooled to ``size``; the layers behind run once for each of them.

    Where the regions lie is not known before an image is seen, so what the pooling compares is not counted.
    Source: Girshick, Fast R-CNN (2015), RoI pooling; Girshick et al., R-CNN (2014), cuts them out of the image.
    """

    count = Field(COUNT, "how many regions an image has", main=True)
    size: Field[Extent | None] = Field(EXTENTS, "what each is pooled to; the size of the map unless given", default=None)

    def check(self) -> None:
        if not isinstance(self.count, int):
            raise COUNT.refuse(self.count)

    @property
    def copies(self) -> Size:
        return self.count

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        return x if self.size is None else x.with_spatial(per_axis("size", self.size, x))

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return 0

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING
