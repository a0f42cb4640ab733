"""What ``cnncalc show --sweep`` does: the totals of networks over sizes of the input, a variable or variants."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, begin_findings, complain, settings, show_findings, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.render.sweep.columns import Figure
    from cnncalc.sweeps.axes import Axis
    from cnncalc.sweeps.sweep import Asked, Sweep


def show_sweep(
    architectures: Sequence[str], written: Sequence[str], asked: Asked, format: str, columns: str | None, plot: str | None
) -> int:
    """Print the sweeps of all networks; the exit code."""
    axes = _axes(written)
    chosen, plotted = _figures(columns, "--columns"), _figures(plot, "--plot")
    if plotted is not None:
        if format != "table":
            raise typer.BadParameter("a plot stands below a table: leave out the other format", param_hint="--plot")
        if not all(figure.is_number for figure in plotted):
            raise typer.BadParameter("a shape is not a number that could be drawn", param_hint="--plot")
    sweeps: list[Sweep] = []
    code = CLEAN
    for architecture in architectures:
        swept = _sweep(architecture, axes, asked)
        if swept is None:
            code = COULD_NOT
            continue
        sweeps.append(swept)
        if swept.diagnostics or swept.failed:
            code = max(code, FOUND)
    _print(sweeps, format, chosen, plotted)
    for swept in sweeps:
        if swept.diagnostics or swept.failed:
            begin_findings(below_text=format != "json")
            _explain_failures(swept)
    return code


def _axes(written: Sequence[str]) -> list[Axis]:
    from cnncalc.language.settings import UsageError
    from cnncalc.sweeps.axes import check_axes, read_axis

    def value(name: str, text: str) -> Any:
        return settings([f"{name}={text}"], "--sweep")[name]

    try:
        axes = [read_axis(text, value) for text in written]
        check_axes(axes)
    except UsageError as error:
        raise typer.BadParameter(str(error), param_hint="--sweep") from None
    return axes


def _figures(text: str | None, option: str) -> tuple[Figure, ...] | None:
    from cnncalc.render.sweep.columns import parse

    try:
        return parse(text) if text is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def _sweep(architecture: str, axes: Sequence[Axis], asked: Asked) -> Sweep | None:
    """The network's sweep; None, and a complaint, where the name or the settings mean nothing."""
    from cnncalc.api import ArchitectureError, UsageError, load
    from cnncalc.sweeps.sweep import Sweep, sweep

    try:
        return sweep(load(architecture), axes, asked)
    except UsageError as error:
        complain(str(error))
    except ArchitectureError as error:
        span = error.diagnostics[0].span
        file = span.source.name if span else architecture
        return Sweep(architecture, file, file, tuple(axes), [], asked, error.diagnostics)
    return None


def _print(sweeps: Sequence[Sweep], format: str, columns: Sequence[Figure] | None, plotted: Sequence[Figure] | None) -> None:
    from cnncalc.render.sweep import renderer

    shown = sweeps if format == "json" else [swept for swept in sweeps if swept.points]
    if shown:
        plots = [plot for swept in shown for plot in _plots(swept, plotted or ())]
        write(renderer(format)(shown, columns))
        for plot in plots:
            write(f"\n{plot}")


def _plots(swept: Sweep, figures: Sequence[Figure]) -> list[str]:
    from cnncalc.render.sweep.plot import render

    width = shutil.get_terminal_size().columns
    try:
        return [render(swept, figure, width) for figure in figures]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--plot") from None


def _explain_failures(swept: Sweep) -> None:
    """The findings of a file that cannot be read, or of the first point that has errors, on standard error."""
    failed = swept.failed
    if failed:
        from cnncalc.sweeps.axes import value_text

        where = ", ".join(f"{axis.name}={value_text(value)}" for axis, value in zip(swept.axes, failed[0].values, strict=True))
        have = "have" if len(failed) > 1 else "has"
        complain(f"{swept.name}: {len(failed):,} of {len(swept.points):,} points {have} errors, first at {where}:")
    show_findings([*swept.diagnostics, *(failed[0].errors if failed else ())])
