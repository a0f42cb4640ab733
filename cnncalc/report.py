"""What is shown of a walk, as plain dictionaries and rows: the JSON contract, and the rows of every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.analyses.memory import BYTES_OF, own_elements
from cnncalc.analyses.totals import counts
from cnncalc.core.size import Symbolic
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analyses.receptive_field import Field
    from cnncalc.api import Walk
    from cnncalc.core.letters import Requirement
    from cnncalc.core.operation import WeightShapes
    from cnncalc.core.size import Size
    from cnncalc.source import Diagnostic
    from cnncalc.walk import LayerRecord, Place

SCHEMA_VERSION = 1

CONVENTION = (
    "MACs = multiply-accumulates of conv, transposed conv and linear layers; FLOPs = 2 x MACs + elementwise operations; "
    "params = trainable + frozen weights, running statistics apart (buffers)"
)

LAYER_KEYS = (
    "index", "path", "op", "inputs", "input_shapes", "output_shape", "weights", "buffer_shapes", "params", "trainable_params",
    "buffers", "macs", "flops", "activation_bytes", "receptive_field", "line",
)  # fmt: skip
"""The keys of a layer in JSON, so also what ``--columns`` takes."""

FIELD_KEYS = ("size", "stride", "start", "padding")
"""The keys of a receptive field in JSON: ``--columns`` takes ``receptive_field.size``."""

TOTAL_KEYS = (
    "layers", "params", "trainable_params", "frozen_params", "buffers", "macs", "flops", "param_bytes", "activation_bytes",
    "peak_activation_bytes", "peak_layer", "receptive_field",
)  # fmt: skip


def envelope(models: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Networks as one JSON output."""
    return versioned({"models": list(models)})


def versioned(content: dict[str, Any]) -> dict[str, Any]:
    """What every JSON output is wrapped in."""
    return {"schema_version": SCHEMA_VERSION, "cnncalc_version": __version__, **content}


def model(walk: Walk) -> dict[str, Any]:
    """One network as JSON."""
    shown = _model(walk)
    return shown if walk.letters is None else in_python(shown)


def in_python(value: Any) -> Any:
    """A value with a text that Python evaluates in place of each formula: ``"(H + 1)//2"``."""
    if isinstance(value, Symbolic):
        return value.python
    if isinstance(value, list):
        return [in_python(item) for item in value]
    return {key: in_python(item) for key, item in value.items()} if isinstance(value, dict) else value


def _model(walk: Walk) -> dict[str, Any]:
    inputs = {name: list(tensor.shape) for name, tensor in walk.inputs.items()}
    return {
        "name": walk.name,
        "file": walk.network.text.source.name,
        "layout": "HWC",
        "batch": walk.batch,
        "dtype": walk.dtype,
        "convention": CONVENTION,
        "complete": walk.complete,
        "input_shape": next(iter(inputs.values()), None),
        **({} if list(inputs) == ["input"] else {"input_shapes": inputs}),
        "output_shape": list(walk.output.shape) if walk.output is not None else None,
        "heads": {name: list(tensor.shape) for name, tensor in walk.heads.items()},
        "layers": [layer(walk, record) for record in walk.layers],
        "totals": _totals(walk),
        "expectations": _expectations(walk),
        **({"conditions": [_condition(walk, one) for one in walk.conditions]} if walk.letters is not None else {}),
        "diagnostics": [diagnostic(found, walk.network.text.source.name) for found in walk.diagnostics],
    }


def unreadable(name: str, file: str, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """A file that could not be read, as JSON: no layers, so totals of none, and its findings."""
    return {
        "name": name, "file": file, "layout": "HWC", "batch": 1, "dtype": "float32", "convention": CONVENTION, "complete": False,
        "input_shape": None, "output_shape": None, "heads": {}, "layers": [],
        "totals": {key: None if key in ("peak_layer", "receptive_field") else 0 for key in TOTAL_KEYS},
        "expectations": {"checked": 0, "failed": 0, "skipped": 0},
        "diagnostics": [diagnostic(found, file) for found in diagnostics],
    }  # fmt: skip


def layer(walk: Walk, record: LayerRecord) -> dict[str, Any]:
    """One layer as JSON; work and activations are those of the walk's batch."""
    return layer_figures(record, walk.fields[record], walk.batch, walk.dtype)


def layer_figures(record: LayerRecord, field: Field | None, batch: int = 1, dtype: str = "float32") -> dict[str, Any]:
    """One layer as JSON, by the receptive field that it has."""
    return {
        "index": record.index,
        "path": record.path,
        "op": record.op,
        "inputs": [tensor.path for tensor in record.inputs],
        "input_shapes": [list(tensor.shape) for tensor in record.inputs],
        "output_shape": list(record.shape),
        "weights": _shapes(record.weights),
        "buffer_shapes": _shapes(record.buffer_shapes),
        "params": record.params,
        "trainable_params": record.trainable_params,
        "buffers": record.buffers,
        "macs": record.macs * batch,
        "flops": record.flops * batch,
        "activation_bytes": own_elements(record) * batch * BYTES_OF[dtype],
        "receptive_field": receptive_field(field),
        "line": record.line,
        **({"shares": record.shares.path} if record.shares is not None else {}),
        **({"times": record.times} if record.times != 1 else {}),
    }


def receptive_field(field: Field | None) -> dict[str, Any] | None:
    """Size, stride, start and effective padding along each axis; None where one of them cannot be told."""
    if field is None or any(axis is None for axis in field.axes):
        return None
    axes = [axis for axis in field.axes if axis is not None]
    return {
        "size": [axis.size for axis in axes],
        "stride": [fraction(*axis.stride) for axis in axes],
        "start": [axis.start for axis in axes],
        "padding": [axis.padding for axis in axes],
    }


def _condition(walk: Walk, condition: Requirement) -> dict[str, Any]:
    """What the letters must be, for Python, and the layers that need it."""
    layers = [walk.layers[layer] for layer in condition.layers if layer < len(walk.layers)]
    return {
        "condition": condition.python,
        "layers": [record.path for record in layers],
        "lines": [record.line for record in layers],
    }


def diagnostic(found: Diagnostic, file: str) -> dict[str, Any]:
    """One finding as JSON."""
    span = found.span
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "help": found.help,
        "file": span.source.name if span else file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "layer": found.layer,
    }


