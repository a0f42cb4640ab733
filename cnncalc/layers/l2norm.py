"""l2norm: each place to length 1."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, POSITIVE, Field
from cnncalc.core.operation import POINTWISE, Reach, WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.layers.families.normalisation import Normalisation


class L2norm(Normalisation):
    """The channels at each place, divided by their length, times one trainable factor a channel.

    Source: Liu et al., ParseNet (2015), as SSD uses it; torch.nn.functional.normalize.
    """

    scale = Field(FLAG, "whether a trainable factor a channel follows", default=True)
    epsilon = Field(POSITIVE, "least length, against division by zero", default=1e-12)

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": (x.channels,)} if self.scale else {}

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
