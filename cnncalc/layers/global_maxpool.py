"""global_maxpool: the largest of each channel."""

from __future__ import annotations

from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.pooling import GlobalPool


class GlobalMaxpool(GlobalPool):
    """The largest element over all places of each channel.

    Source: Oquab et al., Is Object Localization for Free? (2015).
    """

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * (x.places - 1)
