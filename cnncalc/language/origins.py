"""Where the parameters of a layer come from: the line that says them, and what the names in an expression stand for there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cnncalc.language.declarations import Argument, Arguments, Document, LayerDeclaration
from cnncalc.language.elaborate import elaborate
from cnncalc.language.entries import written
from cnncalc.language.nodes import Scalar
from cnncalc.language.scope import UNKNOWN, Scope
from cnncalc.source import Findings, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.language.settings import Settings
    from cnncalc.language.values import Value
    from cnncalc.walk import LayerRecord, Tensor

Kind = Literal["layer", "defaults", "kind", "call", "block", "variable", "variant", "set", "repeat", "tensor"]
"""Who says a value: the layer itself, the file's defaults, the kind's own default; the call of a block, the block's default for its
parameter; a variable of the file, of the variant, of the user; the number of the pass; the shape of a tensor."""


class Origin(NamedTuple):
    """A value and who says it."""

    name: str
    value: Any
    said_by: Kind
    text: str = ""
    """As it is written, expressions as such; empty where nothing is written."""
    line: int | None = None
    where: str = ""
    """The block called, the variant, or the layer that puts the tensor out."""
    parts: tuple[Origin, ...] = ()
    """What the names in an expression stand for."""


class _Pass(NamedTuple):
    """One pass of an entry, and what stood above it."""

    declaration: LayerDeclaration
    scope: Scope
    above: Tensor | None


def origins(document: Document, settings: Settings, record: LayerRecord) -> list[Origin]:
    """For every parameter of a layer that ``document`` places under ``settings``, where its value comes from."""
    passes: list[_Pass] = []

    def observe(declaration: LayerDeclaration, scope: Scope, placed: slice) -> None:
        if placed.start <= record.index < placed.stop:
            passes.append(_Pass(declaration, scope, scope.above))

    elaborate(document, settings, Findings(), observe)
    return list(_Origins(document, settings, passes).of(record))


class _Origins:
    """Follows names outwards through the passes that a layer stands in, the innermost first."""

    def __init__(self, document: Document, settings: Settings, passes: list[_Pass]) -> None:
        self.document = document
        self.settings = settings
        self.passes = passes

    def of(self, record: LayerRecord) -> Iterator[Origin]:
        """Those of the layer's fields."""
        declared = record.written
        arguments = declared.arguments if isinstance(declared, LayerDeclaration) else None
        defaults = self.document.defaults.get(record.op)
        for name, field in record.operation.fields.items():
            value = getattr(record.operation, name)
            if arguments is not None and name in arguments.entries:
                yield self._argument(name, value, arguments, "layer")
            elif defaults is not None and name in defaults.entries:
                yield self._argument(name, value, defaults, "defaults")
            elif value is not None or field.default is not None:
                yield Origin(name, value, "kind")

    def _argument(self, name: str, value: Any, arguments: Arguments, said_by: Kind) -> Origin:
        entry, computed = arguments.entries[name], arguments.computed.get(name)
        parts = self._parts(computed.value, 0) if computed else ()
        return Origin(name, value, said_by, written(entry.value), entry.key.span.line, parts=parts)

    def _parts(self, value: Value, at: int) -> tuple[Origin, ...]:
        """What the names in a value stand for, seen from the pass ``at`` on."""
        return tuple(self._tensor(name, at) if is_tensor else self._name(name, at) for name, is_tensor in _names(value))

    def _tensor(self, name: str, at: int) -> Origin:
        scope, above = self.passes[at].scope, self.passes[at].above
        tensor = above if name == "prev" else scope.tensor(name)
        return Origin(name, tensor.shape if tensor is not None else None, "tensor", where=tensor.path if tensor is not None else "")

    def _name(self, name: str, at: int) -> Origin:
        scope = self.passes[at].scope
        if name == "i" and scope.pass_number is not None:
            return Origin(name, scope.pass_number, "repeat", line=self._line_of_repeat(at))
        if name in scope.parameters:
            return self._parameter(name, scope.parameters[name], at)
        return self._variable(name, scope.variables.get(name))

    def _line_of_repeat(self, at: int) -> int | None:
        counts = (one.declaration.repeat for one in self.passes[at:])
        return next((count.entry.key.span.line for count in counts if count is not None), None)

    def _parameter(self, name: str, value: Any, at: int) -> Origin:
        """A block's parameter: from the call that the pass ``at`` stands in, or from the block."""
        call = next(number for number in range(at, len(self.passes)) if self._opens(number, self.passes[at].scope))
        declaration = self.passes[call].declaration
        argument, block = declaration.call.get(name), declaration.word.text
        if argument is not None:
            # The call is read in the scope that it stands in, outside the block.
            return self._said(name, value, "call", argument.value, _line(argument), block, self._parts(argument.value, call))
        default = self.document.blocks[block].parameters[name].default
        if default is None:
            return Origin(name, _known(value), "block", where=block)
        return self._said(name, value, "block", default, default.span.line, block, self._parts(default, at))

    def _opens(self, number: int, scope: Scope) -> bool:
        """Whether the entry of this pass is the call of the block whose parameters ``scope`` has."""
        one = self.passes[number]
        return one.declaration.form == "block" and one.scope.parameters is not scope.parameters

    def _variable(self, name: str, value: Any) -> Origin:
        if name in self.settings.variables:
            return Origin(name, value, "set")
        variant = self.settings.variant
        if variant is not None and name in self.document.variants[variant].settings:
            argument = self.document.variants[variant].settings[name]
            return self._said(name, value, "variant", argument.value, _line(argument), variant, self._outermost(argument.value))
        argument = self.document.variables[name]
        return self._said(name, value, "variable", argument.value, _line(argument), "", self._outermost(argument.value))

    def _outermost(self, value: Value) -> tuple[Origin, ...]:
        """What the names in a variable's value stand for: variables above it, and the inputs."""
        outermost = len(self.passes) - 1
        return tuple(
            self._tensor(name, outermost) if is_tensor else self._variable(name, self.passes[outermost].scope.variables.get(name))
            for name, is_tensor in _names(value)
        )

    def _said(self, name: str, value: Any, said_by: Kind, text: Value, line: int, where: str, parts: tuple[Origin, ...]) -> Origin:
        node = text.node
        return Origin(name, _known(value), said_by, node.text if isinstance(node, Scalar) else written(node), line, where, parts)


def _names(value: Value) -> dict[tuple[str, bool], None]:
    """The names in a value, in order, each once, and whether a tensor's size is asked for."""
    return {(name.name, name.is_tensor): None for expression, _ in value.expressions() for name in expression.names}


def _line(argument: Argument) -> int:
    span: Span = argument.entry.key.span
    return span.line


def _known(value: Any) -> Any:
    return None if value is UNKNOWN else value
