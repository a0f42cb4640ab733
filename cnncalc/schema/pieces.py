"""Pieces that the schemas of what commands print are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.core.fields import json_object, one_of
from cnncalc.report import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

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
FLAG: JsonSchema = {"type": "boolean"}
NULL: JsonSchema = {"type": "null"}


def document(
    kind: str, description: str, keys: dict[str, tuple[JsonSchema, str]], definitions: dict[str, JsonSchema]
) -> JsonSchema:
    """A whole schema: of an object of these keys, behind those that every JSON output begins with."""
    versions = {
        "schema_version": ({"const": SCHEMA_VERSION}, "Version of this contract."),
        "cnncalc_version": (TEXT, "Version of the program."),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:cnncalc:schema:{kind}:{SCHEMA_VERSION}",
        "title": f"cnncalc {kind}",
        "description": description,
        **object_of(versions | keys),
        "definitions": definitions,
    }


def object_of(keys: dict[str, tuple[JsonSchema, str]], optional: tuple[str, ...] = ()) -> JsonSchema:
    """An object of these keys, each with its description; all but ``optional`` are always there."""
    properties = {
        key: {"description": text, **({"allOf": [schema]} if "$ref" in schema else schema)} for key, (schema, text) in keys.items()
    }
    return json_object(properties, required=[key for key in keys if key not in optional])


def keys_of(definition: JsonSchema, *names: str) -> dict[str, tuple[JsonSchema, str]]:
    """These keys of an object that is described already, for :func:`object_of`."""
    properties = definition["properties"]
    return {
        name: ({key: part for key, part in properties[name].items() if key != "description"}, properties[name]["description"])
        for name in names
    }


def list_of(items: JsonSchema, least: int = 0) -> JsonSchema:
    """A list of at least so many of these."""
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def choice(words: Iterable[Any]) -> JsonSchema:
    """One of these words."""
    return {"enum": list(words)}


def by_name(schema: JsonSchema) -> JsonSchema:
    """An object whose keys are names, and whose values these."""
    return {"type": "object", "additionalProperties": schema}


def or_null(schema: JsonSchema) -> JsonSchema:
    """One of these, or nothing."""
    return one_of(schema, NULL)


SIZES: JsonSchema = list_of(NUMBER_FROM_1, 1)
"""A shape without letters."""

PAIR: JsonSchema = {**list_of(COUNT, 2), "maxItems": 2}
"""Two counts, as the first and the last of neighbours."""
