"""The schema of the JSON that commands print: the contract of ``cnncalc.report``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from cnncalc.analyses.memory import BYTES_OF
from cnncalc.core.fields import one_of
from cnncalc.report import CONVENTION
from cnncalc.schema import derivation
from cnncalc.schema.pieces import (
    AMOUNT,
    COUNT,
    FLAG,
    FORMULA,
    FRACTION,
    NUMBER_FROM_1,
    SIZE,
    TEXT,
    by_name,
    choice,
    document,
    list_of,
    object_of,
    or_null,
)
from cnncalc.schema.values import ref
from cnncalc.source import Severity

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

MODELS = "The networks, in the order in which they were named."


def schema() -> JsonSchema:
    """The whole schema."""
    return document(
        "report",
        "What cnncalc prints with --json. Numbers are exact integers, shapes in the order of the file's: H, W, C. "
        "Where the input has letters for sizes (--input HxWx3), what depends on them is a text that Python evaluates, by letters, "
        "numbers, // + - * min and max.",
        {"models": (list_of(ref("Model")), MODELS)},
        definitions(),
    )


def definitions() -> dict[str, JsonSchema]:
    """All that the schema refers to."""
    return {
        "Shape": {"description": "Height, width, channels; a vector has its length alone.", **list_of(SIZE, 1)},
        "Model": {"description": "One network, or a file that could not be read as one.", **_model()},
        "Layer": {"description": "One layer.", **_layer()},
        "Totals": {"description": "Sums over the layers listed.", **_totals()},
        "ReceptiveField": {
            "description": "Unit u may depend on positions start + u*stride up to start + u*stride + size - 1 of the input.",
            **_receptive_field(),
        },
        "Diagnostic": {"description": "One finding.", **_diagnostic()},
        **derivation.definitions(),
    }


def shared(*names: str) -> dict[str, JsonSchema]:
    """These definitions, and all that they refer to, for the schema of another JSON that has the same objects."""
    known, found = definitions(), {}
    open = [*names]
    while open:
        name = open.pop()
        if name not in found:
            found[name] = known[name]
            open += re.findall(r"'#/definitions/(\w+)'", repr(known[name]))
    return {name: found[name] for name in known if name in found}


def _model() -> JsonSchema:
    shape = ref("Shape")
    expectations = object_of(
        {
            "checked": (COUNT, "How many were compared."),
            "failed": (COUNT, "How many of them do not hold."),
            "skipped": (COUNT, "How many do not speak of the settings that were asked for."),
        }
    )
    condition = object_of(
        {
            "condition": (TEXT, "For Python: `H >= 32`, `H % 32 == 0`."),
            "layers": (list_of(TEXT), "Paths of the layers that need it."),
            "lines": (list_of(or_null(NUMBER_FROM_1)), "Their lines of the file."),
        }
    )
    return object_of(
        {
            "name": (TEXT, "The network's name, with its variant."),
            "file": (TEXT, "Where it was read from."),
            "layout": ({"const": "HWC"}, "Order of the numbers in a shape."),
            "batch": (NUMBER_FROM_1, "Examples at once, which macs, flops and activations are for."),
            "dtype": (choice(BYTES_OF), "What a number is stored as, for bytes."),
            "convention": (TEXT, f"How is counted: {CONVENTION}."),
            "complete": (FLAG, "Whether every layer is known; otherwise the layers end where the first error is."),
            "input_shape": (or_null(shape), "Shape of the input, of several that of the first; null where it is not known."),
            "input_shapes": (by_name(shape), "Shape of every input by name, where there are several."),
            "output_shape": (or_null(shape), "Shape of the result; null where it is not known."),
            "heads": (by_name(shape), "Shape of every side output by name."),
            "layers": (list_of(ref("Layer")), "The layers in the order of the file."),
            "totals": (ref("Totals"), "Sums over the layers listed."),
            "expectations": (expectations, "What became of the file's own expectations."),
            "conditions": (
                list_of(condition),
                "What the letters must be so that every layer can go on, where the input has letters.",
            ),
            "diagnostics": (list_of(ref("Diagnostic")), "What was found in the file."),
            "stages": (list_of(ref("Stage")), "Where the size changes; `explain` alone says so."),
            "misaligned": (list_of(ref("Misaligned")), "Joins of branches that are not aligned; `explain` alone says so."),
        },
        optional=("input_shapes", "conditions", "stages", "misaligned"),
    )


def _layer() -> JsonSchema:
    shape, shapes = ref("Shape"), by_name(list_of(SIZE))
    return object_of(
        {
            "index": (COUNT, "Place in the list, from 0."),
            "path": (TEXT, "Name that no other layer has: `layer4.Bottleneck[0].main.conv[1]`."),
            "op": (TEXT, "Operation, as the file writes it."),
            "inputs": (list_of(TEXT, 1), "Paths of the layers whose outputs come in; `input`, or an input's name."),
            "input_shapes": (list_of(shape, 1), "Shapes of what comes in."),
            "output_shape": (shape, "Shape of what goes out."),
            "weights": (shapes, "Shapes of the parameters by name, laid out as PyTorch's."),
            "buffer_shapes": (shapes, "Shapes of what is stored but not trained: running statistics."),
            "params": (AMOUNT, "Elements of the parameters; 0 where they are another layer's."),
            "trainable_params": (AMOUNT, "Those that training changes."),
            "buffers": (AMOUNT, "Elements of what is stored but not trained."),
            "macs": (AMOUNT, "Multiply-accumulates."),
            "flops": (AMOUNT, "2 x macs + elementwise operations."),
            "activation_bytes": (AMOUNT, "Bytes of the output; 0 where it is a view of the input."),
            "receptive_field": (or_null(ref("ReceptiveField")), "What a unit reads of the input; null where it cannot be told."),
            "line": (or_null(NUMBER_FROM_1), "Line of the file."),
            "shares": (TEXT, "Path of the layer whose parameters are used here."),
            "times": (COUNT, "How often it runs for one example, if not once (once a region); its figures are those of all."),
            "derivation": (ref("Derivation"), "How it comes to its figures; not in what `show` and `check` print."),
        },
        optional=("shares", "times", "derivation"),
    )  # fmt: skip


def _totals() -> JsonSchema:
    return object_of(
        {
            "layers": (COUNT, "How many there are."),
            "params": (AMOUNT, "Trainable and frozen parameters, those that are shared once."),
            "trainable_params": (AMOUNT, "Parameters that training changes."),
            "frozen_params": (AMOUNT, "Parameters that training leaves."),
            "buffers": (AMOUNT, "Elements of running statistics."),
            "macs": (AMOUNT, "Multiply-accumulates."),
            "flops": (AMOUNT, "2 x macs + elementwise operations."),
            "param_bytes": (AMOUNT, "Bytes of the parameters."),
            "activation_bytes": (AMOUNT, "Bytes of all outputs that are no views, without the input."),
            "peak_activation_bytes": (AMOUNT, "The most bytes of activations that are alive at once."),
            "peak_layer": (
                or_null(TEXT),
                "Path of the layer at which they are; null where the input alone is the most, or where letters decide.",
            ),
            "receptive_field": (or_null(ref("ReceptiveField")), "That of the last layer before one that sees everything."),
        }
    )


def _receptive_field() -> JsonSchema:
    return object_of(
        {
            "size": (list_of(SIZE), "How many positions a unit sees, on each axis."),
            "stride": (list_of(FRACTION), "How far the next unit's lie; a fraction as `1/2`, after upsampling."),
            "start": (
                list_of(one_of({"type": "integer"}, FORMULA)),
                "The first position that unit 0 sees; padding has negative ones.",
            ),
            "padding": (
                list_of(one_of({"type": "integer"}, FORMULA)),
                "Effective padding: that of one window of this size and stride that starts there, so minus the start.",
            ),
        }
    )


def _diagnostic() -> JsonSchema:
    place = or_null(NUMBER_FROM_1)
    return object_of(
        {
            "code": ({"type": "string", "pattern": "^CC[0-9]{3}$"}, "Stable code of what is wrong: `cnncalc explain CODE`."),
            "severity": (choice(get_args(Severity)), "How bad it is."),
            "message": (TEXT, "What is wrong."),
            "help": (TEXT, "A repair, if one is known."),
            "file": (TEXT, "Where it stands."),
            "line": (place, "First line, from 1; null where it stands nowhere in the file."),
            "column": (place, "First column, from 1, in code points."),
            "end_line": (place, "Last line."),
            "end_column": (place, "Column behind the last."),
            "layer": (or_null(TEXT), "Path of the layer at fault."),
            "fixable": (FLAG, "Whether `cnncalc check --fix` repairs it; `check` alone says so."),
        },
        optional=("fixable",),
    )
