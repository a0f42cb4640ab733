"""Kinds that slide a window over a feature map: convolutions and pools."""

from __future__ import annotations

from cnncalc.core.fields import EXTENTS, ROUNDING, WINDOW_PADDING, Extent, Field, Padding, per_axis, sides
from cnncalc.core.operation import Layer, Reach, wants_map
from cnncalc.core.problem import Problem
from cnncalc.core.shape import AXIS_ADJECTIVES, Shape
from cnncalc.core.size import Rounding, Size, at_least, ceil_divide, equal, floor_divide
from cnncalc.core.window import Window, same_padding


class Sliding(Layer):
    """A window an axis: output size, the stride's remainder and what a unit reads all come from it."""

    kernel: Field[Extent] = Field(EXTENTS, "size of the window")
    stride: Field[Extent | None] = Field(EXTENTS, "step of the window; the kernel's size unless given", default=None)
    padding: Field[Padding] = Field(WINDOW_PADDING, "cells added at the borders", default=0)
    rounding: Field[Rounding] = Field(ROUNDING, "what happens where the stride does not fit", default="floor")

    def dilations(self, x: Shape) -> tuple[Size, ...]:
        """The distance between the taps of the window, on each axis."""
        return (1,) * x.axes

    def windows(self, x: Shape) -> tuple[Window, ...]:
        """The window on each spatial axis of ``x``."""
        wants_map(self.operation, x)
        kernels = per_axis("kernel", self.kernel, x)
        strides = kernels if self.stride is None else per_axis("stride", self.stride, x)
        dilations = self.dilations(x)
        paddings = window_padding(self.padding, x, kernels, strides, dilations)
        return tuple(
            Window(kernel, stride, before, after, dilation, self.rounding)
            for kernel, stride, (before, after), dilation in zip(kernels, strides, paddings, dilations, strict=True)
        )

    def slide(self, x: Shape) -> tuple[Size, ...]:
        """The output size on each axis.

        Raises:
            Problem: CC310 where the window does not fit, CC402 where ``rounding: exact`` leaves a remainder.
        """
        windows = self.windows(x)
        sizes = tuple(window.slide(size) for window, size in zip(windows, x.spatial, strict=True))
        for window, size, places, axis in zip(windows, x.spatial, sizes, x.axis_names, strict=True):
            if not at_least(places, 1):
                raise does_not_fit(self, window, size, axis)
            if window.rounding == "exact" and not equal(window.remainder(size), 0):
                raise stride_does_not_fit(window, size, axis)
        return sizes

    def axes_reach(self, x: Shape) -> Reach:
        return self.windows(x)


class Dilated(Sliding):
    """A window whose cells may lie apart."""

    dilation: Field[Extent] = Field(EXTENTS, "distance between the cells of the window", default=1)

    def dilations(self, x: Shape) -> tuple[Size, ...]:
        return per_axis("dilation", self.dilation, x)


def window_padding(
    padding: Padding, x: Shape, kernels: tuple[Size, ...], strides: tuple[Size, ...], dilations: tuple[Size, ...]
) -> tuple[tuple[Size, Size], ...]:
    """(before, after) on each axis of ``x``, the words worked out from the kernel."""
    if not isinstance(padding, str):
        return sides("padding", padding, x)
    if padding == "valid":
        return ((0, 0),) * x.axes
    if padding == "same":
        return tuple(map(same_padding, x.spatial, kernels, strides, dilations))
    spans = [dilation * (kernel - 1) for kernel, dilation in zip(kernels, dilations, strict=True)]
    return tuple((span // 2, span // 2) if padding == "half" else (span, span) for span in spans)


def does_not_fit(layer: Sliding, window: Window, size: Size, axis: str) -> Problem:
    """CC310: the padded input is smaller than the window."""
    padded = window.padded(size)
    pads = f"2*{window.before}" if window.before == window.after else f"{window.before} + {window.after}"
    dilated = f" (dilated {window.dilation}: {window.extent} wide)" if window.dilation > 1 else ""
    high = AXIS_ADJECTIVES[axis]
    message = f"kernel {window.kernel}{dilated} does not fit: the padded input is {padded} {high} ({size} + {pads})"
    largest = floor_divide(padded - 1, window.dilation) + 1
    repair = f"`kernel: {largest}` or less" if not isinstance(layer.kernel, tuple) else f"a kernel of {largest} or less there"
    if not isinstance(layer.padding, (str, tuple, dict)):
        repair += f", or `padding: {ceil_divide(window.extent - size, 2)}`"
    return Problem("CC310", message, f"use {repair}", "kernel")


def stride_does_not_fit(window: Window, size: Size, axis: str) -> Problem:
    """CC402 as an error: the layer asked for a stride that divides exactly."""
    room, stride = window.room(size), window.stride
    message = (
        f"stride {stride} does not fit the {axis}: ({size} - {window.extent} + {window.before + window.after})/{stride} + 1 = "
        f"{f'({room})' if ' ' in str(room) else room}/{stride} + 1 is not whole, {window.remainder(size)} left over"
    )
    smaller, high = size - window.remainder(size), AXIS_ADJECTIVES[axis]
    help = f"an input {smaller + stride} or {smaller} {high} fits; so does `rounding: floor`, which drops the rest"
    return Problem("CC402", message, help, "stride")
