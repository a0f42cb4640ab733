"""silu: the sigmoid linear unit, also called swish."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Silu(Activation):
    """x * sigmoid(x). Source: Elfwing et al. (2017); torch.nn.SiLU."""
