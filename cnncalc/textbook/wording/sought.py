"""Settings that are asked for: which padding, stride or kernel. They are worked out from what else the text says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import SIDES
from cnncalc.rules.words import enumerated
from cnncalc.textbook import equation
from cnncalc.textbook.derivations import derivation
from cnncalc.textbook.derivations.sliding import Sliding
from cnncalc.textbook.wording.answer import Answer, Worked
from cnncalc.textbook.wording.building import walk
from cnncalc.textbook.wording.draft import SLIDING, Draft

if TYPE_CHECKING:
    from cnncalc.textbook.wording.draft import Question

LETTERS = {"padding": "P", "stride": "S", "kernel": "K"}
"""Settings that are answered, and their letters in the equation."""


def find(name: str, question: Question) -> Worked:
    """The setting of that name, of the last layer that slides.

    Raises:
        Problem, Contradiction: the layers cannot be.
    """
    drafts = [layer for layer in question.layers if layer.kind in SLIDING]
    draft = drafts[-1] if drafts else Draft("conv")
    if name == "same_padding" or (name == "padding" and draft.settings.get("padding") == "same"):
        return _same_padding(draft, question)
    return _solve(name, draft, question)


def _same_padding(draft: Draft, question: Question) -> Worked:
    """The padding that keeps the size."""
    if draft.kernel is None:
        return Worked(missing=("the kernel's size, as in `5x5 filters`",))
    if draft.settings.get("stride", 1) != 1 and question.input.spatial is None:
        return Worked(missing=("the input, as in `input 32x32x3`",))
    draft.settings["padding"] = "same"
    draft.depth = None
    record = walk(question).records[question.layers.index(draft)]
    derived = derivation(record)
    assert isinstance(derived, Sliding)
    ends = [(int(axis.window.before), int(axis.window.after)) for axis in derived.axes()]
    sides = [
        (name, cells) for names, pair in zip(SIDES[len(ends)], ends, strict=True) for name, cells in zip(names, pair, strict=True)
    ]
    is_even = len({cells for _, cells in sides}) == 1
    text = f"{ends[0][0]} on each side" if is_even else ", ".join(f"{name} {cells}" for name, cells in sides)
    extent = derived.axes()[0].window.extent
    lines = [f"{names}: {axis.formula}" for names, axis in derived.alike()] if question.input.spatial else []
    lines = lines or [f"P = (K - 1)/2 = ({extent} - 1)/2"]
    return Worked(answers=(Answer("padding", "padding", text, [list(pair) for pair in ends], tuple(lines)),))


def _solve(name: str, draft: Draft, question: Question) -> Worked:
    """A letter of O = (W - K + 2P)/S + 1 along the first axis."""
    letter, spatial = LETTERS[name], question.input.spatial
    numbers = {
        "W": spatial[0] if spatial else None,
        "K": draft.kernel[0] if draft.kernel else None,
        "S": draft.settings.get("stride", 1),
        "P": draft.settings.get("padding", 0),
        "D": draft.settings.get("dilation", 1),
        "O": question.output[0] if question.output else None,
    }
    known = {each: number for each, number in numbers.items() if isinstance(number, int) and each != letter}
    missing = [equation.LETTERS[each] for each in numbers if each not in known and each != letter]
    if missing:
        return Worked(missing=tuple(f"the {meaning}, to find the {name}" for meaning in missing))
    solved = equation.solve(equation.Equation(known, {}, (letter,)))
    if not solved.solutions:
        return Worked(fault=f"no {name} does it: {'; '.join(solved.why)}")
    best, *others = solved.solutions
    value = best.letters[letter]
    lines = [f"O = (W - K + 2P)/S + 1 = {best.formula}{'' if best.fits else ', rounded down'}"]
    if others:
        lines.append(f"so does {enumerated([str(one.letters[letter]) for one in others[:3]], 'or')}")
    return Worked(answers=(Answer(name, name, str(value), value, tuple(lines)),))


SETTINGS = ("same_padding", *LETTERS)
"""Settings that can be asked for."""
