"""The topics of the quiz, one file and one class each: this listing is the table of contents."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.quiz.topic import Topic

TOPICS: dict[str, str] = {
    "output-size": "cnncalc.quiz.topics.output_size:OutputSize",
    "parameters": "cnncalc.quiz.topics.parameters:Parameters",
    "same-padding": "cnncalc.quiz.topics.same_padding:SamePadding",
    "fit": "cnncalc.quiz.topics.fit:Fit",
    "receptive-field": "cnncalc.quiz.topics.receptive_field:ReceptiveField",
    "macs": "cnncalc.quiz.topics.macs:Macs",
}
"""Every topic, and where its class is: registering one is one line here."""

LEVELS = (1, 2, 3)
"""How hard questions are."""


def topic(name: str) -> Topic:
    """The topic called ``name``.

    Raises:
        KeyError: there is none.
    """
    module, _, cls = TOPICS[name].partition(":")
    found: Topic = getattr(import_module(module), cls)()
    return found
