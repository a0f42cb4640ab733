"""Pieces that the schema of reports is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import json_object, one_of

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

COUNT: JsonSchema = {"type": "integer", "minimum": 0}
NUMBER_FROM_1: JsonSchema = {"type": "integer", "minimum": 1}
FORMULA: JsonSchema = {"type": "string", "pattern": "^[0-9 ()*/+,-]*[A-Za-z][A-Za-z0-9 ()*/+,-]*$"}
SIZE: JsonSchema = one_of(NUMBER_FROM_1, FORMULA)
AMOUNT: JsonSchema = one_of(COUNT, FORMULA)
"""Numbers, or formulas of the letters of the input."""
FRACTION: JsonSchema = one_of(COUNT, {"type": "string", "pattern": "^[0-9]+/[0-9]+$"})
"""A number, or a fraction in lowest terms as `1/2`."""
TEXT: JsonSchema = {"type": "string"}
NULL: JsonSchema = {"type": "null"}


def object_of(keys: dict[str, tuple[JsonSchema, str]], optional: tuple[str, ...] = ()) -> JsonSchema:
    """An object of these keys, each with its description; all but ``optional`` are always there."""
    properties = {
        key: {"description": text, **({"allOf": [schema]} if "$ref" in schema else schema)} for key, (schema, text) in keys.items()
    }
    return json_object(properties, required=[key for key in keys if key not in optional])


def list_of(items: JsonSchema, least: int = 0) -> JsonSchema:
    """A list of at least so many of these."""
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def by_name(schema: JsonSchema) -> JsonSchema:
    """An object whose keys are names, and whose values these."""
    return {"type": "object", "additionalProperties": schema}


def or_null(schema: JsonSchema) -> JsonSchema:
    """One of these, or nothing."""
    return one_of(schema, NULL)
