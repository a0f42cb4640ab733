"""cnncalc ask: a textbook's question in words, answered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.textbook.wording.answer import Answer, Worked
    from cnncalc.textbook.wording.draft import Question

WIDTH = 80
"""Columns that lines are wrapped to."""

MOST_INDENT = 24
"""Columns that the lines below a heading are set in at most."""

MOST_CHARACTERS = 20_000
"""No question is longer."""

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUESTION...]",
        help="What a textbook asks, as in 'Input volume: 32x32x3. 10 5x5 filters with stride 1, pad 2. Output volume size?'; "
        "PyTorch's and Keras's layers in code count as words too. - or nothing: standard input.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def ask(question: Words = None, json: Json = False) -> None:
    """Answer a question in words: what comes out, how many parameters, how many multiplications, does it fit.

    First what was understood, so that a misreading is seen. An unsaid stride is 1 (for pools the kernel), an unsaid padding 0,
    both shown as assumed. Input, kernel and the number of filters are never assumed.
    """
    from cnncalc.core.problem import Problem
    from cnncalc.textbook.wording import answers, reader
    from cnncalc.textbook.wording.draft import Contradiction

    text = _text(question or [])
    if not text.strip():
        example = "Input 32x32x3, 10 5x5 filters, stride 1, pad 2. Output size?"
        raise typer.BadParameter(f"ask something, as in `{example}`", param_hint="QUESTION")
    if len(text) > MOST_CHARACTERS:
        raise typer.BadParameter(f"longer than {MOST_CHARACTERS:,} characters: ask one question at a time", param_hint="QUESTION")
    try:
        understood = reader.understand(text)
        cases = {name: answers.work_out(case) for name, case in answers.cases(understood)}
    except (Contradiction, Problem) as fault:
        complain(f"{fault.message}{f' ({fault.help})' if fault.help else ''}")
        raise typer.Exit(COULD_NOT) from None
    write(_json(understood, cases) if json else "\n".join(_lines(understood, cases)))
    # What is missing is missing in every case.
    missing = next(iter(cases.values())).missing
    if missing:
        complain(f"not said: {'; '.join(missing)}")
        raise typer.Exit(COULD_NOT)
    faults = [f"with {name}: {worked.fault}" if name else worked.fault for name, worked in cases.items() if worked.fault]
    for message in faults:
        complain(message)
    raise typer.Exit(FOUND if faults else CLEAN)


def _text(words: list[str]) -> str:
    """The question as typed, or from standard input."""
    if words and words != ["-"]:
        return " ".join(words)
    if not words and sys.stdin.isatty():
        return ""
    # A character takes four bytes at most; one more tells that there is too much.
    return sys.stdin.buffer.read(4 * MOST_CHARACTERS + 1).decode(errors="replace")


def _lines(question: Question, cases: Mapping[str, Worked]) -> Iterator[str]:
    from cnncalc.textbook.wording import summary

    understood = summary.understood(question)
    width = max(len(heading) for heading, _ in understood)
    yield "understood"
    for heading, line in understood:
        yield from _wrapped(line, f"  {heading:<{width}}  ")
    for note in question.notes:
        yield from _wrapped(note, "  note: ")
    if question.unread:
        from cnncalc.source import printable

        yield from _wrapped(", ".join(f"`{printable(part)}`" for part in question.unread[:20]), "  not read: ")
    for name, worked in cases.items():
        if name:
            yield from ("", f"with {name}")
        yield from _case(question, worked)


def _case(question: Question, worked: Worked) -> Iterator[str]:
    """What comes of the question in one case."""
    from cnncalc.textbook.wording import answers

    compared = answers.comparison(question, worked)
    if compared:
        yield from _wrapped(compared, "  note: ")
    if "fits" not in question.asked:
        for line in answers.verdicts(worked):
            yield ""
            yield from _wrapped(line, "does not fit: ")
    for answer in worked.answers:
        yield ""
        yield from _answer(answer, len(worked.records))


def _answer(answer: Answer, layers: int) -> Iterator[str]:
    label = "" if answer.quantity == "answer" else f"{answer.label}: "
    if layers > 1 and len(answer.layers) > 1:
        yield from _wrapped(answer.text, label) if label else ("layers",)
        width = max(len(path) for path, _, _ in answer.layers)
        yield from (f"  {path:<{width}}  {text}" for path, text, _ in answer.layers)
        return
    yield from _wrapped(answer.text, label)
    for line in answer.working:
        yield from _wrapped(line, "  ")


def _wrapped(line: str, head: str) -> list[str]:
    """A line behind its head, in columns; no number is cut."""
    from textwrap import wrap

    indent = " " * (len(head) if len(head) <= MOST_INDENT else 4)
    return wrap(
        line, WIDTH, initial_indent=head, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )  # fmt: skip


def _json(question: Question, cases: Mapping[str, Worked]) -> str:
    import json

    from cnncalc.report import versioned
    from cnncalc.textbook.wording import summary

    content = {
        "understood": [{"what": heading, "text": line} for heading, line in summary.understood(question)],
        "assumed": summary.assumed(question),
        "notes": question.notes,
        "unread": question.unread,
        **_outcome(question, next(iter(cases.values()))),
        "cases": [{"case": name, **_outcome(question, worked)} for name, worked in cases.items()] if len(cases) > 1 else [],
    }
    return json.dumps(versioned(content), indent=2, ensure_ascii=False)


def _outcome(question: Question, worked: Worked) -> dict[str, Any]:
    """What comes of the question in one case."""
    from cnncalc.textbook.wording import answers

    return {
        "missing": list(worked.missing),
        "fault": worked.fault,
        "layers": _layers(worked),
        "verdicts": answers.verdicts(worked),
        "comparison": answers.comparison(question, worked),
        "answers": [_entry(answer) for answer in worked.answers],
    }


def _layers(worked: Worked) -> list[dict[str, Any]]:
    """Every layer; with its figures where all that they depend on is said."""
    from cnncalc.textbook import working

    walked = worked.walked
    if walked is None:
        return []
    return [
        working.to_dict(record, walked.fields)
        if walked.knows(record)
        else {"index": record.index, "path": record.path, "op": record.op}
        for record in worked.records
    ]


def _entry(answer: Answer) -> dict[str, Any]:
    return {
        "quantity": answer.quantity,
        "text": answer.text,
        "value": answer.value,
        "layers": [{"layer": path, "text": text, "value": value} for path, text, value in answer.layers],
    }
