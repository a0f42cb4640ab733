"""What comes out of a layer and how: the answer in a line, the working in steps, all of it as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.report import layer_figures
from cnncalc.rules.words import counted
from cnncalc.textbook import field, spelling
from cnncalc.textbook.derivations import derivation
from cnncalc.textbook.step import Step
from cnncalc.textbook.wrapping import FORMULA, QUOTED, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.analyses.receptive_field import Fields
    from cnncalc.core.shape import Shape
    from cnncalc.core.size import Size
    from cnncalc.walk import LayerRecord

__all__ = ["Step", "answer", "in_short", "text", "to_dict", "verdict", "working"]

HEADING_WIDTH = 17
"""Columns of a heading, as below the table of `show`."""


def answer(record: LayerRecord) -> str:
    """The answer in a line: ``32x32x10, 760 parameters``."""
    return in_short(record.shape, record.params)


def in_short(shape: Shape, params: Size) -> str:
    """A shape that goes out, and how many parameters that takes."""
    return f"{shape}, {counted(params, 'parameter')}"


def verdict(record: LayerRecord) -> str:
    """In a line, with the fraction, that a stride does not fit; nothing where it does, or where nothing slides."""
    return derivation(record).verdict()


def working(record: LayerRecord, fields: Fields | None = None) -> list[Step]:
    """How the layer comes to its figures, a step for each; ``fields`` are the receptive fields of its network, if it has one."""
    return derivation(record, fields).steps()


def text(steps: Iterable[Step]) -> str:
    """Steps as plain text: the headings, and their lines beside them."""
    return "\n".join(_text(step) for step in steps)


def _text(step: Step) -> str:
    heads = [f"{step.heading + ':':<{HEADING_WIDTH}}", *(" " * HEADING_WIDTH for _ in step.lines[1:])]
    return "\n".join(_line(head, line) for head, line in zip(heads, step.lines, strict=True))


def _line(head: str, line: str) -> str:
    """One thought behind ``head``; where it takes several lines they are indented as the first."""
    indent = len(line) - len(line.lstrip())
    return wrapped(line, whole=f"{QUOTED}|{FORMULA}", first=head, below=" " * (HEADING_WIDTH + indent))


def to_dict(record: LayerRecord, fields: Fields | None = None) -> dict[str, Any]:
    """The layer as JSON: what a report says of it for batch 1 and float32, and under ``derivation`` its working."""
    derived = derivation(record, fields)
    steps = [{"heading": step.heading, "lines": list(step.lines)} for step in derived.steps()]
    added = {"layer": spelling.layer(record.operation), "fits": not derived.verdict(), **derived.facts()}
    seen = derived.fields.get(record)
    if fields is not None:
        added["receptive_field"] = field.to_dict(seen, derived.network_input, record.shape)
    return layer_figures(record, seen) | {"derivation": {**added, "working": steps}}
