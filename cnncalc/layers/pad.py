"""pad: zeros around a feature map."""

from __future__ import annotations

from cnncalc.core.fields import Field, sides
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.rearranging import MARGIN, Bordering, Margin


class Pad(Bordering):
    """Cells of zeros at the borders. Source: torch.nn.ZeroPad2d."""

    padding: Field[Margin] = Field(MARGIN, "cells added at the borders", main=True)

    def margins(self, x: Shape) -> tuple[tuple[Size, Size], ...]:
        return sides("padding", self.padding, x)
