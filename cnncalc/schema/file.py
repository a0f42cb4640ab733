"""The schema of the architecture file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc import layers
from cnncalc.core.fields import SHAPE, json_object
from cnncalc.language.document import REQUIRED_WORD, TENSOR_WORD
from cnncalc.schema import layer
from cnncalc.schema.values import EXPRESSION, NEW_NAME, VARIABLE, ref, shared_types, value

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

VARIANT_NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]*"

TEXT: JsonSchema = {"type": ["string", "number", "boolean", "null"]}
"""A text, also one that looks like something else."""


def schema() -> JsonSchema:
    """The whole schema."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:cnncalc:schema:file:1",
        "title": "cnncalc architecture file",
        "description": "A CNN architecture, as cnncalc calculates with it.",
        **json_object(top_level(), required=["layers"]),
        "oneOf": [{"required": ["input"]}, {"required": ["inputs"]}],
        "definitions": {
            "Expression": EXPRESSION,
            **shared_types(),
            **layer.definitions(),
            "Block": _block(),
            "Variant": _variant(),
        },
    }


def top_level() -> dict[str, JsonSchema]:
    """The keys at the top of a file."""
    shape = value(SHAPE)
    return {
        "cnncalc": {"description": "Version of the format: 1.", "anyOf": [{"const": 1}, {"type": "string", "pattern": "^1$"}]},
        "name": {"description": "Name of the network; the file's name unless given.", **TEXT},
        "description": {"description": "What the network is, in a line.", **TEXT},
        "source": {"description": "Where it comes from: the paper, or its address.", **TEXT},
        "input": {"description": f"What comes in. Takes {SHAPE.expects}.", **shape},
        "inputs": {
            "description": "Several inputs by name, as in `{left: 64x64x3, right: 64x64x3}`; `layers` starts at the first.",
            **_names_to(shape, minProperties=1),
        },
        "vars": {"description": "Variables for expressions; `--set` and variants override them.", **_names_to(VARIABLE)},
        "defaults": {
            "description": "Parameters of built-in operations for the whole file; what a layer says itself goes first.",
            **json_object(
                {name: {"allOf": [ref(name)], "not": {"type": "null"}} for name in layer.operations() if layers.kind(name).fields}
            ),
        },
        "blocks": {
            "description": "Layers to be used several times, with parameters. A block's name is capitalised.",
            "type": "object",
            "patternProperties": {f"^{layer.BLOCK_NAME}$": ref("Block")},
            "additionalProperties": False,
        },
        "layers": {"description": "The network's layers, each fed by the one above.", "allOf": [ref("Layers")]},
        "expect": {"description": "Figures of the network that are asserted.", "allOf": [ref("Expect")]},
        "variants": {
            "description": "Other settings of the same network, by name: `--variant NAME`, or `FILE@NAME`.",
            "type": "object",
            "propertyNames": {"pattern": f"^{VARIANT_NAME}$"},
            "additionalProperties": ref("Variant"),
        },
    }


def _names_to(schema: JsonSchema, **bounds: int) -> JsonSchema:
    """New names, and what they stand for."""
    return {"type": "object", "propertyNames": NEW_NAME, "additionalProperties": schema, **bounds}


def _block() -> JsonSchema:
    parameter: JsonSchema = {
        "description": f"`{REQUIRED_WORD}`, `{TENSOR_WORD}` (a call then names one), or a default.",
        "anyOf": [{"enum": [REQUIRED_WORD, TENSOR_WORD]}, {"type": ["number", "string", "boolean", "array", "object"]}],
    }
    params = {"description": "The block's parameters; a single value in a call is the first one.", **_names_to(parameter)}
    body = {"description": "The layers of the block; `input` in it is what enters it.", "allOf": [ref("Layers")]}
    return {"description": "A block.", **json_object({"params": params, "layers": body}, required=["layers"])}


def _variant() -> JsonSchema:
    return {
        "description": "Other values of the variables, and the figures they lead to.",
        **json_object(
            {
                "set": {"description": "Values of variables.", "type": "object", "additionalProperties": VARIABLE},
                "expect": {"description": "Figures of this variant that are asserted.", "allOf": [ref("Expect")]},
            }
        ),
    }
