"""CC408: an activation of what has just been activated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.families.activation import Activation
from cnncalc.rules.base import Finding, Rule, remove_layer
from cnncalc.walk import LayerRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.source import Repair

VIEWS = ("flatten", "reshape", "identity")
"""The same numbers under another shape."""

KEEPING_SIGNS = (*VIEWS, "dropout", "maxpool", "avgpool", "global_avgpool", "global_maxpool", "upsample")
"""What puts out nothing below 0 where nothing below 0 comes in."""

NOT_BELOW_0 = ("relu", "relu6", "sigmoid", "hardsigmoid", "softmax", "softplus")
UP_TO_1 = ("sigmoid", "hardsigmoid", "softmax")
AROUND_1 = ("tanh", "softsign", "hardtanh")

NOTHING_LEFT = {
    "relu": NOT_BELOW_0,
    "leaky_relu": NOT_BELOW_0,
    "prelu": NOT_BELOW_0,
    "elu": NOT_BELOW_0,
    "celu": NOT_BELOW_0,
    "relu6": ("relu6", *UP_TO_1),
    "hardtanh": (*AROUND_1, *UP_TO_1),
}
"""By activation, those whose results it puts out as they are."""

RANGES = {
    **dict.fromkeys(("relu", "softplus"), "nothing below 0"),
    "relu6": "0 to 6",
    **dict.fromkeys(UP_TO_1, "0 to 1"),
    **dict.fromkeys(AROUND_1, "-1 to 1"),
    "log_softmax": "nothing above 0",
}
"""What an activation puts out."""

LINEAR_ABOVE_0 = ("relu", "leaky_relu", "prelu", "elu", "celu")
SQUASHING = ("sigmoid", "hardsigmoid")


class RepeatedActivation(Rule):
    """An activation meets only numbers that it leaves alone, or that it was not made for."""

    code = "CC408"
    name = "repeated-activation"
    summary = "an activation after an activation does nothing, or is not what was meant"
    why = (
        "ReLU after ReLU changes no number, nor does ReLU after a sigmoid or a max pool of a ReLU: the layer costs time and says "
        "that something else was meant, often a convolution that got lost between them, or an `activation:` in the file's defaults "
        "beside a written layer. The same curve twice, as softmax after softmax, does change the numbers, and seldom for the "
        "better: probabilities squeezed again differ by at most a factor of e. A sigmoid after a ReLU never says less than one "
        "half."
    )
    bad = """\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 1, activation: relu}
  - relu
"""
    good = """\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 1, activation: relu}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        found: dict[LayerRecord, tuple[str, bool]] = {}
        idle: set[LayerRecord] = set()
        for record in design.layers:
            told = _said(record, idle)
            if told is not None:
                found[record] = told
                idle |= {record} if told[1] else set()
        for record, (message, does_nothing) in found.items():
            repair = _without(record, idle, design) if does_nothing else None
            help = "" if repair is not None else "leave it out" if does_nothing else "leave one of them out"
            yield Finding(message, record, repairs=(repair,) if repair is not None else (), help=help)


def _without(record: LayerRecord, idle: set[LayerRecord], design: Design) -> Repair | None:
    """The file without the layer; a trained one might be missed, so that is not done unasked."""
    return remove_layer(design, record, idle, is_certain=record.op != "prelu")


def _said(record: LayerRecord, idle: set[LayerRecord]) -> tuple[str, bool] | None:
    """What is to be said of an activation after an activation, and whether it does nothing, as those in ``idle`` do."""
    if not isinstance(record.operation, Activation) or record.op == "identity":
        return None
    first = _activation_above(record, KEEPING_SIGNS if record.op in LINEAR_ABOVE_0 else VIEWS, idle)
    if first is None:
        return None
    after = f"`{record.op}` after `{first.op}` ({first.path})"
    if first.op in NOTHING_LEFT.get(record.op, ()):
        return f"{after} does nothing: `{first.op}` puts out {RANGES[first.op]}", True
    if first.op == "log_softmax" and record.op in ("relu", "relu6"):
        return f"{after} puts out zeros alone: `log_softmax` is never above 0", False
    if first.op in ("relu", "relu6", "softplus") and record.op in SQUASHING:
        return f"{after} never puts out less than one half: `{first.op}` puts out {RANGES[first.op]}", False
    is_direct = _activation_above(record, VIEWS, idle) is first
    return (f"{after}: the same activation twice", False) if first.op == record.op and is_direct else None


def _activation_above(record: LayerRecord, through: tuple[str, ...], idle: set[LayerRecord]) -> LayerRecord | None:
    """The activation whose results a layer gets, looked for through layers that leave what matters of them, or do nothing."""
    above = record.inputs[0]
    while isinstance(above, LayerRecord) and (above.op in through or above in idle):
        above = above.inputs[0]
    is_activation = isinstance(above, LayerRecord) and isinstance(above.operation, Activation) and above.op != "identity"
    return above if is_activation and isinstance(above, LayerRecord) else None
