"""log_softmax: the logarithm of the channels as probabilities."""

from __future__ import annotations

from cnncalc.layers.softmax import Softmax


class LogSoftmax(Softmax):
    """x - log(sum of exp over the channels at each place): three operations an element. Source: torch.nn.LogSoftmax."""
