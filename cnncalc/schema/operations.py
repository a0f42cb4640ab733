"""The schema of the JSON of ``list --operations``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc import layers
from cnncalc.schema.pieces import TEXT, choice, document, list_of, object_of
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema


def schema() -> JsonSchema:
    """The whole schema."""
    operation = object_of(
        {
            "name": (choice(name for kinds in layers.FAMILIES.values() for name in kinds), "The word in a file."),
            "family": (choice(layers.FAMILIES), "What it is a kind of."),
            "parameters": (TEXT, "What it takes, in a line; a star marks the one that can be written alone."),
        }
    )
    return document(
        "operations",
        "What cnncalc list prints with --operations and --json.",
        {"operations": (list_of(ref("Operation")), "The operations of the language that were found, by family.")},
        {"Operation": {"description": "One operation.", **operation}},
    )
