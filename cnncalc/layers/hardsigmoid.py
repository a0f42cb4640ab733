"""hardsigmoid: the sigmoid of straight pieces."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Hardsigmoid(Activation):
    """min(max(0, x + 3), 6) / 6. Source: Howard et al., MobileNetV3 (2019); torch.nn.Hardsigmoid."""
