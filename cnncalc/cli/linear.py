"""cnncalc linear: one fully connected layer, with the working."""

from __future__ import annotations

from typing import Annotated

import typer

from cnncalc.cli.one_layer import Bias, Json, Quiet, Typed, finish

Input = Annotated[
    str,
    typer.Argument(metavar="INPUT", help="Number of inputs, or a volume, as in 7x7x512, which is flattened.", show_default=False),
]
Number = Annotated[str | None, typer.Argument(metavar="[FEATURES]", help="Number of outputs.", show_default=False)]
Features = Annotated[str | None, typer.Option("--features", "-n", metavar="N", help="Number of outputs, if not named above.")]


def linear(
    input: Input, number: Number = None, features: Features = None, bias: Bias = None, quiet: Quiet = False, json: Json = False
) -> None:
    """Work out one fully connected layer: parameters and MACs. A volume that comes in is flattened.

    The first line is the answer. There is a bias, unless said.
    """
    if (number is None) == (features is None):
        raise typer.BadParameter("name the number of outputs once, as in `cnncalc linear 25088 4096`", param_hint="FEATURES")
    typed = Typed("linear", "linear", input)
    typed.give("features", number, option="")
    typed.give("features", features)
    typed.give("bias", bias)
    is_volume = "x" in input or input.startswith("{")
    finish(typed.walk(flattened=is_volume), quiet, json, fields=("features", "bias"), is_flattened=is_volume)
