"""tanh: the hyperbolic tangent."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Tanh(Activation):
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)). Source: LeCun et al. (1989); torch.nn.Tanh."""
