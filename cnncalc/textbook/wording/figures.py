"""How each quantity is read off a layer, and off all layers of a row."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cnncalc.analyses.memory import BYTES_OF
from cnncalc.analyses.receptive_field import network_field
from cnncalc.core.units import megabytes
from cnncalc.report import receptive_field
from cnncalc.rules.words import counted
from cnncalc.textbook import spelling, working
from cnncalc.textbook.derivations import derivation
from cnncalc.textbook.derivations.sliding import Sliding
from cnncalc.textbook.wording.draft import CONVOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.analyses.receptive_field import Field
    from cnncalc.textbook.wording.building import Walked
    from cnncalc.walk import LayerRecord

Told: TypeAlias = "tuple[str, Any]"
"""A figure as text, and as a value for JSON."""


EVERYTHING = "everything"
"""The value of a receptive field that is the whole input."""


class Figure(NamedTuple):
    """How a quantity is found."""

    of: Callable[[LayerRecord, Walked], Told | None]
    """What it is for one layer; None for a layer that has none."""
    of_all: Callable[[Sequence[tuple[LayerRecord, Told]], Walked], Told]
    """What it is for the row."""
    heading: str = ""
    """The step of the working that shows how it comes about."""


def _number(count: int) -> Told:
    return f"{count:,}", count


# Of one layer


def _shape(record: LayerRecord, walked: Walked) -> Told:
    """Its output; where channels are not known, height and width."""
    shape = record.shape if walked.knows_channels[record.index] else record.shape.spatial
    return spelling.times(shape), list(shape)


def _size(record: LayerRecord, walked: Walked) -> Told | None:
    return (spelling.times(record.shape.spatial), list(record.shape.spatial)) if record.shape.axes else None


def _in_short(record: LayerRecord, walked: Walked) -> Told:
    """The answer where nothing in particular is asked: output and parameters."""
    if not (walked.knows_input and walked.knows_channels[record.index]):
        return _shape(record, walked)
    return working.answer(record), {"output": list(record.shape), "parameters": record.params}


def _parameters(record: LayerRecord, walked: Walked) -> Told:
    return _number(record.params)


def _weights(record: LayerRecord, walked: Walked) -> Told:
    return _number(sum(prod(shape) for name, shape in record.weights.items() if name != "bias"))


def _biases(record: LayerRecord, walked: Walked) -> Told:
    return _number(prod(record.weights["bias"]) if "bias" in record.weights else 0)


def _weights_each(record: LayerRecord, walked: Walked) -> Told | None:
    each = derivation(record).facts().get("multiplications_at_each_place")
    if each is None:
        return None
    return f"{each:,}" + (f" (and 1 bias: {each + 1:,} parameters)" if "bias" in record.weights else ""), each


def _multiplications_each(record: LayerRecord, walked: Walked) -> Told | None:
    each = derivation(record).facts().get("multiplications_at_each_place")
    return _number(each) if each is not None else None


def _unshared(record: LayerRecord, walked: Walked) -> Told | None:
    unshared = derivation(record).facts().get("params_without_sharing")
    return _number(unshared) if unshared is not None else None


def _im2col(record: LayerRecord, walked: Walked) -> Told | None:
    matrix = derivation(record).facts().get("im2col")
    return (spelling.times(matrix), matrix) if matrix is not None else None


def _macs(record: LayerRecord, walked: Walked) -> Told:
    return _number(record.macs)


def _flops(record: LayerRecord, walked: Walked) -> Told:
    return _number(record.flops)


def _padded(record: LayerRecord, walked: Walked) -> Told | None:
    """The input with its padding, and with its channels as far as they are known."""
    if record.op == "pad":
        return _shape(record, walked)
    derived = derivation(record)
    if not isinstance(derived, Sliding):
        return None
    spatial = [axis.window.padded(axis.size) for axis in derived.axes()]
    knows_channels = walked.knows_channels[record.index - 1] if record.index else walked.knows_input
    shape = [*spatial, record.inputs[0].shape.channels] if knows_channels else spatial
    return spelling.times(shape), shape


def _receptive_field(record: LayerRecord, walked: Walked) -> Told | None:
    return _seen(walked.fields.get(record))


def _seen(field: Field | None) -> Told | None:
    if field is not None and field.is_everything:
        return "the whole input", EVERYTHING
    shown = receptive_field(field)
    return (spelling.times(shown["size"]), shown["size"]) if shown is not None and shown["size"] else None


def _neurons(record: LayerRecord, walked: Walked) -> Told:
    return _number(record.elements)


def _connections(record: LayerRecord, walked: Walked) -> Told | None:
    """Every weight and bias at each place: as LeCun et al. (1998) count those of LeNet-5."""
    if not record.weights:
        return None
    return _number(record.params * (record.shape.places if record.op in CONVOLUTIONS else 1))


def _memory(record: LayerRecord, walked: Walked) -> Told:
    output, params = (count * BYTES_OF["float32"] for count in (record.elements, record.params))
    text = f"output {output:,} bytes ({megabytes(output)}), parameters {params:,} bytes ({megabytes(params)}), as float32"
    return text, {"output_bytes": output, "param_bytes": params}


def _fits(record: LayerRecord, walked: Walked) -> Told | None:
    if not isinstance(derivation(record), Sliding):
        return None
    astray = working.verdict(record)
    return (f"no: {astray}", False) if astray else ("yes", True)


# Of the row


def _last(found: Sequence[tuple[LayerRecord, Told]], walked: Walked) -> Told:
    return found[-1][1]


def _sum(found: Sequence[tuple[LayerRecord, Told]], walked: Walked) -> Told:
    return _number(sum(value for _, (_, value) in found))


def _every(found: Sequence[tuple[LayerRecord, Told]], walked: Walked) -> Told:
    """Whether it holds for all."""
    return next((told for _, told in found if not told[1]), ("yes", True))


def _field_of_all(found: Sequence[tuple[LayerRecord, Told]], walked: Walked) -> Told:
    return _seen(network_field(walked.walk, walked.fields)) or found[-1][1]


FIGURES = {
    "answer": Figure(_in_short, _last),
    "output": Figure(_shape, _last, "output size"),
    "output_size": Figure(_size, _last, "output size"),
    "parameters": Figure(_parameters, _sum, "parameters"),
    "weights": Figure(_weights, _sum, "parameters"),
    "biases": Figure(_biases, _sum, "parameters"),
    "weights_each": Figure(_weights_each, _last),
    "unshared_parameters": Figure(_unshared, _sum, "otherwise"),
    "macs": Figure(_macs, _sum, "MACs"),
    "multiplications": Figure(_macs, _sum, "MACs"),
    "multiplications_each": Figure(_multiplications_each, _last),
    "flops": Figure(_flops, _sum, "FLOPs"),
    "padded_input": Figure(_padded, _last, "padding"),
    "receptive_field": Figure(_receptive_field, _field_of_all, "receptive field"),
    "im2col": Figure(_im2col, _last, "im2col"),
    "connections": Figure(_connections, _sum),
    "neurons": Figure(_neurons, _last),
    "memory": Figure(_memory, _last),
    "fits": Figure(_fits, _every, "output size"),
}
"""By quantity; `answer` is what is told where nothing is asked."""


def shown_working(name: str, record: LayerRecord, walked: Walked) -> Iterator[str]:
    """How a layer comes to a figure: a step of its working, as far as what that step tells is known."""
    knows_all = walked.knows_input and walked.knows_channels[record.index]
    derived = derivation(record)
    if name == "connections":
        yield f"{record.params:,} weights and biases at each of {counted(record.shape.places, 'place')}"
    elif name == "neurons":
        yield f"{spelling.times(record.shape)} = {record.elements:,}"
    elif name in ("multiplications_each", "weights_each"):
        yield spelling.product(derived.facts()["filter_shape"])
    elif (
        name in ("answer", "output", "output_size", "fits") and isinstance(derived, Sliding) and (name == "answer" or not knows_all)
    ):
        yield from (f"{names}: {axis.formula}" for names, axis in derived.alike())
    elif knows_all or name == "receptive_field":
        lines = {step.heading: step.lines for step in derived.steps()}.get(FIGURES[name].heading, ())
        yield from (line for line in lines if line != "none")
