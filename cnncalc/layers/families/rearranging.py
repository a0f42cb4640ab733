"""Rearranging: the same numbers at other places, or some of them, or some of them twice. Nothing is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from cnncalc.core.fields import MARGIN as ANY_MARGIN
from cnncalc.core.fields import FieldType
from cnncalc.core.operation import Layer, Reach, wants_map
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, floor_divide, remainder
from cnncalc.core.window import Resized, Window

if TYPE_CHECKING:
    from collections.abc import Iterable

Margin: TypeAlias = "Size | tuple[Size, ...] | dict[str, Size]"
"""Cells at the borders, spelled as padding is; no word, as there is no kernel to give it a meaning."""

MARGIN = cast("FieldType[Margin]", ANY_MARGIN)


class Rearranging(Layer):
    """No multiply-accumulates and no other operations, unless a kind says otherwise."""

    def macs(self, x: Shape, y: Shape) -> Size:
        return 0

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return 0


class Bordering(Rearranging):
    """Cells come or go at the borders: a window of one cell that starts outside, or further inside."""

    def margins(self, x: Shape) -> Iterable[tuple[Size, Size]]:
        """The cells that each end of each spatial axis gains; below 0 those it loses."""
        raise NotImplementedError

    def windows(self, x: Shape) -> tuple[Window, ...]:
        """The window on each spatial axis of ``x``."""
        wants_map(self.operation, x)
        return tuple(Window(kernel=1, before=before, after=after) for before, after in self.margins(x))

    def output_shape(self, x: Shape) -> Shape:
        return x.with_spatial(window.slide(size) for window, size in zip(self.windows(x), x.spatial, strict=True))

    def axes_reach(self, x: Shape) -> Reach:
        return self.windows(x)


class Nearest(Resized):
    """``inside`` units of an axis become ``outside``: each output reads the unit that covers its start."""

    def reads(self, unit: int) -> range:
        """The input unit that output ``unit`` repeats."""
        at = floor_divide(unit * self.inside, self.outside)
        return range(at, at + 1)


class Interpolated(Nearest):
    """As :class:`Nearest`, but each output lies between two units: at (u + 1/2)*n/o - 1/2, the centres of cells on centres."""

    def reads(self, unit: int) -> range:
        """The input units on both sides of output ``unit``; one where it falls on a unit's centre."""
        halves = (2 * unit + 1) * self.inside - self.outside
        at = floor_divide(halves, 2 * self.outside)
        return range(at, at + (2 if remainder(halves, 2 * self.outside) else 1))
