"""CC413: probabilities as features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.families.weighted import Weighted
from cnncalc.rules.base import Finding, Rule, remove_layer, set_field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord

SOFTMAXES = ("softmax", "log_softmax")


class LayersAfterSoftmax(Rule):
    """A softmax stands where a hidden layer's activation should."""

    code = "CC413"
    name = "layers-after-softmax"
    summary = "a softmax is followed by layers with weights"
    why = (
        "Softmax makes the channels of a place sum to 1. At the end that is a distribution over classes. In the middle it ties all "
        "features to each other, throws their scale away, and where one wins its gradient is nearly zero everywhere: Bridle (1990) "
        "derives it for outputs. Most often a hidden layer was meant to have a ReLU, or a network was put behind another that was "
        "finished already. As a weight for something else it is right, as in attention: a `multiply` that takes it is no fault."
    )
    bad = """\
input: 64
layers:
  - linear: {features: 32, activation: softmax}
  - linear: 10
"""
    good = """\
input: 64
layers:
  - linear: {features: 32, activation: relu}
  - linear: 10
"""

    def check(self, design: Design) -> Iterator[Finding]:
        takers = _takers(design)
        found = {record: takers[record] for record in design.layers if record.op in SOFTMAXES and record in takers}
        for record, taker in found.items():
            owner = design.owner(record)
            repair = _repair(record, owner, found, design)
            kind = "that sum to 1" if record.op == "softmax" else "of which none is above 0"
            yield Finding(
                f"{taker.path} takes what `{record.op}` puts out: {record.shape.channels:,} features {kind}",
                owner or record,
                "activation" if owner is not None else None,
                repairs=(repair,) if repair is not None else (),
                help="" if repair is not None else f"another activation than `{record.op}` there",
            )


def _takers(design: Design) -> dict[LayerRecord, LayerRecord]:
    """For each layer the first one with weights that takes its output as features: not behind a product, where it is a weight."""
    takers: dict[LayerRecord, LayerRecord] = {}
    for record in reversed(design.layers):
        readers = [reader for reader in design.graph.readers(record) if reader.op != "multiply"]
        first = [reader if isinstance(reader.operation, Weighted) else takers.get(reader) for reader in readers]
        known = [taker for taker in first if taker is not None]
        if known:
            takers[record] = min(known, key=lambda taker: taker.index)
    return takers


def _repair(record: LayerRecord, owner: LayerRecord | None, found: Collection[LayerRecord], design: Design) -> Repair | None:
    """Another activation where it is a shorthand; else the file without the layer."""
    return set_field(owner, "activation", "relu") if owner is not None else remove_layer(design, record, found)
