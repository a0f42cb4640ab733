"""selu: the self-normalising exponential linear unit."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Selu(Activation):
    """1.0507 * x above 0, 1.0507 * 1.6733 * (exp(x) - 1) below: fixed constants. Source: Klambauer et al. (2017); torch.nn.SELU."""
