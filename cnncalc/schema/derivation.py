"""The schema of what the working of a layer adds to its JSON, and the page of a network to the network's."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cnncalc.core.fields import ROUNDING
from cnncalc.language.origins import Kind
from cnncalc.schema.pieces import COUNT, FRACTION, NUMBER_FROM_1, PAIR, TEXT, list_of, object_of, or_null
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

ENDS: JsonSchema = {**list_of({"type": "integer"}, 2), "maxItems": 2}
"""Of positions, or of padding: negative ones too."""


def definitions() -> dict[str, JsonSchema]:
    """Those that the schema of reports refers to."""
    return {
        "Derivation": {"description": "How a layer comes to its figures.", **_derivation()},
        "Window": {"description": "A window on one axis.", **_window()},
        "Origin": {"description": "Who says a parameter.", **_origin()},
        "Seen": {"description": "What a layer's units see of the network's input.", **_seen()},
        "Unit": {"description": "What one unit depends on.", **_unit()},
        "Misaligned": {"description": "A join whose operands are centred on different positions of the input.", **_misaligned()},
        "Stage": {"description": "Neighbouring parts of a network that put out maps of one size.", **_stage()},
    }


def _derivation() -> JsonSchema:
    step = object_of({"heading": (TEXT, "What is worked out."), "lines": (list_of(TEXT, 1), "How, a thought a line.")})
    required = {
        "layer": (TEXT, "The layer as a file writes it."),
        "fits": ({"type": "boolean"}, "Whether (W - K + 2P)/S is whole on every axis; true where nothing slides."),
        "working": (list_of(step, 1), "The working, as it is printed."),
    }
    optional = {
        "windows": (list_of(ref("Window"), 1), "The window on each axis."),
        "filter_shape": (ref("Shape"), "One filter: height, width, channels."),
        "multiplications_at_each_place": (NUMBER_FROM_1, "Multiplications of one filter at one place."),
        "multiplications_of_each_input": (NUMBER_FROM_1, "What one input element is multiplied by, in a transposed convolution."),
        "im2col": (PAIR, "Rows and columns of the matrix whose columns are the windows; without groups only."),
        "params_without_sharing": (or_null(COUNT), "Parameters if each output had weights of its own."),
        "params_with_sharing": (COUNT, "Parameters if all places shared their weights."),
        "params_fully_connected": (COUNT, "Parameters of a fully connected layer in its place."),
        "receptive_field": (
            or_null(ref("Seen")),
            "How much of the network's input its units see; null where that cannot be told, and not there for a layer by itself.",
        ),
        "unit": (ref("Unit"), "Where one of its units looks; `explain --unit` alone says so."),
        "origins": (list_of(ref("Origin")), "Where its parameters come from; `explain` alone says so."),
    }
    return object_of(required | optional, optional=tuple(optional))


def _window() -> JsonSchema:
    required = {
        "axis": (TEXT, "What the axis is called."),
        "input": (NUMBER_FROM_1, "Size of the input, W."),
        "kernel": (NUMBER_FROM_1, "Cells of the window."),
        "dilation": (NUMBER_FROM_1, "Distance between them."),
        "extent": (NUMBER_FROM_1, "From the first cell to the last, the K of the formula."),
        "stride": (NUMBER_FROM_1, "Step of the window, S."),
        "padding": (PAIR, "Cells before and after: added to the input, or cut off the output of a transposed convolution."),
        "output": (NUMBER_FROM_1, "Size of the output, O."),
    }
    optional = {
        "padded": (NUMBER_FROM_1, "Size of the input with its padding."),
        "rounding": (ROUNDING.json_schema(), "What happens to a fraction."),
        "remainder": (COUNT, "(W - K + 2P) mod S: 0 where the stride fits."),
        "unread_at_the_end": (COUNT, "Cells of the input behind the last window."),
        "output_padding": (COUNT, "Cells added at the end of the output of a transposed convolution."),
    }
    return object_of(required | optional, optional=tuple(optional))


def _origin() -> JsonSchema:
    return object_of(
        {
            "name": (TEXT, "The parameter, or a name in an expression."),
            "value": ({}, "What it holds."),
            "said_by": (
                {"enum": list(get_args(Kind))},
                "The layer, the file's defaults, the kind; the call of a block, the block; a variable of the file, of the variant, "
                "of `--set`; the pass of a repeat; the shape of a tensor.",
            ),
            "text": (TEXT, "As it is written; empty where it is not."),
            "line": (or_null(NUMBER_FROM_1), "Line of the file."),
            "where": (TEXT, "The block, the variant, or the layer that puts the tensor out."),
            "parts": (list_of(ref("Origin")), "What the names in an expression stand for."),
        }
    )


def _seen() -> JsonSchema:
    return object_of(
        {
            "positions": (COUNT, "Positions of the input that a unit sees, at most."),
            "input_positions": (NUMBER_FROM_1, "Positions that the input has."),
            "padding": (
                or_null(list_of(ENDS)),
                "Effective padding before and after each axis: one window of the field's size and stride, so padded, spans "
                "what the units span. Null where no one window does.",
            ),
        }
    )


def _unit() -> JsonSchema:
    return object_of(
        {
            "unit": (list_of(COUNT, 1), "Its place on each axis, from 0."),
            "field": (or_null(list_of(ENDS)), "First and last position of its field on each axis of the input, padding included."),
            "region": (or_null(list_of(ENDS)), "First and last position that it depends on; null where it depends on none."),
            "read": (or_null(list_of(NUMBER_FROM_1)), "How many positions on each axis it depends on: fewer where there are gaps."),
            "positions": (COUNT, "Their product."),
            "input_positions": (NUMBER_FROM_1, "Positions that the input has."),
        }
    )


def _misaligned() -> JsonSchema:
    gap = object_of(
        {
            "axis": (TEXT, "What the axis is called."),
            "pixels": (FRACTION, "How far apart two operands look at the most, in positions of the input."),
            "near": (TEXT, "Path of the one that looks nearer to the start."),
            "far": (TEXT, "Path of the other."),
        }
    )
    branch = object_of(
        {
            "path": (TEXT, "Path of what puts the operand out."),
            "receptive_field": (or_null(ref("ReceptiveField")), "Its receptive field."),
        }
    )
    return object_of(
        {
            "layer": (TEXT, "Path of the join."),
            "gaps": (list_of(gap, 1), "The largest gap on each axis where there is one."),
            "branches": (list_of(branch, 2), "The operands that look somewhere."),
        }
    )


def _stage() -> JsonSchema:
    return object_of(
        {
            "first": (TEXT, "Path of its first layer."),
            "last": (TEXT, "Path of its last."),
            "output_shape": (ref("Shape"), "What it puts out."),
            "layers": (NUMBER_FROM_1, "How many layers it has."),
            "params": (COUNT, "Their parameters."),
            "macs": (COUNT, "Their multiply-accumulates."),
            "receptive_field": (or_null(ref("ReceptiveField")), "What a unit at its end reads of the input."),
        }
    )
