"""CC417: a kernel of which one weight alone ever meets data."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from cnncalc.core.size import ceil_divide
from cnncalc.layers.families.convolution import Convolution
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.repairs import changed_shape, set_fields
from cnncalc.rules.words import LINES, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.size import Size
    from cnncalc.core.window import Window
    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord

WIDEST = 1 << 16
"""Larger kernels are not looked at cell by cell."""


class OnlyOneWeight(Rule):
    """The map is so small, or the dilation so large, that all cells of the window but one lie in padding at every place."""

    code = "CC417"
    name = "only-one-weight-meets-data"
    summary = "the map is so small that one weight of the kernel meets data and the others only padding"
    why = (
        "On a 1x1 map a 3x3 kernel with padding 1 multiplies its centre by the data and the other eight weights by zero, at every "
        "image: they are stored and multiplied and never trained. The same happens where the dilation is as large as the map; Chen "
        "et al., Rethinking Atrous Convolution (2017), section 3.3, see a 3x3 filter degenerate to 1x1. Either the network was "
        "made for larger images, or a 1x1 convolution says the same. Weights that are used on larger maps too are not counted."
    )
    bad = """\
input: 8x8x16
layers:
  - maxpool: 8
  - conv: {filters: 32, kernel: 3, padding: 1}
"""
    good = """\
input: 8x8x16
layers:
  - maxpool: 8
  - conv: {filters: 32, kernel: 1, padding: 0}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        idle = {record: axes for record in design.layers if (axes := _single_axes(record))}
        for record, axes in idle.items():
            if record.shares is None and all(user in idle for user in design.users(record)):
                copies = design.copies(record)
                is_alike = record is copies[0] and all(idle.get(copy) == axes for copy in copies)
                repair = _pointwise(record, axes) if is_alike else None
                yield _finding(record, axes, repair)


def _finding(record: LayerRecord, axes: tuple[int, ...], repair: Repair | None) -> Finding:
    x = record.inputs[0].shape
    windows, elements = _windows(record), prod(record.weights["weight"])
    kernel = "x".join(str(window.kernel) for window in windows)
    met = prod(
        len(_met(window, size, places)) for window, size, places in zip(windows, x.spatial, record.shape.spatial, strict=True)
    )
    useless = elements - elements // prod(window.kernel for window in windows) * met
    what = "only one weight" if len(axes) == len(windows) else f"only one {LINES[x.axis_names[axes[0]]]} of weights"
    return Finding(
        f"{what} of the {kernel} kernel ever meets data: {useless:,} of {elements:,} weights ({percent(useless, elements)}) "
        "multiply padding at every place",
        record,
        "kernel",
        label=f"the layer sees {x}",
        repairs=(repair,) if repair is not None else (),
        help="" if repair is not None else "a kernel of 1 there, or a larger map",
    )


def _windows(record: LayerRecord) -> tuple[Window, ...]:
    operation = record.operation
    assert isinstance(operation, Convolution)
    return operation.windows(record.inputs[0].shape)


def _single_axes(record: LayerRecord) -> tuple[int, ...]:
    """The axes along which one cell of a larger kernel alone ever lies on the map."""
    if not isinstance(record.operation, Convolution):
        return ()
    axes = zip(_windows(record), record.inputs[0].shape.spatial, record.shape.spatial, strict=True)
    return tuple(
        index
        for index, (window, size, places) in enumerate(axes)
        if 1 < window.kernel <= WIDEST and size <= window.dilation and len(_met(window, size, places)) == 1
    )


def _met(window: Window, size: Size, places: Size) -> list[int]:
    """The cells of a window that lie on the map at one of its places."""
    return [cell for cell in range(window.kernel) if _meets(window, cell, size, places)]


def _meets(window: Window, cell: int, size: Size, places: Size) -> bool:
    """Whether the first place at which the cell is not before the map has it on the map."""
    start = window.before - cell * window.dilation
    unit = max(0, ceil_divide(start, window.stride))
    return unit < places and unit * window.stride < start + size


def _pointwise(record: LayerRecord, axes: tuple[int, ...]) -> Repair | None:
    """A kernel of 1 without padding, where that is meant for every axis and puts out the same size."""
    if len(axes) < len(_windows(record)):
        return None
    padding = getattr(record.operation, "padding", 0)
    values: dict[str, Any] = {"kernel": 1} if isinstance(padding, str) else {"kernel": 1, "padding": 0}
    return set_fields(record, values) if changed_shape(record, values) == record.shape else None
