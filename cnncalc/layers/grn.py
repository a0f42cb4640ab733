"""grn: global response normalisation."""

from __future__ import annotations

from cnncalc.core.fields import POSITIVE, Field
from cnncalc.core.operation import EVERYTHING, Reach, WeightShapes, wants_map
from cnncalc.core.shape import Shape
from cnncalc.layers.families.normalisation import Normalisation


class Grn(Normalisation):
    """Each channel by its length over all places, relative to the mean length of the channels: x + weight * x * relative + bias.

    Source: Woo et al., ConvNeXt V2 (2023).
    """

    epsilon = Field(POSITIVE, "added to the mean length, against division by zero", default=1e-6)

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        return x

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": (x.channels,), "bias": (x.channels,)}

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING
