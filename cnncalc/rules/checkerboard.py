"""CC404: transposed convolutions that write some places more often than others."""

from __future__ import annotations

from math import gcd, prod
from typing import TYPE_CHECKING

from cnncalc.core.size import ceil_divide
from cnncalc.layers.families.transposed import Transposed
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.repairs import changed, with_kernel
from cnncalc.rules.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.window import TransposedWindow
    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord


class Checkerboard(Rule):
    """The cells of the kernel fall unevenly on the phases of the stride."""

    code = "CC404"
    name = "checkerboard"
    summary = "a transposed convolution writes some places more often: its stride does not divide its kernel"
    why = (
        "Every input writes a window of K outputs, S apart. Where S does not divide K, neighbouring outputs are sums of different "
        "numbers of windows, and the picture shows it as a checkerboard, on two axes the worse because the numbers multiply. "
        "Training can learn to hide it and seldom does: Odena, Dumoulin and Olah, Deconvolution and Checkerboard Artifacts, "
        "Distill 2016. A kernel that is a multiple of the stride, or `upsample` and a convolution, has no such pattern. With a "
        "kernel smaller than the stride some outputs are written by nothing and hold the bias alone."
    )
    bad = """\
input: 16x16x64
layers:
  - conv_transpose: {filters: 32, kernel: 3, stride: 2, padding: 1, output_padding: 1}
"""
    good = """\
input: 16x16x64
layers:
  - conv_transpose: {filters: 32, kernel: 4, stride: 2, padding: 1, output_padding: 0}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for record in design.layers:
            if isinstance(record.operation, Transposed) and any(map(_is_uneven, _overlapping(record.operation, record))):
                yield _finding(record.operation, record)


def _finding(operation: Transposed, record: LayerRecord) -> Finding:
    windows = _overlapping(operation, record)
    window = next(window for window in windows if _is_uneven(window))
    writes = [_writes(window) for window in windows]
    fewest, most = (prod(numbers) for numbers in zip(*writes, strict=True))
    times = f"some places are written by {counted(most, 'input')}, others by {fewest or 'none'}"
    cause = f"stride {window.stride} does not divide kernel {window.kernel}"
    if window.kernel % window.stride == 0:
        cause = f"stride {window.stride} and dilation {window.dilation} share a factor"
    repair = _even_kernel(operation, record)
    instead = "`upsample`, then a convolution"
    return Finding(
        f"{cause}: {times}, which shows as a checkerboard",
        record,
        "kernel",
        label=f"{record.inputs[0].shape} becomes {record.shape}",
        repairs=(repair,) if repair is not None else (),
        help=f"{repair.text}, or {instead}" if repair is not None else f"a kernel that the stride divides, or {instead}",
    )


def _overlapping(operation: Transposed, record: LayerRecord) -> list[TransposedWindow]:
    """The windows of the axes where there is more than one, so that they can overlap."""
    x = record.inputs[0].shape
    return [window for window, size in zip(operation.windows(x), x.spatial, strict=True) if size > 1]


def _writes(window: TransposedWindow) -> tuple[int, int]:
    """By how many inputs an output is written at least and at most, away from the borders.

    The cells of the kernel fall in turn on every phase of the stride, or where stride and dilation share a factor on some alone.
    """
    shared = gcd(window.stride, window.dilation)
    phases = window.stride // shared
    return window.kernel // phases if shared == 1 else 0, ceil_divide(window.kernel, phases)


def _is_uneven(window: TransposedWindow) -> bool:
    fewest, most = _writes(window)
    return fewest < most


def _even_kernel(operation: Transposed, record: LayerRecord) -> Repair | None:
    """The nearest multiple of the stride, the larger where two are as near."""
    kernel, stride = operation.kernel, operation.stride
    if not isinstance(kernel, int) or not isinstance(stride, int):
        return None
    above = kernel + -kernel % stride
    for multiple in sorted({above, max(stride, above - stride)}, key=lambda other: (abs(other - kernel), -other)):
        other = changed(operation, {"kernel": multiple})
        assert isinstance(other, Transposed)
        if not any(map(_is_uneven, other.windows(record.inputs[0].shape))):
            repair = with_kernel(record, multiple)
            if repair is not None:
                return repair
    return None
