"""fit: whether the stride leaves a remainder, so that (W - K + 2P)/S is no whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.exercises import convolution, draw, of_network, pool
from cnncalc.quiz.topic import Topic
from cnncalc.textbook import working
from cnncalc.textbook.step import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.core.window import Window
    from cnncalc.quiz.answers import Answer
    from cnncalc.quiz.chance import Chance
    from cnncalc.quiz.exercises import Exercise
    from cnncalc.quiz.topic import Wrong


def fits(exercise: Exercise, change: Callable[[Window], Window] = lambda window: window) -> bool:
    """Whether the stride leaves nothing over on any axis, of the layer's windows or of changed ones."""
    return all(change(window).room(size) >= 0 and change(window).remainder(size) == 0 for window, size in exercise.axes)


def took_the_floor(exercise: Exercise) -> Wrong:
    """Rounding makes anything fit."""
    return True, f"the output is {exercise.y} only by rounding down"


def forgot_the_padding(exercise: Exercise) -> Wrong:
    """W - K."""
    padded = "x".join(str(window.padded(size)) for window, size in exercise.axes)
    return fits(exercise, lambda window: window._replace(before=0, after=0)), f"with its padding the input is {padded}"


def added_the_padding_once(exercise: Exercise) -> Wrong:
    """W - K + P."""
    return fits(exercise, lambda window: window._replace(after=0)), "it stands on both sides, 2P in all"


def forgot_the_kernel(exercise: Exercise) -> Wrong:
    """(W + 2P)/S."""
    because = "the stride divides what the window can move, W - K + 2P, not the whole input"
    return all(window.padded(size) % window.stride == 0 for window, size in exercise.axes), because


def ignored_the_dilation(exercise: Exercise) -> Wrong:
    """The kernel as if it were dense."""
    spans = " and ".join(dict.fromkeys(str(window.extent) for window, _ in exercise.axes))
    return fits(exercise, lambda window: window._replace(dilation=1)), f"dilated, the window spans {spans}"


class Fit(Topic):
    """Whether a window covers its input without a remainder."""

    name = "fit"
    summary = "whether a stride fits without a remainder"
    asks = "Does the stride fit, without rounding?"
    form = FORMS["yes or no"]
    hint = "it fits when the stride divides W - K + 2P, on each axis"
    steps = ("output size",)
    slips = (took_the_floor, forgot_the_padding, added_the_padding_once, forgot_the_kernel, ignored_the_dilation)
    recipes = (
        (convolution, convolution, convolution, of_network("maxpool", "avgpool")),
        (convolution, convolution, pool, of_network("conv", "maxpool")),
        (convolution, pool, of_network("conv", "depthwise_conv", "maxpool")),
    )

    def answer(self, exercise: Exercise) -> Answer:
        return fits(exercise)

    def accepts(self, exercise: Exercise, level: int) -> bool:
        """A stride of 1 always fits; a pool that rounds up is another question."""
        return "rounding" not in exercise.text and any(window.stride > 1 for window, _ in exercise.axes)

    def exercise(self, chance: Chance, level: int) -> Exercise:
        """Half of them fit."""
        wanted = chance.whether(1, 2)
        return draw(self.recipes[level - 1], chance, level, lambda one: self.accepts(one, level) and fits(one) == wanted)

    def working(self, exercise: Exercise) -> list[Step]:
        """The verdict first, with its fraction."""
        verdict = working.verdict(exercise.record)
        return [Step("fit", (verdict,))] if verdict else super().working(exercise)
