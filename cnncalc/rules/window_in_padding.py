"""CC403: windows that read padding and nothing else."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.size import ceil_divide
from cnncalc.layers.families.sliding import Sliding
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.repairs import MOST_TRIED, changed, set_fields
from cnncalc.rules.words import LINES, enumerated, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.size import Size
    from cnncalc.core.window import Window
    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord

MOST_PLACES = 4096
"""Windows whose cells straddle the whole input are looked for among so many places."""


class Blind(NamedTuple):
    """How many places of an axis read no input: at its start, between, and at its end."""

    first: Size
    between: Size
    last: Size

    @property
    def places(self) -> Size:
        return self.first + self.between + self.last

    def where(self, axis: str) -> str:
        """As in ``the first and the last 2 rows``."""
        ends = {"first": self.first, "last": self.last}
        words = [f"the {word} {lines(axis, number) if number > 1 else LINES[axis]}" for word, number in ends.items() if number]
        if self.first == self.last > 0:
            words = [f"the first and the last {lines(axis, self.first) if self.first > 1 else LINES[axis]}"]
        return enumerated([*words, *([f"{lines(axis, self.between)} between"] if self.between else [])])


class WindowInPadding(Rule):
    """The padding is at least as wide as the dilated kernel, or the cells of the window lie on both sides of the input."""

    code = "CC403"
    name = "window-in-padding"
    summary = "a window lies wholly in padding: some outputs read no input at all"
    why = (
        "Where the padding at one end is as wide as the window, the outermost windows contain nothing but padding. Their outputs "
        "are the same for every image: the bias of a convolution, the zero of an average. They cost work, and everything that "
        "reads them is told nothing. PyTorch refuses such a padding in its pools (at most half the kernel) and takes it in "
        "convolutions. The most padding with which every window reads something is the kernel, dilated, less one (`full`)."
    )
    bad = """\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 4}
"""
    good = """\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 2}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for record in design.layers:
            if isinstance(record.operation, Sliding):
                blind = _blind(record.operation, record)
                if any(axis.places for axis in blind):
                    yield _finding(record.operation, record, blind)


def _finding(operation: Sliding, record: LayerRecord, blind: list[Blind]) -> Finding:
    y = record.shape
    seeing = prod(size - axis.places for size, axis in zip(y.spatial, blind, strict=True))
    where = ", ".join(axis.where(name) for axis, name in zip(blind, y.axis_names, strict=True) if axis.places)
    repair = _less_padding(operation, record)
    return Finding(
        f"{y.places - seeing:,} of {y.places:,} places of the output read padding and nothing else: {where}",
        record,
        "padding",
        label=f"the layer sees {record.inputs[0].shape}",
        repairs=(repair,) if repair is not None else (),
        help="" if repair is not None else _other_help(blind),
    )


def _other_help(blind: list[Blind]) -> str:
    if any(axis.between for axis in blind):
        return "a dilation smaller than the map"
    return "less padding than the kernel, dilated, is wide"


def _blind(operation: Sliding, record: LayerRecord) -> list[Blind]:
    x = record.inputs[0].shape
    return [_of_axis(*axis) for axis in zip(operation.windows(x), x.spatial, record.shape.spatial, strict=True)]


def _of_axis(window: Window, size: Size, places: Size) -> Blind:
    """The windows that end before the input, begin behind it, or step over it."""
    first = min(places, max(0, ceil_divide(window.before - window.extent + 1, window.stride)))
    last = places - min(places, max(first, ceil_divide(size + window.before, window.stride)))
    if window.dilation <= size:
        return Blind(first, 0, last)
    straddling = range(first, min(places - last, first + MOST_PLACES))
    return Blind(first, sum(not _reads_any(window, unit, size) for unit in straddling), last)


def _reads_any(window: Window, unit: int, size: Size) -> bool:
    """Whether one of the cells lies in the input: the first that is not before it."""
    reads = window.reads(unit)
    inside = reads.start if reads.start >= 0 else reads.start % window.dilation
    return inside in reads and inside < size


def _less_padding(operation: Sliding, record: LayerRecord) -> Repair | None:
    """The most padding with which no window is blind."""
    widest = max(max(window.before, window.after) for window in operation.windows(record.inputs[0].shape))
    narrowest = min(window.extent for window in operation.windows(record.inputs[0].shape))
    most = min(widest, narrowest) - 1
    for padding in range(most, max(-1, most - MOST_TRIED), -1):
        other = changed(operation, {"padding": padding})
        assert isinstance(other, Sliding)
        if _keeps_seeing(other, record):
            return set_fields(record, {"padding": padding})
    return None


def _keeps_seeing(operation: Sliding, record: LayerRecord) -> bool:
    x = record.inputs[0].shape
    axes = [(window, size, window.slide(size)) for window, size in zip(operation.windows(x), x.spatial, strict=True)]
    return all(places >= 1 and not _of_axis(window, size, places).places for window, size, places in axes)
