"""cnncalc quiz: practice in the terminal, exam sheets with their keys, and grading."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, complain, has_colour, write
from cnncalc.core.size import LARGEST
from cnncalc.quiz.topics import LEVELS, TOPICS
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from cnncalc.quiz.grading import Graded
    from cnncalc.quiz.quiz import Quiz

INTERRUPTED = 130

STANDARD_INPUT = "-"

NEW_SEEDS = 1_000_000
"""Seeds that are drawn for those who name none: short enough to be typed again."""

COLOURS = {"right": "32", "wrong": "31", "skipped": "33"}

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def quiz(
    context: typer.Context,
    seed: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=LARGEST, help="The same seed gives the same questions. Default: a new one."),
    ] = None,
    count: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="How many questions.")] = 10,
    topics: Annotated[
        list[str] | None, typer.Option("--topic", metavar="TOPIC", help=f"{', '.join(TOPICS)}; may be repeated. Default: all.")
    ] = None,
    level: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=LEVELS[0],
            max=LEVELS[-1],
            help="1 one formula at a time, 2 remainders, pools, dense layers, 3 everything.",
        ),
    ] = 1,
    sheet: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write a question sheet, as in exam.md, with exam.key.md and exam.key.json.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the files of --sheet if they exist.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="The questions with their answers as JSON: a key for `cnncalc quiz grade`.")
    ] = False,
) -> None:
    """Practise: a question, your answer, right or wrong with the working, and a score at the end.

    An answer is read however it is spelled (32x32x10, [32, 32, 10]; 1,792), but must be exact. Usual mistakes are recognised. An
    empty line skips a question, ? helps, q ends. The exit code is 0, whatever the score.
    """
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return
    from cnncalc.quiz.quiz import compose

    if force and sheet is None:
        raise typer.BadParameter("overwrites the files of `--sheet`: name one", param_hint="--force")
    for topic in topics or []:
        if topic not in TOPICS:
            raise typer.BadParameter(
                f"unknown topic `{printable(topic)}`: {did_you_mean(topic, tuple(TOPICS))}", param_hint="--topic"
            )
    composed = compose(_new_seed() if seed is None else seed, count, level, topics or [])
    if sheet is not None:
        _write_sheet(composed, sheet, force=force)
    if json:
        write(_envelope(composed.to_dict()))
    if sheet is None and not json:
        raise typer.Exit(_play(composed))


@app.command()
def grade(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The key: FILE.key.json, or what --json printed.", show_default=False)],
    answers: Annotated[
        str,
        typer.Argument(
            metavar="ANSWERS", help='The answers by question, as in {"q1": "32x32x10"}; - for standard input.', show_default=False
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Grade answers against a key: each right or wrong, the mistake by name, and the score.

    A question without an answer is skipped. The exit code is 0, whatever the score.
    """
    from cnncalc.quiz.grading import BadFile, read_answers, read_key, score
    from cnncalc.quiz.grading import grade as judge

    path = key
    try:
        questions = read_key(_read(key))
        path = answers
        graded = judge(questions, read_answers(_read(answers)))
    except BadFile as error:
        complain(f"{'standard input' if path == STANDARD_INPUT else printable(path)}: {error}")
        raise typer.Exit(COULD_NOT) from None
    if json:
        write(_envelope({"questions": [one.to_dict() for one in graded], "score": score(graded)._asdict()}))
    else:
        write("\n".join([*map(_line, graded), f"score: {score(graded)}"]))


# Playing


def _new_seed() -> int:
    from random import SystemRandom

    return SystemRandom().randrange(NEW_SEEDS)


def _play(composed: Quiz) -> int:
    """Ask in the terminal, or answer what comes through a pipe: the exit code."""
    from cnncalc.quiz.playing import Sitting

    if sys.stdin is not None:
        sys.stdin.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sitting = Sitting(composed, _line_of_answers, write, _painted if has_colour(sys.stdout) else lambda word, _: word)
    code = CLEAN
    try:
        sitting.run()
    except KeyboardInterrupt:
        code = INTERRUPTED
        write("")
    write(f"\nscore: {sitting.score}")
    return code


def _line_of_answers() -> str | None:
    """The next line that somebody types, or that comes through a pipe; None at the end."""
    if sys.stdin is None:  # closed by the shell
        return None
    is_typed = sys.stdin.isatty() and sys.stdout.isatty()
    sys.stdout.write("> " if is_typed else "")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if is_typed and not line:
        write("")
    return line.rstrip("\n") if line else None


def _painted(word: str, outcome: str) -> str:
    return f"\x1b[{COLOURS[outcome]}m{word}\x1b[0m"


# Files


def _write_sheet(composed: Quiz, name: str, *, force: bool) -> None:
    """Write the questions, the key and the key for grading, or none of them."""
    from cnncalc.quiz import sheet
    from cnncalc.rules.words import enumerated

    path = Path(name)
    texts = {
        path: sheet.sheet(composed),
        path.parent / f"{path.stem}.key.md": sheet.key(composed),
        path.parent / f"{path.stem}.key.json": _envelope(composed.to_dict()) + "\n",
    }
    names = [printable(str(file), 300) for file in texts]
    there = [name for name, file in zip(names, texts, strict=True) if os.path.lexists(file)]
    if there and not force:
        complain(f"{enumerated(there)} {'is' if len(there) == 1 else 'are'} there already: --force overwrites")
        raise typer.Exit(COULD_NOT)
    for shown, (file, text) in zip(names, texts.items(), strict=True):
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            complain(f"cannot write {shown}: {error.strerror}")
            raise typer.Exit(COULD_NOT) from None
    complain(f"{enumerated(names)} are written: the questions, the key, and the key for `cnncalc quiz grade`")


def _read(path: str) -> str:
    """The text of a file, or of standard input."""
    from cnncalc.quiz.grading import BadFile

    try:
        return sys.stdin.buffer.read().decode() if path == STANDARD_INPUT else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadFile(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadFile("cannot be read: no UTF-8 text") from None


def _line(graded: Graded) -> str:
    """A verdict in a line, the mistakes below it."""
    question, given, verdict = graded
    name = printable(question.id)
    if verdict.outcome == "right":
        return f"{name}  right: {question.right}"
    if verdict.outcome == "unreadable":
        return f"{name}  unreadable: {verdict.complaint}; it is {question.right}"
    given_one = "" if verdict.outcome == "skipped" else f"{_shown(given)}, "
    said = f"{name}  {verdict.outcome}: {given_one}the answer is {question.right}"
    return "\n".join([said, *(f"    {printable(mistake.said, 300)}" for mistake in verdict.mistakes)])


def _shown(given: Any) -> str:
    """An answer as it was given."""
    return printable("x".join(map(str, given)) if isinstance(given, list) else str(given).strip())


def _envelope(content: dict[str, Any]) -> str:
    import json

    from cnncalc.report import versioned

    return json.dumps(versioned(content), indent=2, ensure_ascii=False)


def _refuse_options(context: typer.Context) -> None:
    """Options of the quiz mean nothing to its commands."""
    given = [name for name in context.params if _is_typed(context, name)]
    if given:
        name = "topic" if given[0] == "topics" else given[0]
        raise typer.BadParameter(
            f"`cnncalc quiz {context.invoked_subcommand}` takes no such option before it", param_hint=f"--{name}"
        )


def _is_typed(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
