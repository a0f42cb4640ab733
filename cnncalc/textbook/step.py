"""One step of a working."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """A figure and how it comes about, as plain text."""

    heading: str
    """What is worked out, in a word or two: ``output size``, ``parameters``, ``MACs``."""
    lines: tuple[str, ...]
    """One thought a line, of any length."""
