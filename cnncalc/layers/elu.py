"""elu: the exponential linear unit."""

from __future__ import annotations

from cnncalc.core.fields import POSITIVE, Field
from cnncalc.layers.families.activation import Activation


class Elu(Activation):
    """x above 0, alpha * (exp(x) - 1) below. Source: Clevert et al. (2015); torch.nn.ELU."""

    alpha = Field(POSITIVE, "depth of the curve below 0", default=1.0)
