"""cnncalc verify: real forward passes in NumPy, against what was counted."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, settings, shapes, show_findings, write
from cnncalc.cli.show import Architectures, Input, Set, Variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.api import Unreadable
    from cnncalc.run.verification import Verification

PATIENCE = 1.0
"""Seconds before a run says on a terminal how far it is."""

Batch = Annotated[int, typer.Option(metavar="N", min=1, help="Examples that run at once.")]
Dtype = Annotated[str, typer.Option(metavar="TYPE", help="What it is run in: float32 or float64.")]
Layer = Annotated[
    str | None, typer.Option(metavar="PATH", help="Run this layer, or all below this path, alone, on made-up inputs.")
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help="What weights and inputs are drawn from.")]
Weights = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Weights from an .npz or .safetensors file: matched by path, else in running order by shape."
    ),
]
Image = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Run on this picture, as its network would see it (needs Pillow).")
]
MemoryLimit = Annotated[
    str | None,
    typer.Option(metavar="BYTES", help="Refuse what would take more, as in 2GiB. Default: 80 % of the memory that is free."),
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="One line a network.")]


def verify(
    architectures: Architectures, input: Input = None, set: Set = None, variant: Variant = None, batch: Batch = 1,
    dtype: Dtype = "float32", layer: Layer = None, seed: Seed = 0, weights: Weights = None, image: Image = None,
    memory_limit: MemoryLimit = None, quiet: Quiet = False, json: Json = False,
) -> None:  # fmt: skip
    """Run networks with NumPy and compare every layer with what was counted.

    Compared are the shape of what comes out, the elements of the weights that were allocated, the multiply-accumulates that were
    done, and the receptive field, measured by pushing NaN through. Exit code 1 at the first disagreement. Needs NumPy:
    `pip install 'cnncalc[verify]'`.
    """
    from cnncalc import api
    from cnncalc.render.json import models
    from cnncalc.run.report import unreadable
    from cnncalc.source import printable

    variables, inputs, limit = settings(set or []), shapes(input or []), _bytes(memory_limit)
    proved: list[Verification | Unreadable] = []
    code = CLEAN
    for architecture in architectures:
        where = ""
        try:
            walk = api.load(architecture).walk(inputs, variant=variant, batch=batch, dtype=dtype, set=variables)
            where = f"{printable(architecture)}: "
            found = api.verify(
                walk, seed=seed, layer=layer, weights=weights, image=image, memory_limit=limit, progress=_progress(walk.name)
            )
        except api.UsageError as error:
            complain(f"{where}{error}")
            code = COULD_NOT
            continue
        except api.ArchitectureError as error:
            proved.append(api.Unreadable(architecture, error.diagnostics))
            code = max(code, FOUND)
        else:
            proved.append(found)
            code = max(code, CLEAN if found.agrees else FOUND)
        if not json:
            _print(proved[-1], quiet, is_first=len(proved) == 1)
    if json and proved:
        write(models([unreadable(found) if isinstance(found, api.Unreadable) else found.to_dict() for found in proved]))
    raise typer.Exit(code)


def _bytes(text: str | None) -> int | None:
    """The bytes of ``--memory-limit``."""
    from cnncalc.core.units import BYTE_UNITS, read_quantity
    from cnncalc.source import printable

    if text is None:
        return None
    quantity = read_quantity(text, BYTE_UNITS)
    if quantity is None:
        raise typer.BadParameter(f"`{printable(text)}`: write a number of bytes, as in 2GiB or 500MB", param_hint="--memory-limit")
    return int(quantity.value)


def _progress(name: str) -> Callable[[int, int], None] | None:
    """Says on a terminal how far a long run is; None where nobody would see it."""
    if not sys.stderr.isatty():
        return None
    start = monotonic()

    def show(done: int, of: int) -> None:
        if monotonic() - start > PATIENCE:
            sys.stderr.write(f"\r\x1b[Kverifying {name}: {done} of {of} layers" if done < of else "\r\x1b[K")
            sys.stderr.flush()

    return show


def _print(found: Verification | Unreadable, quiet: bool, is_first: bool) -> None:
    """One network: its table or its line on standard output, its findings on standard error."""
    from cnncalc.api import Unreadable
    from cnncalc.render import summary, verification

    if not isinstance(found, Unreadable):
        whole = verification.verdict(found) if quiet else verification.text(found, summary.title(found.walk))
        write(whole if is_first or quiet else f"\n{whole}")
    sys.stdout.flush()
    show_findings(found.diagnostics)
