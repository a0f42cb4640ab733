"""cnncalc conv: one convolution, with the working."""

from __future__ import annotations

from typing import Annotated

import typer

from cnncalc.cli.one_layer import Bias, Dilation, Input, Json, Kernel, Padding, Quiet, Rounding, Stride, Typed, finish

Filters = Annotated[str, typer.Option("--filters", "-n", metavar="N", help="Number of filters.")]
Groups = Annotated[
    str | None,
    typer.Option("--groups", "-g", metavar="N", help="The channels fall into so many groups, each with filters of its own."),
]


def conv(
    input: Input, filters: Filters, kernel: Kernel, stride: Stride = None, padding: Padding = None, dilation: Dilation = None,
    groups: Groups = None, bias: Bias = None, rounding: Rounding = None, quiet: Quiet = False, json: Json = False,
) -> None:  # fmt: skip
    """Work out one convolution: output shape, parameters, MACs, with the formula and the numbers put in.

    The first line is the answer. Stride and dilation are 1, padding is 0 and there is a bias, unless said.
    """
    typed = Typed("conv", "conv", input)
    given = {
        "filters": filters, "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "groups": groups,
        "bias": bias, "rounding": rounding,
    }  # fmt: skip
    for field, value in given.items():
        typed.give(field, value)
    finish(typed.walk(), quiet, json, fields=given)
