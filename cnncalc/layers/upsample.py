"""upsample: a feature map of more places."""

from __future__ import annotations

from cnncalc.core.fields import EXTENTS, SIZE_REFERENCE, Choice, Extent, Field, per_axis
from cnncalc.core.operation import Reach, wants_map
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.rearranging import Interpolated, Nearest, Rearranging


class Upsample(Rearranging):
    """Places are repeated, or interpolated between their neighbours (on one axis linear, on three trilinear).

    Source: torch.nn.Upsample with align_corners=False.
    """

    scale: Field[Extent | None] = Field(EXTENTS, "how many times as large", default=None, main=True)
    size: Field[Extent | str | None] = Field(SIZE_REFERENCE, "size of the output, or a tensor's name for its size", default=None)
    mode = Field(Choice("nearest", "bilinear"), "repeat the nearest element, or weigh its neighbours", default="nearest")

    def check(self) -> None:
        if self.scale is None and self.size is None:
            raise Problem("CC321", "`upsample` needs `scale` or `size`", "as in `upsample: 2`, or `upsample: {size: 56x56}`")
        if self.scale is not None and self.size is not None:
            raise Problem("CC321", "`scale` and `size` both say how large the output is", "keep one of them", "size")

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        if self.scale is not None:
            return x.with_spatial(size * scale for size, scale in zip(x.spatial, per_axis("scale", self.scale, x), strict=True))
        assert self.size is not None, "check() lets no such layer pass"
        assert not isinstance(self.size, str), "the language puts the sizes of the tensor in its name's place"
        return x.with_spatial(per_axis("size", self.size, x))

    def elementwise(self, x: Shape, y: Shape) -> Size:
        """Bilinear: four products and three sums an output element."""
        return 7 * y.elements if self.mode == "bilinear" else 0

    def axes_reach(self, x: Shape) -> Reach:
        resized = Interpolated if self.mode == "bilinear" else Nearest
        if self.scale is not None:
            return tuple(resized(1, scale) for scale in per_axis("scale", self.scale, x))
        sizes = zip(x.spatial, self.output_shape(x).spatial, strict=True)
        return tuple(resized(1, 1) if inside == outside else resized(inside, outside) for inside, outside in sizes)
