"""relu: the rectified linear unit."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Relu(Activation):
    """max(0, x). Source: Nair and Hinton (2010); torch.nn.ReLU."""
