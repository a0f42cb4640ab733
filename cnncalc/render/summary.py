"""The words around a table: the title above it, the totals and the convention below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.shape import joined
from cnncalc.core.size import Symbolic
from cnncalc.core.units import in_units, megabytes
from cnncalc.report import CONVENTION, receptive_field, skipped_expectations

if TYPE_CHECKING:
    from cnncalc.api import Walk
    from cnncalc.core.size import Size

MOST_ALTERNATIVES = 2
"""Formulas of which the largest counts that are written out in words; the JSON has all."""


def title(walk: Walk) -> str:
    """The network's name, where it comes from, and what goes in."""
    text = walk.network.text
    origin = "bundled" if text.is_bundled else text.source.name
    inputs = ", ".join(str(tensor.shape) if name == "input" else f"{name} {tensor.shape}" for name, tensor in walk.inputs.items())
    batch = f", batch {walk.batch}" if walk.batch != 1 else ""
    return f"{walk.name} ({origin}): input {inputs or 'unknown'}{batch}"


def subtitle(walk: Walk) -> list[str]:
    """What the file says of itself, and other networks of its name."""
    lines = [walk.network.document.description] if walk.network.document.description else []
    if walk.network.text.also:
        lines.append(f"also bundled: {', '.join(walk.network.text.also)}")
    return lines


def totals(walk: Walk) -> list[tuple[str, str]]:
    """What the whole network comes to: a name and a text each."""
    sums = walk.totals
    frozen = f"{sums.trainable_params:,} trainable, {sums.frozen_params:,} frozen" if sums.frozen_params else "all trainable"
    buffers = f"; {sums.buffers:,} running statistics (buffers) beside them" if sums.buffers else ""
    lines = [
        ("parameters", f"{sums.params:,} ({frozen}{buffers})" if sums.params else f"0{buffers}"),
        ("MACs", _with_short(sums.macs)),
        ("FLOPs", _with_short(sums.flops)),
    ]
    if walk.heads:
        lines.append(("heads", ", ".join(f"{name} {tensor.shape}" for name, tensor in walk.heads.items())))
    lines += [("receptive field", _receptive_field(walk)), ("memory", _memory(walk))]
    lines.append(("size", _sizes(walk)))
    if walk.letters is not None:
        lines.append(("conditions", "; ".join(map(walk.asks, walk.conditions)) or "none: every size from 1 on can be walked"))
    checked = _expectations(walk)
    if checked:
        lines.append(("expectations", checked))
    lines.append(("convention", f"{CONVENTION}; batch {walk.batch}; shapes are height x width x channels"))
    return lines


def _with_short(count: Size) -> str:
    if isinstance(count, Symbolic):
        return f"{count:,}"
    return f"{count:,} ({in_units(count)})" if count >= 1000 else str(count)


def _receptive_field(walk: Walk) -> str:
    field = receptive_field(walk.receptive_field)
    if field is None:
        return "unknown: it differs between places" + (" or sizes" if walk.letters is not None else "")
    if not field["size"]:
        return "none: the input has no places"
    size, stride, start = (joined(map(str, field[key])) for key in ("size", "stride", "start"))
    return f"{size}, stride {stride}, from {', '.join(map(str, field['start']))}" if start else size


def _memory(walk: Walk) -> str:
    """The least that inference needs."""
    sums = walk.totals
    where = f" at {sums.peak_layer.path}" if sums.peak_layer is not None else ""
    if isinstance(sums.memory, Symbolic):
        return (
            f"parameters {_bytes(sums.param_bytes)} + activations alive at once, at most {_peak(sums.peak_activation_bytes)}{where}"
        )
    return (
        f"{megabytes(sums.memory)} to run: parameters {megabytes(sums.param_bytes)} + "
        f"at most {megabytes(sums.peak_activation_bytes)} of activations alive at once{where}"
    )


def _bytes(size: Size) -> str:
    return f"{size:,} bytes" if isinstance(size, Symbolic) else megabytes(size)


def _peak(size: Size) -> str:
    """The peak; where it is the largest of many formulas, how many."""
    from cnncalc.core.symbolic import alternatives

    most = alternatives(size)
    return _bytes(size) if len(most) <= MOST_ALTERNATIVES else f"the largest of {len(most)} formulas (in the JSON)"


def _sizes(walk: Walk) -> str:
    """The four sizes that torchinfo's users know."""
    sums = walk.totals
    total = sums.input_bytes + sums.activation_bytes + sums.param_bytes
    if isinstance(total, Symbolic):
        return (
            f"input {_bytes(sums.input_bytes)}, activations {_bytes(sums.activation_bytes)}, "
            f"parameters {_bytes(sums.param_bytes)} ({walk.dtype}, batch {walk.batch}; every output kept once, no gradients)"
        )
    return (
        f"input {megabytes(sums.input_bytes)}, activations {megabytes(sums.activation_bytes)}, "
        f"parameters {megabytes(sums.param_bytes)}, estimated total {megabytes(total)} "
        f"({walk.dtype}, batch {walk.batch}, MB = 10^6 bytes; every output kept once, no gradients)"
    )


def _expectations(walk: Walk) -> str:
    skipped, checked = skipped_expectations(walk), len(walk.expectations)
    failed = sum(found.code in ("CC201", "CC202") for found in walk.diagnostics)
    held = f"{failed} of {checked} fail" if failed else f"all {checked} hold" if checked > 1 else "1 holds" if checked else ""
    passed_over = f"{skipped} of the file's own skipped: they speak of other settings" if skipped else ""
    return "; ".join(part for part in (held, passed_over) if part)
