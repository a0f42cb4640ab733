"""One unit of a layer: which part of the network's input it depends on."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.analyses.receptive_field import positions
from cnncalc.rules.words import LINES, counted, enumerated, lines, span
from cnncalc.textbook import field, spelling
from cnncalc.textbook.step import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analyses.receptive_field import Region
    from cnncalc.api import Walk
    from cnncalc.core.shape import Shape
    from cnncalc.walk import LayerRecord

MOST_NAMED = 12
"""Of lines that are read with gaps between them, so many are named."""


class NoSuchUnit(Exception):
    """A layer has no unit at such a place; the message is for the user."""


class Look(NamedTuple):
    """Where one unit of a layer looks."""

    record: LayerRecord
    unit: tuple[int, ...]
    input: Shape
    named: str
    """What the input is called."""
    field: Region | None
    """The first and the last position of its receptive field along each axis, padding included; None where it cannot be told."""
    read: list[list[int]] | None
    """The positions of the input that it depends on along each axis; None where it depends on none."""
    is_everything: bool
    is_separate: bool
    """Whether nothing leads from the input to the layer."""

    @property
    def region(self) -> Region | None:
        """From the first position read to the last."""
        return tuple((axis[0], axis[-1]) for axis in self.read) if self.read is not None else None

    @property
    def inside(self) -> Region | None:
        """The part of the field that lies in the input; None where there is none."""
        if self.field is None:
            return None
        ends = tuple(
            (max(0, first), min(last, size - 1)) for (first, last), size in zip(self.field, self.input.spatial, strict=True)
        )
        return ends if all(first <= last for first, last in ends) else None


def look(walk: Walk, record: LayerRecord, unit: tuple[int, ...]) -> Look:
    """Where ``unit`` of a layer looks in the first input of ``walk``, whose sizes are numbers.

    Raises:
        NoSuchUnit: the layer's output has none there.
        TooManyRead: it depends on too much to be followed.
    """
    _check(record, unit)
    found = walk.fields[record]
    ends = None
    if found is not None:
        # What sees everything may have other axes than the input; all its units have one field.
        at = (0,) * len(found.axes) if found.is_everything else unit
        bounds = [axis.bounds(place) if axis is not None else None for axis, place in zip(found.axes, at, strict=True)]
        known = tuple(end for end in bounds if end is not None)
        ends = known if len(known) == len(bounds) else None
    named = "the input" if len(walk.inputs) == 1 else f"`{walk.input.path}`"
    is_everything = found is not None and found.is_everything
    return Look(record, unit, walk.input.shape, named, ends, positions(walk, record, unit), is_everything, found is None)


def _check(record: LayerRecord, unit: tuple[int, ...]) -> None:
    shape = record.shape
    if not shape.axes:
        raise NoSuchUnit(f"{record.path} puts out {shape}, a vector: its numbers have no place; `--unit` takes the units of a map")
    if len(unit) != shape.axes:
        middle = _place([size // 2 for size in shape.spatial])
        raise NoSuchUnit(
            f"`--unit {_place(unit)}` has {counted(len(unit), 'number')}: {record.path} puts out {shape}, and a place on it is "
            f"{enumerated(shape.axis_names)}, as in `--unit {middle}`"
        )
    for name, at, size in zip(shape.axis_names, unit, shape.spatial, strict=True):
        if at >= size:
            raise NoSuchUnit(f"{record.path} has no unit {_place(unit)}: it puts out {shape}, {span(name, 0, size - 1)}")


def _place(unit: Sequence[int]) -> str:
    return ",".join(map(str, unit))


def answer(found: Look) -> str:
    """Where the unit looks, in a line."""
    unit = f"unit {_place(found.unit)} of {found.record.shape}"
    if found.region is None:
        return f"{unit} depends on nothing of {found.named}"
    return f"{unit} depends on {_spans(found.input, found.region)} of {found.named}"


def _spans(input: Shape, ends: Region) -> str:
    return enumerated([span(name, *pair) for name, pair in zip(input.axis_names, ends, strict=True)])


def steps(found: Look) -> list[Step]:
    """How that comes about."""
    sections = {
        "receptive field": _field(found),
        "padding": _padding(found),
        "gaps": _gaps(found),
        "share": _share(found),
    }
    told = (Step(heading, tuple(said)) for heading, said in sections.items())
    return [step for step in told if step.lines]


def _field(found: Look) -> Iterator[str]:
    if found.is_separate:
        yield f"none: nothing leads from {found.named} to this layer"
    elif found.is_everything:
        yield f"everything: each output depends on the whole of {found.named}"
    elif found.field is not None:
        yield f"{_spans(found.input, found.field)}: {spelling.times(last - first + 1 for first, last in found.field)}"
    else:
        yield "unknown: it differs between places, or is padding alone"


def _padding(found: Look) -> Iterator[str]:
    """What of the field is no input: it lies before or behind that, or is padding of a layer on the way."""
    if found.field is None or found.is_everything:
        return
    outside = [
        f"{lines(name, count)} {where}"
        for name, (first, last), size in zip(found.input.axis_names, found.field, found.input.spatial, strict=True)
        for count, where in ((-first, "before"), (last - size + 1, "behind"))
        if count > 0
    ]
    if outside:
        yield f"{enumerated(outside)} {found.named}"
    if found.inside is not None and found.region != found.inside:
        left = f"{_spans(found.input, found.region)} alone are" if found.region is not None else "nothing is"
        yield f"of {_spans(found.input, found.inside)}, {left} read: the rest falls to padding of layers between, or to gaps"


def _gaps(found: Look) -> Iterator[str]:
    """The positions between the first and the last that are not read."""
    for name, read in zip(found.input.axis_names, found.read or (), strict=False):
        reach = read[-1] - read[0] + 1
        if len(read) < reach:
            which = f": {enumerated([f'{at:,}' for at in read])}" if len(read) <= MOST_NAMED else ""
            yield f"{len(read):,} of the {reach:,} {LINES[name]}s are read{which}"


def _share(found: Look) -> Iterator[str]:
    if found.read is not None:
        yield field.share([len(axis) for axis in found.read], found.input)


def to_dict(found: Look) -> dict[str, Any]:
    """Where the unit looks, as JSON."""
    return {
        "unit": list(found.unit),
        "field": [list(ends) for ends in found.field] if found.field is not None else None,
        "region": [list(ends) for ends in found.region] if found.region is not None else None,
        "read": [len(axis) for axis in found.read] if found.read is not None else None,
        "positions": prod(len(axis) for axis in found.read) if found.read is not None else 0,
        "input_positions": found.input.places,
    }
