"""prelu: the rectified linear unit with a trained slope."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, Field
from cnncalc.core.operation import WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.layers.families.activation import Activation


class Prelu(Activation):
    """x above 0, weight * x below, one weight a channel or one in all. Source: He et al. (2015); torch.nn.PReLU."""

    shared = Field(FLAG, "whether all channels share one slope", default=False)

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": (1,) if self.shared else (x.channels,)}
