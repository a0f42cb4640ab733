"""The schema of the JSON of a sweep: the envelope of a report, its networks with points in place of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analyses.memory import BYTES_OF
from cnncalc.core.fields import json_object, one_of
from cnncalc.report import CONVENTION
from cnncalc.schema import report
from cnncalc.schema.pieces import COUNT, NULL, NUMBER_FROM_1, TEXT, document, list_of
from cnncalc.schema.values import VARIABLE, ref
from cnncalc.sweeps.sweep import FIGURES

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

VALUE: JsonSchema = {"type": VARIABLE["anyOf"][0]["type"] + ["array"], "items": {"type": "number"}}
"""What a variable can be set to."""


def schema() -> JsonSchema:
    """The whole schema."""
    shared = report.shared("Diagnostic", "Totals")
    return document(
        "sweep",
        "What cnncalc show prints with --sweep and --json. Numbers are exact integers, shapes in the order of the file's: H, W, C.",
        {"models": (list_of(ref("Sweep")), report.MODELS)},
        {
            "Sweep": {"description": "One network at many points, or a file that could not be read as one.", **_sweep()},
            "Point": {"description": "What comes of one value on each axis.", **_point()},
            "Totals": {"description": "Sums over all layers.", **_totals(shared["Totals"]["properties"])},
            "Diagnostic": shared["Diagnostic"],
        },
    )


def _object(properties: dict[str, JsonSchema]) -> JsonSchema:
    """An object of these keys, all of which are always there."""
    return json_object(properties, required=list(properties))


def _list(items: JsonSchema, description: str) -> JsonSchema:
    return {"description": description, "type": "array", "items": items}


def _sweep() -> JsonSchema:
    axis = _object(
        {
            "name": {**TEXT, "description": "A variable, a letter of the input, `input` for every side of it, or `variant`."},
            "values": _list(VALUE, "What it is in turn."),
        }
    )
    return _object(
        {
            "name": {**TEXT, "description": "The network's name, with its variant."},
            "file": {**TEXT, "description": "Where it was read from."},
            "layout": {"const": "HWC", "description": "Order of the numbers in a shape."},
            "batch": {**NUMBER_FROM_1, "description": "Examples at once, which macs, flops and activations are for."},
            "dtype": {"enum": list(BYTES_OF), "description": "What a number is stored as, for bytes."},
            "convention": {**TEXT, "description": f"How is counted: {CONVENTION}."},
            "axes": _list(axis, "What is swept: one axis, or the two of a grid."),
            "sweep": _list(ref("Point"), "The points in the order of the axes, the last of which changes fastest."),
            "diagnostics": _list(ref("Diagnostic"), "Why there are no points: a file that cannot be read."),
        }
    )


def _point() -> JsonSchema:
    sizes = one_of({"type": "array", "items": NUMBER_FROM_1, "minItems": 1}, NULL)
    return _object(
        {
            "values": {"type": "object", "additionalProperties": VALUE, "description": "The value on each axis, by its name."},
            "input_shape": {**sizes, "description": "Shape of the first input; null where the network has errors."},
            "output_shape": {**sizes, "description": "Shape of the result; null where the network has errors."},
            "totals": {**one_of(ref("Totals"), NULL), "description": "Null where the network has errors."},
            "diagnostics": _list(ref("Diagnostic"), "The errors that the network has here."),
        }
    )


def _totals(reported: dict[str, JsonSchema]) -> JsonSchema:
    said = {key: total["description"] for key, total in reported.items()}
    said["memory"] = "Bytes of the parameters and of the peak of activations together."
    return _object({key: {**COUNT, "description": said[key]} for key in FIGURES})
