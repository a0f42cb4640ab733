"""cnncalc schema: JSON Schemas, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from cnncalc.cli.output import write
from cnncalc.schema import KINDS

OTHERS = [kind for kind in KINDS if kind not in ("file", "report")]
"""Kinds that are called after what prints them."""


def schema(
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="Of what: file, the architecture file; report, the JSON of show, check, explain, conv, pool, linear and layer; "
            f"or the JSON of {', '.join(OTHERS)}.",
        ),
    ] = "file",
) -> None:
    """Print the JSON Schema of the architecture file, with which an editor completes and checks it."""
    import json

    from cnncalc.schema import schema as made
    from cnncalc.source import printable

    if kind not in KINDS:
        raise typer.BadParameter(f"unknown kind `{printable(kind)}`: one of {', '.join(KINDS)}", param_hint="--kind")
    write(json.dumps(made(kind), indent=2))
