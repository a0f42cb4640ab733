"""gelu: the Gaussian error linear unit."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Gelu(Activation):
    """x * P(X <= x) for a standard normal X, by the error function. Source: Hendrycks and Gimpel (2016); torch.nn.GELU."""
