"""A question with all that is needed to judge an answer: it comes from a topic, or out of a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cnncalc.quiz.answers import Answer, Form, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mistake(NamedTuple):
    """A usual way to go wrong on a question."""

    name: str
    """What was done, as in ``forgot_the_bias``."""
    answer: Answer
    """What comes out."""
    because: str
    """Why that is wrong, with the numbers of the question."""

    @property
    def said(self) -> str:
        """The mistake as a sentence says it: ``forgot the bias: …``."""
        return f"{self.name.replace('_', ' ')}: {self.because}"

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


Outcome: TypeAlias = Literal["right", "wrong", "skipped", "unreadable"]


class Verdict(NamedTuple):
    """What an answer was worth."""

    outcome: Outcome
    mistakes: tuple[Mistake, ...] = ()
    """The usual mistakes that lead to this answer."""
    complaint: str = ""
    """Why it could not be read."""


class Question(NamedTuple):
    """One question."""

    id: str
    topic: str
    level: int
    text: str
    form: Form
    answer: Answer
    mistakes: tuple[Mistake, ...]
    working: str
    """How the answer comes about, in lines."""
    hint: str
    """What a learner who asks for help is told."""

    @property
    def right(self) -> str:
        """The answer as a person writes it."""
        return self.form.write(self.answer)

    def judge(self, given: Any) -> Verdict:
        """What an answer is worth: a text, or what a file of answers may hold; nothing is skipped."""
        if given is None or (isinstance(given, str) and not given.strip()):
            return Verdict("skipped")
        try:
            read = self.form.of_json(given)
        except Unreadable as unreadable:
            return Verdict("unreadable", complaint=str(unreadable))
        if read == self.answer:
            return Verdict("right")
        return Verdict("wrong", tuple(mistake for mistake in self.mistakes if mistake.answer == read))

    def to_dict(self) -> dict[str, Any]:
        """The question as a key holds it."""
        return {
            "id": self.id,
            "topic": self.topic,
            "level": self.level,
            "question": self.text,
            "form": self.form.name,
            "answer": self.answer,
            "mistakes": [mistake.to_dict() for mistake in self.mistakes],
            "working": self.working.splitlines(),
            "hint": self.hint,
        }


class Score(NamedTuple):
    """How many questions came out how."""

    questions: int
    right: int
    wrong: int
    skipped: int
    unreadable: int

    @classmethod
    def of(cls, questions: int, verdicts: Sequence[Verdict]) -> Score:
        """Count the verdicts; further questions were not answered at all."""
        return cls(questions, *(sum(verdict.outcome == outcome for verdict in verdicts) for outcome in cls._fields[1:]))

    def __str__(self) -> str:
        left = self.questions - self.right - self.wrong - self.skipped - self.unreadable
        others = {"wrong": self.wrong, "skipped": self.skipped, "unreadable": self.unreadable, "left": left}
        told = ", ".join(f"{count} {outcome}" for outcome, count in others.items() if count)
        return f"{self.right} of {self.questions} right" + (f" ({told})" if told else "")
