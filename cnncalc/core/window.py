"""The window that slides, O = (W - K + 2P)/S + 1: written once, for one axis, and used by everything that slides.

A layer has one :class:`Window` an axis. Output size, stride remainder and receptive field all come from it.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cnncalc.core.size import Rounding, Size, at_least, ceil_divide, floor_divide, larger, remainder, smaller

if TYPE_CHECKING:
    from collections.abc import Collection


class AxisReads(Protocol):
    """Which units of its input a layer's output reads along one axis.

    What unit ``u`` reads, unit ``u + period`` reads ``shift`` units further on; borders are not clipped.
    """

    @property
    def period(self) -> int: ...

    @property
    def shift(self) -> int: ...

    def reads(self, unit: int) -> range:
        """The input units that output ``unit`` reads, in order; empty when it reads none."""
        ...


class Window(NamedTuple):
    """A window on one axis: ``kernel`` taps ``dilation`` apart, moved by ``stride`` over a padded input."""

    kernel: Size
    stride: Size = 1
    before: Size = 0
    after: Size = 0
    dilation: Size = 1
    rounding: Rounding = "floor"

    @property
    def extent(self) -> Size:
        """From the first tap to the last, both counted: the K of the formula once dilated."""
        return self.dilation * (self.kernel - 1) + 1

    def padded(self, size: Size) -> Size:
        """The input with its padding, W + 2P."""
        return self.before + size + self.after

    def room(self, size: Size) -> Size:
        """How far the window can move, W - K + 2P; negative when it does not fit at all."""
        return self.padded(size) - self.extent

    def slide(self, size: Size) -> Size:
        """The output size O = (W - K + 2P)/S + 1, below 1 when the window does not fit.

        ``floor`` and ``exact`` drop what is left over. ``ceil`` adds a window that overhangs the end, unless it would start in
        the far padding (PyTorch's ``ceil_mode``; ONNX opset 22).
        """
        room = self.room(size)
        if self.rounding != "ceil":
            return floor_divide(room, self.stride) + 1
        places = ceil_divide(room, self.stride) + 1
        start_before_far_padding = ceil_divide(size + self.before, self.stride)
        return smaller(places, larger(start_before_far_padding, places - 1))

    def remainder(self, size: Size) -> Size:
        """What the stride leaves over, (W - K + 2P) mod S: 0 when it fits."""
        return remainder(self.room(size), self.stride)

    @property
    def period(self) -> int:
        return 1

    @property
    def shift(self) -> int:
        return self.stride

    def reads(self, unit: int) -> range:
        """The input units under the taps of the window at place ``unit``; negative ones lie in the padding."""
        first = unit * self.stride - self.before
        return range(first, first + self.extent, self.dilation)


class ReflectedWindow(Window):
    """A window whose padding mirrors the input at its first and at its last unit, which are not repeated (NumPy's ``reflect``)."""

    __slots__ = ()

    def reads_inside(self, unit: int, size: int) -> Collection[int]:
        """The units of an axis of ``size`` that are read, be it in a mirror."""
        turn = 2 * (size - 1)  # there and back
        if self.dilation == 1 and self.kernel >= turn:
            return range(size)
        return {min(at % turn, -at % turn) if turn else 0 for at in self.reads(unit)}


def same_padding(size: Size, kernel: Size, stride: Size, dilation: Size) -> tuple[Size, Size]:
    """Padding for ceil(W/S) outputs, the odd pixel at the end (TensorFlow and Keras ``same``, ONNX ``SAME_UPPER``)."""
    extent = dilation * (kernel - 1) + 1
    total = (ceil_divide(size, stride) - 1) * stride + extent - size
    if not at_least(extent, stride):  # else it is not negative: windows that leave no gaps cover all places
        total = larger(total, 0)
    before = floor_divide(total, 2)
    return before, total - before


class TransposedWindow(NamedTuple):
    """The window of a transposed convolution on one axis: each input unit writes ``kernel`` taps, ``stride`` apart."""

    kernel: Size
    stride: Size = 1
    before: Size = 0
    after: Size = 0
    dilation: Size = 1
    output_padding: Size = 0

    @property
    def extent(self) -> Size:
        """From the first tap to the last, both counted."""
        return self.dilation * (self.kernel - 1) + 1

    def slide(self, size: Size) -> Size:
        """The output size (W - 1)*S - 2P + K + output padding: the input that a window would need for W places."""
        return (size - 1) * self.stride - self.before - self.after + self.extent + self.output_padding

    @property
    def period(self) -> int:
        return self.stride

    @property
    def shift(self) -> int:
        return 1

    def reads(self, unit: int) -> range:
        """The input units that write to output ``unit``."""
        at = unit + self.before
        shared = gcd(self.stride, self.dilation)
        if at % shared:
            return range(0)
        # Unit i writes to `at` when at - i*stride is a tap's offset, a multiple of the dilation: every `step`-th unit.
        step = self.dilation // shared
        residue = at // shared * pow(self.stride // shared, -1, step)
        lowest = ceil_divide(at - self.dilation * (self.kernel - 1), self.stride)
        first = lowest + (residue - lowest) % step
        return range(first, floor_divide(at, self.stride) + 1, step)


class Resized(NamedTuple):
    """``inside`` units of an axis become ``outside``, spread evenly: what is read repeats when both have come round."""

    inside: Size
    outside: Size

    @property
    def period(self) -> int:
        return self.outside // gcd(self.inside, self.outside)

    @property
    def shift(self) -> int:
        return self.inside // gcd(self.inside, self.outside)


def transposed_same_padding(kernel: Size, stride: Size, dilation: Size, output_padding: Size) -> tuple[Size, Size, Size]:
    """Padding before and after, and output padding, for exactly W*S outputs (TensorFlow's ``same``)."""
    total = dilation * (kernel - 1) + 1 + output_padding - stride
    cut = larger(total, 0)
    return floor_divide(cut, 2), cut - floor_divide(cut, 2), output_padding + cut - total
