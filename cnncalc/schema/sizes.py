"""The schema of the JSON of ``sizes``: the envelope of a report, with the sizes that fit in place of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cnncalc.core.shape import AXIS_NAMES
from cnncalc.fitting.demands import KINDS
from cnncalc.fitting.fit import What
from cnncalc.fitting.report import FIGURES
from cnncalc.schema import report
from cnncalc.schema.pieces import (
    AMOUNT,
    COUNT,
    FLAG,
    NUMBER_FROM_1,
    PAIR,
    SIZES,
    TEXT,
    by_name,
    choice,
    document,
    keys_of,
    list_of,
    object_of,
    or_null,
)
from cnncalc.schema.values import ref

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

SENSES: dict[str, str] = dict(
    zip(KINDS, ("every layer can go on", "windows read all of the input", "every stride divides exactly"), strict=True)
)
"""What each sense of fitting asks."""


def schema() -> JsonSchema:
    """The whole schema."""
    shared = report.shared("Diagnostic", "Shape", "Model")
    return document(
        "sizes",
        "What cnncalc sizes prints with --json. Shapes are in the order of the file's: H, W, C; what depends on the letters of the "
        "input is a text that Python evaluates.",
        {"models": ({**list_of(ref("Sizes"), 1), "maxItems": 1}, "The network.")},
        {
            "Sizes": {"description": "The sizes that a network takes, or what is wrong with it.", **_sizes(shared["Model"])},
            "Letter": {"description": "One letter of the input, and what it must be.", **_letter()},
            "Rule": {
                "description": "Sizes: those in runs, and from start on those with one of residues when divided by period.",
                **object_of(_rule()),
            },
            "Condition": {"description": "What several letters must be together.", **_condition(shared["Model"])},
            "Candidate": {"description": "Some sizes, and what the network is there.", **_candidate()},
            **{name: shared[name] for name in ("Shape", "Diagnostic")},
        },
    )


def _sizes(model: JsonSchema) -> JsonSchema:
    budget = object_of(
        {
            "asked": (list_of(TEXT, 1), "The budgets in words: `macs at most 2G`."),
            "largest": (or_null(NUMBER_FROM_1), "The largest square size within them; null where there is none, or no end."),
            "next": (or_null(NUMBER_FROM_1), "The next that fits, which is over; null where there is none."),
            "unlimited": (FLAG, "Whether every size that fits keeps within them."),
        }
    )
    conditions = {kind: (list_of(ref("Condition")), f"Those by which {asks}.") for kind, asks in SENSES.items()}
    return object_of(
        {
            **keys_of(model, "name", "file", "layout", "convention"),
            "complete": (FLAG, "Whether the network can be walked; otherwise there are findings, and nothing else."),
            **keys_of(model, "input_shape", "input_shapes"),
            "letters": (list_of(ref("Letter")), "The letters of the input, in order."),
            "conditions": (object_of(conditions), "What speaks of several letters, in each sense."),
            "sizes": (list_of(ref("Candidate")), "The sizes that the table shows."),
            "params": (or_null(AMOUNT), "Trainable and frozen parameters; null where there is no formula."),
            "budget": (or_null(budget), "The largest input within the budgets; null where none was asked for."),
            "diagnostics": (list_of(ref("Diagnostic")), "What keeps the network from being walked."),
        },
        optional=("input_shapes",),
    )


def _letter() -> JsonSchema:
    layers = list_of(TEXT, 1)
    excluded = object_of(
        {
            "sizes": (ref("Rule"), "The sizes."),
            "layers": (layers, "Paths of the layers that exclude them."),
            "lines": (list_of(or_null(NUMBER_FROM_1), 1), "Their lines of the file."),
            "example": (NUMBER_FROM_1, "One of the sizes."),
            "reason": (TEXT, "Why that one is excluded, with the numbers."),
        }
    )
    conflict = object_of(
        {
            "layers": (layers, "Paths of the layers that ask for it."),
            "condition": (TEXT, "For Python: `H % 32 == 0`."),
            **_rule(),
        }
    )
    axes = list(dict.fromkeys(name for names in AXIS_NAMES.values() for name in names))
    return object_of(
        {
            "letter": (TEXT, "The letter."),
            "axes": (list_of(choice(axes)), "The axes of the first input that it stands for; none where it is another input's."),
            **{kind: (ref("Rule"), f"The sizes at which {SENSES[kind]}.") for kind in SENSES},
            "excluded": (list_of(excluded), "Sizes that do not fit exactly, and what excludes them before anything else does."),
            "conflict": (list_of(conflict), "Where no size fits exactly, demands that exclude each other."),
        }
    )


def _rule() -> dict[str, tuple[JsonSchema, str]]:
    return {
        "rule": (TEXT, "In words: `H = 1 mod 32`."),
        "period": (NUMBER_FROM_1, "After so many they repeat."),
        "residues": (list_of(COUNT), "Remainders by the period; none where there is nothing from start on."),
        "start": (NUMBER_FROM_1, "From where on the residues tell."),
        "runs": (list_of(PAIR), "The first and the last of neighbours below start."),
        "end": (or_null(NUMBER_FROM_1), "The last size that was tried; null where all are known."),
        "smallest": (or_null(NUMBER_FROM_1), "The smallest of them; null where there is none."),
    }


def _condition(model: JsonSchema) -> JsonSchema:
    reported: JsonSchema = model["properties"]["conditions"]["items"]
    return reported


def _candidate() -> JsonSchema:
    return object_of(
        {
            "what": (
                choice(get_args(What)),
                "Why they are shown: the file's own or those given, the smallest that fit, those that are nearest to the own or to "
                "what was asked for, the largest within the budgets, the next after them.",
            ),
            "sizes": (by_name(NUMBER_FROM_1), "The size of each letter."),
            "input_shape": (SIZES, "Shape of the first input."),
            "fits": (or_null(choice(KINDS)), "The strictest sense in which they fit; null where they cannot be walked."),
            "output_shape": (or_null(SIZES), "Shape of the result; null where they cannot be walked."),
            **{key: (or_null(COUNT), f"{said} there, for batch 1 and float32.") for key, said in FIGURES.items()},
        }
    )
