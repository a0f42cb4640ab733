"""Values in the file's schema: what a field takes, or an expression instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cnncalc.core import fields
from cnncalc.core.fields import FieldType, one_of, text
from cnncalc.core.scalars import DECIMAL
from cnncalc.language.entries import NAME
from cnncalc.language.expressions import MOST_CHARACTERS, RESERVED

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

EXPRESSION: JsonSchema = {
    "description": "An expression, as in a spreadsheet: `=4 * width`.",
    "type": "string",
    "pattern": "^=",
    "maxLength": MOST_CHARACTERS,
}

NEW_NAME: JsonSchema = {"type": "string", "pattern": f"^(?!({'|'.join(RESERVED)})$){NAME}$"}
"""A name that is given here, so none of the language's own."""

NAME_OF_A_TENSOR: JsonSchema = {"type": "string", "pattern": f"^{NAME}$"}

VARIABLE: JsonSchema = {
    "description": "A number, a word, true or false, a list of numbers, or an expression of what stands above.",
    "anyOf": [
        {"type": ["number", "string", "boolean"]},
        {"type": "array", "items": one_of({"type": "number"}, text(rf"[+-]?{DECIMAL}"), {"$ref": "#/definitions/Expression"})},
    ],
}

ARGUMENT: JsonSchema = {
    "description": "What a block's parameter takes: a number, a word, true or false, a list, sides by name, or an expression.",
    "type": ["number", "string", "boolean", "array", "object"],
}

_SHARED = {id(type): name.title().replace("_", "") for name, type in reversed(vars(fields).items()) if isinstance(type, FieldType)}
"""The types that many fields have, by what their definition is called."""


def ref(name: str) -> JsonSchema:
    """What the definition ``name`` says."""
    return {"$ref": f"#/definitions/{name}"}


def shared_types() -> dict[str, JsonSchema]:
    """The definitions that :func:`value` refers to."""
    return {name: opened(type.json_schema()) for name, type in _types().items()}


def _types() -> dict[str, FieldType[Any]]:
    return {_SHARED[id(type)]: type for type in vars(fields).values() if isinstance(type, FieldType)}


def value(type: FieldType[Any]) -> JsonSchema:
    """What a field of this type takes in a file."""
    return {"allOf": [ref(_SHARED[id(type)])]} if id(type) in _SHARED else opened(type.json_schema())


def opened(schema: JsonSchema) -> JsonSchema:
    """``schema`` with an expression allowed in the place of every value in it."""
    return one_of(*map(_opened_inside, one_of(schema)["anyOf"]), ref("Expression"))


def _opened_inside(schema: JsonSchema) -> JsonSchema:
    inner = {key: opened(schema[key]) for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)}
    if "properties" in schema:
        inner["properties"] = {name: opened(part) for name, part in schema["properties"].items()}
    return schema | inner


def prose(docstring: str | None) -> str:
    """A docstring as the text that an editor shows."""
    paragraphs = re.split(r"\n\s*\n", re.sub(r"``(.+?)``", r"`\1`", docstring or "").strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def sentence(text: str) -> str:
    """``text`` with a capital in front and a full stop behind."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
