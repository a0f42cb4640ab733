"""The schema of the JSON of ``explain`` for codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cnncalc.explanations import codes
from cnncalc.schema import report
from cnncalc.schema.pieces import FLAG, TEXT, choice, document, list_of, object_of
from cnncalc.schema.values import ref
from cnncalc.source import Severity

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema


def schema() -> JsonSchema:
    """The whole schema."""
    return document(
        "explain",
        "What cnncalc explain prints for codes with --json; for networks and layers it prints a report.",
        {"explanations": (list_of(ref("Explanation"), 1), "The codes, in the order in which they were named.")},
        {"Explanation": {"description": "What a code means.", **_explanation()}, **report.shared("Diagnostic")},
    )


def _explanation() -> JsonSchema:
    return object_of(
        {
            "code": (choice(codes()), "The code."),
            "name": (TEXT, "What it is called: `duplicate-key`."),
            "severity": (choice(get_args(Severity)), "How bad a finding is."),
            "on_by_default": (FLAG, "Whether `check` reports it without being asked."),
            "ignorable": (FLAG, "Whether `--ignore` and comments may silence it."),
            "summary": (TEXT, "What is found."),
            "why": (TEXT, "Why it matters."),
            "bad": (TEXT, "A file that has it; empty where no file of its own does."),
            "good": (TEXT, "The same file repaired."),
            "diagnostics": (list_of(ref("Diagnostic")), "What is found in the file."),
        }
    )
