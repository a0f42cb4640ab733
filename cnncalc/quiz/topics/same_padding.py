"""same-padding: the padding that keeps a size: P = (K - 1)/2 at stride 1, and what "same" adds at other strides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.shape import Shape
from cnncalc.core.window import Window, same_padding
from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.exercises import DEPTHS, FILTERS, SIDES, Exercise, conv_told, placed
from cnncalc.quiz.topic import Topic

if TYPE_CHECKING:
    from cnncalc.quiz.answers import Answer
    from cnncalc.quiz.chance import Chance
    from cnncalc.quiz.topic import Wrong

KEPT = "What zero padding at the top and at the bottom keeps the height?"
SAME = 'Padding "same" (TensorFlow): how many rows are added at the top and at the bottom?'


def kept_size(chance: Chance, level: int) -> Exercise | None:
    """A convolution with stride 1 and an odd kernel, dilated from level 2 on."""
    dilation = 1 if level == 1 else chance.pick((1, 2, 3, 4))
    return _convolution(chance, {"kernel": chance.pick((3, 5, 7, 9, 11)), "dilation": dilation, "padding": "half"}, KEPT)


def same(chance: Chance, level: int) -> Exercise | None:
    """A convolution with a stride, or an even kernel, whose padding may be uneven."""
    values = {"kernel": chance.pick((2, 3, 4, 5, 7)), "stride": chance.pick((1, 2, 2, 3)), "padding": "same"}
    return _convolution(chance, values, SAME)


def _convolution(chance: Chance, values: dict[str, object], asks: str) -> Exercise | None:
    side = chance.pick(SIDES)
    x = Shape.of(chance.pick(DEPTHS), (side, side))
    record = placed("conv", x, {"filters": chance.pick(FILTERS), **values})
    return Exercise(f"Input volume: {x}. {conv_told(record, padding='')}. {asks}", (record,)) if record else None


def gave_both_ends_together(exercise: Exercise) -> Wrong:
    """All rows at each end."""
    window, _ = exercise.axes[0]
    total = window.before + window.after
    return (total, total), f"{total} is top and bottom together"


def forgot_to_subtract_one(exercise: Exercise) -> Wrong:
    """(K + 1)/2."""
    window, _ = exercise.axes[0]
    if "same" in exercise.text:
        return None
    padding = (window.extent + 1) // 2
    return (padding, padding), f"a window of 1 needs none: {window.extent} - 1 rows in all at stride 1"


def ignored_the_dilation(exercise: Exercise) -> Wrong:
    """The kernel as if it were dense."""
    window, _ = exercise.axes[0]
    if window.dilation == 1:
        return None
    padding = (window.kernel - 1) // 2
    return (padding, padding), f"dilated, the window spans {window.dilation}*({window.kernel} - 1) + 1 = {window.extent} rows"


def ignored_the_stride(exercise: Exercise) -> Wrong:
    """What a stride of 1 would need."""
    window, size = exercise.axes[0]
    return same_padding(size, window.kernel, 1, window.dilation), f'"same" wants W/S = {size}/{window.stride} places, not {size}'


def put_the_odd_row_at_the_top(exercise: Exercise) -> Wrong:
    """The ends swapped."""
    window, _ = exercise.axes[0]
    return (window.after, window.before), "the odd row goes to the bottom"


def padded_both_ends_alike(exercise: Exercise) -> Wrong:
    """The odd row twice."""
    window, _ = exercise.axes[0]
    return (window.after, window.after), f"{window.before + window.after} rows are enough, the odd one at the bottom"


def added_none(exercise: Exercise) -> Wrong:
    """As "valid" does."""
    window, size = exercise.axes[0]
    places = window._replace(before=0, after=0).slide(size)
    return ((0, 0), f'that is "valid" padding: {max(places, 0)} places come out, not {window.slide(size)}')


class SamePadding(Topic):
    """The padding at both ends."""

    name = "same-padding"
    summary = "the padding that keeps the size"
    form = FORMS["ends"]
    hint = (
        'P = (K - 1)/2 at each end when the stride is 1, K being dilated; "same" adds what ceil(W/S) places need, the odd row last'
    )
    steps = ("padding", "output size")
    slips = (
        gave_both_ends_together, forgot_to_subtract_one, ignored_the_dilation, ignored_the_stride, put_the_odd_row_at_the_top,
        padded_both_ends_alike, added_none,
    )  # fmt: skip
    recipes = ((kept_size,), (kept_size,), (same,))

    def answer(self, exercise: Exercise) -> Answer:
        window: Window = exercise.axes[0][0]
        return window.before, window.after

    def text(self, exercise: Exercise) -> str:
        return exercise.text
