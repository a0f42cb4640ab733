"""Rearranging: the same numbers at other places, some of them, or some of them twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.fields import SIDES
from cnncalc.textbook.derivations.general import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator


class Bordering(Derivation):
    """Cells that come or go at the borders."""

    def size(self) -> Iterator[str]:
        ends = zip(self.x.axis_names, SIDES[self.x.axes], self.x.spatial, self.operation.margins(self.x), strict=True)
        for (axis, (first, last), size, (before, after)), left in zip(ends, self.y.spatial, strict=True):
            sign = "-" if min(before, after) < 0 else "+"
            yield f"{axis}: {size} {sign} {abs(before)} ({first}) {sign} {abs(after)} ({last}) = {left}"
        yield f"each channel by itself: {self.y}"


class Upsampling(Derivation):
    """More places than before."""

    def size(self) -> Iterator[str]:
        for name, before, after in zip(self.x.axis_names, self.x.spatial, self.y.spatial, strict=True):
            factor, rest = divmod(after, before)
            yield f"{name}: {before} x {factor} = {after}" if not rest else f"{name}: {before} become {after}"
        yield f"each channel by itself: {self.y}"


class Slicing(Derivation):
    """Some of the channels."""

    def size(self) -> Iterator[str]:
        start, stop = self.operation.start, self.x.channels if self.operation.stop is None else self.operation.stop
        yield f"channels {start} to {stop - 1}, counted from 0: {stop} - {start} = {self.y.channels}: {self.y}"


class Chunking(Derivation):
    """One of several equal parts of the channels."""

    def size(self) -> Iterator[str]:
        part, of = self.operation.part, self.operation.of
        yield f"part {part} of {of}: {self.x.channels}/{of} = {self.y.channels} channels: {self.y}"


class ShufflingPixels(Derivation):
    """Channels become places."""

    def size(self) -> Iterator[str]:
        factor, axes = self.operation.factor, self.x.axes
        for name, before, after in zip(self.x.axis_names, self.x.spatial, self.y.spatial, strict=True):
            yield f"{name}: {before} x {factor} = {after}"
        yield f"channels: {self.x.channels}/{factor}^{axes} = {self.y.channels}; the numbers stay the same, {self.x.elements:,}"


class PlacesToChannels(Derivation):
    """Places become channels."""

    def size(self) -> Iterator[str]:
        factor, axes = self.operation.factor, self.x.axes
        for name, before, after in zip(self.x.axis_names, self.x.spatial, self.y.spatial, strict=True):
            yield f"{name}: {before}/{factor} = {after}"
        yield f"channels: {self.x.channels} x {factor}^{axes} = {self.y.channels}; the numbers stay the same, {self.x.elements:,}"
