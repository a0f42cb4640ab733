"""What a layer would be with other parameters: several rules look there for a repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.core.fields import sides
from cnncalc.core.problem import Problem
from cnncalc.layers.families.sliding import Sliding
from cnncalc.layers.families.transposed import Transposed
from cnncalc.rules.base import set_field
from cnncalc.rules.words import enumerated
from cnncalc.source import Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.operation import Operation
    from cnncalc.core.shape import Shape
    from cnncalc.walk import LayerRecord


MOST_TRIED = 32
"""So many values of a parameter are looked at for a repair, no more."""


def changed(operation: Operation, values: dict[str, Any]) -> Operation:
    """The same layer with other values for some of its fields."""
    return type(operation)(**({name: getattr(operation, name) for name in operation.fields} | values))


def changed_shape(record: LayerRecord, values: dict[str, Any]) -> Shape | None:
    """What the layer would put out with these values; None where it could not take its input."""
    try:
        return changed(record.operation, values).measure(tuple(record.input_shapes)).output_shape
    except Problem:
        return None


def set_fields(record: LayerRecord, values: dict[str, Any], *, is_certain: bool = False) -> Repair | None:
    """The repair that gives a layer several other values at once; None where the file computes one of them, or nothing changes."""
    repairs = [
        set_field(record, field, spelled(value)) for field, value in values.items() if getattr(record.operation, field) != value
    ]
    found = [repair for repair in repairs if repair is not None]
    if not found or len(found) < len(repairs):
        return None
    changes = tuple(change for repair in found for change in repair.changes)
    first, *others = [repair.text for repair in found]
    return Repair(f"{first} with {enumerated(others)}" if others else first, changes, is_certain)


def spelled(value: Any) -> Any:
    """A value as a file writes it: sizes of several axes as in ``3x5``."""
    if not isinstance(value, tuple):
        return value
    return "x".join(map(str, value)) if len(value) > 1 else f"[{value[0]}]"


def with_kernel(record: LayerRecord, kernel: int | tuple[int, ...]) -> Repair | None:
    """The repair that gives a layer another kernel, and what else keeps the size of its output where anything does."""
    for values in _around(record, kernel):
        if changed_shape(record, values) == record.shape:
            return set_fields(record, values)
    return set_fields(record, {"kernel": kernel}) if changed_shape(record, {"kernel": kernel}) is not None else None


def _around(record: LayerRecord, kernel: int | tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """Values to try with a kernel, those that change least first."""
    operation = record.operation
    yield {"kernel": kernel}
    if not isinstance(operation, (Sliding, Transposed)) or isinstance(operation.padding, str) or not isinstance(kernel, int):
        return
    before = max(before for before, _ in sides("padding", operation.padding, record.inputs[0].shape))
    paddings = sorted(range(min(kernel, MOST_TRIED)), key=lambda padding: abs(padding - before))
    added = (
        range(min(operation.stride, MOST_TRIED))
        if isinstance(operation, Transposed) and isinstance(operation.stride, int)
        else [None]
    )
    for extra in added:
        for padding in paddings:
            output_padding = {"output_padding": extra} if extra is not None else {}
            yield {"kernel": kernel, "padding": padding, **output_padding}
