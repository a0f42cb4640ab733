"""What YAML text is once read: scalars, sequences and mappings, each with its span."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.source import Span


@dataclass(slots=True, eq=False)
class Node:
    """A piece of the text. ``size`` counts the nodes in it, aliases at their full size, ``height`` the levels below it."""

    span: Span
    size: int = field(default=1, kw_only=True)
    height: int = field(default=0, kw_only=True)


@dataclass(slots=True, eq=False)
class Scalar(Node):
    """A word as it is written, without its quotes."""

    text: str
    quoted: bool = False

    @property
    def is_expression(self) -> bool:
        return self.text.startswith("=")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written here at all."""
        return not self.text and not self.quoted


@dataclass(slots=True, eq=False)
class Sequence(Node):
    """A list."""

    items: list[Node]


@dataclass(slots=True, eq=False)
class Entry:
    """A key of a mapping with its value."""

    key: Scalar
    value: Node

    @property
    def span(self) -> Span:
        """Key and value where they stand on one line, else the key."""
        value = self.value.span
        if value.line == self.key.span.line and value.on_one_line and value.source is self.key.span.source:
            return self.key.span.to(value)
        return self.key.span


@dataclass(slots=True, eq=False)
class Mapping(Node):
    """Keys in the order written, each once."""

    entries: dict[str, Entry]


@dataclass(slots=True, eq=False)
class Broken(Node):
    """What could not be read and has been reported; whoever meets it says no more."""
