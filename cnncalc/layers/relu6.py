"""relu6: the rectified linear unit with a ceiling."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Relu6(Activation):
    """min(max(0, x), 6). Source: Howard et al., MobileNets (2017); torch.nn.ReLU6."""
