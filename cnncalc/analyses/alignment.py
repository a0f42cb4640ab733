"""Branches that are not aligned: where the units that a join puts together are centred on different positions of the input.

The centre of a unit is the middle of its receptive field; over a map that was enlarged, the mean over the units that come from one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.join import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.analyses.receptive_field import AxisField, Field, Fields
    from cnncalc.core.size import Size
    from cnncalc.walk import LayerRecord, Tensor


class Line(NamedTuple):
    """Where the units of one operand look along one axis: the centre of unit 0, and the way to the next."""

    tensor: Tensor
    start: Fraction
    step: Fraction

    def at(self, unit: Size) -> Fraction:
        return self.start + unit * self.step


class Gap(NamedTuple):
    """Two operands that look at different positions, and how far apart these are at most."""

    near: Line
    far: Line
    pixels: Fraction


class Misaligned(NamedTuple):
    """A join whose operands are not aligned."""

    record: LayerRecord
    gaps: dict[str, Gap]
    """The largest gap on every axis where there is one, by the axis's name."""

    @property
    def worst(self) -> Gap:
        """The largest of them."""
        return max(self.gaps.values(), key=lambda gap: gap.pixels)


def misaligned(layers: Iterable[LayerRecord], fields: Fields) -> Iterator[Misaligned]:
    """The joins among ``layers`` whose operands are not aligned."""
    for record in layers:
        if isinstance(record.operation, Join):
            gaps = _gaps(record, fields)
            if gaps:
                yield Misaligned(record, gaps)


def placed_operands(record: LayerRecord, fields: Fields) -> dict[Tensor, Field]:
    """The operands of a join that stand somewhere: one that counts for all places, or sees everything, does not."""
    return {
        tensor: field
        for tensor in dict.fromkeys(record.inputs)
        if (field := fields[tensor]) is not None and not field.is_everything and tensor.shape.spatial == record.shape.spatial
    }


def _gaps(record: LayerRecord, fields: Fields) -> dict[str, Gap]:
    operands = placed_operands(record, fields).items()
    gaps = {}
    for axis, (name, size) in enumerate(zip(record.shape.axis_names, record.shape.spatial, strict=True)):
        known = [(tensor, field.axes[axis]) for tensor, field in operands if axis < len(field.axes)]
        lines = [line for tensor, one in known if one is not None and (line := _line(tensor, one)) is not None]
        gap = _largest(lines, size)
        if gap is not None and gap.pixels:
            gaps[name] = gap
    return gaps


def _line(tensor: Tensor, field: AxisField) -> Line | None:
    """The centres, evened out over the phases of an enlarged map; None where a phase depends on nothing."""
    step = Fraction(field.shift, field.period)
    centres = [
        Fraction(first + last, 2) - unit * step
        for unit, (first, last) in enumerate(zip(field.first, field.last, strict=True))
        if first is not None and last is not None
    ]
    return Line(tensor, sum(centres, Fraction()) / len(centres), step) if len(centres) == field.period else None


def _largest(lines: list[Line], size: Size) -> Gap | None:
    """The two that are farthest apart, at the first unit or the last."""
    gaps = [_gap_at(unit, lines) for unit in (0, size - 1)] if lines else []
    return max(gaps, key=lambda gap: gap.pixels, default=None)


def _gap_at(unit: Size, lines: list[Line]) -> Gap:
    near, far = min(lines, key=lambda line: line.at(unit)), max(lines, key=lambda line: line.at(unit))
    return Gap(near, far, far.at(unit) - near.at(unit))
