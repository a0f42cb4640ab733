"""crop: a feature map without its borders."""

from __future__ import annotations

from cnncalc.core.fields import Field, sides
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, at_least
from cnncalc.layers.families.rearranging import MARGIN, Bordering, Margin


class Crop(Bordering):
    """The cells at the borders go: how U-Net brings an earlier map to the size of a later one.

    Source: Ronneberger et al., U-Net (2015); torch.nn.functional.pad with negative numbers.
    """

    margin: Field[Margin] = Field(MARGIN, "cells cut off at the borders", main=True)

    def margins(self, x: Shape) -> tuple[tuple[Size, Size], ...]:
        return tuple((-before, -after) for before, after in sides("margin", self.margin, x))

    def output_shape(self, x: Shape) -> Shape:
        y = super().output_shape(x)
        for size, left, axis in zip(x.spatial, y.spatial, x.axis_names, strict=True):
            if not at_least(left, 1):
                raise Problem(
                    "CC311",
                    f"nothing is left of the {axis}: {size} - {size - left} = {left}",
                    f"cut off at most {size - 1} there, both ends together",
                    "margin",
                )
        return y
