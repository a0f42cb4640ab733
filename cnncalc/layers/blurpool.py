"""blurpool: smooth, then take every other place."""

from __future__ import annotations

from cnncalc.core.fields import EXTENTS, Field, per_axis
from cnncalc.core.operation import Reach, wants_map
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, product
from cnncalc.core.window import ReflectedWindow, Window
from cnncalc.layers.families.pooling import Pooling


class Blurpool(Pooling):
    """A fixed binomial filter ([1, 2, 1]/4 for a kernel of 3), padded by reflection so that ceil(W/S) places come out.

    k multiplications and k - 1 additions for a window of k. Source: Zhang, Making Convolutional Networks Shift-Invariant Again
    (2019).
    """

    kernel = Field(EXTENTS, "size of the filter", main=True)
    stride = Field(EXTENTS, "step of the filter", default=2)

    def windows(self, x: Shape) -> tuple[Window, ...]:
        """The window on each spatial axis of ``x``."""
        wants_map(self.operation, x)
        kernels, strides = per_axis("kernel", self.kernel, x), per_axis("stride", self.stride, x)
        return tuple(
            ReflectedWindow(kernel, stride, before=(kernel - 1) // 2, after=kernel - 1 - (kernel - 1) // 2)
            for kernel, stride in zip(kernels, strides, strict=True)
        )

    def output_shape(self, x: Shape) -> Shape:
        return x.with_spatial(window.slide(size) for window, size in zip(self.windows(x), x.spatial, strict=True))

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * (2 * product(per_axis("kernel", self.kernel, x)) - 1)

    def axes_reach(self, x: Shape) -> Reach:
        return self.windows(x)
