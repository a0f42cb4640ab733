"""CC407: two layers with weights and nothing but linear layers between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import per_axis
from cnncalc.layers.families.convolution import Convolution
from cnncalc.layers.families.transposed import Transposed
from cnncalc.layers.families.weighted import Weighted
from cnncalc.rules.base import Finding, Rule, set_field
from cnncalc.rules.words import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord

LINEAR = frozenset(
    {
        "adaptive_avgpool",
        "avgpool",
        "batchnorm",
        "blurpool",
        "channel_shuffle",
        "crop",
        "dropout",
        "flatten",
        "global_avgpool",
        "identity",
        "pad",
        "reshape",
        "scale",
        "stochastic_depth",
        "subsample",
    }
)
"""What leaves a linear map linear when a network is run. Joins, gates and enlargements are left out: they end the search."""


class NoNonlinearity(Rule):
    """The product of two matrices is a matrix: without a nonlinearity between them two layers are one."""

    code = "CC407"
    name = "no-nonlinearity"
    summary = "two convolutions or linear layers with only linear layers between them compute what one could"
    why = (
        "A linear map after a linear map is a linear map. Batch normalisation (when a network is run), dropout, average pools and "
        "padding change nothing about that. So the second layer adds weights and work but no expressiveness; most often an "
        "activation was forgotten. It is no fault where the pair is a factorisation that a single layer would pay more for, and "
        "none is reported there: a depthwise and a pointwise layer (MobileNet), groups and a shuffle between them, 1xK and Kx1 "
        "(Inception), depthwise kernels of two dilations (large kernels), fewer channels between than on both sides, which is a "
        "matrix of low rank (the linear bottleneck of MobileNetV2; Fast R-CNN's truncated SVD), scores enlarged by a transposed "
        "convolution (FCN), and whatever is joined, or read by others too, in between."
    )
    bad = """\
input: 32x32x3
layers:
  - conv: {filters: 32, kernel: 3, padding: 1}
  - conv: {filters: 64, kernel: 3, padding: 1, activation: relu}
"""
    good = """\
input: 32x32x3
layers:
  - conv: {filters: 32, kernel: 3, padding: 1, activation: relu}
  - conv: {filters: 64, kernel: 3, padding: 1, activation: relu}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for record in design.layers:
            if not isinstance(record.operation, Weighted):
                continue
            between, reader = _next_weighted(record, design)
            if reader is None or _is_factorisation(record, between, reader):
                continue
            words = enumerated([f"`{layer.op}`" for layer in between])
            stands = f"only {words} stands" if len(between) == 1 else f"only {words} stand" if between else "nothing stands"
            repair = _activated(record, between, design)
            yield Finding(
                f"{stands} between this `{record.op}` and {reader.path}: {_merged(record, between, reader)}",
                record,
                repairs=(repair,) if repair is not None else (),
                help=f"{repair.text} on it, or one layer" if repair is not None else "an activation between them, or one layer",
            )


def _next_weighted(record: LayerRecord, design: Design) -> tuple[list[LayerRecord], LayerRecord | None]:
    """The next layer with weights, through linear layers that have one reader each; None where the way ends before it."""
    between: list[LayerRecord] = []
    reader = design.graph.only_reader(record)
    while reader is not None and reader.op in LINEAR:
        between.append(reader)
        reader = design.graph.only_reader(reader)
    return between, reader if reader is not None and isinstance(reader.operation, Weighted) else None


def _is_factorisation(first: LayerRecord, between: list[LayerRecord], second: LayerRecord) -> bool:
    """Whether a single layer would need more weights, or another structure, so that the pair is meant."""
    groups = _groups(first), _groups(second)
    if None in groups or groups[0] != groups[1]:
        return True
    if groups[0] != 1 and (any(layer.op == "channel_shuffle" for layer in between) or _dilations(first) != _dilations(second)):
        return True
    low_rank = first.shape.channels < min(first.inputs[0].shape.channels, second.shape.channels)
    return low_rank or _is_crosswise(first, second) or _enlarges_scores(first, second)


def _groups(record: LayerRecord) -> int | None:
    """Into how many groups the channels fall that do not mix; None where every filter sees others."""
    operation = record.operation
    if getattr(operation, "connections", None) is not None:
        return None
    groups: int = record.inputs[0].shape.channels if record.op == "depthwise_conv" else getattr(operation, "groups", 1)
    return groups


def _kernel(record: LayerRecord) -> tuple[int, ...]:
    """The kernel on every axis; nothing for a linear layer."""
    operation = record.operation
    x = record.inputs[0].shape
    return per_axis("kernel", operation.kernel, x) if isinstance(operation, (Convolution, Transposed)) else ()


def _dilations(record: LayerRecord) -> object:
    return getattr(record.operation, "dilation", 1)


def _is_crosswise(first: LayerRecord, second: LayerRecord) -> bool:
    """Whether the kernels extend along different axes, as 1x7 and 7x1."""
    kernels = _kernel(first), _kernel(second)
    if len(kernels[0]) != len(kernels[1]) or not all(max(kernel, default=1) > 1 for kernel in kernels):
        return False
    return all(min(pair) == 1 for pair in zip(*kernels, strict=True))


def _enlarges_scores(first: LayerRecord, second: LayerRecord) -> bool:
    return isinstance(second.operation, Transposed) and max(_kernel(first), default=1) == 1


def _merged(first: LayerRecord, between: list[LayerRecord], second: LayerRecord) -> str:
    """What the one layer would be."""
    if not _kernel(first) and not _kernel(second):
        shapes = f"{first.inputs[0].shape.channels:,} to {second.shape.channels:,}"
        return f"the two compute what one `linear` from {shapes} could"
    windows = [getattr(record.operation, "windows", None) for record in (first, second)]
    is_plain = all(layer.op in ("batchnorm", "dropout", "identity", "scale") for layer in between)
    if not is_plain or None in windows or Transposed in map(_family, (first, second)):
        return "the two compute what one layer could"
    extents = [
        inner.extent + (outer.extent - 1) * inner.stride
        for inner, outer in zip(
            *(record.operation.windows(record.inputs[0].shape) for record in (first, second)),  # type: ignore[attr-defined]
            strict=True,
        )
    ]
    return f"the two compute what one `{second.op}` with kernel {'x'.join(map(str, extents))} could"


def _family(record: LayerRecord) -> type:
    return Transposed if isinstance(record.operation, Transposed) else type(record.operation)


def _activated(record: LayerRecord, between: list[LayerRecord], design: Design) -> Repair | None:
    """``activation: relu``, where it would not come before a normalisation that is a layer of its own."""
    if any(layer.op == "batchnorm" and design.owner(layer) is not record for layer in between):
        return None
    return set_field(record, "activation", "relu")
