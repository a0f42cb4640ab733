"""softsign: a sigmoid without exponentials."""

from __future__ import annotations

from cnncalc.layers.families.activation import Activation


class Softsign(Activation):
    """x / (1 + |x|). Source: Glorot and Bengio (2010); torch.nn.Softsign."""
