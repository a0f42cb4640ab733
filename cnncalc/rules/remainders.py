"""Windows whose stride does not divide: what is left over, and what would make it fit. CC401 and CC402 share it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.join import Join
from cnncalc.core.window import Window
from cnncalc.layers.families.sliding import Sliding
from cnncalc.rules.base import set_field
from cnncalc.rules.repairs import changed, changed_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design
    from cnncalc.source import Repair
    from cnncalc.walk import LayerRecord

NEAREST = 4
"""How far from the present value a repair is looked for."""


class Remainder(NamedTuple):
    """What one window leaves over on one axis."""

    record: LayerRecord
    operation: Sliding
    axis: int
    window: Window
    size: int

    @property
    def left_over(self) -> int:
        """Cells of the padded input behind the last window: (W - K + 2P) mod S."""
        return self.window.remainder(self.size)

    @property
    def unread(self) -> int:
        """Those of them that are real input."""
        return max(0, self.left_over - self.window.after)

    @property
    def axis_name(self) -> str:
        return self.record.inputs[0].shape.axis_names[self.axis]

    @property
    def unread_cells(self) -> str:
        """The real cells that no window reads, in words."""
        cell = {"height": "row", "width": "column", "depth": "slice", "length": "position"}[self.axis_name]
        if self.unread == 1:
            return f"the last {cell} of {self.size} is read by no output"
        return f"the last {self.unread} {cell}s of {self.size} are read by no output"

    @property
    def formula(self) -> str:
        """The textbook's line, the fraction named."""
        pads = self.window.before + self.window.after
        room = self.window.room(self.size)
        padding = f" + {pads}" if pads else ""
        return f"({self.size} - {self.window.extent}{padding})/{self.window.stride} + 1 = {self._places(room)}"

    def _places(self, room: int) -> str:
        """The output size with its fraction: two decimals, or as many as make four digits and tell it from a whole number."""
        whole, left_over = divmod(room, self.window.stride)
        for digits in count(max(2, 4 - len(str(whole + 1)))):
            fraction = f"{left_over / self.window.stride:.{digits}f}".rstrip("0")
            if fraction not in ("0.", "1."):
                return f"{whole + 1}{fraction[1:]}"
        raise AssertionError("a fraction has some digit")


def remainders(design: Design) -> Iterator[Remainder]:
    """Every window and axis that leaves something over by flooring."""
    for record in design.layers:
        operation = record.operation
        if not isinstance(operation, Sliding) or operation.rounding != "floor":
            continue
        x = record.inputs[0].shape
        for axis, (window, size) in enumerate(zip(operation.windows(x), x.spatial, strict=True)):
            found = Remainder(record, operation, axis, window, size)
            if found.left_over:
                yield found


def unread_pixels(found: Remainder, design: Design) -> int | None:
    """How many positions of the network's input, at that end, no output of this layer depends on; None if it cannot be told."""
    record = found.record
    field, size = design.fields[record], design.walk.input.shape.spatial
    if field is None or field.is_everything or found.axis >= len(field.axes):
        return None
    axis = field.axes[found.axis]
    bounds = axis.bounds(record.shape.spatial[found.axis] - 1) if axis is not None else None
    return max(0, size[found.axis] - 1 - bounds[1]) if bounds is not None else None


def repairs(found: Remainder, design: Design, allowed: int | None) -> tuple[Repair, ...]:
    """Values of padding, kernel and stride that leave at most ``allowed`` cells (None: the padding), the nearest first.

    They work for every call of the block that the layer stands in. Where branches are joined further on, only those are
    proposed that keep the size of the output.
    """
    operation, record = found.operation, found.record
    proposals: list[tuple[int, int, Repair]] = []
    for rank, field in enumerate(("padding", "kernel", "stride")):
        value = getattr(operation, field)
        value = operation.kernel if field == "stride" and value is None else value
        if not isinstance(value, int):
            continue
        for distance in range(1, NEAREST + 1):
            for other in (value + distance, value - distance):
                repair = set_field(record, field, other) if other >= (field != "padding") else None
                if repair is not None and _works({field: other}, found, design, allowed):
                    proposals.append((distance, rank, repair))
    proposals.sort(key=lambda proposal: proposal[:2])
    chosen: dict[str, Repair] = {}
    for _, _, repair in proposals:
        chosen.setdefault(repair.changes[0].field, repair)
    rounding = set_field(record, "rounding", "ceil") if _works({"rounding": "ceil"}, found, design, None) else None
    return (*chosen.values(), *([rounding] if rounding is not None else []))


def help_of(found: Remainder, proposed: tuple[Repair, ...]) -> str:
    """The repairs in words, and the nearest sizes of the layer's input that fit."""
    smaller, larger = found.size - found.left_over, found.size - found.left_over + found.window.stride
    return (
        "use "
        + ", ".join(repair.text for repair in proposed)
        + (", or " if proposed else "")
        + f"an input {smaller} or {larger} there"
    )


def _works(values: dict[str, Any], found: Remainder, design: Design, allowed: int | None) -> bool:
    """Whether every layer that stands at this place of the file, with these values, leaves no more than is allowed."""
    is_joined = any(isinstance(record.operation, Join) and record.index > found.record.index for record in design.layers)
    for record in design.copies(found.record):
        shape = changed_shape(record, values)
        if shape is None or (is_joined and shape != record.shape):
            return False
        layer, x = changed(record.operation, values), record.inputs[0].shape
        assert isinstance(layer, Sliding)
        for window, size in zip(layer.windows(x), x.spatial, strict=True):
            if window.rounding == "floor" and window.remainder(size) > (window.after if allowed is None else allowed):
                return False
    return True
