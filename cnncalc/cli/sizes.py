"""cnncalc sizes: the input sizes that a network takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, settings, shapes, show_findings, write
from cnncalc.cli.show import Set, Variant
from cnncalc.render import renderer

if TYPE_CHECKING:
    from cnncalc.api import ArchitectureError
    from cnncalc.fitting.fit import Fit

MOST = 2**53
"""The largest size that anyone may ask for."""

Architecture = Annotated[
    str,
    typer.Argument(
        metavar="ARCH", help="A file, a bundled network's name, NAME@VARIANT, or - for standard input.", show_default=False
    ),
]
Input = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SHAPE",
        help="Input shape, as in 300x300x3; with letters, as in Hx224x3, only those sizes vary. NAME=SHAPE for one of several.",
    ),
]
Square = Annotated[bool, typer.Option("--square", help="Only inputs with the same size on all axes.")]
Near = Annotated[str | None, typer.Option(metavar="SIZE", help="The size that fits and is nearest to this one: 350, or 350x500.")]
Least = Annotated[int, typer.Option("--min", metavar="N", min=1, max=MOST, help="Sizes from here on only.")]
Most = Annotated[int | None, typer.Option("--max", metavar="N", min=1, max=MOST, help="Sizes up to here only; they are listed.")]
Any = Annotated[bool, typer.Option("--any", help="Look for the smallest, nearest and largest among all sizes that can be walked.")]
MaxParams = Annotated[str | None, typer.Option(metavar="COUNT", help="The largest square input with so many parameters, as in 5M.")]
MaxMacs = Annotated[str | None, typer.Option(metavar="COUNT", help="The largest square input with so many multiply-accumulates.")]
MaxFlops = Annotated[str | None, typer.Option(metavar="COUNT", help="The same for FLOPs: 2 x MACs + elementwise operations.")]
MaxMemory = Annotated[
    str | None,
    typer.Option(
        metavar="BYTES", help="The same for the memory of parameters and live activations (float32, batch 1), as in 10MiB."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def sizes(
    architecture: Architecture, input: Input = None, set: Set = None, variant: Variant = None, square: Square = False,
    near: Near = None, least: Least = 1, most: Most = None, any: Any = False, max_params: MaxParams = None,
    max_macs: MaxMacs = None, max_flops: MaxFlops = None, max_memory: MaxMemory = None, json: Json = False,
) -> None:  # fmt: skip
    """Find the input sizes for which every stride fits and every join meets, and the layers that exclude the others.

    Exit code 1 where no size fits, none within --min and --max, or none within the budgets.
    """
    from cnncalc.api import ArchitectureError, UsageError, load
    from cnncalc.checking.budgets import budget
    from cnncalc.fitting.fit import Fit, Question

    if most is not None and most < least:
        raise typer.BadParameter(f"it is less than --min {least}", param_hint="--max")
    bounds = {"max-params": max_params, "max-macs": max_macs, "max-flops": max_flops, "max-memory": max_memory}
    variables, inputs = settings(set or []), shapes(input or [])
    try:
        budgets = [budget(option, text) for option, text in bounds.items() if text is not None]
        question = Question(inputs, variant, variables, square, near, least, most, budgets, any)
        raise typer.Exit(_print(Fit(load(architecture), question), json=json))
    except UsageError as error:
        complain(str(error))
        raise typer.Exit(COULD_NOT) from None
    except ArchitectureError as error:
        raise typer.Exit(_unreadable(architecture, error, json=json)) from None


def _print(fit: Fit, *, json: bool) -> int:
    """The answer, or what is wrong with the network; the exit code."""
    if json:
        write(renderer("json")([fit], None, None))
    elif not fit.diagnostics:
        from cnncalc.render.fitting import render

        write(render(fit))
    show_findings(fit.diagnostics)
    if fit.diagnostics and all(found.code.startswith(("CC3", "CC402")) for found in fit.diagnostics):
        needs = "; ".join(map(fit.walk.asks, fit.walk.conditions))
        complain("no size can be walked" + (f"; the layers before it need {needs}" if needs else ""))
    return CLEAN if not fit.diagnostics and fit.is_found else FOUND


def _unreadable(architecture: str, error: ArchitectureError, *, json: bool) -> int:
    """What keeps a file from being read; the exit code."""
    from cnncalc.api import Unreadable
    from cnncalc.fitting.report import unreadable
    from cnncalc.render.json import models

    if json:
        write(models([unreadable(Unreadable(architecture, error.diagnostics))]))
    show_findings(error.diagnostics)
    return FOUND
