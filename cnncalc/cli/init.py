"""cnncalc init: a file to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cnncalc.cli.output import COULD_NOT, complain

START = """\
cnncalc: 1
name: {name}

input: 32x32x3                   # height x width x channels

layers:
  - conv: {{filters: 32, kernel: 3, padding: half, activation: relu}}
  - maxpool: 2
  - conv: {{filters: 64, kernel: 3, padding: half, activation: relu}}
  - global_avgpool
  - flatten
  - linear: 10

expect: {{output: 10, params: 20_042}}
"""
"""What a file begins with when no network is named."""


def init(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The file to write; .yaml is added.", show_default=False)],
    source: Annotated[str | None, typer.Option("--from", metavar="ARCH", help="A bundled network, or a file, to copy.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write an architecture file to start from: a small network, or a copy of a bundled one."""
    from cnncalc.api import ArchitectureError, UsageError, locate

    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if path.exists() and not force:
        complain(f"{path} is there already: --force overwrites it")
        raise typer.Exit(COULD_NOT)
    try:
        text = locate(source) if source is not None else None
    except (UsageError, ArchitectureError) as error:
        complain(str(error))
        raise typer.Exit(COULD_NOT) from None
    try:
        path.write_text(text.source.text if text else START.format(name=path.stem), encoding="utf-8")
    except OSError as error:
        complain(f"cannot write {path}: {error.strerror}")
        raise typer.Exit(COULD_NOT) from None
    shown = f"{path}@{text.variant}" if text and text.variant else str(path)
    complain(f"{path} is written: `cnncalc show {shown}`")
