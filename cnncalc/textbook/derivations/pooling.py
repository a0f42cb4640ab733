"""Pools: what becomes one number, and how much of the activations is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.rules.words import counted, percent
from cnncalc.textbook import spelling
from cnncalc.textbook.derivations.general import Derivation
from cnncalc.textbook.derivations.sliding import Sliding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.core.shape import Shape
    from cnncalc.core.size import Size


class WindowPooling(Sliding):
    """A window over each channel by itself."""

    def channels(self) -> Iterator[str]:
        yield from super().channels()
        yield from kept(self.x, self.y)

    def weights(self) -> Iterator[str]:
        yield f"a coefficient and a bias for each of {counted(self.y.channels, 'channel')}"
        yield from self.all_parameters()

    def elementwise(self, operations: Size) -> str:
        cells = self.operation.cells(self.x)
        return f"windows of {cells}: {super().elementwise(operations)}"


class AdaptivePooling(Derivation):
    """Windows found for an output of a given size."""

    def size(self) -> Iterator[str]:
        for name, window in zip(self.x.axis_names, self.operation.windows(self.x), strict=True):
            even = window.inside % window.outside == 0
            whole = f"windows of {window.inside}/{window.outside} = {window.inside // window.outside}"
            widths = sorted({len(window.reads(unit)) for unit in range(window.period)})
            uneven = f"windows of {' or '.join(map(str, widths))}, from floor(u*{window.inside}/{window.outside}) on"
            yield f"{name}: {window.outside} of {window.inside} as asked for, {whole if even else uneven}"
        yield f"each channel by itself: {self.y}"
        yield from kept(self.x, self.y)


class GlobalPooling(Derivation):
    """One window over all places."""

    def size(self) -> Iterator[str]:
        places = f"{spelling.times(self.x.spatial)} = {counted(self.x.places, 'place')}"
        yield f"{places} of each channel become one: {self.y}"
        yield from kept(self.x, self.y)


class ChannelPooling(Derivation):
    """One number for all channels of a place."""

    def size(self) -> Iterator[str]:
        yield f"{counted(self.x.channels, 'channel')} of each place become one: {self.y}"
        yield from kept(self.x, self.y)


class CuttingRegions(Derivation):
    """Parts of a map, each of which goes its own way."""

    def size(self) -> Iterator[str]:
        yield f"{counted(self.operation.count, 'region')} of {self.x}, {self.y} each; the layers behind run once for each of them"


def kept(x: Shape, y: Shape) -> Iterator[str]:
    """How many of the activations are left, where some go."""
    if y.elements < x.elements:
        yield f"{y.elements:,} of {x.elements:,} activations are left: {percent(y.elements, x.elements)}"
