"""A quiz on paper: the questions for those who answer, and the key for those who mark, both in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.quiz.question import Question
    from cnncalc.quiz.quiz import Quiz


def sheet(quiz: Quiz) -> str:
    """The questions, with room for the answers. The seed is not on it, as it gives the answers away."""
    parts = ["# Questions", "Name: ______________________", *map(_asked, quiz.questions)]
    return "\n\n".join(parts) + "\n"


def key(quiz: Quiz) -> str:
    """Every answer with its working, and the answers that usual mistakes lead to."""
    title = f"# Key\n\nSeed {quiz.seed}, level {quiz.level}, {len(quiz.questions)} questions on {', '.join(quiz.topics)}."
    return "\n\n".join([title, *map(_answered, quiz.questions)]) + "\n"


def _asked(question: Question) -> str:
    return f"**{question.id}.** {question.text}\n\nAnswer ({question.form.expects}): ______________________"


def _answered(question: Question) -> str:
    mistakes = [f"- {question.form.write(mistake.answer)}: {mistake.said}" for mistake in question.mistakes]
    parts = [f"**{question.id}.** {question.text}", f"Answer: **{question.right}**", f"```text\n{question.working}\n```"]
    return "\n\n".join([*parts, "\n".join(mistakes)] if mistakes else parts)
