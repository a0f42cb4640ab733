"""What a question is about, as far as it has been spoken of: the input, the layers, what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.textbook.wording.readings import Sizes

COUNTED = ("conv", "conv_transpose", "locally_connected")
"""Convolutions that are told how many filters they have."""

CONVOLUTIONS = (*COUNTED, "separable", "depthwise_conv")
POOLS = ("maxpool", "avgpool", "l2pool")
SLIDING = (*CONVOLUTIONS, *POOLS)

UNSPECIFIC = "zero padding, without a number: it says with what is padded, not how far"
"""How `zero padding` alone is shown."""


class Contradiction(Exception):
    """The text says two things that cannot both be: ``message``, and ``help``."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass
class Draft:
    """A layer."""

    kind: str = ""
    """An operation of the language, or ``separable``; empty while only settings are known."""
    kernel: Sizes | None = None
    depth: int | None = None
    """How deep its filters are said to be."""
    count: int | None = None
    """Filters of a convolution, units of a fully connected layer."""
    is_counted: bool = False
    """Whether the count was said, and not read from `a filter`."""
    counts_after: Sizes = ()
    """What the layers have that stand behind it in the same words: ``two layers with 16 and 32 filters``."""
    is_bare: bool = False
    """Whether its one filter has not even an article."""
    settings: dict[str, int | str | bool | Sizes] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """How a setting was said, where that is worth showing."""
    alternatives: dict[str, Sizes] = field(default_factory=dict)
    """Further values of a setting, which are asked for in turn."""
    assumed: list[str] = field(default_factory=list)
    name: str = ""
    """As in ``conv1``."""
    is_layer: bool = False
    """Whether it is called a layer, so that `a 3x3 filter` does not say how many it has."""
    before: int | None = None
    """The number before its name: how many layers, or how many filters, as the rest shows."""
    is_plural: bool = False
    """Whether that number counts layers."""
    is_after_each: bool = False
    """Whether it stands behind each convolution before it: ``each followed by 2x2 max pooling``."""
    has_sizes: bool = False
    """Whether its own name has three sizes, of which the last may be its filters: ``conv 3x3x32``."""
    expects: int | None = None
    """The channels, or numbers, that it is told to expect."""
    k: Sizes | None = None
    """The letter K, whose meaning depends on what else is said."""

    @property
    def is_convolution(self) -> bool:
        return self.kind in CONVOLUTIONS

    @property
    def is_begun(self) -> bool:
        """Whether it has a kernel or a count."""
        return self.kernel is not None or self.count is not None

    @property
    def is_whole(self) -> bool:
        """Whether nothing that it must have is missing."""
        has_count = self.count is not None or self.kind not in (*COUNTED, "separable", "linear")
        return bool(self.kind) and has_count and (self.kernel is not None or self.kind not in SLIDING)

    def set(self, name: str, value: int | str | bool | Sizes, said: str = "") -> None:
        """Note a setting.

        Raises:
            Contradiction: it is known, and another.
        """
        before = self.settings.get(name)
        if before is not None and _number(before) != _number(value):
            if said == UNSPECIFIC:
                return
            if self.words.get(name) != UNSPECIFIC:
                message = f"{name} is said twice: {_number(before)} and {_number(value)}"
                raise Contradiction(message, "ask one question at a time, or name each layer before its numbers")
        self.settings[name] = value
        self.words[name] = said


def _number(value: object) -> object:
    """``(2, 2)`` is 2, ``(3, 5)`` is ``3x5``."""
    if not isinstance(value, tuple):
        return value
    return value[0] if len(set(value)) == 1 else "x".join(map(str, value))


@dataclass
class Volume:
    """What goes in."""

    spatial: Sizes | None = None
    """Empty for a vector."""
    channels: int | None = None
    channels_said: str = ""
    """The word or the place that says the channels, where it is not the sizes themselves."""

    @property
    def is_vector(self) -> bool:
        return self.spatial == ()


@dataclass
class Question:
    """All that was understood of a text."""

    input: Volume = field(default_factory=Volume)
    layers: list[Draft] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    output: Sizes | None = None
    """What the text says comes out."""
    notes: list[str] = field(default_factory=list)
    """How something that can be read in two ways was read."""
    unread: list[str] = field(default_factory=list)
    """Words that carry a number or name a layer, and could not be read."""
