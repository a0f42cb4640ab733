"""What names stand for while a file is elaborated: at one point of it, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cnncalc.language.expressions import Unknown

if TYPE_CHECKING:
    from cnncalc.core.shape import Shape
    from cnncalc.walk import Tensor

UNKNOWN: Final = object()
"""The value of a variable or parameter that had a fault."""


class Scope:
    """What names stand for at one point: values of variables, parameters and ``i``, and tensors."""

    __slots__ = ("above", "calls", "entered", "parameters", "parent", "pass_number", "tensors", "variables")

    def __init__(
        self, variables: dict[str, Any], parameters: dict[str, Any], entered: Tensor | None, parent: Scope | None = None
    ) -> None:
        self.variables = variables
        self.parameters = parameters
        self.entered = entered
        self.above = entered
        self.parent = parent
        self.pass_number: int | None = parent.pass_number if parent else None
        self.tensors: dict[str, Tensor | None] = {}
        self.calls: dict[str, slice] = {}
        """The layers that each name covers, for `weights`."""

    def inner(self, above: Tensor | None, pass_number: int | None = None) -> Scope:
        """A scope that sees this one's names: a branch, a head, a pass of a repeated layer."""
        scope = Scope(self.variables, self.parameters, self.entered, self)
        scope.above = above
        if pass_number is not None:
            scope.pass_number = pass_number
        return scope

    def value(self, name: str) -> Any:
        """What a name in an expression stands for."""
        if name == "i" and self.pass_number is not None:
            return self.pass_number
        held = self.parameters[name] if name in self.parameters else self.variables[name]
        if held is UNKNOWN:
            raise Unknown
        return held

    def shape(self, name: str) -> Shape:
        """The shape of the tensor a name in an expression stands for."""
        tensor = self.tensor(name)
        if tensor is None:
            raise Unknown
        return tensor.shape

    def tensor(self, name: str) -> Tensor | None:
        """The tensor of this name; None where it is not known.

        Raises:
            KeyError: no layer of this name is there.
        """
        if name == "prev":
            return self.above
        if name == "input":
            return self.entered
        scope: Scope | None = self
        while scope is not None:
            if name in scope.tensors:
                return scope.tensors[name]
            scope = scope.parent
        raise KeyError(name)

    def call(self, name: str) -> slice | None:
        """The layers that a name covers; None where it names no layer that was placed."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.calls:
                return scope.calls[name]
            scope = scope.parent
        return None
