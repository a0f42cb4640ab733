"""lrn: local response normalisation."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, NUMBER, POSITIVE, Field
from cnncalc.core.operation import POINTWISE, Reach
from cnncalc.core.shape import Shape
from cnncalc.layers.families.normalisation import Normalisation


class Lrn(Normalisation):
    """Each element by its neighbours in ``size`` channels: x / (k + alpha/size * sum of squares)^beta.

    Source: Krizhevsky et al., ImageNet Classification (2012); torch.nn.LocalResponseNorm, which divides alpha by the size.
    """

    size = Field(COUNT, "number of neighbouring channels, itself included", default=5, main=True)
    alpha = Field(NUMBER, "factor of the sum of squares", default=1e-4)
    beta = Field(NUMBER, "exponent", default=0.75)
    k = Field(POSITIVE, "added to the sum", default=1.0)

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
