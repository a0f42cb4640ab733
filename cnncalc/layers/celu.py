"""celu: the continuously differentiable exponential linear unit."""

from __future__ import annotations

from cnncalc.core.fields import POSITIVE, Field
from cnncalc.layers.families.activation import Activation


class Celu(Activation):
    """x above 0, alpha * (exp(x / alpha) - 1) below. Source: Barron (2017); torch.nn.CELU."""

    alpha = Field(POSITIVE, "depth of the curve below 0", default=1.0)
