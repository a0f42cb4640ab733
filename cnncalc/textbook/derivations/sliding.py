"""Windows that slide: O = (W - K + 2P)/S + 1 with the numbers put in, and what a stride that does not fit leaves over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.fields import SIDES
from cnncalc.core.window import Window
from cnncalc.layers.families.sliding import Sliding as SlidingLayer
from cnncalc.rules.repairs import changed_shape
from cnncalc.rules.words import LINES, counted, enumerated, lines
from cnncalc.textbook import spelling
from cnncalc.textbook.derivations.general import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.size import Size

FORMULA = "O = (W - K + 2P)/S + 1"

MOST_READS = 100_000
"""A window whose taps at all places together are more is not followed tap by tap."""

NEAREST = 4
"""How far from the present value a parameter that fits is looked for."""


class Axis(NamedTuple):
    """One axis of the input, and the window that slides along it."""

    name: str
    size: Size
    window: Window

    @property
    def room(self) -> Size:
        """W - K + 2P."""
        return self.window.room(self.size)

    @property
    def places(self) -> Size:
        """O."""
        return self.window.slide(self.size)

    @property
    def left_over(self) -> Size:
        """What the stride leaves over."""
        return self.window.remainder(self.size)

    @property
    def formula(self) -> str:
        """The numbers put in, as far as the fraction: ``(7 - 3 + 2*0)/3 + 1 = 4/3 + 1 = 2.33``."""
        window = self.window
        pads = f"2*{window.before}" if window.before == window.after else f"{window.before} + {window.after}"
        divided = f" = {self.room}/{window.stride} + 1" if window.stride > 1 else ""
        whole = spelling.quotient(self.room + window.stride, window.stride)
        return f"({self.size} - {window.extent} + {pads})/{window.stride} + 1{divided} = {whole}"

    @property
    def unread_at_the_end(self) -> Size:
        """Cells of the real input behind the last window."""
        window = self.window
        end = window.reads(self.places - 1)[-1] + 1
        return max(0, min(self.size, self.size - end))

    @property
    def overhang(self) -> Size:
        """Cells of the last window that lie behind the padding: where the sizes are rounded up."""
        return max(0, self.window.reads(self.places - 1)[-1] + 1 - self.size - self.window.after)

    def unread_between(self) -> Size | None:
        """Cells of the real input that no window reads, those at the end left out; None where it would take long to tell."""
        window = self.window
        if self.places * window.kernel > MOST_READS or self.size > MOST_READS:
            return None
        read = {cell for place in range(self.places) for cell in window.reads(place)}
        return sum(cell not in read for cell in range(self.size - self.unread_at_the_end))


class Sliding(Derivation):
    """A layer with a window on each axis."""

    def axes(self) -> list[Axis]:
        """Every spatial axis."""
        return [Axis(*axis) for axis in zip(self.x.axis_names, self.x.spatial, self.operation.windows(self.x), strict=True)]

    def alike(self) -> Iterator[tuple[str, Axis]]:
        """The axes, those with the same numbers together: their names, and the first of them."""
        groups: dict[tuple[Size, Window], list[Axis]] = {}
        for axis in self.axes():
            groups.setdefault((axis.size, axis.window), []).append(axis)
        for group in groups.values():
            yield enumerated([axis.name for axis in group]), group[0]

    def facts(self) -> dict[str, Any]:
        return {"windows": [_facts(axis) for axis in self.axes()]}

    def verdict(self) -> str:
        return "; ".join(
            f"stride {axis.window.stride} does not fit the {names}: {axis.formula}, "
            f"taken as {axis.places} (rounding: {axis.window.rounding})"
            for names, axis in self.alike()
            if axis.left_over
        )

    def size(self) -> Iterator[str]:
        yield FORMULA
        for names, axis in self.alike():
            yield from self._span(axis.window)
            if axis.left_over:
                yield f"{names}: {axis.formula} is not whole: the stride does not fit"
                yield self._rounding(axis)
            else:
                yield f"{names}: {axis.formula}"
        yield from self._unread()
        if any(axis.left_over for axis in self.axes()):
            yield self._repairs()
        yield from self.channels()

    def channels(self) -> Iterator[str]:
        """Where the channels of the output come from."""
        yield f"each channel by itself: {self.y}"

    def _span(self, window: Window) -> Iterator[str]:
        if window.dilation > 1:
            yield (
                f"K = {window.dilation}*({window.kernel} - 1) + 1 = {window.extent}: "
                f"{window.kernel} cells, each {window.dilation} from the next"
            )

    def _rounding(self, axis: Axis) -> str:
        """What becomes of the fraction."""
        window = axis.window
        if window.rounding != "ceil":
            return f"the fraction is dropped (rounding: floor): {axis.places}, {axis.left_over} left over"
        if axis.places > window._replace(rounding="floor").slide(axis.size):
            return f"rounding: ceil makes it {axis.places}: the last window hangs over the end by {axis.overhang}"
        return (
            f"rounding: ceil would make it {axis.places + 1}, but that window would start in the padding at the end "
            f"and is left out, as PyTorch does: {axis.places}"
        )

    def _unread(self) -> Iterator[str]:
        """The real input that no window reads, in words."""
        at_the_end = [axis for axis in self.axes() if axis.unread_at_the_end]
        if at_the_end:
            parts = [_last(axis) for axis in at_the_end]
            are = "are" if len(parts) > 1 or at_the_end[0].unread_at_the_end > 1 else "is"
            yield f"{enumerated(parts)} of the input {are} read by nothing"
        elif any(axis.left_over for axis in self.axes() if axis.window.rounding != "ceil"):
            yield "what is left over is padding, not input"
        for axis in self.axes():
            skipped, window = axis.unread_between(), axis.window
            is_step = window.stride > window.extent
            why = f"stride {window.stride} steps over them" if is_step else "they lie between the cells of every window"
            if skipped:
                are = "is" if skipped == 1 else "are"
                yield f"{lines(axis.name, skipped)} of {axis.size} in between {are} read by nothing: {why}"
            elif skipped is None and is_step:
                yield f"{LINES[axis.name]}s in between are read by nothing: {why}"

    def _repairs(self) -> str:
        """What would fit: other parameters, or other inputs."""
        options = [
            f"{field} {enumerated(found, 'or')}" for field in ("padding", "kernel", "stride") if (found := self._fitting(field))
        ]
        sizes = []
        for names, axis in self.alike():
            if axis.left_over:
                below = axis.size - axis.left_over
                near = [str(size) for size in (below, below + axis.window.stride) if size >= 1]
                sizes.append(f"an input of {names} {enumerated(near, 'or')}")
        return f"it would fit with {'; '.join([*options, *sizes])}"

    def _fitting(self, field: str) -> list[str]:
        """The nearest values of a parameter, below and above, with which the stride fits on every axis."""
        if not isinstance(self.operation, SlidingLayer):
            return []
        value = getattr(self.operation, field)
        value = self.operation.kernel if field == "stride" and value is None else value
        if not isinstance(value, int):
            return []
        least = 0 if field == "padding" else 1
        below = (other for other in range(value - 1, max(least, value - NEAREST) - 1, -1) if self._fits(field, other))
        above = (other for other in range(value + 1, value + NEAREST + 1) if self._fits(field, other))
        return [str(other) for other in (*islice(below, 1), *islice(above, 1))]

    def _fits(self, field: str, value: int) -> bool:
        values = {field: value, "rounding": "exact"}
        if field == "kernel" and self.operation.stride is None:
            values["stride"] = self.operation.kernel
        return changed_shape(self.record, values) is not None

    def padding(self) -> Iterator[str]:
        axes = self.axes()
        ends = [(axis.window.before, axis.window.after) for axis in axes]
        padded = self.x.with_spatial(axis.window.padded(axis.size) for axis in axes)
        if not any(map(any, ends)):
            yield "none"
            return
        if len({end for pair in ends for end in pair}) == 1:
            yield f"{ends[0][0]} on each side: {self.x} becomes {padded}"
        else:
            named = zip(SIDES[self.x.axes], ends, strict=True)
            sides = [f"{name} {cells}" for names, pair in named for name, cells in zip(names, pair, strict=True)]
            yield f"{', '.join(sides)}: {self.x} becomes {padded}"
        yield from self._asked()

    def _asked(self) -> Iterator[str]:
        """How a word for the padding comes to its number."""
        asked = getattr(self.operation, "padding", None)
        for names, axis in self.alike():
            window = axis.window
            if asked == "half":
                yield f"`half` is half of K - 1 = {window.extent - 1}: {window.before} ({names})"
            elif asked == "full":
                yield f"`full` is K - 1 = {window.before} ({names})"
            elif asked == "same":
                yield f"{_same(axis)} ({names})"

    def growth(self) -> Iterator[str]:
        field, before = self.fields.get(self.record), self.fields.get(self.record.inputs[0])
        axes = self.axes()
        if field is None or before is None or len(field.axes) != len(axes) or len(before.axes) != len(axes):
            return
        told = []
        for axis, wide, narrow in zip(axes, field.axes, before.axes, strict=True):
            if wide is None or narrow is None or wide.period > 1 or narrow.period > 1:
                return
            told.append(f"{narrow.size} + ({axis.window.extent} - 1)*{narrow.shift} = {wide.size}")
        for line in dict.fromkeys(told):
            yield f"R = R before + (K - 1) x stride before: {line}"


def _facts(axis: Axis) -> dict[str, Any]:
    window = axis.window
    return {
        "axis": axis.name,
        "input": axis.size,
        "kernel": window.kernel,
        "dilation": window.dilation,
        "extent": window.extent,
        "stride": window.stride,
        "padding": [window.before, window.after],
        "padded": window.padded(axis.size),
        "rounding": window.rounding,
        "output": axis.places,
        "remainder": axis.left_over,
        "unread_at_the_end": axis.unread_at_the_end,
    }


def _same(axis: Axis) -> str:
    """How `same` comes to its padding."""
    window, places = axis.window, axis.places
    rounded = ", rounded up" if axis.size % window.stride else ""
    needed = (places - 1) * window.stride + window.extent - axis.size
    odd = ", never below 0" if needed < 0 else ", the odd one at the end" if needed % 2 else ""
    wanted = f"`same` wants W/S = {axis.size}/{window.stride}{rounded} = {places} places"
    return f"{wanted}: ({places} - 1)*{window.stride} + {window.extent} - {axis.size} = {needed} in all{odd}"


def _last(axis: Axis) -> str:
    """The cells at the end that no window reads, by name."""
    count = axis.unread_at_the_end
    return f"the last {LINES[axis.name]}" if count == 1 else f"the last {counted(count, LINES[axis.name])}"
