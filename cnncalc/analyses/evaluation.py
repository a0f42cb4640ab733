"""A walk of letters at sizes that are numbers: every formula worked out, nothing walked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.core.operation import Measure
from cnncalc.core.shape import Shape
from cnncalc.core.size import Symbolic
from cnncalc.walk import LayerRecord, Tensor, Walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.core.letters import Requirement
    from cnncalc.core.operation import Operation


def unmet(walk: Walk, sizes: Mapping[str, int]) -> Requirement | None:
    """The first of the walk's conditions that does not hold at these sizes; there its formulas say nothing."""
    return next((one for one in walk.conditions if not all(condition.holds(sizes) for condition in one.conditions)), None)


def evaluated(walk: Walk, sizes: Mapping[str, int]) -> Walk:
    """The walk with a number in place of each letter, as a walk of these numbers gives it where all conditions hold."""
    tensors: dict[Tensor, Tensor] = {}
    for tensor in walk.inputs.values():
        tensors[tensor] = Tensor(_at(tensor.shape, sizes), tensor.place)
    measures: dict[int, Measure] = {}
    operations: dict[int, Operation] = {}
    layers: list[LayerRecord] = []
    for record in walk.layers:
        measure = measures.get(id(record.measure))
        if measure is None:
            measure = measures[id(record.measure)] = Measure(*(_at(part, sizes) for part in record.measure))
        operation = operations.get(id(record.operation))
        if operation is None:
            operation = operations[id(record.operation)] = _operation(record.operation, sizes)
        inputs = tuple([tensors[tensor] for tensor in record.inputs])
        known = LayerRecord(record.index, operation, inputs, measure, record.place, record.written)
        known.frozen = record.frozen
        if record.shares is not None:
            known.shares = layers[record.shares.index]
        tensors[record] = known
        layers.append(known)
    return Walk(
        {name: tensors[tensor] for name, tensor in walk.inputs.items()},
        layers,
        tensors[walk.output] if walk.output is not None else None,
        {name: tensors[tensor] for name, tensor in walk.heads.items()},
        complete=walk.complete, diagnostics=walk.diagnostics, fault=walk.fault, declared=walk.declared,
    )  # fmt: skip


def _operation(operation: Operation, sizes: Mapping[str, int]) -> Operation:
    """The layer itself, or one whose parameters are numbers."""
    values = {name: vars(operation)[name] for name in operation.fields}
    known = {name: _at(value, sizes) for name, value in values.items()}
    return operation if known == values else type(operation)(**known)


def _at(value: Any, sizes: Mapping[str, int]) -> Any:
    """A value with a number in place of each formula in it."""
    if isinstance(value, Symbolic):
        return value.at(sizes)
    if isinstance(value, Shape):
        return Shape(_at(size, sizes) for size in value)
    if isinstance(value, tuple):
        return tuple([_at(item, sizes) for item in value])
    if isinstance(value, dict):
        return {key: _at(item, sizes) for key, item in value.items()}
    return value
