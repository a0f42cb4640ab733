"""mish: the smooth unit of YOLOv4."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Mish(Activation):
    """x * tanh(softplus(x)). Source: Misra (2019); torch.nn.Mish."""
