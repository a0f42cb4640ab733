"""What a user asks for beside the file, and whether the file has it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.scalars import shown
from cnncalc.language.document import is_variable_value
from cnncalc.source import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.core.shape import Shape
    from cnncalc.language.declarations import Document

FREEZES = ("all", "all-but-last")
"""What can be frozen from outside: everything, or everything but the last layer with parameters (transfer learning)."""


class UsageError(Exception):
    """What was asked of a file that the file does not have: a variable, a variant, an input."""


class Settings(NamedTuple):
    """What a user asks for beside the file: a variant, variables (``--set``), input shapes (``--input``)."""

    variant: str | None = None
    variables: Mapping[str, Any] = MappingProxyType({})
    inputs: Mapping[str, Shape] = MappingProxyType({})
    """By name; the empty name is the first input."""
    freeze: str | None = None
    """One of ``FREEZES``: which parameters are not trained, beside those that the file says."""

    @property
    def are_the_files_own(self) -> bool:
        """Whether the network is one that the file, or its variant, describes: its expectations then apply."""
        return not self.variables and not self.inputs and self.freeze is None


def check_settings(document: Document, settings: Settings) -> None:
    """Raise a :class:`UsageError` for anything that the file does not have; it names what there is."""
    if settings.variant is not None and settings.variant not in document.variants:
        raise _unknown("variant", settings.variant, document.source.name, tuple(document.variants))
    for name, value in settings.variables.items():
        if name not in document.variables:
            raise _unknown("variable", name, document.source.name, tuple(document.variables))
        if not is_variable_value(value):
            raise UsageError(
                f"`{name}` cannot hold {shown(value)}: a variable is a number, a word, true or false, or a list of numbers"
            )
    if settings.freeze is not None and settings.freeze not in FREEZES:
        raise UsageError(f"`{printable(settings.freeze)}` cannot be frozen: one of {', '.join(FREEZES)}")
    for name in settings.inputs:
        if name and name not in document.inputs:
            raise _unknown("input", name, document.source.name, tuple(document.inputs))


def _unknown(what: str, name: str, file: str, known: tuple[str, ...]) -> UsageError:
    """The error for something that a file does not have: the nearest that it has, and all."""
    guess = nearest(name, known)
    hint = f"did you mean `{guess}`? " if guess else ""
    return UsageError(f"{file} has no {what} `{printable(name)}`: {hint}it has {', '.join(known) or 'none'}")
