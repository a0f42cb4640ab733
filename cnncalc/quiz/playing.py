"""A quiz in the terminal: one question, an answer is read, right or wrong with the working, a score at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.quiz.question import Score, Verdict
from cnncalc.rules.words import counted
from cnncalc.textbook.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.quiz.question import Question
    from cnncalc.quiz.quiz import Quiz

QUIT = ("q", "quit", "exit")
HELP = ("?", "h", "help")

WHOLE = r"(?:stride|pad|dilation) [0-9x]+|[0-9]+ [0-9x]+ filters"
"""What stays on one line of a question."""

KEYS = "an empty line skips, ? helps, q ends"


class Sitting:
    """One run through a quiz; ``verdicts`` are those so far, whatever ends it.

    ``read`` gives the next line of answers, None at their end; ``write`` shows lines; ``paint`` colours a word for an outcome.
    """

    def __init__(
        self,
        quiz: Quiz,
        read: Callable[[], str | None],
        write: Callable[[str], None],
        paint: Callable[[str, str], str] = lambda word, outcome: word,
    ) -> None:
        self.quiz = quiz
        self.verdicts: list[Verdict] = []
        self._read = read
        self._write = write
        self._paint = paint

    @property
    def score(self) -> Score:
        """How it stands."""
        return Score.of(len(self.quiz.questions), self.verdicts)

    def run(self) -> None:
        """Ask every question, until the answers end or somebody quits."""
        quiz = self.quiz
        self._write(f"{counted(len(quiz.questions), 'question')}, level {quiz.level}, seed {quiz.seed}: {KEYS}")
        for number, question in enumerate(quiz.questions, 1):
            self._write(f"\n{number}/{len(quiz.questions)}  {question.topic}")
            self._write(wrapped(question.text, whole=WHOLE))
            verdict = self._verdict(question)
            if verdict is None:
                return
            self.verdicts.append(verdict)
            self._write(self._judged(question, verdict))
            self._write(question.working)

    def _verdict(self, question: Question) -> Verdict | None:
        """Of the first line that is an answer, or empty; None when there is no more."""
        while (line := self._read()) is not None:
            word = line.strip().lower()
            if word in QUIT:
                return None
            if word in HELP:
                self._write(wrapped(f"{question.hint}. The answer is {question.form.expects}; {KEYS}."))
                continue
            verdict = question.judge(line)
            if verdict.outcome != "unreadable":
                return verdict
            self._write(wrapped(verdict.complaint))
        return None

    def _judged(self, question: Question, verdict: Verdict) -> str:
        """The verdict, the right answer, and what went wrong."""
        word = self._paint(verdict.outcome, verdict.outcome)
        if verdict.outcome == "right":
            return f"{word}: {question.right}"
        lines = [f"{word}: the answer is {question.right}"]
        lines += [wrapped(f"{'or' if number else 'perhaps'} you {one.said}") for number, one in enumerate(verdict.mistakes)]
        return "\n".join(lines)
