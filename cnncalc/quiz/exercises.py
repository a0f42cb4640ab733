"""Layers to ask about: drawn at random, or picked from bundled networks, and told as the textbooks tell them.

Every figure comes from the layers themselves, which a Walker has walked. The level says what may occur: 1 one formula at a time,
square and without a remainder; 2 strides that leave one, pools, dense layers, dilation; 3 rectangles, groups, transposed and
depthwise convolutions.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.window import TransposedWindow, Window
from cnncalc.textbook.layer import Row, build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cnncalc.api import Walk
    from cnncalc.quiz.chance import Chance
    from cnncalc.walk import LayerRecord

LEVELS = (1, 2, 3)

SIDES = (7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 24, 25, 27, 28, 32, 33, 48, 56, 64)
DEPTHS = (1, 3, 3, 4, 6, 8, 16, 32, 64)
FILTERS = (4, 6, 8, 10, 12, 16, 20, 32, 64, 96)
FEATURES = (2, 10, 20, 84, 100, 120, 1000)

KERNELS: dict[int, tuple[str, ...]] = {
    1: ("3", "3", "5"),
    2: ("1", "2", "3", "3", "5", "7"),
    3: ("3", "5", "3x5", "1x7", "7x1", "2x3"),
}
STRIDES: dict[int, tuple[int, ...]] = {1: (1, 1, 2), 2: (1, 2, 2, 3, 4), 3: (1, 1, 2, 3)}
DILATIONS: dict[int, tuple[int, ...]] = {1: (1,), 2: (1, 1, 1, 2), 3: (1, 1, 2, 3)}

NETWORKS: dict[int, tuple[str, ...]] = {
    1: ("lenet5_modern", "unet", "vgg11", "vgg16"),
    2: ("alexnet@no_groups", "lenet5_modern", "vgg16", "zfnet"),
    3: ("alexnet", "googlenet", "resnet18", "torchvision/mobilenet_v2", "torchvision/resnet50", "yolov3_tiny"),
}
"""The bundled networks that layers are picked from, by level."""

MOST_DRAWS = 10_000
"""More draws without one that will do are a bug."""


class Exercise(NamedTuple):
    """What a question is about: layers in a row, the last being the one that is asked for, and the text that tells them."""

    text: str
    records: tuple[LayerRecord, ...]

    @property
    def record(self) -> LayerRecord:
        """The layer that is asked for."""
        return self.records[-1]

    @property
    def x(self) -> Shape:
        """What goes into it."""
        return self.record.input_shapes[0]

    @property
    def y(self) -> Shape:
        """What comes out of it."""
        return self.record.output_shape

    @property
    def axes(self) -> list[tuple[Window, int]]:
        """The window on each axis, with the size that it slides over; none for a layer without."""
        found = [window for window in windows(self.record) if isinstance(window, Window)]
        return list(zip(found, self.x.spatial, strict=True)) if found else []


Recipe: TypeAlias = "Callable[[Chance, int], Exercise | None]"
"""Draws an exercise of a level; None where the draw came to nothing that fits."""


def draw(recipes: Sequence[Recipe], chance: Chance, level: int, accept: Callable[[Exercise], bool] = lambda _: True) -> Exercise:
    """The first exercise of ``recipes``, each drawn alike often, that ``accept`` takes."""
    for _ in range(MOST_DRAWS):
        exercise = chance.pick(recipes)(chance, level)
        if exercise is not None and accept(exercise):
            return exercise
    raise AssertionError(f"nothing fits {recipes} at level {level}")


# Layers at random


def convolution(chance: Chance, level: int) -> Exercise | None:
    """Filters over a volume."""
    return alone("conv", volume(chance, level), {"filters": chance.pick(FILTERS), **window(chance, level)})


def grouped_convolution(chance: Chance, level: int) -> Exercise | None:
    """Filters that see a group of the channels."""
    values = {"filters": chance.pick(FILTERS), "groups": chance.pick((2, 4)), **window(chance, level)}
    return alone("conv", volume(chance, level), values)


def convolution_without_bias(chance: Chance, level: int) -> Exercise | None:
    """As before a batch normalisation."""
    return alone("conv", volume(chance, level), {"filters": chance.pick(FILTERS), "bias": False, **window(chance, level)})


def depthwise_convolution(chance: Chance, level: int) -> Exercise | None:
    """A filter for each channel."""
    return alone("depthwise_conv", volume(chance, level), window(chance, level))


def transposed_convolution(chance: Chance, level: int) -> Exercise | None:
    """Windows that write instead of reading."""
    kernel = chance.pick((2, 3, 4))
    values = {"filters": chance.pick(FILTERS), "kernel": kernel, "stride": chance.pick((2, 2, 3)), "padding": chance.below(2)}
    return alone("conv_transpose", volume(chance, level), values)


def pool(chance: Chance, level: int) -> Exercise | None:
    """A pool without padding; from level 3 on some round up."""
    kernel = chance.pick((2, 2, 3))
    values: dict[str, object] = {"kernel": kernel, "stride": chance.pick((2, kernel))}
    if level == 3 and chance.whether(1, 2):
        values["rounding"] = "ceil"
    return alone(chance.pick(("maxpool", "maxpool", "avgpool")), volume(chance, level), values)


def dense(chance: Chance, level: int) -> Exercise | None:
    """A fully connected layer behind a volume."""
    x = Shape.of(chance.pick(DEPTHS), [chance.pick((4, 5, 6, 7, 8))] * 2)
    row = Row(x)
    records = (row.put(build("flatten", {})), row.put(build("linear", {"features": chance.pick(FEATURES)})))
    return Exercise(f"Input volume: {x}, flattened. {told(records[-1])}.", records)


def volume(chance: Chance, level: int) -> Shape:
    """An input: square, but on level 3 half of the time."""
    height = width = chance.pick(SIDES)
    if level == 3 and chance.whether(1, 2):
        width = chance.pick(SIDES)
    return Shape.of(chance.pick(DEPTHS), (height, width))


def window(chance: Chance, level: int) -> dict[str, object]:
    """The numbers of a window; the padding is at most half of the kernel."""
    kernel = chance.pick(KERNELS[level])
    values: dict[str, object] = {"kernel": kernel, "stride": chance.pick(STRIDES[level])}
    values["padding"] = chance.below(min(map(int, kernel.split("x"))) // 2 + 1)
    values["dilation"] = chance.pick(DILATIONS[level])
    return values


def alone(operation: str, x: Shape, values: Mapping[str, object]) -> Exercise | None:
    """One layer on ``x``; None when it does not fit."""
    record = placed(operation, x, values)
    return Exercise(f"Input volume: {x}. {told(record)}.", (record,)) if record else None


def placed(operation: str, x: Shape, values: Mapping[str, object]) -> LayerRecord | None:
    """A layer on ``x``; None when it does not fit."""
    try:
        return Row(x).put(build(operation, values))
    except Problem:
        return None


# Layers of networks


@cache
def walked(network: str) -> Walk:
    """A bundled network with its sizes."""
    from cnncalc.api import load

    return load(network).walk()


def of_network(*operations: str) -> Recipe:
    """The recipe that picks a layer of these kinds from a bundled network."""

    def pick(chance: Chance, level: int) -> Exercise | None:
        name = chance.pick(NETWORKS[level])
        layers = [record for record in walked(name).layers if record.op in operations and is_told(record)]
        if not layers:
            return None
        record = chance.pick(layers)
        x = record.input_shapes[0]
        volume = f"Input volume: {x}" if x.axes else f"Input: a vector of {x}"
        return Exercise(f"Layer {record.path} of {name}. {volume}. {told(record)}.", (record,))

    return pick


# How a layer is told


def windows(record: LayerRecord) -> tuple[Window | TransposedWindow, ...]:
    """The window of a layer on each axis; none when it slides none."""
    reach = record.operation.reach(tuple(record.input_shapes))
    return () if isinstance(reach, str) else tuple(one for one in reach if isinstance(one, (Window, TransposedWindow)))


def is_told(record: LayerRecord) -> bool:
    """Whether a few words tell the layer: padding is the same on both sides, and nothing is unusual about it."""
    given = record.operation.__dict__
    unusual = given.get("connections"), given.get("output_padding"), given.get("count_include_pad", True) is False
    return record.op in TOLD and not any(unusual) and all(window.before == window.after for window in windows(record))


def told(record: LayerRecord) -> str:
    """The layer as a textbook words it: ``10 5x5 filters with stride 1, pad 2``."""
    return TOLD[record.op](record)


def conv_told(record: LayerRecord, padding: str | None = None) -> str:
    """A convolution, with other words for its padding where there are any."""
    return f"{record.output_shape.channels} {kernel(record)} filters with {_moves(record, padding)}{_channels(record)}"


def _depthwise(record: LayerRecord) -> str:
    multiplier = record.operation.__dict__["multiplier"]
    times = "" if multiplier == 1 else f"{multiplier} times "
    return f"A depthwise convolution, {times}one {kernel(record)} filter a channel, with {_moves(record)}{_channels(record)}"


def _transposed(record: LayerRecord) -> str:
    filters = f"{record.output_shape.channels} {kernel(record)} filters"
    return f"A transposed convolution, {filters}, with {_moves(record)}{_channels(record)}"


def _pool(record: LayerRecord) -> str:
    word = {"maxpool": "max", "avgpool": "average"}[record.op]
    rounding = ", rounding up" if record.operation.__dict__["rounding"] == "ceil" else ""
    return f"A {kernel(record)} {word} pool with {_moves(record)}{rounding}"


def _dense(record: LayerRecord) -> str:
    return f"A fully connected layer with {record.output_shape.channels} outputs{_channels(record)}"


TOLD: dict[str, Callable[[LayerRecord], str]] = {
    "conv": conv_told,
    "depthwise_conv": _depthwise,
    "conv_transpose": _transposed,
    "maxpool": _pool,
    "avgpool": _pool,
    "linear": _dense,
}
"""The kinds that questions are about, each with its wording."""


def kernel(record: LayerRecord) -> str:
    """The window's size: ``5x5``."""
    return "x".join(str(window.kernel) for window in windows(record))


def _moves(record: LayerRecord, padding: str | None = None) -> str:
    """How the window moves, and over what."""
    axes = windows(record)
    padding = f"pad {_extent([axis.before for axis in axes])}" if padding is None else padding
    dilation = "" if {axis.dilation for axis in axes} == {1} else f"dilation {_extent([axis.dilation for axis in axes])}"
    return ", ".join(filter(None, [f"stride {_extent([axis.stride for axis in axes])}", padding, dilation]))


def _channels(record: LayerRecord) -> str:
    """What is said of channels and bias where it is not as usual."""
    given = record.operation.__dict__
    groups = f", in {given['groups']} groups" if given.get("groups", 1) > 1 else ""
    return groups + ("" if given["bias"] else ", without bias")


def _extent(sizes: Sequence[int]) -> str:
    """One number where all axes have the same, else one an axis."""
    return str(sizes[0]) if len(set(sizes)) == 1 else "x".join(map(str, sizes))
