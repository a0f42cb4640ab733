"""reshape: the same elements in another shape."""

from __future__ import annotations

from cnncalc.core.fields import SHAPE, Field
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import are_known, equal
from cnncalc.layers.families.dense import Regrouping


class Reshape(Regrouping):
    """All elements in a shape that holds just as many: the step from a linear layer to a feature map.

    Source: torch.reshape on channels x height x width.
    """

    shape = Field(SHAPE, "shape of the output, height x width x channels", main=True)

    def output_shape(self, x: Shape) -> Shape:
        if not equal(self.shape.elements, x.elements):
            channels, left_over = divmod(x.elements, self.shape.places) if are_known((*x, *self.shape)) else (0, 1)
            fitting = Shape((x.elements,)) if left_over else self.shape.with_channels(channels)
            raise Problem(
                "CC313",
                f"{self.shape} has {self.shape.elements:,} elements, the input {x} has {x.elements:,}",
                f"use a shape of {x.elements:,} elements, as `reshape: {fitting}`",
                "shape",
            )
        return self.shape
