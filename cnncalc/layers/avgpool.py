"""avgpool: the mean of a window."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, Field
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import WindowPool


class Avgpool(WindowPool):
    """The mean of each window: k - 1 additions and one division for a window of k.

    Source: torch.nn.AvgPool2d.
    """

    count_include_pad = Field(FLAG, "whether padded cells count as zeros, or not at all", default=True)

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * self.cells(x)
