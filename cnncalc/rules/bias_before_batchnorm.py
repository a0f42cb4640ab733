"""CC406: a bias that the batch normalisation behind it takes away again."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from cnncalc.layers.families.weighted import Weighted
from cnncalc.rules.base import Finding, Rule, set_field
from cnncalc.rules.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord

CENTRING = ("batchnorm", "instancenorm")
"""These subtract the mean of each channel, and with it whatever was added to all of the channel."""


class BiasBeforeBatchnorm(Rule):
    """The mean of a channel contains its bias, so subtracting the mean removes it."""

    code = "CC406"
    name = "bias-before-batchnorm"
    summary = "batch normalisation subtracts the bias of the layer before it: the parameters are wasted"
    why = (
        "Batch normalisation subtracts the mean of each channel. A bias moves the whole channel and its mean alike, so it cancels; "
        "its gradient is zero, and the shift that normalisation adds does its work: Ioffe and Szegedy, Batch Normalization (2015), "
        "section 3.2. Frameworks do not notice: the bias is stored, loaded and added all the same. Weights that were trained with "
        "it, as those of torchvision's vgg16_bn, need it to load; frozen layers are therefore left alone."
    )
    bad = """\
input: 32x32x3
layers:
  - conv: {filters: 64, kernel: 3, padding: 1, batchnorm: true, activation: relu}
"""
    good = """\
input: 32x32x3
layers:
  - conv: {filters: 64, kernel: 3, padding: 1, batchnorm: true, activation: relu, bias: false}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        wasted = {record: reader for record in design.layers if (reader := _centring_reader(record, design)) is not None}
        by_place: dict[object, list[LayerRecord]] = {}
        for record in wasted:
            if record.shares is None and all(user in wasted for user in design.users(record)):
                by_place.setdefault(record.written or record, []).append(record)
        for records in by_place.values():
            yield _finding(records, wasted, design)


def _finding(records: list[LayerRecord], wasted: dict[LayerRecord, LayerRecord], design: Design) -> Finding:
    """What is to be said of all passes and calls of one layer."""
    first = records[0]
    reader = wasted[first]
    where = "" if design.owner(reader) is first else f" ({reader.path})"
    biases = counted(sum(prod(record.weights["bias"]) for record in records), "parameter")
    calls = "" if len(records) == 1 else f" in {len(records):,} calls"
    repair = _without_bias(first, wasted, design)
    return Finding(
        f"the bias before `{reader.op}`{where} has no effect: the subtraction of the mean cancels {biases}{calls}",
        first,
        "bias",
        repairs=(repair,) if repair is not None else (),
        help="" if repair is not None else "no bias where normalisation follows",
    )


def _centring_reader(record: LayerRecord, design: Design) -> LayerRecord | None:
    """The normalisation that alone reads a layer whose channels have a bias each; nothing for frozen ones."""
    operation = record.operation
    is_biased = isinstance(operation, Weighted) and operation.bias and len(record.weights["bias"]) == 1
    if not is_biased or record.frozen:
        return None
    reader = design.graph.only_reader(record)
    while reader is not None and reader.op == "identity":
        reader = design.graph.only_reader(reader)
    return reader if reader is not None and reader.op in CENTRING else None


def _without_bias(record: LayerRecord, wasted: dict[LayerRecord, LayerRecord], design: Design) -> Repair | None:
    """``bias: false``, where every pass and call of the layer does without it, and no other layer has the same weights."""
    if len(design.users(record)) > 1 or not all(copy in wasted for copy in design.copies(record)):
        return None
    return set_field(record, "bias", False, is_certain=True)
