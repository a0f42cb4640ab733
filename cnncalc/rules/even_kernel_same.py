"""CC415: an even kernel has no centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import per_axis
from cnncalc.layers.families.sliding import Sliding
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.repairs import changed_shape, set_fields
from cnncalc.rules.words import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.window import Window
    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord


class EvenKernelSame(Rule):
    """A window of even width, moved by an odd stride, cannot stand symmetrically on its place."""

    code = "CC415"
    name = "even-kernel-same"
    summary = "an even kernel with `padding: same` or `half` shifts the map by half a pixel"
    why = (
        "A window of even width has no middle cell. `same` puts the odd cell of padding at the end, so every output looks half a "
        "pixel further down and to the right than its place says; `half` leaves the cell out, and the map shrinks by one as well. "
        "Layer upon layer the shift adds up: Wu et al., Convolution with even-sized kernels and symmetric padding (NeurIPS 2019), "
        "measure what it costs. With an even stride an even kernel is right: it stands symmetrically on the cells that become one."
    )
    bad = """\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 4, padding: same}
"""
    good = """\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: same}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for record in design.layers:
            operation = record.operation
            if not isinstance(operation, Sliding) or operation.padding not in ("same", "half"):
                continue
            x = record.inputs[0].shape
            shifted = [
                index
                for index, (window, size) in enumerate(zip(operation.windows(x), x.spatial, strict=True))
                if size > 1 and _is_shifted(window)
            ]
            if shifted:
                yield _finding(operation, record, shifted)


def _is_shifted(window: Window) -> bool:
    return window.extent % 2 == 0 and window.stride % 2 == 1


def _finding(operation: Sliding, record: LayerRecord, shifted: list[int]) -> Finding:
    x = record.inputs[0].shape
    extent = operation.windows(x)[shifted[0]].extent
    axes = enumerated([x.axis_names[index] for index in shifted])
    shrinks = f", and makes {record.shape.with_channels(x.channels)} of {x}" if operation.padding == "half" else ""
    repairs = tuple(_odd_kernels(operation, record, shifted))
    return Finding(
        f"a window of {extent} has no centre: `padding: {operation.padding}` shifts the map by half a pixel on {axes}{shrinks}",
        record,
        "kernel",
        repairs=repairs,
        help="" if repairs else "an odd kernel",
    )


def _odd_kernels(operation: Sliding, record: LayerRecord, shifted: list[int]) -> Iterator[Repair]:
    """One cell less, as long as a window is left, or one more."""
    kernels = per_axis("kernel", operation.kernel, record.inputs[0].shape)
    for step in (-1, 1):
        if any(kernels[index] + step < 3 for index in shifted):
            continue
        odd = tuple(kernel + step if index in shifted else kernel for index, kernel in enumerate(kernels))
        kernel = odd[0] if isinstance(operation.kernel, int) and len(set(odd)) == 1 else odd
        repair = set_fields(record, {"kernel": kernel}) if changed_shape(record, {"kernel": kernel}) is not None else None
        if repair is not None:
            yield repair
