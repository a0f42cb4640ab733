"""Around linear layers: feature maps become vectors, and back."""

from __future__ import annotations

from cnncalc.core.operation import EVERYTHING, Reach
from cnncalc.core.shape import Shape
from cnncalc.layers.families.rearranging import Rearranging


class Regrouping(Rearranging):
    """The same memory under another shape, elements in PyTorch's order: channels outermost, then height, then width."""

    is_view = True

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING
