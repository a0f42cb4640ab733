"""maxpool: the largest of a window."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import WindowPool
from cnncalc.layers.families.sliding import Dilated


class Maxpool(WindowPool, Dilated):
    """The largest element of each window; padding never wins. k - 1 comparisons for a window of k.

    Source: Riesenhuber and Poggio, Hierarchical Models of Object Recognition in Cortex (1999); torch.nn.MaxPool2d.
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * (self.cells(x) - 1)
