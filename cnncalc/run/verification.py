"""A walk proved by running it: what every layer really put out, allocated and multiplied, beside what was counted."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cnncalc.analyses.receptive_field import Field, TooManyRead, mirrors, network_layer, receptive_fields, region
from cnncalc.core.shape import Shape
from cnncalc.run.call import RunError
from cnncalc.run.engine import run
from cnncalc.run.image import read_image
from cnncalc.run.need import activation_bytes, check_memory
from cnncalc.run.probe import Probed, probe
from cnncalc.run.state import Matched, match, read
from cnncalc.run.weights import Given, Seeded
from cnncalc.source import Diagnostic, did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cnncalc.api import Walk
    from cnncalc.core.operation import WeightShapes
    from cnncalc.run.call import Array, Call
    from cnncalc.walk import LayerRecord, Tensor

CODE = "CC501"


class LayerRun(NamedTuple):
    """What one layer did. Figures are for one example, and for one region where a layer runs for several."""

    record: LayerRecord
    output_shape: Shape
    """The shape of the array that came out."""
    weights: WeightShapes
    """The shapes of the arrays that were allocated."""
    buffer_shapes: WeightShapes
    macs: int
    """The multiply-accumulates that were done."""

    @property
    def params(self) -> int:
        """Elements of the weights that were allocated."""
        return sum(map(prod, self.weights.values()))


class Verification(NamedTuple):
    """All that was found of one network; ``diagnostics`` has the first disagreement, or nothing."""

    walk: Walk
    batch: int
    dtype: str
    seed: int
    layers: list[LayerRun]
    """The layers that ran, the last of them the one at fault where there is one."""
    field: Probed | None
    """The receptive field of the network, measured; None where the walk has none to compare."""
    diagnostics: list[Diagnostic]
    arrays: Mapping[Tensor, Array]
    """The network's result and its heads."""
    matched: Matched | None = None
    """Which array of a file went where."""
    image: Path | None = None

    @property
    def agrees(self) -> bool:
        """Whether running and counting agree everywhere."""
        return not self.diagnostics

    def to_dict(self) -> dict[str, Any]:
        """The model as ``cnncalc verify --json`` prints it."""
        from cnncalc.run.report import to_dict

        return to_dict(self)


