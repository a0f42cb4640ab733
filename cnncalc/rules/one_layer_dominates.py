"""CC414: most of a network in one linear layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.families.convolution import Convolution
from cnncalc.layers.linear import Linear
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.words import percent
from cnncalc.walk import LayerRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.shape import Shape
    from cnncalc.rules.base import Design

PASSING = ("dropout", "identity", "stochastic_depth")


class OneLayerDominates(Rule):
    """A linear layer behind a flattened feature map has a weight for every place of it."""

    code = "CC414"
    name = "one-layer-dominates"
    summary = "one linear layer behind `flatten` holds more than half of all parameters"
    why = (
        "A linear layer behind `flatten` has weights of its own for every place of the map, although the convolutions before it "
        "were built on the idea that places are alike. It fixes the size of the input and is the first to overfit. Lin et al., "
        "Network In Network (2013), average every channel over its places instead; GoogLeNet did so and gained 0.6 % (Szegedy et "
        "al. 2014, section 5), and every large network since. Where the place itself is the answer, as for coordinates or a game's "
        "board, the weights may be worth it."
    )
    bad = """\
input: 28x28x1
layers:
  - conv: {filters: 32, kernel: 3, padding: 1, activation: relu}
  - maxpool: 2
  - flatten
  - linear: 10
"""
    good = """\
input: 28x28x1
layers:
  - conv: {filters: 32, kernel: 3, padding: 1, activation: relu}
  - maxpool: 2
  - global_avgpool
  - flatten
  - linear: 10
"""

    def check(self, design: Design) -> Iterator[Finding]:
        total = sum(record.params for record in design.layers)
        largest = max(design.layers, key=lambda record: record.params, default=None)
        if largest is None or not isinstance(largest.operation, Linear) or 2 * largest.params <= total:
            return
        flattened = _flattened_map(largest)
        is_convolutional = any(isinstance(record.operation, Convolution) for record in design.layers[: largest.index])
        if flattened is None or flattened.places == 1 or not is_convolutional:
            return
        saved = (flattened.elements - flattened.channels) * largest.operation.features
        yield Finding(
            f"{largest.path} holds {largest.params:,} of the {total:,} parameters ({percent(largest.params, total)}): "
            f"it has weights for all {flattened.elements:,} numbers of {flattened}",
            largest,
            help=f"`global_avgpool` before `flatten` leaves {flattened.channels:,} numbers and saves {saved:,} parameters",
        )


def _flattened_map(record: LayerRecord) -> Shape | None:
    """The feature map that was flattened for a layer; None where its input is a vector from elsewhere."""
    above = record.inputs[0]
    while isinstance(above, LayerRecord) and above.op in PASSING:
        above = above.inputs[0]
    return above.inputs[0].shape if isinstance(above, LayerRecord) and above.op == "flatten" else None
