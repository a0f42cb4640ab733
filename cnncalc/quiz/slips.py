"""What comes out when a layer is worked out wrongly: the layer again, with one thing changed. There is no second formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.problem import Problem
from cnncalc.rules.repairs import changed
from cnncalc.textbook.layer import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.core.shape import Shape
    from cnncalc.core.window import Window
    from cnncalc.quiz.exercises import Exercise
    from cnncalc.walk import LayerRecord


def again(exercise: Exercise, x: Shape | None = None, **values: object) -> LayerRecord | None:
    """The layer that is asked for on another input, or with other values; None where it does not fit or has no such field."""
    operation = exercise.record.operation
    if not values.keys() <= operation.fields.keys():
        return None
    try:
        return Row(x or exercise.x).put(changed(operation, values))
    except Problem:
        return None


def slid(exercise: Exercise, change: Callable[[Window], Window]) -> tuple[int, ...] | None:
    """The places of changed windows on each axis; None where they do not fit, or where nothing slides."""
    places = tuple(change(window).slide(size) for window, size in exercise.axes)
    return places if places and min(places) > 0 else None