def _totals(walk: Walk) -> dict[str, Any]:
    sums = walk.totals
    at_the_peak = sums.peak_layer.path if sums.peak_layer is not None else None
    special = {"peak_layer": at_the_peak, "receptive_field": receptive_field(walk.receptive_field)}
    return {key: special[key] if key in special else getattr(sums, key) for key in TOTAL_KEYS}


def _expectations(walk: Walk) -> dict[str, int]:
    """How many of the file's own expectations were checked, failed, or do not speak of what was asked for."""
    failed = sum(found.code in ("CC201", "CC202") for found in walk.diagnostics)
    return {"checked": len(walk.expectations), "failed": failed, "skipped": skipped_expectations(walk)}


def skipped_expectations(walk: Walk) -> int:
    """Expectations that do not speak of what was asked for: those beside layers hold for the file's own settings alone."""
    document, variant = walk.network.document, walk.settings.variant
    of_the_network = document.variants[variant].expect if variant else document.expect
    of_layers = 0 if variant is None and walk.settings.are_the_files_own else document.layer_expectations
    return of_layers + (0 if walk.settings.are_the_files_own else len(of_the_network))


def _shapes(weights: WeightShapes) -> dict[str, list[Size]]:
    return {name: list(shape) for name, shape in weights.items()}


def fraction(numerator: int, denominator: int) -> int | str:
    """A fraction in lowest terms: a number where it is whole, else ``"1/2"``."""
    return numerator if denominator == 1 else f"{numerator}/{denominator}"


class Row(NamedTuple):
    """A line of a table: a layer, or several that belong together."""

    path: str
    times: int
    """How many identical passes it stands for; its sums are those of all."""
    records: tuple[LayerRecord, ...]
    values: dict[str, Any]
    """By the JSON's keys; sizes of letters are formulas."""


def rows(walk: Walk, depth: int | None = None) -> list[Row]:
    """The rows of a table: every layer, or everything that lies below a path of ``depth`` names as one, equal passes folded."""
    if depth is None:
        return [Row(record.path, 1, (record,), layer(walk, record)) for record in walk.layers]
    groups = _groups(walk, depth)
    folded: list[list[tuple[Place, list[LayerRecord]]]] = []
    for place, records in groups:
        if folded and _alike(folded[-1][-1], (place, records)):
            folded[-1].append((place, records))
        else:
            folded.append([(place, records)])
    return [_folded(walk, passes) for passes in folded]


def _groups(walk: Walk, depth: int) -> list[tuple[Place, list[LayerRecord]]]:
    """Neighbouring layers that lie below the same place at ``depth``."""
    groups: list[tuple[Place, list[LayerRecord]]] = []
    for record in walk.layers:
        ancestry = record.place.ancestry
        place = ancestry[min(depth, len(ancestry)) - 1]
        if groups and groups[-1][0] is place:
            groups[-1][1].append(record)
        else:
            groups.append((place, [record]))
    return groups


def _alike(one: tuple[Place, list[LayerRecord]], other: tuple[Place, list[LayerRecord]]) -> bool:
    """Whether two neighbours are passes of the same thing with the same figures."""
    (place, records), (next_place, next_records) = one, other
    return (
        place.parent is next_place.parent
        and place.name == next_place.name
        and len(records) == len(next_records)
        and all(
            a.operation == b.operation and a.shape == b.shape and a.input_shapes == b.input_shapes
            and a.params == b.params and a.trainable_params == b.trainable_params
            for a, b in zip(records, next_records, strict=True)
        )
    )  # fmt: skip


def _folded(walk: Walk, passes: list[tuple[Place, list[LayerRecord]]]) -> Row:
    (first, records), (last, _) = passes[0], passes[-1]
    everything = tuple(record for _, group in passes for record in group)
    path = first.path if first is last else f"{first.path.removesuffix(']')}-{last.number}]"
    if len(everything) == 1:
        return Row(path, 1, everything, layer(walk, records[0]))
    sums, end = counts(everything), everything[-1]
    width = walk.batch * BYTES_OF[walk.dtype]
    values = layer(walk, end) | {
        "index": records[0].index,
        "path": path,
        "op": records[0].op if records[0].place is first else first.word or "",
        "inputs": [tensor.path for tensor in records[0].inputs],
        "input_shapes": [list(shape) for shape in records[0].input_shapes],
        "weights": {}, "buffer_shapes": {},
        "params": sums.params, "trainable_params": sums.trainable_params, "buffers": sums.buffers,
        "macs": sums.macs * walk.batch, "flops": sums.flops * walk.batch, "activation_bytes": sums.activations * width,
        "line": records[0].line,
    }  # fmt: skip
    return Row(path, len(passes), everything, values)
