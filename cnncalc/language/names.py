"""Names: who may be called what, and whether everything that is named exists.

Checked on the declarations alone, so that it holds for blocks nobody calls and for layers that a `when` leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.language.declarations import Argument, Block, Document, LayerDeclaration
from cnncalc.language.entries import is_reference
from cnncalc.language.values import Value, part_of
from cnncalc.source import Diagnostic, Findings, did_you_mean, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cnncalc.language.nodes import Scalar
    from cnncalc.source import Span


def check_names(document: Document, diagnostics: Findings) -> None:
    """Append a finding for every name that is unknown, given twice or not given yet."""
    _Checker(document, diagnostics).check()


class _Scope:
    """The names of tensors that can be seen at one point of the file, and the values that expressions can use."""

    def __init__(self, values: AbstractSet[str], parent: _Scope | None = None, later: dict[str, Span] | None = None) -> None:
        self.values = values
        self.parent = parent
        self.tensors: dict[str, Span] = {}
        self.later = later or {}

    def find(self, name: str) -> Span | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.tensors:
                return scope.tensors[name]
            scope = scope.parent
        return None

    def find_later(self, name: str) -> Span | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.later:
                return scope.later[name]
            scope = scope.parent
        return None

    def visible(self) -> list[str]:
        return [*self.tensors, *(self.parent.visible() if self.parent else ())]


class _Checker:
    def __init__(self, document: Document, diagnostics: Findings) -> None:
        self.document = document
        self.diagnostics = diagnostics
        self.block: Block | None = None
        """The block whose body is looked at."""

    def report(self, code: str, message: str, span: Span, help: str = "", notes: tuple[tuple[str, Span], ...] = ()) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, help=help, notes=notes))

    def check(self) -> None:
        document = self.document
        inputs = {name: argument.entry.key.span for name, argument in document.inputs.items() if name != "input"}
        self._variables(document)
        file_values = frozenset(document.variables)
        for block in document.blocks.values():
            self._block(block, file_values)
        for arguments in document.defaults.values():
            for argument in arguments.computed.values():
                # Defaults are evaluated where they are used, so a block's parameter or `i` may be meant.
                every = {name for block in document.blocks.values() for name in block.parameters}
                self._value(argument.value, _Scope(file_values | every | {"i"}), tensors=False)
        scope = _Scope(file_values, later=_named_in(document.layers))
        scope.tensors.update(inputs)
        self._layers(document.layers, scope)
        self._recursion()

    def _variables(self, document: Document) -> None:
        inputs = set(document.inputs) | {"input"}
        seen: set[str] = set()
        for name, argument in document.variables.items():
            self._expression_names(argument, seen, inputs, "variables are computed in order: it must stand above")
            seen.add(name)
        for argument in document.inputs.values():
            self._expression_names(argument, seen, set(), "")
        order = {name: index for index, name in enumerate(document.variables)}
        for variant in document.variants.values():
            for name, argument in variant.settings.items():
                above = {other for other in order if order[other] < order[name]} if not argument.value.is_constant else set()
                self._expression_names(argument, above, inputs, "variables are computed in order: it must stand above")

    def _expression_names(self, argument: Argument, values: AbstractSet[str], tensors: set[str], order: str) -> None:
        for expression, scalar in argument.value.expressions():
            for name in expression.names:
                span = part_of(scalar, name.start, name.start + len(name.name))
                if self._is_lost(name.name, "tensors" if name.is_tensor else "vars"):
                    continue
                if name.is_tensor and name.name not in tensors:
                    self.report(
                        "CC114",
                        f"no tensor `{printable(name.name)}` is known here",
                        span,
                        did_you_mean(name.name, tuple(sorted(tensors)), "known here") or "write the number: no input is known yet",
                    )
                elif not name.is_tensor and name.name not in values:
                    below = name.name in self.document.variables and bool(order)
                    help = order if below else did_you_mean(name.name, tuple(values), "known here")
                    self.report("CC111", f"unknown name `{printable(name.name)}`", span, help)

    def _block(self, block: Block, file_values: frozenset[str]) -> None:
        seen = {*file_values, *block.refused}
        self.document.undeclared |= block.refused
        tensors: dict[str, Span] = {}
        for name, parameter in block.parameters.items():
            if parameter.default is not None:
                above = _Scope(seen)
                above.tensors.update(tensors)
                self._value(parameter.default, above)
            if parameter.is_tensor:
                tensors[name] = parameter.key.span
            else:
                seen.add(name)
        scope = _Scope(frozenset(seen), later=_named_in(block.layers))
        scope.tensors.update(tensors)
        self.block = block
        self._layers(block.layers, scope)
        self.block = None

    def _layers(self, declarations: list[LayerDeclaration], scope: _Scope) -> None:
        for declaration in declarations:
            self._layer(declaration, scope)

    def _layer(self, declaration: LayerDeclaration, scope: _Scope) -> None:
        if declaration.repeat:
            self._value(declaration.repeat.value, scope)
            inner = _Scope(scope.values | {"i"}, scope, _named_in(declaration.body))
        else:
            inner = scope
        for argument in (declaration.when, declaration.frozen):
            if argument:
                self._value(argument.value, inner)
        if declaration.source:
            self._tensor(declaration.source, inner)
        self._arguments(declaration, inner)
        for operand in declaration.operands or ():
            self._tensor(operand, inner)
        for branch in declaration.branches:
            self._layers(branch.layers, _Scope(inner.values, inner, _named_in(branch.layers)))
        self._layers(declaration.body, inner)
        if declaration.weights:
            self._tensor(declaration.weights, scope, "weights")
        for expect in declaration.expect:
            self._value(expect.value, inner)
        if declaration.name:
            self._give(declaration.name, scope)

    def _arguments(self, declaration: LayerDeclaration, scope: _Scope) -> None:
        if declaration.arguments:
            for argument in declaration.arguments.computed.values():
                self._value(argument.value, scope)
            for name, entry in declaration.arguments.entries.items():
                if is_reference(declaration.arguments, name):
                    self._reference(declaration.arguments.fixed[name], entry.value.span, scope)
        block = self.document.blocks.get(declaration.word.text) if declaration.form == "block" else None
        for name, argument in declaration.call.items():
            if block and block.parameters[name].is_tensor:
                self._reference(str(argument.value.raw(None)), argument.value.span, scope)
            else:
                self._value(argument.value, scope)

    def _give(self, name: Scalar, scope: _Scope) -> None:
        first = scope.find(name.text)
        if first is not None:
            self.report(
                "CC113",
                f"the name `{name.text}` is given a second time",
                name.span,
                "names are not reused: choose another",
                (("the first time", first),),
            )
        scope.tensors[name.text] = name.span

    def _tensor(self, word: Scalar, scope: _Scope, modifier: str = "") -> None:
        if modifier and word.text in ("input", "prev"):
            help = "give that layer a `name`, and name it here"
            self.report("CC114", f"`weights` takes the name of a layer, and `{word.text}` is none", word.span, help)
        else:
            self._reference(word.text, word.span, scope)

    def _reference(self, name: str, span: Span, scope: _Scope) -> None:
        if name in ("input", "prev") or scope.find(name) is not None:
            return
        later = scope.find_later(name)
        if later is not None:
            help = "a tensor can be named only below the layer that makes it"
            self.report("CC114", f"`{printable(name)}` is not there yet: it is made on line {later.line}", span, help)
            return
        if self._is_lost(name, "tensors"):
            return
        known = ["prev", "input", *scope.visible()]
        self.report("CC114", f"no tensor `{printable(name)}` is known here", span, did_you_mean(name, known, "known here"))

    def _value(self, value: Value, scope: _Scope, tensors: bool = True) -> None:
        for expression, scalar in value.expressions():
            for name in expression.names:
                span = part_of(scalar, name.start, name.start + len(name.name))
                if name.is_tensor:
                    if tensors:
                        self._reference(name.name, span, scope)
                elif name.name not in scope.values:
                    self._unknown_value(name.name, span, scope)

    def _is_lost(self, name: str, where: str) -> bool:
        """Whether an unknown name may be one that could not be read: then it is not reported."""
        if where in self.document.lost:
            self.document.undeclared.add(name)
        return where in self.document.lost

    def _unknown_value(self, name: str, span: Span, scope: _Scope) -> None:
        if self._is_lost(name, "vars"):
            return
        if name == "i":
            help = "`i` counts the passes of a layer with `repeat`"
        elif name in ("input", "prev") or scope.find(name) is not None:
            help = f"a tensor has sizes, as in `{name}.channels`"
        else:
            help = did_you_mean(name, tuple(sorted(scope.values)), "known here")
            if self.block is not None and nearest(name, tuple(scope.values)) is None:
                block = self.block.key.text
                help = f"`{block}` sees its own `params` and `vars`, nothing of its caller: add `{printable(name)}` to its `params`"
            help = help or f"give it a value, as in `vars: {{{printable(name)}: 1}}`"
        self.report("CC111", f"unknown name `{printable(name)}`", span, help)

    def _recursion(self) -> None:
        """Report blocks that call themselves, over however many others."""
        calls = {name: _calls(block.layers) for name, block in self.document.blocks.items()}
        finished: set[str] = set()
        for start in calls:
            stack = {start: iter(calls[start])} if start not in finished else {}
            while stack:
                caller = next(reversed(stack))
                call = next(stack[caller], None)
                if call is None:
                    stack.pop(caller)
                    finished.add(caller)
                elif call.text in stack:
                    path = list(stack)
                    circle = path[path.index(call.text) :]
                    self._circle(call, circle)
                elif call.text not in finished:
                    stack[call.text] = iter(calls[call.text])

    def _circle(self, call: Scalar, circle: list[str]) -> None:
        """Report the call that closes a circle of blocks; what they put out stays unknown."""
        for name in circle:
            self.document.blocks[name].is_recursive = True
        over = circle if len(circle) <= 6 else [*circle[:3], "…", *circle[-2:]]
        message = f"the block `{call.text}` calls itself" + (f": {' > '.join([*over, call.text])}" if len(circle) > 1 else "")
        self.report("CC115", message, call.span, "this would never end: for layers that come several times use `repeat`")


def _named_in(declarations: list[LayerDeclaration]) -> dict[str, Span]:
    """The names that a list gives sooner or later, plain sequences included."""
    names: dict[str, Span] = {}
    for declaration in declarations:
        if declaration.name:
            names.setdefault(declaration.name.text, declaration.name.span)
        if declaration.form == "sequence" and not declaration.repeat:
            names = {**_named_in(declaration.body), **names}
    return names


def _calls(declarations: list[LayerDeclaration]) -> list[Scalar]:
    """Every call of a block in a list, however deep."""
    found = []
    for declaration in declarations:
        if declaration.form == "block":
            found.append(declaration.word)
        found += _calls(declaration.body)
        for branch in declaration.branches:
            found += _calls(branch.layers)
    return found
