"""A whole quiz: drawn from a seed, or read from its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.quiz.chance import Chance
from cnncalc.quiz.topics import TOPICS, topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.quiz.question import Question

MOST_TRIES = 100
"""So often another question is drawn in place of one that was there already."""


class Quiz(NamedTuple):
    """Questions, and what they were drawn with: the same seed, level and topics give the same; more of them begin alike."""

    seed: int
    level: int
    topics: tuple[str, ...]
    questions: tuple[Question, ...]

    def to_dict(self) -> dict[str, Any]:
        """The quiz as a key holds it."""
        return {
            "seed": self.seed,
            "level": self.level,
            "topics": list(self.topics),
            "questions": [question.to_dict() for question in self.questions],
        }


def compose(seed: int, count: int, level: int, topics: Sequence[str] = ()) -> Quiz:
    """Draw ``count`` questions of the topics, each topic alike often; of all topics unless some are named.

    Raises:
        KeyError: there is no such topic.
    """
    chance = Chance(seed)
    wanted = {name: TOPICS[name] for name in topics} or TOPICS
    names = tuple(name for name in TOPICS if name in wanted)
    questions: list[Question] = []
    turn: list[str] = []
    while len(questions) < count:
        turn = turn or chance.shuffled(names)
        questions.append(_new(turn.pop(0), chance, level, questions))
    return Quiz(seed, level, names, tuple(questions))


def _new(name: str, chance: Chance, level: int, questions: Sequence[Question]) -> Question:
    """A question that is not among ``questions`` yet, if one can be found."""
    asked = {question.text for question in questions}
    drawn = topic(name).question(chance, level)
    for _ in range(MOST_TRIES):
        if drawn.text not in asked:
            break
        drawn = topic(name).question(chance, level)
    return drawn._replace(id=f"q{len(questions) + 1}")
