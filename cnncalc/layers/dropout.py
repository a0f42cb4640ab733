"""dropout: elements go missing in training."""

from __future__ import annotations

from cnncalc.core.fields import RATE, Field
from cnncalc.layers.families.regularisation import Regularisation


class Dropout(Regularisation):
    """In training each element is zero with probability ``rate``. Source: Srivastava et al. (2014); torch.nn.Dropout."""

    rate = Field(RATE, "probability that an element is dropped", default=0.5, main=True)
