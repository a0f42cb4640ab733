"""hardtanh: the hyperbolic tangent of straight pieces."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Hardtanh(Activation):
    """min(max(-1, x), 1). Source: Collobert (2004); torch.nn.Hardtanh."""
