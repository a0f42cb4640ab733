"""cnncalc check: designs validated in CI."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, has_colour, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.checking.result import CheckResult, FileResult
    from cnncalc.checking.run import Judged, Order
    from cnncalc.checking.selection import Selection

Words = list[str] | None

Paths = Annotated[
    Words,
    typer.Argument(
        metavar="[PATH...]",
        help="Files, folders, bundled networks, or - for standard input. Default: this folder.",
        show_default=False,
    ),
]
StdinFilename = Annotated[str, typer.Option(metavar="NAME", help="What standard input is called in findings.")]
Select = Annotated[
    Words, typer.Option(metavar="CODES", help="Codes to report beside the default ones, as in CC402 or CC4; ALL for every one.")
]
Ignore = Annotated[Words, typer.Option(metavar="CODES", help="Codes not to report.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail too.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="How often each code was found, instead of the findings.")]
Fix = Annotated[bool, typer.Option("--fix", help="Repair what can be repaired in one way only; comments and layout stay.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")]
Format = Annotated[str, typer.Option(metavar="FORMAT", help="full, concise, json, json-lines, github, gitlab, junit or sarif.")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
OutputFile = Annotated[str | None, typer.Option(metavar="FILE", help="Write the findings there instead of to standard output.")]
MaxParams = Annotated[str | None, typer.Option(metavar="COUNT", help="At most so many parameters, as in 5M.")]
MaxTrainable = Annotated[str | None, typer.Option(metavar="COUNT", help="At most so many trainable parameters.")]
MaxMacs = Annotated[str | None, typer.Option(metavar="COUNT", help="At most so many multiply-accumulates, as in 600M (batch 1).")]
MaxFlops = Annotated[str | None, typer.Option(metavar="COUNT", help="At most so many FLOPs: 2 x MACs + elementwise operations.")]
MaxMemory = Annotated[
    str | None,
    typer.Option(
        metavar="BYTES", help="At most so much memory for parameters and live activations (float32, batch 1), as in 10MiB."
    ),
]
MinField = Annotated[str | None, typer.Option(metavar="PIXELS", help="A receptive field of at least so many pixels.")]
Locked = Annotated[bool, typer.Option("--locked", help="Fail where a figure differs from the lock file.")]
LockFile = Annotated[str, typer.Option(metavar="FILE", help="The lock file.")]
Baseline = Annotated[str | None, typer.Option(metavar="FILE", help="Pass over the findings that this file knows.")]
WriteBaseline = Annotated[
    str | None, typer.Option(metavar="FILE", help="Write all present findings to this file, to be passed over from now on.")
]


def check(
    paths: Paths = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
    max_params: MaxParams = None,
    max_trainable_params: MaxTrainable = None,
    max_macs: MaxMacs = None,
    max_flops: MaxFlops = None,
    max_memory: MaxMemory = None,
    min_receptive_field: MinField = None,
    fix: Fix = False,
    diff: Diff = False,
    format: Format = "full",
    json: Json = False,
    output_file: OutputFile = None,
    statistics: Statistics = False,
    exit_zero: ExitZero = False,
    locked: Locked = False,
    lock_file: LockFile = "cnncalc.lock",
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    stdin_filename: StdinFilename = "",
) -> None:
    """Check architecture files: strides, expectations, budgets and the design, every variant of every file.

    Exit code 0 when nothing is wrong (warnings alone too), 1 when an error was found, 2 when something could not be checked.
    """
    from cnncalc.api import UsageError
    from cnncalc.render.findings import FORMATS

    format = "json" if json else format
    if format not in FORMATS:
        raise typer.BadParameter(f"unknown format `{format}`: one of {', '.join(FORMATS)}", param_hint="--format")
    bounds = {
        "max-params": max_params, "max-trainable-params": max_trainable_params, "max-macs": max_macs, "max-flops": max_flops,
        "max-memory": max_memory, "min-receptive-field": min_receptive_field,
    }  # fmt: skip
    try:
        order = _order(paths, select, ignore, bounds, stdin_filename, lock_file if locked else None, baseline)
        result, missing = _check(order, fix=fix, diff=diff)
    except UsageError as error:
        complain(str(error))
        raise typer.Exit(COULD_NOT) from None
    if write_baseline is not None:
        _write_baseline(write_baseline, result)
        raise typer.Exit(COULD_NOT if missing else CLEAN)
    if not result.files and not missing:
        complain("no architecture files found here: name a file, or a bundled network as `cnncalc list` shows them")
    if strict:
        result = _strictly(result)
    if not diff:
        _report(result, format, output_file, statistics)
    found = result.errors > 0 and not exit_zero
    raise typer.Exit(COULD_NOT if missing else FOUND if found else CLEAN)


def _order(
    paths: Words,
    select: Words,
    ignore: Words,
    bounds: dict[str, str | None],
    stdin_filename: str,
    lock_file: str | None,
    baseline: str | None,
) -> Order:
    """Everything that was asked for, read and checked.

    Raises:
        UsageError: a code, a figure or a file that means nothing.
    """
    from cnncalc.checking import baseline as baseline_room
    from cnncalc.checking import lock
    from cnncalc.checking.budgets import budget
    from cnncalc.checking.configuration import configuration
    from cnncalc.checking.run import Order

    here = configuration(Path.cwd())
    return Order(
        paths or ["."],
        here,
        _selection([*here.select, *(select or [])], [*here.ignore, *(ignore or [])]),
        [budget(option, text) for option, text in bounds.items() if text is not None],
        stdin_filename,
        lock.read(Path(lock_file)) if lock_file is not None else None,
        baseline_room.read(Path(baseline)) if baseline is not None else None,
    )


def _selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    from cnncalc.checking.selection import Selection

    return Selection(select, ignore)


def _check(order: Order, *, fix: bool, diff: bool) -> tuple[CheckResult, bool]:
    """Judge, and repair where that is asked for."""
    from cnncalc.checking.result import CheckResult
    from cnncalc.checking.run import check

    judged, result, missing = check(order, complain)
    if fix or diff:
        result = CheckResult([_repair(one, order, write_back=not diff) for one in judged], result.skipped)
    return result, missing


def _repair(one: Judged, order: Order, *, write_back: bool) -> FileResult:
    """The result of a file after its repairs, which are written to it or shown."""
    from cnncalc.checking.fixing import fix
    from cnncalc.checking.run import after

    if one.text is None or one.text.is_bundled:
        return one.result
    fixed = fix(one.text, one.result, one.terms)
    if not fixed.repaired:
        return one.result
    name = one.text.source.name
    if not write_back:
        write(_difference(name, one.text.source.text, fixed.text))
    elif one.text.name == "stdin" or not Path(name).is_file():
        write(fixed.text.rstrip("\n"))
    else:
        Path(name).write_bytes(fixed.text.encode())
        complain(f"{name}: {fixed.repaired} repaired")
    return after(fixed.result, order)


def _strictly(result: CheckResult) -> CheckResult:
    """The same with every warning an error."""
    files = [file._replace(findings=[found._replace(severity="error") for found in file.findings]) for file in result.files]
    return result._replace(files=files)


def _difference(name: str, before: str, after: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines).rstrip("\n")


def _write_baseline(path: str, result: CheckResult) -> None:
    from cnncalc.checking import baseline

    Path(path).write_text(baseline.write(result.files), encoding="utf-8")
    complain(f"{path}: {len(result.findings)} findings written")


def _report(result: CheckResult, format: str, output_file: str | None, statistics: bool) -> None:
    """Write what was found, and GitHub's job summary where there is one to write to."""
    from cnncalc.render.findings import job_summary, renderer

    colour = output_file is None and has_colour(sys.stdout)
    text = _statistics(result) if statistics else renderer(format)(result, colour=colour)
    if output_file is not None:
        try:
            Path(output_file).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            complain(f"cannot write {output_file}: {error.strerror}")
            raise typer.Exit(COULD_NOT) from None
    elif text:
        write(text)
        sys.stdout.flush()
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and format == "github":
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(job_summary(result) + "\n")


def _statistics(result: CheckResult) -> str:
    """How often each code was found, the most frequent first."""
    from cnncalc.explanations import explanation

    times = Counter(found.code for found in result.findings)
    return "\n".join(
        f"{count:>6}  {code}  {explanation(code).summary}"
        for code, count in sorted(times.items(), key=lambda one: (-one[1], one[0]))
    )
