"""What a layer's receptive field comes to: its share of the input, and the one window that spans the same."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, TypeVar

from cnncalc.rules.words import enumerated, percent
from cnncalc.textbook import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analyses.receptive_field import AxisField, Field
    from cnncalc.core.shape import Shape

Told = TypeVar("Told")


def lines(field: Field, x: Shape, y: Shape) -> Iterator[str]:
    """Share and effective padding, in words; ``x`` is the network's input, ``y`` what the layer puts out."""
    axes = _known(field)
    if axes:
        yield f"up to {share(_most(axes, x), x)}"
        yield from _padding(axes, x, y)


def to_dict(field: Field | None, x: Shape, y: Shape) -> dict[str, Any] | None:
    """Share and effective padding, as JSON; None where the field cannot be told."""
    axes = _known(field) if field is not None else ()
    if field is None or not axes:
        return None
    paddings = None if field.is_everything else _paddings(axes, x, y)
    return {
        "positions": prod(_most(axes, x)),
        "input_positions": x.places,
        "padding": [list(ends) for ends in paddings] if paddings is not None else None,
    }


def share(counts: Sequence[int], x: Shape) -> str:
    """So many positions along each axis, of all that the input has: ``43x43 of 224x224 positions, 4 % of the input``."""
    return f"{spelling.times(counts)} of {spelling.times(x.spatial)} positions, {percent(prod(counts), x.places)} of the input"


def _known(field: Field) -> tuple[AxisField, ...]:
    """The field along each axis; none where one of them cannot be told."""
    axes = tuple(axis for axis in field.axes if axis is not None)
    return axes if len(axes) == len(field.axes) else ()


def _most(axes: Sequence[AxisField], x: Shape) -> list[int]:
    """The positions of the input that a unit sees along each axis, at most."""
    return [min(axis.size, size) for axis, size in zip(axes, x.spatial, strict=True)]


def _paddings(axes: Sequence[AxisField], x: Shape, y: Shape) -> list[tuple[int, int]] | None:
    """The effective padding before and after each axis; None where no one window spans the same."""
    found = [axis.paddings(places, size) for axis, places, size in zip(axes, y.spatial, x.spatial, strict=True)]
    known = [ends for ends in found if ends is not None]
    return known if len(known) == len(found) else None


def _padding(axes: Sequence[AxisField], x: Shape, y: Shape) -> Iterator[str]:
    paddings = _paddings(axes, x, y)
    if paddings is None:
        for phases, names in _alike([_phases(axis) for axis in axes], x).items():
            if phases:
                yield f"no one window spans the same: on {enumerated(names)} {phases}"
        return
    groups = _alike(paddings, x)
    told = [_ends(*ends) + (f" ({enumerated(names)})" if len(groups) > 1 else "") for ends, names in groups.items()]
    yield f"effective padding {', '.join(told)}: one window of this size and stride, so padded, spans the same"
    if min(map(min, paddings)) < 0:
        yield "where it is negative, so much of the input lies outside every field"


def _alike(of_axes: Sequence[Told], x: Shape) -> dict[Told, list[str]]:
    """The names of the axes of which the same is to be told."""
    names: dict[Told, list[str]] = {}
    for name, told in zip(x.axis_names, of_axes, strict=True):
        names.setdefault(told, []).append(name)
    return names


def _ends(before: int, after: int) -> str:
    return str(before) if before == after else f"{before} before and {after} after"


def _phases(axis: AxisField) -> str:
    """How the fields of neighbouring units differ; empty where they do not."""
    if axis.period == 1:
        return ""
    sizes = {last - first + 1 for first, last in zip(axis.first, axis.last, strict=True) if first is not None and last is not None}
    wide = f", {min(sizes)} to {max(sizes)} positions wide" if len(sizes) > 1 else ""
    nothing = ", some of them empty" if None in axis.first else ""
    moved = f"the next {axis.period} look {axis.shift} further on"
    return f"the fields of {axis.period} neighbouring units do not lie one stride apart{wide}{nothing}; {moved}"
