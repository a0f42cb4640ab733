"""Normalisation, and what is there in training alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.rules.words import counted, enumerated
from cnncalc.textbook.derivations.general import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {"weight": "a factor", "bias": "a bias"}


class Normalising(Derivation):
    """Elements brought to a common scale, then a factor and a bias a channel where the kind has them."""

    def weights(self) -> Iterator[str]:
        yield f"{enumerated([WORDS[name] for name in self.record.weights])} for each of {counted(self.x.channels, 'channel')}"
        yield from self.all_parameters()


class Regularising(Derivation):
    """Noise in training."""

    def size(self) -> Iterator[str]:
        yield f"the shape stays {self.y}: when the network is run, the layer is not there"
