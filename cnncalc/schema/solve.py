"""The schema of the JSON of ``solve``."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cnncalc.core.fields import json_object
from cnncalc.core.size import Rounding
from cnncalc.schema.pieces import COUNT, FLAG, TEXT, choice, document, list_of, object_of, or_null
from cnncalc.schema.values import ref, sentence
from cnncalc.textbook.equation import LEAST, LETTERS

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

NUMBERS: dict[str, tuple[JsonSchema, str]] = {
    letter: ({"type": "integer", "minimum": LEAST[letter]}, sentence(said)) for letter, said in LETTERS.items()
}
"""A number for every letter."""


def schema() -> JsonSchema:
    """The whole schema."""
    solutions = list_of(ref("Solution"))
    sides = object_of(
        {
            "before": (COUNT, "Cells before the input."),
            "after": (COUNT, "Cells after it."),
            "formula": (TEXT, "The equation with the numbers put in."),
        }
    )
    return document(
        "solve",
        "What cnncalc solve prints with --json.",
        {
            "given": (ref("Known"), "The letters that were given."),
            "assumed": (ref("Known"), "The letters that were left unsaid and not asked for."),
            "unknown": ({**list_of(choice(LETTERS)), "maxItems": 2}, "The letters that are asked for."),
            "notes": (list_of(TEXT), "How letters of more than one meaning were read."),
            "solutions": (solutions, "All that are found, exact or by rounding down, the most plausible first."),
            "solutions_by_rounding_up": (solutions, "Those that only rounding up gives."),
            "limits": (list_of(TEXT), "Which solutions are not listed."),
            "why": (list_of(TEXT), "Why nothing solves it, or does not fit."),
            "one_sided": (or_null(sides), "Padding that differs between the ends and fits exactly, where no other does."),
            "repairs": (solutions, "The nearest numbers that fit exactly, one letter changed."),
            "holds": (FLAG, "Whether whole numbers solve it: where O is asked for exactly, else by rounding down too."),
        },
        {
            "Known": {"description": "Numbers of some letters.", **json_object(object_of(NUMBERS)["properties"])},
            "Solution": {"description": "A number for every letter.", **_solution()},
        },
    )


def _solution() -> JsonSchema:
    return object_of(
        {
            **NUMBERS,
            "fits": (FLAG, "Whether nothing is left over."),
            "rounding": (choice(get_args(Rounding)), "What happens to the fraction."),
            "fraction": (TEXT, "O before it is rounded."),
            "formula": (TEXT, "The equation with the numbers put in."),
        }
    )
