"""Answers against a key: what each was worth, and which mistake explains it."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cnncalc.quiz.answers import FORMS, Unreadable
from cnncalc.quiz.question import Mistake, Question, Score, Verdict
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


T = TypeVar("T")


class BadFile(Exception):
    """A key or a file of answers that cannot be used; the message says why."""


class Graded(NamedTuple):
    """One answer with its verdict."""

    question: Question
    given: Any
    verdict: Verdict

    def to_dict(self) -> dict[str, Any]:
        """The verdict for JSON."""
        return {
            "id": self.question.id,
            "topic": self.question.topic,
            "outcome": self.verdict.outcome,
            "given": self.given,
            "answer": self.question.answer,
            "mistakes": [mistake.to_dict() for mistake in self.verdict.mistakes],
            "complaint": self.verdict.complaint or None,
        }


def grade(questions: Sequence[Question], answers: Mapping[str, Any]) -> list[Graded]:
    """Judge the answers, a question without one being skipped.

    Raises:
        BadFile: an answer to a question that the key has not got.
    """
    known = [question.id for question in questions]
    for id in answers:
        if id not in known:
            raise BadFile(f"the key has no question `{printable(id)}`: {did_you_mean(id, known)}")
    return [Graded(question, given := answers.get(question.id), question.judge(given)) for question in questions]


def score(graded: Sequence[Graded]) -> Score:
    """How many came out how."""
    return Score.of(len(graded), [one.verdict for one in graded])


def read_answers(text: str) -> dict[str, Any]:
    """The answers by question: a mapping, or one below ``answers``.

    Raises:
        BadFile: the text is no such file.
    """
    content = _content(text)
    answers = content["answers"] if isinstance(content, dict) and isinstance(content.get("answers"), dict) else content
    if not isinstance(answers, dict):
        raise BadFile('expected the answers by question, as in {"q1": "32x32x10", "q2": 760}')
    return answers


def read_key(text: str) -> list[Question]:
    """The questions of a key, as ``quiz --json`` prints it and ``quiz --sheet`` writes it.

    Raises:
        BadFile: the text is no such file.
    """
    content = _content(text)
    entries = content.get("questions") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise BadFile("no key: `cnncalc quiz --json` prints one, `cnncalc quiz --sheet` writes one")
    questions = [_question(number, entry) for number, entry in enumerate(entries, 1)]
    ids = [question.id for question in questions]
    for id in ids:
        if ids.count(id) > 1:
            raise BadFile(f"two questions are called `{printable(id)}`")
    return questions


def _question(number: int, entry: Any) -> Question:
    try:
        form = FORMS[entry["form"]]
        id, topic, text, hint = (_of(str, entry[name]) for name in ("id", "topic", "question", "hint"))
        level = _of(int, entry["level"])
        mistakes = tuple(
            Mistake(_of(str, one["name"]), form.of_json(one["answer"]), _of(str, one["because"])) for one in entry["mistakes"]
        )
        working = "\n".join(_of(str, line) for line in entry["working"])
        return Question(id, topic, level, text, form, form.of_json(entry["answer"]), mistakes, working, hint)
    except (KeyError, TypeError, Unreadable):
        raise BadFile(f"question {number} of the key is not as `cnncalc quiz --json` prints it") from None


def _of(kind: type[T], raw: Any) -> T:
    """``raw``, if it is of this kind.

    Raises:
        TypeError: it is not.
    """
    if not isinstance(raw, kind):
        raise TypeError(raw)
    return raw


def _content(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_float=_finite, parse_constant=_finite)
    except RecursionError:
        raise BadFile("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise BadFile(f"no JSON: {error.msg}, line {error.lineno}, column {error.colno}") from None
    except ValueError as error:
        raise BadFile(f"no JSON: {str(error).partition(';')[0]}") from None


def _finite(digits: str) -> float:
    """A number that JSON can write again."""
    number = float(digits)
    if not math.isfinite(number):
        raise BadFile(f"{printable(digits)} is no number of JSON")
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping whose keys are there once each."""
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadFile(f"`{printable(twice)}` is there twice")
    return content
