"""Shapes of tensors, in the order of the textbooks: height x width x channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.size import Size, product

if TYPE_CHECKING:
    from collections.abc import Iterable

AXIS_NAMES: dict[int, tuple[str, ...]] = {0: (), 1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
"""What the spatial axes are called, by how many there are."""

AXIS_ADJECTIVES = {"length": "long", "height": "high", "width": "wide", "depth": "deep"}


def joined(sizes: Iterable[str]) -> str:
    """The text of a shape: ``224x224x3``, ``HxWx3``, ``floor(H/2) x (W - 1) x 3``."""
    texts = list(sizes)
    if not any(sign in text for text in texts for sign in (" ", "(", "*", "^", "//")):
        return "x".join(texts)
    return " x ".join(f"({text})" if " " in _outside_brackets(text) else text for text in texts)


def _outside_brackets(text: str) -> str:
    """The part of a formula that stands in no brackets."""
    level, outside = 0, ""
    for character in text:
        level += (character == "(") - (character == ")")
        outside += character if level == 0 else ""
    return outside


class Shape(tuple[Size, ...]):
    """A tensor's shape without the batch: spatial sizes, then channels. A vector has channels alone.

    It is a tuple in the order a file writes it, so ``Shape((224, 224, 3)) == (224, 224, 3)``, and prints as ``224x224x3``.
    """

    __slots__ = ()

    @classmethod
    def of(cls, channels: Size, spatial: Iterable[Size] = ()) -> Shape:
        """The shape of a map with these spatial sizes, or of a vector when there are none."""
        return cls((*spatial, channels))

    @property
    def channels(self) -> Size:
        """The channels; for a vector its length."""
        return self[-1]

    @property
    def spatial(self) -> tuple[Size, ...]:
        """The spatial sizes, outermost first: (height, width) for an image."""
        return self[:-1]

    @property
    def axes(self) -> int:
        """How many spatial axes there are, 0 for a vector."""
        return len(self) - 1

    @property
    def axis_names(self) -> tuple[str, ...]:
        """What the spatial axes are called."""
        return AXIS_NAMES[len(self) - 1]

    @property
    def elements(self) -> Size:
        """How many numbers a tensor of this shape holds."""
        return product(self)

    @property
    def places(self) -> Size:
        """How many spatial positions there are, 1 for a vector."""
        return product(self[:-1])

    def with_channels(self, channels: Size) -> Shape:
        """The same places with other channels."""
        return Shape((*self[:-1], channels))

    def with_spatial(self, spatial: Iterable[Size]) -> Shape:
        """The same channels over other places."""
        return Shape((*spatial, self[-1]))

    def __str__(self) -> str:
        return joined(map(str, self))

    def __repr__(self) -> str:
        return f"Shape({self})"
