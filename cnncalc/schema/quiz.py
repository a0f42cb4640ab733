"""The schema of the JSON of ``quiz``, which is a key too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import one_of
from cnncalc.core.size import LARGEST
from cnncalc.quiz.answers import FORMS, MOST_SIZES
from cnncalc.quiz.topics import LEVELS, TOPICS, topic
from cnncalc.schema.pieces import COUNT, FLAG, TEXT, choice, document, list_of, object_of
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

ANSWER: JsonSchema = {
    "description": "A count, a verdict, or sizes in the order of a shape.",
    **one_of(COUNT, FLAG, {**list_of(COUNT, 1), "maxItems": MOST_SIZES}),
}


def schema() -> JsonSchema:
    """The whole schema."""
    level = choice(LEVELS)
    slips = dict.fromkeys(slip.__name__ for name in TOPICS for slip in topic(name).slips)
    return document(
        "quiz",
        "What cnncalc quiz prints with --json, and writes as the key of a sheet.",
        {
            "seed": ({**COUNT, "maximum": LARGEST}, "What the questions were drawn from."),
            "level": (level, "How hard they are."),
            "topics": (list_of(choice(TOPICS), 1), "What they are about."),
            "questions": (list_of(ref("Question"), 1), "The questions in order."),
        },
        {
            "Question": {"description": "One question, with all that is needed to judge an answer.", **_question(level)},
            "Mistake": {"description": "A usual way to go wrong.", **mistake(choice(slips))},
            "Answer": ANSWER,
        },
    )


def _question(level: JsonSchema) -> JsonSchema:
    return object_of(
        {
            "id": ({"type": "string", "pattern": "^q[1-9][0-9]*$"}, "What it is called in a file of answers."),
            "topic": (choice(TOPICS), "What it is about."),
            "level": (level, "How hard it is."),
            "question": (TEXT, "What is asked."),
            "form": (choice(FORMS), "What sort of answer it wants."),
            "answer": (ref("Answer"), "The right answer."),
            "mistakes": (list_of(ref("Mistake")), "What usual mistakes lead to."),
            "working": (list_of(TEXT, 1), "How the answer comes about, in lines."),
            "hint": (TEXT, "What a learner who asks for help is told."),
        }
    )


def mistake(name: JsonSchema) -> JsonSchema:
    """A mistake that is called so."""
    return object_of(
        {
            "name": (name, "What was done."),
            "answer": (ref("Answer"), "What comes out."),
            "because": (TEXT, "Why that is wrong, with the numbers of the question."),
        }
    )
