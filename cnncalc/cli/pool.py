"""cnncalc pool: one pooling layer, with the working."""

from __future__ import annotations

from typing import Annotated

import typer

from cnncalc.cli.one_layer import Dilation, Input, Json, Kernel, Padding, Quiet, Rounding, Stride, Typed, finish

KINDS = {"max": "maxpool", "avg": "avgpool", "l2": "l2pool"}
"""What each kind is called in the language."""
DEFAULT = "max"

Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(KINDS)}.")]
CountIncludePad = Annotated[
    bool | None,
    typer.Option(
        "--count-include-pad/--no-count-include-pad", help="Whether padded cells count in an average.", show_default=False
    ),
]


def pool(
    input: Input, kernel: Kernel, stride: Stride = None, padding: Padding = None, kind: Kind = DEFAULT, dilation: Dilation = None,
    rounding: Rounding = None, count_include_pad: CountIncludePad = None, quiet: Quiet = False, json: Json = False,
) -> None:  # fmt: skip
    """Work out one pooling layer: output shape and operations, with the formula and the numbers put in.

    The first line is the answer. The stride is the kernel and padding is 0, unless said.
    """
    if kind not in KINDS:
        from cnncalc.source import did_you_mean, printable

        known = did_you_mean(kind, tuple(KINDS), "one of")
        raise typer.BadParameter(f"unknown kind `{printable(kind)}`: {known}", param_hint="--kind")
    typed = Typed("pool", KINDS[kind], input)
    if kind != DEFAULT:
        typed.mention("--kind", kind)
    given = {
        "kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation, "rounding": rounding,
        "count_include_pad": count_include_pad,
    }  # fmt: skip
    for field, value in given.items():
        typed.give(field, value)
    finish(typed.walk(), quiet, json, fields=given)
