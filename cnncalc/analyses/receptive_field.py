"""Receptive fields: which positions of the input one unit of a layer may depend on.

Every kind says which units of its input one output unit reads (:class:`~cnncalc.core.window.AxisReads`); here that is followed
back to the network's first input. Unit ``u`` depends on positions from ``first(u)`` to ``last(u)``; both advance by ``shift``
positions every ``period`` units, so one period is all there is to know. Padding has negative positions; borders are not
clipped. The period is 1 until something is upsampled.
"""

from __future__ import annotations

from functools import reduce
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cnncalc.core.operation import EVERYTHING, POINTWISE
from cnncalc.core.problem import Problem
from cnncalc.core.size import LARGEST, Size, Symbolic, are_known, larger, smaller
from cnncalc.core.window import ReflectedWindow, Window
from cnncalc.walk import LayerRecord, Tensor, Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cnncalc.core.window import AxisReads

MOST_PHASES = 4096
"""Fields that repeat only after more units, or move by more than 2^53 positions, are not followed: they are unknown (null)."""


class AxisField(NamedTuple):
    """The receptive field along one axis, a phase an entry: None where a unit reads nothing but padding or gaps."""

    first: tuple[Size | None, ...]
    last: tuple[Size | None, ...]
    shift: int

    @property
    def period(self) -> int:
        return len(self.first)

    def bounds(self, unit: int) -> tuple[Size, Size] | None:
        """The first and the last position that ``unit`` may depend on."""
        turns, phase = divmod(unit, self.period)
        first, last = self.first[phase], self.last[phase]
        if first is None or last is None:
            return None
        return first + turns * self.shift, last + turns * self.shift

    @property
    def size(self) -> Size:
        """Positions in the field of the phase that has most."""
        ends = zip(self.first, self.last, strict=True)
        sizes = [last - first + 1 for first, last in ends if first is not None and last is not None]
        return reduce(larger, sizes) if sizes else 0

    @property
    def stride(self) -> tuple[int, int]:
        """How far the field moves from one unit to the next, on average: a fraction in lowest terms."""
        common = gcd(self.shift, self.period)
        return self.shift // common, self.period // common

    @property
    def start(self) -> Size:
        """The first position that unit 0 may depend on (the first unit that depends on any)."""
        return next((first for first in self.first if first is not None), 0)

    @property
    def padding(self) -> Size:
        """How far the start lies before the input: the effective padding. Negative where the first positions are not seen.

        Araujo, Norris and Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill 2019.
        """
        return -self.start

    def paddings(self, places: int, size: int) -> tuple[int, int] | None:
        """Padding before and after an axis of ``size`` for which one window of this size and stride spans what ``places`` units do.

        The last window ends with that padding; a negative end is input that none spans. None where no one window does: units differ
        by their phase, or depend on nothing.
        """
        ends = self.bounds(0), self.bounds(places - 1)
        if self.period > 1 or ends[0] is None or ends[1] is None:
            return None
        return -ends[0][0], ends[1][1] - (size - 1)


class Field(NamedTuple):
    """The receptive field of a layer: an entry an axis of the first input, None along an axis that cannot be told."""

    axes: tuple[AxisField | None, ...]
    is_everything: bool = False


Fields: TypeAlias = "dict[Tensor, Field | None]"
"""A field for every tensor; None where the layer does not depend on the first input, or in no way that can be told."""


Steps: TypeAlias = "dict[tuple[AxisField, type, AxisReads], AxisField | None]"
"""What has been worked out already: a field, and what was read of it."""


def receptive_fields(walk: Walk) -> Fields:
    """The receptive field of every tensor of ``walk``; none where its input has a fault."""
    if not walk.inputs:
        return {}
    spatial = walk.input.shape.spatial
    whole = Field(tuple(AxisField((0,), (size - 1,), 0) for size in spatial), is_everything=True)
    itself = AxisField((0,), (0,), 1)
    fields: Fields = dict.fromkeys(walk.inputs.values())
    fields[walk.input] = Field((itself,) * len(spatial))
    reads_of: dict[tuple[object, ...], object] = {}
    steps: Steps = {}
    for record in walk.layers:
        key = (record.operation, *record.input_shapes)
        if key not in reads_of:
            reads_of[key] = record.operation.reach(tuple(record.input_shapes))
        fields[record] = _told(record, reads_of[key], fields, whole, steps)
    return fields


def _told(record: LayerRecord, reach: object, fields: Fields, whole: Field, steps: Steps) -> Field | None:
    """The field of a layer from those of its inputs; unknown on all axes where a formula of it is too long to be of use."""
    try:
        field = _through(record, reach, fields, whole, steps)
        for axis in field.axes if field is not None else ():
            if axis is not None and axis.period > 1:
                _ = axis.size  # the largest phase's: asked for here, where it can still be refused
    except Problem:
        return Field((None,) * len(whole.axes))
    return field


