"""What every topic of the quiz is: what it asks, of which layers, and which mistakes it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from cnncalc.quiz.exercises import Exercise, draw
from cnncalc.quiz.question import Mistake, Question
from cnncalc.textbook import working

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.quiz.answers import Answer, Form
    from cnncalc.quiz.chance import Chance
    from cnncalc.quiz.exercises import Recipe
    from cnncalc.textbook.step import Step

Wrong: TypeAlias = "tuple[Answer, str] | None"
"""What comes out of a mistake, and why that is wrong; None where it cannot be made."""

Slip: TypeAlias = "Callable[[Exercise], Wrong]"
"""A usual mistake; it is called what its function is called."""


class Topic:
    """A sort of question (the class); :meth:`question` draws one."""

    name: ClassVar[str]
    """The word that asks for it: ``output-size``."""
    summary: ClassVar[str]
    """What is asked, in a few words."""
    asks: ClassVar[str]
    """The question behind the text of the exercise."""
    form: ClassVar[Form]
    hint: ClassVar[str]
    """What a learner who asks for help is told."""
    steps: ClassVar[tuple[str, ...]]
    """The steps of the layer's working that lead to the answer."""
    slips: ClassVar[tuple[Slip, ...]]
    recipes: ClassVar[tuple[tuple[Recipe, ...], ...]]
    """What is drawn from, for each level."""

    def answer(self, exercise: Exercise) -> Answer:
        """The right answer, as the layers themselves give it."""
        raise NotImplementedError

    def accepts(self, exercise: Exercise, level: int) -> bool:
        """Whether the exercise is worth a question of this level."""
        return True

    def text(self, exercise: Exercise) -> str:
        """The whole question."""
        return f"{exercise.text} {self.asks}"

    def working(self, exercise: Exercise) -> list[Step]:
        """How the answer comes about."""
        return [step for step in working.working(exercise.record) if step.heading in self.steps]

    def exercise(self, chance: Chance, level: int) -> Exercise:
        """What a question of this level is about."""
        return draw(self.recipes[level - 1], chance, level, lambda exercise: self.accepts(exercise, level))

    def question(self, chance: Chance, level: int, id: str = "") -> Question:
        """Draw a question."""
        exercise = self.exercise(chance, level)
        return Question(
            id,
            self.name,
            level,
            self.text(exercise),
            self.form,
            self.answer(exercise),
            self.mistakes(exercise),
            working.text(self.working(exercise)),
            self.hint,
        )

    def mistakes(self, exercise: Exercise) -> tuple[Mistake, ...]:
        """The mistakes that can be made here; the right answer is never one."""
        right = self.answer(exercise)
        made = [(slip.__name__, slip(exercise)) for slip in self.slips]
        return tuple(Mistake(name, *wrong) for name, wrong in made if wrong is not None and wrong[0] != right)
