"""softplus: the smooth rectifier."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Softplus(Activation):
    """log(1 + exp(x)). Source: Dugas et al. (2000); torch.nn.Softplus."""
