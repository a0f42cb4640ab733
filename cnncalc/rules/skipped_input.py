"""CC405: pixels between the windows, which no layer reads."""

from __future__ import annotations

from collections import Counter
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from cnncalc.layers.families.sliding import Sliding
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.repairs import changed, with_kernel
from cnncalc.rules.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.window import Window
    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord, Tensor

LONGEST = 1 << 20
"""Longer axes are not followed place by place."""

Lines: TypeAlias = "list[frozenset[int]]"
"""What a layer reads of its input: the positions along every axis."""


class SkippedInput(Rule):
    """The stride is larger than the kernel, or steps over the holes of a dilated one, and no other layer reads what is left."""

    code = "CC405"
    name = "skipped-input"
    summary = "the stride is larger than the kernel: pixels between the windows are read by no layer"
    why = (
        "A window that moves further than it is wide leaves gaps. A 1x1 convolution with stride 2 reads one pixel of four; the "
        "other three were computed for nothing. In the shortcut of a residual block that is no loss as long as the main branch "
        "reads them, so a pixel counts as skipped only where no layer at all reads it. It happens in the bottlenecks of the first "
        "ResNets, whose stride stands on a 1x1 convolution: He et al., Deep Residual Learning (2015). Moving it to the 3x3 "
        '(torchvision\'s ResNet, "v1.5") gained about half a per cent; He et al., Bag of Tricks (CVPR 2019), compare the two and '
        "repair the shortcut too."
    )
    bad = """\
input: 57x57x64
layers:
  - conv: {filters: 128, kernel: 1, stride: 2}
"""
    good = """\
input: 57x57x64
layers:
  - conv: {filters: 128, kernel: 3, stride: 2, padding: 1}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for tensor in (*design.walk.inputs.values(), *design.layers):
            readers = design.graph.readers(tensor)
            first = next((reader for reader in readers if _has_gaps(reader)), None)
            if first is None or tensor in design.graph.results or max(tensor.shape.spatial) > LONGEST:
                continue
            lines = [_lines(reader, tensor) for reader in readers]
            read = _places([reads for reads in lines if reads is not None], tensor) if None not in lines else tensor.shape.places
            if read < tensor.shape.places:
                yield _finding(first, tensor, read, len(readers))


def _finding(record: LayerRecord, tensor: Tensor, read: int, readers: int) -> Finding:
    operation = record.operation
    assert isinstance(operation, Sliding)
    window = next(window for window in operation.windows(tensor.shape) if _gaps(window))
    places = tensor.shape.places
    others = "" if readers == 1 else f" (of its {readers} readers none reads them)"
    repair = _wider(operation, record)
    return Finding(
        f"stride {window.stride} is more than {_reach(window)} covers: {places - read:,} of the {places:,} places of "
        f"{tensor.shape} ({percent(places - read, places)}) are read by no layer{others}",
        record,
        "stride",
        repairs=(repair,) if repair is not None else (),
        help=f"{repair.text if repair is not None else 'a kernel without gaps'}, or the stride on a layer with a larger kernel",
    )


def _reach(window: Window) -> str:
    return f"kernel {window.kernel}" + (f" with dilation {window.dilation}" if window.dilation > 1 else "")


def _gaps(window: Window) -> bool:
    """Whether some phase of the stride has no cell of the window."""
    return min(window.kernel, window.stride // gcd(window.stride, window.dilation)) < window.stride


def _has_gaps(record: LayerRecord) -> bool:
    operation = record.operation
    return isinstance(operation, Sliding) and any(map(_gaps, operation.windows(record.inputs[0].shape)))


def _lines(record: LayerRecord, tensor: Tensor) -> Lines | None:
    """The positions of ``tensor`` that a layer reads on every axis; None where it reads all."""
    reach = record.operation.reach(tuple(record.input_shapes))
    if isinstance(reach, str) or len(reach) != tensor.shape.axes:
        return None
    return [
        frozenset(position for unit in range(places) for position in axis.reads(unit) if 0 <= position < size)
        for axis, places, size in zip(reach, record.shape.spatial, tensor.shape.spatial, strict=True)
    ]


def _places(readers: list[Lines], tensor: Tensor, axis: int = 0) -> int:
    """How many places at least one of the readers reads: the readers of every line, then the lines of the next axis."""
    if not readers:
        return 0
    if axis == tensor.shape.axes:
        return 1
    readers_of_line = Counter(
        tuple(index for index, reads in enumerate(readers) if position in reads[axis])
        for position in range(tensor.shape.spatial[axis])
    )
    return sum(
        number * _places([readers[index] for index in indices], tensor, axis + 1) for indices, number in readers_of_line.items()
    )


def _wider(operation: Sliding, record: LayerRecord) -> Repair | None:
    """The smallest odd kernel that leaves no gap."""
    x = record.inputs[0].shape
    strides = [window.stride for window in operation.windows(x)]
    kernel = max(strides) + (max(strides) + 1) % 2
    if not isinstance(operation.kernel, int) or operation.stride is None:
        return None
    wider = changed(operation, {"kernel": kernel})
    assert isinstance(wider, Sliding)
    return with_kernel(record, kernel) if not any(map(_gaps, wider.windows(x))) else None
