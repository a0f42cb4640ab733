"""CC409: the last feature map does not see the whole image."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from cnncalc.layers.families.dense import Regrouping
from cnncalc.layers.families.pooling import AdaptivePool, GlobalPool
from cnncalc.rules.base import Finding, Rule
from cnncalc.walk import LayerRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analyses.receptive_field import AxisField
    from cnncalc.core.size import Size
    from cnncalc.rules.base import Design


class SmallReceptiveField(Rule):
    """A unit of the last feature map sees a part of the input only."""

    code = "CC409"
    name = "small-receptive-field"
    summary = "the receptive field of the last feature map is smaller than the input"
    why = (
        "What is wider than the receptive field is seen by no unit as a whole: a pool then averages over parts, and a linear layer "
        "behind `flatten` has to put them together with weights of its own, place by place (VGG-16 does: 212 of 224). Araujo, "
        "Norris and Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill 2019, find accuracy to rise with the "
        "field; Luo et al. (NIPS 2016) that the part which counts is smaller still. It is no fault where the task is local: "
        "texture, small objects, noise."
    )
    bad = """\
input: 64x64x3
layers:
  - conv: {filters: 16, kernel: 3, padding: 1, activation: relu}
  - conv: {filters: 32, kernel: 3, padding: 1, activation: relu}
  - global_avgpool
  - flatten
  - linear: 10
"""
    good = """\
input: 64x64x3
layers:
  - conv: {filters: 16, kernel: 8, stride: 4, padding: 2, activation: relu}
  - conv: {filters: 32, kernel: 8, stride: 4, padding: 2, activation: relu}
  - conv: {filters: 32, kernel: 3, padding: 1, activation: relu}
  - global_avgpool
  - flatten
  - linear: 10
"""
    is_default = False

    def check(self, design: Design) -> Iterator[Finding]:
        last = _last_map(design)
        field = design.fields[last] if last is not None else None
        axes = [axis for axis in field.axes if axis is not None] if field is not None else []
        x = design.walk.input.shape
        if last is None or len(axes) < x.axes or not any(map(_is_small, axes, x.spatial)):
            return
        seen = "x".join(str(axis.size) for axis in axes)
        yield Finding(
            f"a unit of the last feature map sees {seen} of the input's {'x'.join(map(str, x.spatial))} pixels",
            last,
            help=_enough(axes, x.spatial),
        )


def _last_map(design: Design) -> LayerRecord | None:
    """The last map of the main path before a pool over all places, or a vector, is made of it; None where there is none."""
    path = []
    tensor = design.walk.output
    while isinstance(tensor, LayerRecord):
        path.append(tensor)
        tensor = tensor.inputs[0]
    for record in reversed(path):
        field = design.fields[record]
        if field is not None and field.is_everything:
            above = record.inputs[0]
            gathers = isinstance(record.operation, (GlobalPool, AdaptivePool, Regrouping))
            return above if gathers and isinstance(above, LayerRecord) else None
    return None


def _is_small(field: AxisField, size: Size) -> bool:
    return field.size < size


def _enough(axes: list[AxisField], spatial: tuple[Size, ...]) -> str:
    """How many 3x3 convolutions at that place would see everything: each adds two steps of the map on every axis."""
    steps = [Fraction(max(1, axis.shift), axis.period) for axis in axes]
    needed = max(ceil((size - axis.size) / (2 * step)) for axis, size, step in zip(axes, spatial, steps, strict=True))
    more = "one more 3x3 convolution" if needed == 1 else f"{needed} more 3x3 convolutions"
    each = "x".join(f"{float(2 * step):g}" for step in steps)
    return f"{more} there ({'which adds' if needed == 1 else 'each adds'} {each} pixels), or a larger stride before it"
