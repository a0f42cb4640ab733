"""receptive-field: how much of the input one unit depends on, behind several layers."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from cnncalc.analyses.receptive_field import AxisField, step
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.window import Window
from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.exercises import DEPTHS, FILTERS, Exercise, kernel, walked, windows
from cnncalc.quiz.topic import Topic
from cnncalc.rules.words import counted
from cnncalc.textbook.layer import Row, build
from cnncalc.textbook.step import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.quiz.answers import Answer
    from cnncalc.quiz.chance import Chance
    from cnncalc.quiz.topic import Wrong
    from cnncalc.walk import LayerRecord

INPUT = Shape((64, 64, 3))

NETWORKS: dict[int, tuple[str, ...]] = {2: ("lenet5_modern", "vgg11", "vgg16"), 3: ("alexnet", "vgg16", "zfnet")}
"""Networks whose layers stand in one row, by level."""

MOST_LAYERS = 6
"""A question lists no more."""


def row_of_layers(chance: Chance, level: int) -> Exercise | None:
    """Two to four layers: on level 1 with stride 1, from level 2 on with strides and pools, on level 3 dilated too."""
    row = Row(INPUT.with_channels(chance.pick(DEPTHS)))
    records: list[LayerRecord] = []
    for _ in range(2 + chance.below(2 if level < 3 else 3)):
        operation, values = _layer(chance, level)
        try:
            records.append(row.put(build(operation, values)))
        except Problem:
            return None
    layers = ", then ".join(map(_told, records))
    return Exercise(f"{layers[0].upper()}{layers[1:]}.", tuple(records))


def _layer(chance: Chance, level: int) -> tuple[str, dict[str, object]]:
    """The operation of one layer of a row, and its values."""
    if level > 1 and chance.whether(1, 3):
        return "maxpool", {"kernel": chance.pick((2, 2, 3)), "stride": 2}
    return "conv", {
        "filters": chance.pick(FILTERS),
        "kernel": chance.pick((3, 3, 5, 7) if level < 3 else (1, 3, 5, 7)),
        "stride": 1 if level == 1 else chance.pick((1, 1, 2)),
        "dilation": chance.pick((1, 1, 2)) if level == 3 else 1,
    }


def first_layers(chance: Chance, level: int) -> Exercise | None:
    """The first layers of a network, those left out that see a unit at its own place only."""
    name = chance.pick(NETWORKS[level])
    sliding = [record for record in walked(name).layers if windows(record)][:MOST_LAYERS]
    records = sliding[: 2 + chance.below(len(sliding) - 1)]
    layers = ", ".join(f"{record.path} {_told(record)}" for record in records)
    return Exercise(f"The first layers of {name} that slide a window: {layers}.", tuple(records))


def _told(record: LayerRecord) -> str:
    (window, *_) = windows(record)
    dilation = f", dilation {window.dilation}" if window.dilation > 1 else ""
    return f"{kernel(record)} {'conv' if record.op == 'conv' else 'pool'} with stride {window.stride}{dilation}"


def height(layers: Sequence[Window]) -> int:
    """How many rows of the input one unit behind these windows depends on."""
    field = AxisField((0,), (0,), 1)
    for window in layers:
        stepped = step(field, window)
        assert stepped is not None, "windows of small numbers can be followed"
        field = stepped
    return field.size


def _windows(exercise: Exercise) -> list[Window]:
    """The window of each layer along the height."""
    return [window for record in exercise.records for window in windows(record)[:1] if isinstance(window, Window)]


def added_the_kernels(exercise: Exercise) -> Wrong:
    """The sum of all kernels."""
    total = sum(window.extent for window in _windows(exercise))
    return total, "the fields of neighbours overlap: each layer adds K - 1 times the strides before it"


def multiplied_the_kernels(exercise: Exercise) -> Wrong:
    """The product of all kernels."""
    kernels = prod(window.extent for window in _windows(exercise))
    return kernels, "the fields of neighbours overlap: each layer adds K - 1 times the strides before it"


def ignored_the_strides(exercise: Exercise) -> Wrong:
    """Every stride as 1."""
    because = "behind a stride, neighbours lie that far apart in the input"
    return height([window._replace(stride=1) for window in _windows(exercise)]), because


def took_each_stride_too_early(exercise: Exercise) -> Wrong:
    """A layer's own stride for its own kernel."""
    early = [part for window in _windows(exercise) for part in (Window(1, window.stride), window._replace(stride=1))]
    return height(early), "a layer's own stride counts for the layers behind it only"


def ignored_the_dilation(exercise: Exercise) -> Wrong:
    """The kernels as if they were dense."""
    return height([window._replace(dilation=1) for window in _windows(exercise)]), "a dilated window spans D*(K - 1) + 1"


def looked_at_the_last_layer_alone(exercise: Exercise) -> Wrong:
    """What the last window spans of the map before it."""
    span = _windows(exercise)[-1].extent
    return span, f"{span} units of the layer before, each of which sees more of the input"


def left_out_the_last_layer(exercise: Exercise) -> Wrong:
    """The field of the layer before."""
    return height(_windows(exercise)[:-1]), f"that is before the last of the {counted(len(exercise.records), 'layer')}"


class ReceptiveField(Topic):
    """The rows of the input that one unit of the last layer depends on."""

    name = "receptive-field"
    summary = "how much of the input one unit depends on"
    asks = "Receptive field of one unit of the last layer, in pixels of the input (one side)?"
    form = FORMS["extent"]
    hint = "start with 1; each layer adds (K - 1) x all strides before it"
    steps = ("receptive field",)
    slips = (
        added_the_kernels, multiplied_the_kernels, ignored_the_strides, took_each_stride_too_early, ignored_the_dilation,
        looked_at_the_last_layer_alone, left_out_the_last_layer,
    )  # fmt: skip
    recipes = (
        (row_of_layers,),
        (row_of_layers, row_of_layers, first_layers),
        (row_of_layers, row_of_layers, first_layers),
    )

    def answer(self, exercise: Exercise) -> Answer:
        return height(_windows(exercise))

    def working(self, exercise: Exercise) -> list[Step]:
        """How it grows, layer by layer."""
        lines = ["R = R before + (K - 1) x the strides before"]
        before = stride = 1
        for number, window in enumerate(layers := _windows(exercise), 1):
            after = height(layers[:number])
            lines.append(f"{before} + ({window.extent} - 1)*{stride} = {after}")
            before, stride = after, stride * window.stride
        return [Step("receptive field", tuple(lines))]
