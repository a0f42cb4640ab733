"""From a question to its answers: the layers are built and walked, and every figure is theirs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from cnncalc.core.problem import Problem
from cnncalc.textbook import spelling, working
from cnncalc.textbook.wording import sought
from cnncalc.textbook.wording.answer import Answer, Worked
from cnncalc.textbook.wording.building import walk
from cnncalc.textbook.wording.draft import Contradiction
from cnncalc.textbook.wording.figures import FIGURES, shown_working
from cnncalc.textbook.wording.missing import missing
from cnncalc.textbook.wording.quantities import QUANTITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.textbook.wording.building import Walked
    from cnncalc.textbook.wording.draft import Question


MOST_CASES = 20
"""So many values of settings are worked out for one question."""


def work_out(question: Question) -> Worked:
    """The answers, or what is missing for them, or why the layers cannot be."""
    wanted = question.asked or ["answer"]
    try:
        setting = next((name for name in wanted if name in sought.SETTINGS), None)
        if setting is not None:
            return sought.find(setting, question)
        lacking = tuple(missing(question, wanted))
        if lacking:
            return Worked(missing=lacking)
        walked = walk(question)
    except (Problem, Contradiction) as fault:
        return Worked(fault=f"{fault.message}{f' ({fault.help})' if fault.help else ''}")
    return Worked(walked, tuple(_answer(name, walked) for name in wanted))


def cases(question: Question) -> list[tuple[str, Question]]:
    """The question once for each value of a setting that is asked for in turn, under the name of what sets it apart.

    Raises:
        Contradiction: there are more than anyone asks.
    """
    choices = [
        (place, name, (layer.settings[name], *others))
        for place, layer in enumerate(question.layers)
        for name, others in layer.alternatives.items()
        if name in layer.settings
    ]
    if prod(len(values) for _, _, values in choices) > MOST_CASES:
        raise Contradiction("the settings are said with too many values in turn", f"ask for at most {MOST_CASES} at a time")
    return [_case(question, choices, chosen) for chosen in product(*(values for _, _, values in choices))]


def _case(question: Question, choices: Sequence[tuple[int, str, Any]], chosen: Sequence[Any]) -> tuple[str, Question]:
    layers = [replace(layer, settings=dict(layer.settings)) for layer in question.layers]
    for (place, name, _), value in zip(choices, chosen, strict=True):
        layers[place].settings[name] = value
    apart = ", ".join(f"{name} {value}" for (_, name, _), value in zip(choices, chosen, strict=True))
    return apart, replace(question, layers=layers)


def _answer(name: str, walked: Walked) -> Answer:
    """One quantity, of each layer and of all."""
    figure = FIGURES[name]
    label = QUANTITIES[name].label if name in QUANTITIES else ""
    found = [(record, told) for record in walked.records if (told := figure.of(record, walked)) is not None]
    if not found:
        return Answer(name, label, "none: no layer here has one", None)
    text, value = figure.of_all(found, walked)
    layers = tuple((record.path, *told) for record, told in found)
    lines = tuple(shown_working(name, walked.records[0], walked)) if len(walked.records) == 1 else ()
    return Answer(name, label, text, value, lines, layers)


def verdicts(worked: Worked) -> list[str]:
    """For each layer whose stride does not fit, that it does not, with the fraction and what it is rounded to."""
    if worked.walked is None or not worked.walked.knows_size:
        return []
    told = [(record.path, said) for record in worked.records if (said := working.verdict(record))]
    return [f"{path}: {said}" if len(worked.records) > 1 else said for path, said in told]


def comparison(question: Question, worked: Worked) -> str:
    """Whether what the text says comes out does; empty if it says nothing of it."""
    if question.output is None or worked.walked is None or not worked.walked.knows_size:
        return ""
    last, said = worked.records[-1], spelling.times(question.output)
    is_whole = len(question.output) == len(last.shape) and worked.walked.knows_channels[-1]
    comes, output = (last.shape, question.output) if is_whole else (last.shape.spatial, question.output[: last.shape.axes])
    if tuple(comes) == output:
        return f"{said} comes out, as the text says"
    return f"the text says that {said} comes out: it is {spelling.times(comes)}"
