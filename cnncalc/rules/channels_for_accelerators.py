"""CC411: channels that do not fill the units of an accelerator."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

from cnncalc.layers.families.activation import Activation
from cnncalc.layers.families.pooling import GlobalPool, WindowPool
from cnncalc.layers.families.regularisation import Regularisation
from cnncalc.layers.families.weighted import Weighted
from cnncalc.rules.base import Finding, Rule, set_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.walk import LayerRecord

FILLED = 8
"""Half-precision numbers that a tensor core takes at once."""

TAKING_ANY = ("batchnorm", "layernorm", "instancenorm", "grn", "l2norm", "lrn", "scale", "flatten", "concat", "depthwise_conv")
"""What goes on with as many channels as it is given."""


class ChannelsForAccelerators(Rule):
    """A convolution or linear layer makes a number of channels that 8 does not divide."""

    code = "CC411"
    name = "channels-for-accelerators"
    summary = "channels that 8 does not divide leave units of tensor cores idle"
    why = (
        "Tensor cores multiply blocks of 8 half-precision numbers (4 of TF32, 16 of int8). Other channels are padded up to that, "
        "or fall back on slower kernels: NVIDIA, Convolutional Layers User's Guide, which asks for multiples of 8 and prefers 64. "
        "MobileNet rounds its scaled widths to 8 for the same reason (`make_divisible`). The image's own channels and the classes "
        "of the last layer are given by the task and exempt. On a processor without such units it does not matter."
    )
    bad = """\
input: 32x32x3
layers:
  - conv: {filters: 100, kernel: 3, padding: 1, activation: relu}
  - global_avgpool
  - flatten
  - linear: 10
"""
    good = """\
input: 32x32x3
layers:
  - conv: {filters: 104, kernel: 3, padding: 1, activation: relu}
  - global_avgpool
  - flatten
  - linear: 10
"""
    is_default = False

    def check(self, design: Design) -> Iterator[Finding]:
        feeding, free = _feeding_weights(design), _free(design)
        for record in design.layers:
            field = _width_field(record)
            channels = record.shape.channels
            if field is None or channels % FILLED == 0 or record not in feeding:
                continue
            nearest = _nearest(channels, record)
            repair = set_field(record, field, nearest) if record in free else None
            padded = channels + -channels % FILLED
            yield Finding(
                f"{channels:,} channels are no multiple of {FILLED}: tensor cores compute {padded:,}",
                record,
                field,
                repairs=(repair,) if repair is not None else (),
                help="" if repair is not None else f"{nearest:,}, the nearest multiple, here and where it must agree",
            )


def _width_field(record: LayerRecord) -> str | None:
    """The parameter that says how many channels a layer makes."""
    return next((field for field in ("filters", "features") if field in record.operation.fields), None)


def _feeding_weights(design: Design) -> set[object]:
    """The tensors that some layer with weights depends on: the last such layer's own output is given by the task."""
    feeding: set[object] = set()
    for record in reversed(design.layers):
        if isinstance(record.operation, Weighted) or record in feeding:
            feeding.update(record.inputs)
    return feeding


def _nearest(channels: int, record: LayerRecord) -> int:
    """The nearest multiple of 8 that the groups divide too, the larger of two as near."""
    unit = lcm(FILLED, getattr(record.operation, "groups", 1))
    return max(unit, (channels + unit // 2) // unit * unit)


def _free(design: Design) -> set[LayerRecord]:
    """The layers behind which nothing counts on the number of channels, as a sum or a gate would."""
    free: set[LayerRecord] = set()
    for record in reversed(design.layers):
        is_result = record in design.graph.results
        readers = design.graph.readers(record)
        if not is_result and all(_takes_all(reader) or (_takes_any(reader) and reader in free) for reader in readers):
            free.add(record)
    return free


def _takes_all(record: LayerRecord) -> bool:
    """Whether a layer mixes all channels that come, however many."""
    operation = record.operation
    plain = getattr(operation, "groups", 1) == 1 and getattr(operation, "connections", None) is None
    return isinstance(operation, Weighted) and plain and record.op != "depthwise_conv"


def _takes_any(record: LayerRecord) -> bool:
    return record.op in TAKING_ANY or isinstance(record.operation, (Activation, WindowPool, GlobalPool, Regularisation))
