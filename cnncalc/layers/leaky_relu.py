"""leaky_relu: the rectified linear unit that leaks."""

from __future__ import annotations

from cnncalc.core.fields import NUMBER, Field
from cnncalc.layers.families.activation import Activation


class LeakyRelu(Activation):
    """x above 0, slope * x below. Source: Maas et al. (2013); torch.nn.LeakyReLU."""

    slope = Field(NUMBER, "slope below 0", default=0.01, main=True)
