"""l2pool: the root of a window's sum of squares."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import WindowPool


class L2pool(WindowPool):
    """The length of each window, sqrt(sum of squares): k squares, k - 1 additions and one root for a window of k.

    Source: torch.nn.LPPool2d with norm_type=2.
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * 2 * self.cells(x)
