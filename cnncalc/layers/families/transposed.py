"""Kinds whose window writes instead of reading: a convolution's way backwards."""

from __future__ import annotations

from functools import reduce

from cnncalc.core.fields import EXTENTS, WINDOW_PADDING, Extent, Extents, Field, Padding, per_axis
from cnncalc.core.operation import Layer, Reach, wants_map
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size, at_least, floor_divide, larger, smaller
from cnncalc.core.window import TransposedWindow, transposed_same_padding
from cnncalc.layers.families.sliding import window_padding


class Transposed(Layer):
    """A window an axis that every input element writes: output size and what a unit reads come from it."""

    kernel: Field[Extent] = Field(EXTENTS, "size of the window that one input element writes")
    stride: Field[Extent] = Field(EXTENTS, "distance between the windows of two neighbours", default=1)
    padding: Field[Padding] = Field(WINDOW_PADDING, "cells cut off at the borders of the output", default=0)
    output_padding: Field[Extent] = Field(Extents(0), "cells added at the end of each axis of the output", default=0)
    dilation: Field[Extent] = Field(EXTENTS, "distance between the cells of the window", default=1)

    def windows(self, x: Shape) -> tuple[TransposedWindow, ...]:
        """The window on each spatial axis of ``x``."""
        wants_map(self.operation, x)
        kernels = per_axis("kernel", self.kernel, x)
        strides = per_axis("stride", self.stride, x)
        dilations = per_axis("dilation", self.dilation, x)
        added = per_axis("output_padding", self.output_padding, x)
        for extra, stride, dilation in zip(added, strides, dilations, strict=True):
            if not at_least(larger(stride, dilation), extra + 1):
                raise output_padding_too_large(extra, stride, dilation)
        if self.padding == "same":
            ends = tuple(map(transposed_same_padding, kernels, strides, dilations, added))
        else:
            cut = window_padding(self.padding, x, kernels, strides, dilations)
            ends = tuple((before, after, extra) for (before, after), extra in zip(cut, added, strict=True))
        return tuple(
            TransposedWindow(kernel, stride, before, after, dilation, extra)
            for kernel, stride, dilation, (before, after, extra) in zip(kernels, strides, dilations, ends, strict=True)
        )

    def slide(self, x: Shape) -> tuple[Size, ...]:
        """The output size on each axis.

        Raises:
            Problem: CC311 where the padding cuts everything off, CC312 for too much output padding.
        """
        windows = self.windows(x)
        sizes = tuple(window.slide(size) for window, size in zip(windows, x.spatial, strict=True))
        for window, size, left, axis in zip(windows, x.spatial, sizes, x.axis_names, strict=True):
            if not at_least(left, 1):
                raise nothing_left(windows, x, window, size, axis)
        return sizes

    def axes_reach(self, x: Shape) -> Reach:
        return self.windows(x)


def output_padding_too_large(extra: Size, stride: Size, dilation: Size) -> Problem:
    """CC312: the added cells would lie where no window can write."""
    allowed = larger(stride, dilation) - 1
    message = f"output_padding {extra} must be less than the stride ({stride}) or the dilation ({dilation})"
    return Problem("CC312", message, f"use `output_padding: {allowed}`" + (" or less" if allowed else ""), "output_padding")


def nothing_left(windows: tuple[TransposedWindow, ...], x: Shape, window: TransposedWindow, size: Size, axis: str) -> Problem:
    """CC311: more is cut off than was written."""
    added = f" + {window.output_padding}" if window.output_padding else ""
    formula = f"({size} - 1)*{window.stride} + {window.extent}{added} - {window.before + window.after} = {window.slide(size)}"
    # Uncut, the smallest axis has `written` places; a padding of (written - 1)/2 on both ends leaves at least one.
    written = reduce(
        smaller, (other.slide(length) + other.before + other.after for other, length in zip(windows, x.spatial, strict=True))
    )
    most = floor_divide(written - 1, 2)
    help = f"use `padding: {most}`" + (" or less" if most else "")
    return Problem("CC311", f"nothing is left of the {axis}: {formula}", help, "padding")
