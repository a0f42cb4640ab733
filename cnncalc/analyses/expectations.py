"""Whether the figures that a file asserts hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.analyses.receptive_field import Field, network_field, receptive_fields
from cnncalc.analyses.totals import counts, totals
from cnncalc.core.units import Bounds
from cnncalc.source import Diagnostic

if TYPE_CHECKING:
    from cnncalc.walk import Expectation, Walk


def failed_expectations(walk: Walk) -> list[Diagnostic]:
    """A finding for every expectation of ``walk`` that does not hold: CC201 of the network, CC202 of a layer."""
    found = [_judge(expectation, walk) for expectation in walk.expectations]
    return [diagnostic for diagnostic in found if diagnostic is not None]


def _judge(expectation: Expectation, walk: Walk) -> Diagnostic | None:
    wanted = expectation.wanted
    actual = _actual(expectation, walk)
    if expectation.figure == "heads":
        holds = actual == wanted
    elif isinstance(wanted, Bounds):
        sizes = actual if isinstance(actual, list) else [actual]
        holds = bool(sizes) and all(size is not None and wanted.hold(size) for size in sizes)
    elif expectation.figure == "receptive_field":
        holds = bool(actual) and actual == ([wanted] * len(actual) if isinstance(wanted, int) else list(wanted))
    else:
        holds = actual == wanted
    if holds:
        return None
    of_layer = expectation.layers is not None
    place = expectation.place
    path = place.path if place is not None else None
    message = f"expected {expectation.figure} {_shown(wanted)}, got {_shown(actual)}{_difference(wanted, actual)}"
    help = (
        "correct the layer, or the expectation"
        if of_layer
        else f"if the network is right, write `{expectation.figure}: {_written(actual, wanted)}`"
    )
    trail = place.trail if place is not None else ()
    return Diagnostic("CC202" if of_layer else "CC201", message, expectation.span, help=help, layer=path, trail=trail)


def _actual(expectation: Expectation, walk: Walk) -> Any:
    """The figure as it is: of the network, or of the layers that the expectation speaks of."""
    figure, layers = expectation.figure, expectation.layers
    if layers is None:
        return figure_of(walk, figure)
    assert expectation.output is not None
    if figure == "output":
        return expectation.output.shape
    if figure == "receptive_field":
        return _sizes(receptive_fields(walk)[expectation.output])
    return getattr(counts(walk.layers[layers]), figure)


def figure_of(walk: Walk, figure: str) -> Any:
    """A figure of the whole network, for batch 1 and float32: a count, a shape, sizes an axis, or shapes by head."""
    if figure == "output":
        return walk.output.shape if walk.output is not None else None
    if figure == "heads":
        return {name: tensor.shape for name, tensor in walk.heads.items()}
    if figure == "memory":
        return totals(walk).memory
    if figure == "receptive_field":
        return _sizes(network_field(walk, receptive_fields(walk)))
    return getattr(counts(walk.layers), figure)


def _sizes(field: Field | None) -> list[int | None]:
    return [axis.size if axis else None for axis in field.axes] if field else []


def _shown(value: Any) -> str:
    """A figure as a message names it."""
    if isinstance(value, Bounds):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {shape}" for name, shape in value.items()) or "none"
    if isinstance(value, (list, tuple)):
        return "x".join("unknown" if size is None else str(size) for size in value) or "none"
    return str(value)


def _written(value: Any, wanted: Any) -> str:
    """A figure as a file writes it; a budget stays one, with the bound moved to where the figure is."""
    if isinstance(wanted, Bounds) and wanted.exactly is None and isinstance(value, int):
        moved = wanted.least is not None and not wanted.least.at_most(value)
        ends = [("min", f"{value:_}" if moved else wanted.least.text)] if wanted.least else []
        ends += [("max", wanted.most.text if moved else f"{value:_}")] if wanted.most else []
        return "{" + ", ".join(f"{name}: {text}" for name, text in ends) + "}"
    if isinstance(value, int):
        return f"{value:_}"
    return "{" + ", ".join(f"{name}: {shape}" for name, shape in value.items()) + "}" if isinstance(value, dict) else _shown(value)


def _difference(wanted: Any, actual: Any) -> str:
    """How far off an exact count is."""
    if not isinstance(wanted, Bounds) or not isinstance(actual, int):
        return ""
    bound = wanted.exactly or (wanted.least if wanted.least and not wanted.least.at_most(actual) else wanted.most)
    if bound is None:
        return ""
    gap = actual - int(bound.value)
    return f" ({abs(gap):,} {'more' if gap > 0 else 'less'})"
