"""cnncalc layer: layers of any kind, written as in a file, with the working."""

from __future__ import annotations

from typing import Annotated

import typer

from cnncalc.cli.one_layer import Input, Json, Quiet, finish, walk_layers

Layers = Annotated[
    list[str],
    typer.Argument(
        metavar="LAYER...",
        help="A layer as a file writes it: relu, 'maxpool: 2', 'conv: {filters: 8, kernel: 3}'; several run in a row.",
        show_default=False,
    ),
]


def layer(input: Input, layers: Layers, quiet: Quiet = False, json: Json = False) -> None:
    """Work out layers of any kind, written as in a file: output shape, parameters, MACs, with the numbers put in.

    The first line is the answer: the shape that comes out at the end, and the parameters of all.
    """
    finish(walk_layers(input, layers), quiet, json)
