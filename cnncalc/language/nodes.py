"""What YAML text is once read: scalars, sequences and mappings, each with its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.source import Span


class Node:
    """A piece of the text. ``size`` counts the nodes in it, aliases at their full size, ``height`` the levels below it."""

    __slots__ = ("height", "size", "span")

    def __init__(self, span: Span, size: int = 1, height: int = 0) -> None:
        self.span = span
        self.size = size
        self.height = height


class Scalar(Node):
    """A word as it is written, without its quotes."""

    __slots__ = ("quoted", "text")

    def __init__(self, span: Span, text: str, quoted: bool = False) -> None:
        super().__init__(span)
        self.text = text
        self.quoted = quoted

    @property
    def is_expression(self) -> bool:
        return self.text.startswith("=")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written here at all."""
        return not self.text and not self.quoted


class Sequence(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, span: Span, items: list[Node], size: int = 1, height: int = 0) -> None:
        super().__init__(span, size, height)
        self.items = items


class Entry:
    """A key of a mapping with its value."""

    __slots__ = ("key", "value")

    def __init__(self, key: Scalar, value: Node) -> None:
        self.key = key
        self.value = value

    @property
    def span(self) -> Span:
        """Key and value where they stand on one line, else the key."""
        value = self.value.span
        if isinstance(self.value, Scalar) and self.value.is_empty:  # where nothing stands, parsers disagree on the place
            return self.key.span
        follows = (value.line, value.column) >= (self.key.span.end_line, self.key.span.end_column)  # an alias stands elsewhere
        if value.line == self.key.span.line and value.on_one_line and follows:
            return self.key.span.to(value)
        return self.key.span


class Mapping(Node):
    """Keys in the order written, each once."""

    __slots__ = ("entries", "is_faulty")

    def __init__(self, span: Span, entries: dict[str, Entry], size: int = 1, height: int = 0, *, is_faulty: bool = False) -> None:
        super().__init__(span, size, height)
        self.entries = entries
        self.is_faulty = is_faulty
        """Whether a key was refused, which has been reported: something may be missing that is written here."""


class Broken(Node):
    """What could not be read and has been reported; whoever meets it says no more."""

    __slots__ = ()
