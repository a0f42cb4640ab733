"""The schema of the JSON of ``quiz grade``."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cnncalc.quiz.question import Outcome, Score
from cnncalc.schema.pieces import COUNT, TEXT, choice, document, list_of, object_of, or_null
from cnncalc.schema.quiz import ANSWER, mistake
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema


def schema() -> JsonSchema:
    """The whole schema."""
    score = {name: (COUNT, "How many there are." if name == "questions" else f"How many are {name}.") for name in Score._fields}
    return document(
        "grades",
        "What cnncalc quiz grade prints with --json. Names are those of the key.",
        {
            "questions": (list_of(ref("Graded")), "The questions of the key in order."),
            "score": (object_of(score), "How many came out how."),
        },
        {
            "Graded": {"description": "One answer with its verdict.", **_graded()},
            "Mistake": {"description": "A usual way to go wrong.", **mistake(TEXT)},
            "Answer": ANSWER,
        },
    )


def _graded() -> JsonSchema:
    return object_of(
        {
            "id": (TEXT, "What the question is called."),
            "topic": (TEXT, "What it is about."),
            "outcome": (choice(get_args(Outcome)), "What the answer was worth."),
            "given": ({}, "The answer as the file has it; null where there is none."),
            "answer": (ref("Answer"), "The right answer."),
            "mistakes": (list_of(ref("Mistake")), "The usual mistakes that lead to what was given."),
            "complaint": (or_null(TEXT), "Why the answer could not be read; null where it could."),
        }
    )
