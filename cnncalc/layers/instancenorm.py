"""instancenorm: each channel by its own statistics."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, Field
from cnncalc.core.operation import EVERYTHING, Reach, wants_map
from cnncalc.core.shape import Shape
from cnncalc.layers.families.normalisation import Standardisation


class Instancenorm(Standardisation):
    """Mean and variance over all places of each channel.

    Source: Ulyanov et al., Instance Normalization (2016); torch.nn.InstanceNorm2d.
    """

    affine = Field(FLAG, "whether a trainable factor and bias a channel follow", default=False)

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        return x

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING
