"""Pools: many places, or many channels, become one, without weights."""

from __future__ import annotations

from cnncalc.core.fields import EXTENTS, Extent, Field, per_axis
from cnncalc.core.operation import EVERYTHING, POINTWISE, Layer, Reach, wants_map
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, ceil_divide, common_divisor, floor_divide, product
from cnncalc.core.window import Resized
from cnncalc.layers.families.sliding import Sliding


class Pooling(Layer):
    """A pool has no multiply-accumulates; what it compares or adds is counted as elementwise operations."""

    def macs(self, x: Shape, y: Shape) -> Size:
        return 0


class WindowPool(Pooling, Sliding):
    """A window that slides over each channel by itself; its stride is its own size unless given."""

    kernel: Field[Extent] = Field(EXTENTS, "size of the window", main=True)

    def output_shape(self, x: Shape) -> Shape:
        return x.with_spatial(self.slide(x))

    def cells(self, x: Shape) -> Size:
        """The elements of one window."""
        return product(per_axis("kernel", self.kernel, x))


class AdaptiveWindow(Resized):
    """The irregular window on one axis that turns n units into o: floor(u*n/o) up to ceil((u+1)*n/o)."""

    def reads(self, unit: int) -> range:
        """The input units under the window at place ``unit``."""
        return range(floor_divide(unit * self.inside, self.outside), ceil_divide((unit + 1) * self.inside, self.outside))

    @property
    def cells(self) -> Size:
        """The sizes of all windows together.

        They cover every input unit once, and a second time where the border of two windows falls within it. Of the o - 1 borders
        gcd(n, o) - 1 fall between two units.
        """
        return self.inside + self.outside - common_divisor(self.inside, self.outside)


class AdaptivePool(Pooling):
    """A pool that is told its output size, and finds its windows."""

    size = Field(EXTENTS, "size of the output", main=True)

    def windows(self, x: Shape) -> tuple[AdaptiveWindow, ...]:
        """The windows on each spatial axis of ``x``."""
        wants_map(self.operation, x)
        return tuple(map(AdaptiveWindow, x.spatial, per_axis("size", self.size, x)))

    def output_shape(self, x: Shape) -> Shape:
        return x.with_spatial(window.outside for window in self.windows(x))

    def cells(self, x: Shape) -> Size:
        """The elements of all windows of all channels."""
        return x.channels * product(window.cells for window in self.windows(x))

    def axes_reach(self, x: Shape) -> Reach:
        windows = self.windows(x)
        return EVERYTHING if all(window.outside == 1 for window in windows) else windows


class GlobalPool(Pooling):
    """One window over all places of a channel: 1x1xC."""

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        return x.with_spatial((1,) * x.axes)

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING


class ChannelPool(Pooling):
    """All channels of a place become one: HxWx1."""

    def output_shape(self, x: Shape) -> Shape:
        wants_map(self.operation, x)
        return x.with_channels(1)

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
