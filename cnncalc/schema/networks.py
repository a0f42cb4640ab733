"""The schema of the JSON of ``list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.schema.pieces import COUNT, NUMBER_FROM_1, TEXT, document, list_of, object_of, or_null
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema


def schema() -> JsonSchema:
    """The whole schema."""
    network = object_of(
        {
            "name": (TEXT, "What `show` takes."),
            "description": (TEXT, "What it is."),
            "source": (TEXT, "The paper, or where the code is."),
            "year": (or_null(NUMBER_FROM_1), "When it was published; null where that is not said."),
            "input": (TEXT, "Shapes of its inputs, as the file writes them: `224x224x3`."),
            "params": (or_null(COUNT), "Parameters, as its file asserts them; null where it does not."),
            "macs": (or_null(COUNT), "Multiply-accumulates, as its file asserts them; null where it does not."),
        }
    )
    return document(
        "list",
        "What cnncalc list prints with --json.",
        {"networks": (list_of(ref("Network")), "The bundled networks that were found, by name.")},
        {"Network": {"description": "One bundled network.", **network}},
    )
