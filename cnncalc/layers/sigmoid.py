"""sigmoid: the logistic curve."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Sigmoid(Activation):
    """1 / (1 + exp(-x)). Source: Rumelhart et al. (1986); torch.nn.Sigmoid."""