class Disagreement(Exception):
    """Ends a pass at the first layer whose run is not what was counted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def prove(
    walk: Walk,
    *,
    batch: int = 1,
    dtype: str = "float32",
    seed: int = 0,
    layer: str | None = None,
    weights: Mapping[str, Array] | Path | None = None,
    image: Path | None = None,
    memory_limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Run ``walk`` and compare every layer with what was counted, up to the first disagreement; then its receptive field.

    With ``layer`` those at or below this path run alone, on inputs that are made up. ``progress`` is called before each layer
    with how many are done, and of how many.

    Raises:
        RunError: there is no such layer, the weights do not fit, or the pass would take too much memory.
    """
    check_memory(walk, batch, dtype, memory_limit)
    chosen = walk.layers if layer is None else _below(walk, layer)
    matched = None if weights is None else match(walk, read(weights) if isinstance(weights, Path) else weights)
    given = {walk.input: read_image(image, walk.input.shape, batch, dtype)} if image is not None else {}
    done: list[LayerRun] = []

    def before(record: LayerRecord) -> None:
        if progress is not None:
            progress(len(done), len(chosen))

    def after(record: LayerRecord, call: Call, y: Array) -> None:
        done.append(LayerRun(record, Shape.of(y.shape[1], y.shape[2:]), call.weights, call.buffers, call.multiplied // batch))
        found = _disagreement(done[-1], len(y), call.multiplied, batch)
        if found is not None:
            raise Disagreement(found)

    field, arrays, diagnostics = None, {}, []
    source = Seeded(seed) if matched is None else Given(matched.arrays, walk.paths)
    results = [tensor for tensor in walk.results() if tensor in chosen]
    try:
        arrays = run(
            chosen,
            given | _made_up(chosen, given, batch, dtype, seed),
            source,
            results,
            after,
            before,
            activation_bytes(walk, batch, dtype),
        )
        if progress is not None:
            progress(len(done), len(chosen))
        field = _measured_field(walk) if layer is None else None
    except Disagreement as disagreement:
        diagnostics.append(disagreement.diagnostic)
    return Verification(walk, batch, dtype, seed, done, field, diagnostics, arrays, matched, image)


def _below(walk: Walk, path: str) -> list[LayerRecord]:
    """The layers at a path or below it."""
    found = [record for record in walk.layers if record.path == path or record.path.startswith((f"{path}.", f"{path}["))]
    if not found:
        known = [record.path for record in walk.layers]
        raise RunError(f"no layer `{printable(path)}`: {did_you_mean(path, known)}")
    return found


def _made_up(
    layers: Sequence[LayerRecord], given: Mapping[Tensor, Array], batch: int, dtype: str, seed: int
) -> dict[Tensor, Array]:
    """A random array for all that ``layers`` read, none of them puts out, and is not given."""
    generator = np.random.default_rng(seed)
    inside = {*layers, *given}
    outside = dict.fromkeys(tensor for record in layers for tensor in record.inputs if tensor not in inside)
    return {
        tensor: generator.random((batch, tensor.shape.channels, *tensor.shape.spatial), dtype=np.dtype(dtype).type)
        for tensor in outside
    }


def _disagreement(ran: LayerRun, examples: int, multiplied: int, batch: int) -> Diagnostic | None:
    """The first figure of a layer that is not what was counted."""
    record, measure = ran.record, ran.record.measure
    if examples != batch:
        return disagreement(record, f"puts out {examples} examples for a batch of {batch}", "every layer keeps the batch")
    if ran.output_shape != record.shape:
        return disagreement(record, f"puts out {ran.output_shape} when run, and {record.shape} was computed", "output shape")
    for what, arrays, counted in (
        ("weights", ran.weights, measure.weights), ("buffers", ran.buffer_shapes, measure.buffers),
    ):  # fmt: skip
        if arrays != counted:
            return disagreement(record, f"needs {what} {_shapes(arrays)} when run, and {_shapes(counted)} were counted", what)
    if multiplied != measure.macs * batch:
        done = f"{multiplied:,} multiply-accumulates" + (f" for a batch of {batch}" if batch > 1 else "")
        return disagreement(record, f"does {done} when run, and {measure.macs * batch:,} were counted", "MACs")
    return None


def _measured_field(walk: Walk) -> Probed | None:
    """The receptive field of the network's middle unit, measured and compared.

    Raises:
        Disagreement: it is not what was computed.
    """
    if not walk.inputs or not walk.input.shape.axes:
        return None
    fields = receptive_fields(walk)
    tensor = network_layer(walk, fields)
    field = fields[tensor] if tensor is not None else None
    if tensor is None or field is None or None in field.axes or tensor.shape.axes != walk.input.shape.axes:
        return None
    unit = tuple(size // 2 for size in tensor.shape.spatial)
    try:
        computed = region(walk, tensor, unit)
    except TooManyRead:
        return None
    probed = probe(walk, tensor, computed, unit)
    what = f"unit {_by(unit)} depends on {_pixels(probed.measured)} of the input when run"
    if probed.measured != probed.computed:
        raise Disagreement(disagreement(tensor, f"{what}, and {_pixels(probed.computed)} were computed", "receptive field"))
    if not _within(field, unit, probed.measured) and not any(map(mirrors, walk.layers)):
        raise Disagreement(disagreement(tensor, f"{what}, which its receptive field does not cover", "receptive field"))
    return probed


def _within(field: Field, unit: tuple[int, ...], measured: tuple[tuple[int, int], ...] | None) -> bool:
    """Whether a field covers what was measured."""
    for axis, at, (first, last) in zip(field.axes, unit, measured or (), strict=False):
        bounds = axis.bounds(at) if axis is not None else None
        if bounds is None or first < bounds[0] or last > bounds[1]:
            return False
    return True


def disagreement(tensor: Tensor, message: str, what: str) -> Diagnostic:
    """The finding that a run is not what was counted, on the layer's line."""
    written = getattr(tensor, "written", None)
    op = getattr(tensor, "op", "input")
    return Diagnostic(
        CODE,
        f"`{op}` {message}",
        written.word_span if written is not None else None,
        label=what,
        help="one of the two is a bug in cnncalc: please report it, with this file",
        layer=tensor.path,
        trail=tensor.place.trail,
    )


def _shapes(shapes: WeightShapes) -> str:
    return ", ".join(f"{name} {_by(shape)}" for name, shape in shapes.items()) or "none"


def _by(shape: Sequence[int]) -> str:
    return "x".join(map(str, shape))


def _pixels(found: Sequence[tuple[int, int]] | None) -> str:
    return " x ".join(f"{first} to {last}" for first, last in found) if found is not None else "no pixel"
