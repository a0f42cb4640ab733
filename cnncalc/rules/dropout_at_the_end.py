"""CC412: dropout on what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.families.activation import Activation
from cnncalc.rules.base import Finding, Rule, remove_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.walk import LayerRecord


class DropoutAtTheEnd(Rule):
    """No layer with weights comes after the dropout."""

    code = "CC412"
    name = "dropout-at-the-end"
    summary = "dropout after the last layer with weights drops results, not features"
    why = (
        "Dropout teaches the weights behind it not to rely on any single feature. Behind the last weights there is nobody left to "
        "teach: in training it sets classes or coordinates to zero at random, which is noise on the loss, and when the network is "
        "run it does nothing. It belongs before the last layer: Srivastava et al., Dropout (JMLR 2014), AlexNet, VGG."
    )
    bad = """\
input: 64
layers:
  - linear: {features: 32, activation: relu}
  - linear: 10
  - dropout: 0.5
  - softmax
"""
    good = """\
input: 64
layers:
  - linear: {features: 32, activation: relu}
  - linear: 10
  - softmax
"""

    def check(self, design: Design) -> Iterator[Finding]:
        idle = _with_nothing_trained_behind(design)
        first = next((record.index for record in design.layers if record.measure.weights), len(design.layers))
        dropouts = [record for record in design.layers if record.op == "dropout" and record.index > first]
        last = dict.fromkeys(record for record in dropouts if record in idle)
        for record in last:
            repair = remove_layer(design, record, last, is_certain=True)
            yield Finding(
                f"no layer with weights follows: this drops {record.shape} results at random in training",
                record,
                repairs=(repair,) if repair is not None else (),
                help="" if repair is not None else "dropout before the last layer with weights, or none",
            )


def _with_nothing_trained_behind(design: Design) -> set[LayerRecord]:
    """The layers that only activations without weights and other views of the same numbers follow."""
    idle: set[LayerRecord] = set()
    for record in reversed(design.layers):
        readers = design.graph.readers(record)
        if all(reader in idle and _is_untrained(reader) for reader in readers):
            idle.add(record)
    return idle


def _is_untrained(record: LayerRecord) -> bool:
    return not record.measure.weights and (isinstance(record.operation, Activation) or record.operation.is_view)
