"""What a verification found, as a table and a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.units import in_units
from cnncalc.render.table import aligned
from cnncalc.rules.words import enumerated, span
from cnncalc.run.report import most_likely

if TYPE_CHECKING:
    from cnncalc.run.probe import Probed
    from cnncalc.run.verification import LayerRun, Verification


def text(found: Verification, title: str) -> str:
    """A table of every layer that ran, and what it comes to."""
    return "\n".join([title, "", *_table(found), "", *summary(found)])


def _table(found: Verification) -> list[str]:
    """Layers with what was counted; the one at fault with what was found behind it."""
    header = ["layer", "op", "output", "params", "MACs", ""]
    rows = [_row(ran, "as counted") for ran in found.layers]
    if found.diagnostics and found.layers and found.diagnostics[0].layer == found.layers[-1].record.path:
        rows[-1] = _row(found.layers[-1], "counted")
        ran = found.layers[-1]
        rows.append(["", "", str(ran.output_shape), f"{ran.params:,}", f"{ran.macs:,}", "run"])
    return aligned(header, rows, numbers=(3, 4))


def _row(ran: LayerRun, verdict: str) -> list[str]:
    record = ran.record
    return [record.path, record.op, str(record.shape), f"{record.measure.params:,}", f"{record.measure.macs:,}", verdict]


def summary(found: Verification) -> list[str]:
    """What was proved, in words, a line each."""
    layers = found.layers
    lines = [verdict(found)]
    if found.agrees and found.field is not None:
        lines.append(f"receptive field: {_measured(found.field)}")
    elif found.agrees and len(layers) == len(found.walk.layers) and found.walk.input.shape.axes:
        lines.append("receptive field: not measured, as the walk has none to compare, or one of too many cells to follow")
    regions = {ran.record.times for ran in layers if ran.record.times != 1}
    if regions:
        lines.append(f"regions: one of {', '.join(f'{count:,}' for count in sorted(regions))} was run, the whole map")
    if found.matched is not None:
        how = "by path" if found.matched.is_by_path else "in running order by shape:"
        lines.append(f"weights: {len(found.matched.pairs)} arrays of the file matched {how}")
        if not found.matched.is_by_path:
            lines += aligned(["layer", "from"], [list(pair) for pair in found.matched.pairs], numbers=())
    if found.image is not None:
        lines += [f"most likely: {one['index']} ({one['score']:.4f})" for one in most_likely(found)]
    return lines


def verdict(found: Verification) -> str:
    """One line: whether running and counting agree, and on how much."""
    walk, layers = found.walk, found.layers
    how = f"batch {found.batch}, {found.dtype}, seed {found.seed}"
    if not found.agrees:
        return f"{walk.name}: not verified, {_layers(len(layers))} run ({how})"
    params = sum(ran.params for ran in layers if ran.record.shares is None)
    macs = sum(ran.macs for ran in layers)
    each = " an example" if found.batch > 1 else ""
    return (
        f"{walk.name}: verified, {_layers(len(layers))} run ({how}): every shape, {params:,} parameters and "
        f"{macs:,} MACs{each} ({in_units(macs)}) as counted"
    )


def _layers(count: int) -> str:
    return f"{count} layer{'' if count == 1 else 's'}"


def _measured(probed: Probed) -> str:
    """Where the middle unit looks."""
    unit = ",".join(map(str, probed.unit))
    if probed.measured is None:
        return f"unit {unit} of {probed.tensor.path} depends on no pixel, as computed"
    places = [span(name, *ends) for name, ends in zip(probed.tensor.shape.axis_names, probed.measured, strict=True)]
    return f"unit {unit} of {probed.tensor.path} depends on {enumerated(places)} of the input, as computed"
