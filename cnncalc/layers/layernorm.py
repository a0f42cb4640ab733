"""layernorm: each place by the statistics of its channels."""

from __future__ import annotations

from cnncalc.core.operation import POINTWISE, Reach
from cnncalc.core.shape import Shape
from cnncalc.layers.families.normalisation import Standardisation


class Layernorm(Standardisation):
    """Mean and variance over the channels at each place.

    Source: Ba et al., Layer Normalization (2016), as ConvNeXt uses it; torch.nn.LayerNorm with channels last.
    """

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