def network_field(walk: Walk, fields: Fields) -> Field | None:
    """That of the last layer on the main path before the first that sees everything (VGG-16: 212)."""
    tensor = network_layer(walk, fields)
    return fields[tensor] if tensor is not None else None


def network_layer(walk: Walk, fields: Fields) -> Tensor | None:
    """The tensor whose field is the network's: the input itself when its first layer sees everything."""
    if not walk.inputs:
        return None
    path = []
    tensor = walk.output if walk.output is not None else walk.layers[-1] if walk.layers else None
    while isinstance(tensor, LayerRecord):
        path.append(tensor)
        tensor = tensor.inputs[0]
    last: Tensor = walk.input
    for record in reversed(path):
        field = fields[record]
        if field is not None and field.is_everything:
            break
        last = record
    return last


Region: TypeAlias = "tuple[tuple[int, int], ...]"
"""The first and the last position along each axis."""

MOST_READ = 2**20
"""Units along one axis of a map, counted as often as they are read: where there are more, a region is not followed."""


class TooManyRead(Exception):
    """A unit depends on more than ``MOST_READ`` units of a map on the way to the input."""


def region(walk: Walk, tensor: Tensor, unit: tuple[int, ...]) -> Region | None:
    """The part of the first input that ``unit`` of ``tensor`` depends on, clipped at every border on the way.

    None where it depends on none of it. A field says what a unit *may* depend on, as if maps went on for ever; this is what it
    does depend on: a unit that reads padding alone reads nothing.

    Raises:
        IndexError: the tensor has no such unit.
        TooManyRead: it depends on too much to be followed.
    """
    found = positions(walk, tensor, unit)
    return tuple((axis[0], axis[-1]) for axis in found) if found is not None else None


def positions(walk: Walk, tensor: Tensor, unit: tuple[int, ...]) -> list[list[int]] | None:
    """The positions along each axis of :func:`region`, in order: there are gaps between them where windows are dilated.

    Raises:
        IndexError: the tensor has no such unit.
        TooManyRead: it depends on too much to be followed.
    """
    if len(unit) != tensor.shape.axes or not all(0 <= at < size for at, size in zip(unit, tensor.shape.spatial, strict=True)):
        raise IndexError(f"{tensor.shape} has no unit {unit}")
    needed: dict[Tensor, list[set[int]]] = {tensor: [{at} for at in unit]}
    for record in reversed(walk.layers[: tensor.index + 1] if isinstance(tensor, LayerRecord) else ()):
        units = needed.get(record)
        if units is None:
            continue
        reach = record.operation.reach(tuple(record.input_shapes))
        for source in record.inputs:
            read = _read(reach, units, source.shape.spatial, record.shape.spatial)
            if all(read):
                known = needed.setdefault(source, [set() for _ in read])
                for axis, positions in zip(known, read, strict=True):
                    axis |= positions
    found = needed.get(walk.input)
    return [sorted(axis) for axis in found] if found is not None else None


def _read(reach: object, units: list[set[int]], inside: tuple[int, ...], outside: tuple[int, ...]) -> list[set[int]]:
    """The units along each axis of an input of size ``inside`` that these units of an output of size ``outside`` read."""
    if reach == EVERYTHING or (reach == POINTWISE and inside != outside):
        return [_united([range(size)]) for size in inside]
    if not isinstance(reach, tuple):
        return units
    return [
        _united([_read_inside(reads, unit, size) for unit in axis]) for axis, reads, size in zip(units, reach, inside, strict=True)
    ]


def mirrors(record: LayerRecord) -> bool:
    """Whether the padding of a layer mirrors its input: at a border its units may then depend on more than their field holds."""
    reach = record.operation.reach(tuple(record.input_shapes))
    return isinstance(reach, tuple) and any(isinstance(reads, ReflectedWindow) for reads in reach)


