"""cnncalc show: every layer's shape, parameters, MACs and FLOPs."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cnncalc import render
from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, begin_findings, complain, has_colour, settings, shapes, show_findings, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.api import Unreadable, Walk
    from cnncalc.render.columns import Column

FOLDED = 2
"""Levels of names that a terminal shows, unless asked for more or fewer."""

Architectures = Annotated[
    list[str],
    typer.Argument(
        metavar="ARCH...", help="A file, a bundled network's name, NAME@VARIANT, or - for standard input.", show_default=False
    ),
]
Input = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SHAPE",
        help="Input shape, height x width x channels, as in 224x224x3, or HxWx3 for any size; NAME=SHAPE for one of several.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="Set a variable of the file, as in num_classes=10 or depths=[3,4,6,3]."),
]
Variant = Annotated[str | None, typer.Option(metavar="NAME", help="A variant that the file names.")]
Batch = Annotated[int, typer.Option(metavar="N", help="Examples at once: multiplies MACs, FLOPs and activations.")]
Dtype = Annotated[
    str, typer.Option(metavar="TYPE", help="What a number is stored as: float32, float16, bfloat16, float64, int8, ...")
]
Format = Annotated[str, typer.Option(metavar="FORMAT", help=f"One of {', '.join(render.FORMATS)}.")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Freeze = Annotated[
    str | None, typer.Option(metavar="WHAT", help="Count parameters as not trained: all, or all-but-last (transfer learning).")
]
Columns = Annotated[
    str | None, typer.Option(metavar="KEYS", help="Columns of the table, as in path,params: keys of the JSON's layers.")
]
Depth = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1,
        help="Sum up what lies below N names of a path; equal passes are folded to x3. Default: 2 on a terminal, else every layer.",
    ),
]  # fmt: skip
Sweep = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=VALUES",
        help="The totals at many values, FIRST:LAST:STEP or A,B,C: input=128:512:32 (every side of the input), a letter of "
        "--input, a variable, as in width_mult=0.25,0.5,1, or variant=A,B. Twice makes a grid.",
    ),
]
Plot = Annotated[str | None, typer.Option(metavar="KEYS", help="Draw these totals of a sweep too, as in macs.", show_default=False)]


def show(
    architectures: Architectures, input: Input = None, set: Set = None, variant: Variant = None, freeze: Freeze = None,
    batch: Batch = 1, dtype: Dtype = "float32", format: Format = "table", json: Json = False, columns: Columns = None,
    depth: Depth = None, sweep: Sweep = None, plot: Plot = None,
) -> None:  # fmt: skip
    """Show every layer's output shape, parameters, MACs and FLOPs, and the totals.

    With an error in a file: the table up to it, then the error, and exit code 1.
    """
    format = "json" if json else format
    if format not in render.FORMATS:
        raise typer.BadParameter(f"unknown format `{format}`: one of {', '.join(render.FORMATS)}", param_hint="--format")
    variables, inputs = settings(set or []), shapes(input or [])
    if sweep:
        from cnncalc.cli.sweep import show_sweep
        from cnncalc.sweeps.sweep import Asked

        if depth is not None:
            raise typer.BadParameter("a sweep shows totals, not layers: leave it out", param_hint="--depth")
        asked = Asked(inputs, variables, variant, freeze, batch, dtype)
        raise typer.Exit(show_sweep(architectures, sweep, asked, format, columns, plot))
    if plot is not None:
        raise typer.BadParameter("only a sweep is drawn: `--sweep input=128:512:32 --plot macs`", param_hint="--plot")
    chosen = _columns(columns)
    models: list[Walk | Unreadable] = []
    code = CLEAN
    for architecture in architectures:
        model = _model(
            architecture,
            lambda network: network.try_walk(inputs, variant=variant, batch=batch, dtype=dtype, set=variables, freeze=freeze),
        )
        if model is None:
            code = COULD_NOT
            continue
        models.append(model)
        if any(found.severity == "error" for found in model.diagnostics):
            code = max(code, FOUND)
    _print(models, format, chosen, depth)
    raise typer.Exit(code)


def _columns(text: str | None) -> Sequence[Column] | None:
    from cnncalc.render.columns import parse

    try:
        return parse(text) if text is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--columns") from None


def _model(architecture: str, walk: Callable[..., Walk]) -> Walk | Unreadable | None:
    """The walked network; None, and a complaint, where the name or the settings mean nothing."""
    from cnncalc.api import ArchitectureError, Unreadable, UsageError, load

    try:
        return walk(load(architecture))
    except UsageError as error:
        complain(str(error))
    except ArchitectureError as error:
        return Unreadable(architecture, error.diagnostics)
    return None


def _print(models: Sequence[Walk | Unreadable], format: str, columns: Sequence[Column] | None, depth: int | None) -> None:
    from cnncalc.api import Walk

    walks = [model for model in models if isinstance(model, Walk)]
    if format == "json":
        if models:
            write(render.renderer(format)(models, None, None))
    elif walks:
        write(
            _on_terminal(walks, columns, depth)
            if format == "table" and sys.stdout.isatty()
            else render.renderer(format)(walks, columns, depth)
        )
    findings = [found for model in models for found in model.diagnostics]
    if findings:
        begin_findings(below_text=bool(walks) and format != "json")
        show_findings(findings)


def _on_terminal(walks: Sequence[Walk], columns: Sequence[Column] | None, depth: int | None) -> str:
    from cnncalc.render.terminal import render

    return render(walks, columns, depth or FOLDED, shutil.get_terminal_size().columns, has_colour(sys.stdout))
