"""stochastic_depth: whole branches go missing in training."""

from __future__ import annotations

from cnncalc.core.fields import RATE, Field
from cnncalc.layers.families.regularisation import Regularisation


class StochasticDepth(Regularisation):
    """In training the whole tensor is zero with probability ``rate``, so that a residual branch is skipped.

    Source: Huang et al., Deep Networks with Stochastic Depth (2016); torchvision.ops.StochasticDepth.
    """

    rate = Field(RATE, "probability that the branch is dropped", main=True)