def _read_inside(reads: AxisReads, unit: int, size: int) -> Collection[int]:
    """Those of the units read that an axis of ``size`` has."""
    if isinstance(reads, ReflectedWindow):
        return reads.reads_inside(unit, size)
    read = reads.reads(unit)
    return range(read.start + read.step * max(0, -(read.start // read.step)), min(read.stop, size), read.step)


def _united(read: list[Collection[int]]) -> set[int]:
    """All units that are read.

    Raises:
        TooManyRead: they are too many.
    """
    if sum(map(len, read)) > MOST_READ:
        raise TooManyRead
    return set().union(*read)


def _through(record: LayerRecord, reach: object, fields: Fields, whole: Field, steps: Steps) -> Field | None:
    """The field of a layer from those of its inputs."""
    inputs = [(tensor, fields[tensor]) for tensor in record.inputs]
    seen = [(tensor, field) for tensor, field in inputs if field is not None]
    if not seen:
        return None
    if reach == EVERYTHING or any(field.is_everything for _, field in seen):
        return whole
    if len(inputs) == 1:
        field = seen[0][1]
        return field if reach == POINTWISE else Field(tuple(_steps(field, reach, steps)))
    # Two formulas may be equal sizes; a size that counts for all places is a 1.
    broadcast = [tensor.shape.places == 1 and tensor.shape.spatial != record.shape.spatial for tensor, _ in seen]
    if any(broadcast):
        return Field((None,) * len(whole.axes))
    return Field(tuple(_union([field.axes[axis] for _, field in seen]) for axis in range(len(whole.axes))))


def _steps(field: Field, reach: object, known: Steps) -> list[AxisField | None]:
    assert isinstance(reach, tuple)
    if len(reach) != len(field.axes):
        return [None] * len(field.axes)
    stepped: list[AxisField | None] = []
    for axis, reads in zip(field.axes, reach, strict=True):
        if axis is None:
            stepped.append(None)
            continue
        key = (axis, type(reads), reads)  # two sorts of windows with the same numbers are equal as tuples
        if key not in known:
            known[key] = step(axis, reads)
        stepped.append(known[key])
    return stepped


def step(field: AxisField, reads: AxisReads) -> AxisField | None:
    """The field after one more layer: what its units read of units whose field is known.

    None beyond ``MOST_PHASES``, and where it depends on the input's size which units are read. Where padding alone does, the ends
    of the field are formulas, as long as the units before it are all of one phase.
    """
    if isinstance(reads, tuple) and any(isinstance(part, Symbolic) for part in reads):
        return _step_of_formulas(field, reads) if isinstance(reads, Window) and field.period == 1 else None
    # Unit v reads units that move by reads.shift every reads.period; those come round to the same phase after `turns` of it.
    turns = field.period // gcd(field.period, reads.shift) if reads.shift else 1
    period, shift = reads.period * turns, field.shift * (reads.shift * turns // field.period)
    if period > MOST_PHASES or shift > LARGEST:
        return None
    first: list[Size | None] = []
    last: list[Size | None] = []
    for unit in range(period):
        units = reads.reads(unit)
        # A unit one period further on reaches further, so the extremes lie in the first and the last period of those read.
        edge = field.period
        ends = [field.bounds(read) for read in (*units[:edge], *units[-edge:])]
        reached = [bounds for bounds in ends if bounds is not None]
        first.append(_extreme(smaller, [low for low, _ in reached]))
        last.append(_extreme(larger, [high for _, high in reached]))
    return _shortest(AxisField(tuple(first), tuple(last), shift))


def _step_of_formulas(field: AxisField, window: Window) -> AxisField | None:
    """The field after a window that starts at a formula."""
    (first,), (last,) = field.first, field.last
    if first is None or last is None or not are_known((window.stride, window.dilation)):
        return None
    start = -window.before
    end = start + window.extent - 1
    return AxisField((first + field.shift * start,), (last + field.shift * end,), field.shift * window.stride)


def _extreme(choose: Callable[[Size, Size], Size], positions: list[Size]) -> Size | None:
    """The first or the last of some positions; None where there are none."""
    return reduce(choose, positions) if positions else None


def _shortest(field: AxisField) -> AxisField:
    """The same field with the shortest period that describes it."""
    if field.period == 1 or field.shift % field.period:
        return field
    stride = field.shift // field.period
    for values in (field.first, field.last):
        if any(value is None or value - values[0] != stride * unit for unit, value in enumerate(values) if values[0] is not None):
            return field
        if values[0] is None:
            return field
    return AxisField(field.first[:1], field.last[:1], stride)


def _union(axes: list[AxisField | None]) -> AxisField | None:
    """The smallest interval around all operands' fields; None where their strides differ."""
    fields = [axis for axis in axes if axis is not None]
    if len(fields) < len(axes) or any(field.stride != fields[0].stride for field in fields):
        return None
    period = lcm(*(field.period for field in fields))
    if period > MOST_PHASES:
        return None
    first: list[Size | None] = []
    last: list[Size | None] = []
    for unit in range(period):
        reached = [bounds for bounds in (field.bounds(unit) for field in fields) if bounds is not None]
        first.append(_extreme(smaller, [low for low, _ in reached]))
        last.append(_extreme(larger, [high for _, high in reached]))
    return _shortest(AxisField(tuple(first), tuple(last), fields[0].shift * (period // fields[0].period)))
