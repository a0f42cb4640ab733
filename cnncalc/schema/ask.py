"""The schema of the JSON of ``ask``: what was understood, the answers, and the layers as a report has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import one_of
from cnncalc.schema import report
from cnncalc.schema.pieces import (
    COUNT,
    FLAG,
    NUMBER_FROM_1,
    PAIR,
    SIZES,
    TEXT,
    choice,
    document,
    keys_of,
    list_of,
    object_of,
    or_null,
)
from cnncalc.schema.values import ref
from cnncalc.textbook.wording.draft import SLIDING
from cnncalc.textbook.wording.figures import EVERYTHING, FIGURES
from cnncalc.textbook.wording.sought import LETTERS

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema


def schema() -> JsonSchema:
    """The whole schema."""
    shared = report.shared("Layer")
    understood = object_of({"what": (TEXT, "The input, a layer, or what is asked."), "text": (TEXT, "How it was read.")})
    assumed = object_of(
        {
            "layer": (NUMBER_FROM_1, "Place of the layer among those of the text, from 1."),
            "operation": (choice(SLIDING), "What it is."),
            "text": (TEXT, "What is taken for granted: `stride 1`."),
        }
    )
    case = object_of({"case": (TEXT, "What sets it apart: `stride 2`."), **_outcome()})
    return document(
        "ask",
        "What cnncalc ask prints with --json. Where values are asked in turn, missing, fault, layers, verdicts, comparison and "
        "answers are of the first.",
        {
            "understood": (list_of(understood, 1), "What was understood."),
            "assumed": (list_of(assumed), "What the text leaves unsaid."),
            "notes": (list_of(TEXT), "How words of more than one meaning were read."),
            "unread": (list_of(TEXT), "Parts of the text that were not read."),
            **_outcome(),
            "cases": (list_of(case), "What comes of each value where values are asked in turn; else empty."),
        },
        {
            "Answer": {"description": "One thing that was asked.", **_answer()},
            "Value": {
                "description": "A count, whether something holds, a shape, or several figures by name.",
                **_value(),
            },
            "Named": {
                "description": "A layer whose figures depend on what is not said.",
                **object_of(keys_of(shared["Layer"], "index", "path", "op")),
            },
            **shared,
        },
    )


def _outcome() -> dict[str, tuple[JsonSchema, str]]:
    """What comes of the question in one case."""
    worked: JsonSchema = {"allOf": [ref("Layer"), {"required": ["derivation"]}]}
    return {
        "missing": (list_of(TEXT), "What the text would have to say."),
        "fault": (TEXT, "Why the layers cannot be; empty where they can."),
        "layers": (list_of(one_of(worked, ref("Named"))), "The layers, for batch 1 and float32, with their working."),
        "verdicts": (list_of(TEXT), "For each layer whose stride does not fit, that it does not."),
        "comparison": (TEXT, "Whether what the text says comes out does; empty if it says nothing of it."),
        "answers": (list_of(ref("Answer")), "What was asked; output and parameters where nothing in particular was."),
    }


def _answer() -> JsonSchema:
    layer = object_of(
        {
            "layer": (TEXT, "Path of the layer."),
            "text": (TEXT, "Its answer in a line."),
            "value": (ref("Value"), "The same as a value."),
        }
    )
    return object_of(
        {
            "quantity": (choice([*FIGURES, *LETTERS]), "What was asked; `answer` where nothing in particular was."),
            "text": (TEXT, "The answer in a line."),
            "value": (or_null(ref("Value")), "The same as a value; null where there is none."),
            "layers": (list_of(layer), "The answer for each layer that has one; none for a setting that was asked for."),
        }
    )


def _value() -> JsonSchema:
    return one_of(
        COUNT,
        FLAG,
        SIZES,
        {"description": "Padding before and after each axis.", **list_of(PAIR, 1)},
        {"description": "A receptive field: the whole input.", "const": EVERYTHING},
        object_of({"output": (SIZES, "What comes out."), "parameters": (COUNT, "Elements of the parameters.")}),
        object_of({"output_bytes": (COUNT, "Bytes of what comes out."), "param_bytes": (COUNT, "Bytes of the parameters.")}),
    )
