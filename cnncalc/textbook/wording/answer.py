"""What comes of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cnncalc.textbook.wording.building import Walked
    from cnncalc.walk import LayerRecord


class Answer(NamedTuple):
    """One thing that was asked."""

    quantity: str
    label: str
    text: str
    """The answer in a line."""
    value: Any
    """The same for JSON: a number, a shape, a truth value; None where it is no one number."""
    working: tuple[str, ...] = ()
    """How a single layer comes to it."""
    layers: tuple[tuple[str, str, Any], ...] = ()
    """Each layer's path, text and value."""


class Worked(NamedTuple):
    """All that comes of a question: answers, or why there are none."""

    walked: Walked | None = None
    answers: tuple[Answer, ...] = ()
    missing: tuple[str, ...] = ()
    """What the text would have to say."""
    fault: str = ""
    """Why the layers cannot be: they do not fit, or contradict each other."""

    @property
    def records(self) -> tuple[LayerRecord, ...]:
        """The layers, if they could be walked."""
        return self.walked.records if self.walked is not None else ()
