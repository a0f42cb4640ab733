"""The schema of the JSON of ``verify``: the envelope of a report, its layers with what was counted beside what was run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.api import RUNS_IN
from cnncalc.run.report import MOST_LIKELY
from cnncalc.schema import report
from cnncalc.schema.pieces import (
    COUNT,
    FLAG,
    NUMBER_FROM_1,
    PAIR,
    SIZES,
    TEXT,
    by_name,
    choice,
    document,
    keys_of,
    list_of,
    object_of,
    or_null,
)
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema


def schema() -> JsonSchema:
    """The whole schema."""
    shared = report.shared("Diagnostic", "Model", "Layer")
    return document(
        "verify",
        "What cnncalc verify prints with --json. Numbers are exact integers, shapes in the order of the file's: H, W, C. "
        "Figures are for one example, and for one region where a layer runs for several.",
        {"models": (list_of(ref("Verification")), report.MODELS)},
        {
            "Verification": {
                "description": "One network, or a file that could not be read as one.",
                **_verification(shared["Model"]),
            },
            "Layer": {"description": "One layer that ran.", **_layer(shared["Layer"])},
            "Run": {"description": "What a layer did.", **_run()},
            "Probed": {"description": "Which positions of the input one unit depends on.", **_probed()},
            "Diagnostic": shared["Diagnostic"],
        },
    )


def _verification(model: JsonSchema) -> JsonSchema:
    weight = object_of({"name": (TEXT, "Name of a weight of the network."), "from": (TEXT, "Name of the array in the file.")})
    score = object_of({"index": (COUNT, "Place in the result, from 0."), "score": ({"type": "number"}, "The number there.")})
    return object_of(
        {
            **keys_of(model, "name", "file", "layout"),
            "batch": (NUMBER_FROM_1, "Examples that ran at once."),
            "dtype": (choice(RUNS_IN), "What it was run in."),
            "seed": (COUNT, "What weights and inputs were drawn from."),
            "input_shape": (or_null(SIZES), "Shape of the input, of several that of the first; null where it is not known."),
            "verified": (FLAG, "Whether running and counting agree everywhere."),
            "layers": (
                list_of(ref("Layer")),
                "The layers that ran, in the order of the file; the last is the one at fault where a layer is.",
            ),
            "receptive_field": (or_null(ref("Probed")), "That of the network, measured; null where there is none to compare."),
            "weights": (list_of(weight), "Which array of a file went where; with --weights alone."),
            "most_likely": (
                {**list_of(score), "maxItems": MOST_LIKELY},
                "The largest numbers of a vector that comes out, the largest first; with --image alone.",
            ),
            "diagnostics": (list_of(ref("Diagnostic")), "The first disagreement, or why the file could not be read."),
        },
        optional=("weights", "most_likely"),
    )


def _layer(reported: JsonSchema) -> JsonSchema:
    return object_of(
        {
            **keys_of(reported, "index", "path", "op", "line"),
            "output_shape": (SIZES, "Shape of what goes out, as counted."),
            "params": (COUNT, "Elements of the parameters, as counted."),
            "macs": (COUNT, "Multiply-accumulates, as counted."),
            "run": (ref("Run"), "The same, as it was run."),
            **keys_of(reported, "shares"),
            "times": (COUNT, "How often it runs for one example, if not once (once a region); once is what was run."),
        },
        optional=("shares", "times"),
    )


def _run() -> JsonSchema:
    return object_of(
        {
            "output_shape": (SIZES, "Shape of the array that came out."),
            "weights": (by_name(list_of(NUMBER_FROM_1)), "Shapes of the arrays that were allocated, by name."),
            "params": (COUNT, "Elements of those arrays."),
            "macs": (COUNT, "Multiply-accumulates that were done."),
        }
    )


def _probed() -> JsonSchema:
    ends = list_of(PAIR)
    return object_of(
        {
            "layer": (TEXT, "Path of the layer."),
            "unit": (list_of(COUNT, 1), "Place of the unit on each axis, from 0."),
            "computed": (ends, "First and last position on each axis of the input, as computed; empty where it depends on none."),
            "run": (ends, "The same, as measured."),
        }
    )
