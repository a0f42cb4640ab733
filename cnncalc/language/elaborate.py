"""Declarations to a walk: expressions are evaluated as sizes become known, and every layer is placed at once.

Elaborating and walking are one pass, because an expression may ask for ``input.channels``. A tensor is None once a fault has
left its shape unknown: nothing that follows from it is reported, everything else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc import layers
from cnncalc.core.fields import FLAG, INDEX, SHAPE, SizeReference
from cnncalc.core.operation import Operation
from cnncalc.core.problem import Problem
from cnncalc.core.scalars import shown
from cnncalc.core.shape import Shape
from cnncalc.core.size import alike
from cnncalc.language.declarations import Argument, Arguments, Block, Body, Document, Expect, LayerDeclaration
from cnncalc.language.document import is_variable_value, layout_warning
from cnncalc.language.entries import is_reference, named_problem, read_field
from cnncalc.language.expressions import Unknown
from cnncalc.language.faults import Faults
from cnncalc.language.figures import FIGURES
from cnncalc.language.nodes import Scalar
from cnncalc.language.scope import UNKNOWN, Scope
from cnncalc.language.settings import Settings, check_settings
from cnncalc.language.values import Faulty, Value
from cnncalc.source import Findings, printable
from cnncalc.walk import Expectation, LayerRecord, Place, Tensor, Walk, Walker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.core.operation import WeightShapes
    from cnncalc.source import Span

    Observe = Callable[[LayerDeclaration, Scope, slice], None]
    """Told of every pass of an entry once it is placed: its scope, and the layers in it; inner entries before outer ones."""

MOST_PASSES = 20_000
"""Passes of layers, sequences and blocks, operands and arguments included, that a file may expand to."""
MOST_LEVELS = 64
"""Blocks, branches and sequences inside each other."""


def input_shapes(document: Document, settings: Settings, diagnostics: Findings) -> list[Shape]:
    """The shapes of a network's inputs, without walking it; those that are known."""
    check_settings(document, settings)
    inputs = _Elaborator(document, settings, diagnostics)._variables_and_inputs({})
    return [tensor.shape for tensor in inputs.values() if tensor is not None]


def elaborate(document: Document, settings: Settings, diagnostics: Findings, observe: Observe | None = None) -> Walk:
    """Walk the network that ``document`` declares; its faults are added to ``diagnostics``.

    Raises:
        UsageError: the settings ask for what the file does not have.
    """
    check_settings(document, settings)
    return _Elaborator(document, settings, diagnostics, observe).walk()


class _Elaborator:
    """One pass over the declarations, driving one Walker."""

    def __init__(self, document: Document, settings: Settings, diagnostics: Findings, observe: Observe | None = None) -> None:
        self.observe = observe
        self.document = document
        self.settings = settings
        self.diagnostics = diagnostics
        self.has_read_errors = any(diagnostic.severity == "error" for diagnostic in diagnostics)
        self.walker = Walker()
        self.faults = Faults(diagnostics, self.walker, document.defaults, settings.variables)
        self.passes = 0
        self.levels = 0
        self.heads: list[tuple[str, Tensor]] = []
        self.expectations: list[Expectation] = []
        self.interned: dict[Operation, Operation] = {}
        self.shorthands: dict[str, Operation] = {}

    def walk(self) -> Walk:
        """The whole network."""
        variables: dict[str, Any] = {}
        inputs = self._variables_and_inputs(variables)
        first = next(iter(inputs.values()), None)
        scope = self._outermost(variables, first)
        scope.tensors.update(inputs)
        output: Tensor | None = None
        try:
            output = self.layers(self.document.layers, first, scope, self.walker.root)
            self._file_expectations(scope)
        except _TooManyPasses as stop:
            self._report_passes(stop)
        return self._result(output)

    def _report_passes(self, stop: _TooManyPasses) -> None:
        help = "a network has far fewer layers: "
        if stop.repeated is None:
            self.faults.report("CC116", str(stop), stop.declaration.word.span, None, help=help + "use fewer blocks and branches")
        else:
            label = f"{stop.count:,} passes"
            self.faults.report("CC116", str(stop), stop.repeated.entry.span, None, help=help + "lower this `repeat`", label=label)

    def _outermost(self, variables: dict[str, Any], entered: Tensor | None) -> Scope:
        """The scope of the file or of a block's body; names that could not be read are there, but nobody knows what they are."""
        scope = Scope(variables, dict.fromkeys(self.document.undeclared, UNKNOWN), entered)
        scope.tensors.update(dict.fromkeys(self.document.undeclared))
        return scope

    def _result(self, output: Tensor | None) -> Walk:
        self.faults.name_layers()
        complete = self.faults.first is None and not self.has_read_errors
        placed = self.walker.layers if self.faults.first is None else self.walker.layers[: self.faults.first]
        if self.settings.freeze is not None:
            _freeze(placed, self.settings.freeze)
        counts: dict[str, int] = {}
        for name, _ in self.heads:
            counts[name] = counts.get(name, 0) + 1
        numbers: dict[str, int] = {}
        heads: dict[str, Tensor] = {}
        for name, tensor in self.heads:
            number = numbers[name] = numbers.get(name, -1) + 1
            if complete or not isinstance(tensor, LayerRecord) or tensor.index < len(placed):
                heads[f"{name}[{number}]" if counts[name] > 1 else name] = tensor
        return Walk(
            self.walker.inputs, placed, output if complete else None, heads, complete=complete, letters=self.walker.letters,
            expectations=self.expectations if complete else [], diagnostics=self.diagnostics, fault=self.faults.place,
        )  # fmt: skip

    # Variables and inputs

    def _variables_and_inputs(self, variables: dict[str, Any]) -> dict[str, Tensor | None]:
        """Fill ``variables`` in order; those that ask for the input's sizes wait until it is known."""
        arguments = dict(self.document.variables)
        if self.settings.variant is not None:
            arguments |= self.document.variants[self.settings.variant].settings
        late: set[str] = set()
        for name, argument in arguments.items():
            if name in self.settings.variables:
                variables[name] = self.settings.variables[name]
            elif any(
                used.is_tensor or used.name in late for expression, _ in argument.value.expressions() for used in expression.names
            ):
                late.add(name)
            else:
                variables[name] = self._variable(argument, self._outermost(variables, None))
        inputs = {name: self._input(name, argument, variables, late) for name, argument in self.document.inputs.items()}
        scope = self._outermost(variables, next(iter(inputs.values()), None))
        scope.tensors.update(inputs)
        for name in late:
            variables[name] = UNKNOWN
        for name in (name for name in arguments if name in late):
            variables[name] = self._variable(arguments[name], scope)
        return inputs

    def _variable(self, argument: Argument, scope: Scope) -> Any:
        try:
            held = argument.value.free(scope)
        except Faulty as fault:
            self.faults.report_fault(fault, argument.value, scope, None)
            return UNKNOWN
        except Unknown:
            return UNKNOWN
        if is_variable_value(held):
            return held
        help = "a variable holds a number, a word, true or false, or a list of numbers"
        message = f"`{argument.entry.key.text}` cannot hold {shown(held)}"
        self.faults.report_problem_of(Problem("CC107", message, help), argument.value, argument.entry.span, scope, None)
        return UNKNOWN

    def _input(self, name: str, argument: Argument, variables: dict[str, Any], late: set[str]) -> Tensor | None:
        is_first = name == next(iter(self.document.inputs))
        given = self.settings.inputs.get(name) or (self.settings.inputs.get("") if is_first else None)
        if given is not None:
            warning = layout_warning(given, None)
            if warning:
                self.diagnostics.append(warning)
            return self.walker.input(name, given)
        for expression, scalar in argument.value.expressions():
            for used in expression.names:
                if used.name in late:
                    help = "the one must be known before the other"
                    self.faults.report(
                        "CC112", f"the input asks for `{used.name}`, which asks for the input", scalar.span, None, help=help
                    )
                    return None
        scope = self._outermost(variables, None)
        try:
            return self.walker.input(name, SHAPE.read(argument.value.raw(scope)))
        except Faulty as fault:
            self.faults.report_fault(fault, argument.value, scope, None)
        except Unknown:
            self.faults.mark_fault(None)
        except Problem as problem:
            named_problem(problem, name, SHAPE.example)
            self.faults.report_problem_of(problem, argument.value, argument.entry.span, scope, None)
        return None

    # Lists of layers

    def layers(self, declarations: list[LayerDeclaration], above: Tensor | None, scope: Scope, place: Place) -> Tensor | None:
        """Place a list of layers below ``above``; the tensor that the last one puts out."""
        self.levels += 1
        if self.levels > MOST_LEVELS and declarations:
            message = f"blocks and branches are nested deeper than {MOST_LEVELS} levels"
            help = "let one block hold several of these levels, and give what comes often a `repeat`"
            self.faults.report("CC103", message, declarations[0].word.span, place, help=help)
            above = None
        else:
            for declaration in declarations:
                above = self.layer(declaration, above, scope, place)
        self.levels -= 1
        return above

    def layer(self, declaration: LayerDeclaration, above: Tensor | None, scope: Scope, place: Place) -> Tensor | None:
        """Place one entry of a list, as often as it says; the tensor that goes on."""
        scope.above = above
        if declaration.repeat is None:
            above, covered = self.once(declaration, above, scope, place, first=True)
        else:
            covered = None
            count = self._count(declaration, declaration.repeat, scope, place)
            if count is None:
                above = None
            try:
                for number in range(count or 0):
                    above, placed = self.once(declaration, above, scope.inner(above, number), place, first=number == 0)
                    covered = placed if placed is not None else covered
            except _TooManyPasses as stop:
                stop.inside(declaration.repeat, count or 0)
                raise
        if declaration.name is not None:
            scope.tensors[declaration.name.text] = above
            if covered is not None:
                scope.calls[declaration.name.text] = covered
        return above

    def once(
        self, declaration: LayerDeclaration, above: Tensor | None, scope: Scope, place: Place, *, first: bool
    ) -> tuple[Tensor | None, slice | None]:
        """One pass of a layer: what goes on, and the layers it placed (None when it is not there)."""
        self.charge(declaration)
        if declaration.when is not None:
            there = self._flag(declaration.when, declaration, scope, place)
            if there is None:
                self.faults.mark_fault(place)
                return None, None
            if not there:
                return above, None
        entering = above
        if declaration.source is not None and first:
            entering = self._tensor(declaration.source.text, declaration.source.span, scope, place)
        if declaration.faulty:
            entering = None
        start = len(self.walker.layers)
        form = declaration.form
        if form == "layer":
            out = self.built_in(declaration, entering, scope, place)
        elif form == "join":
            out = self.join(declaration, entering, scope, place)
        elif form == "block":
            out = self.block(declaration, entering, scope, place)
        elif form == "sequence":
            inner = place.child(declaration.name.text, "sequence", declaration.span.line) if declaration.name else place
            scope.above = entering
            out = self.layers(declaration.body, entering, scope, inner)
        elif form == "broken":
            self.faults.mark_fault(place.child(declaration.word.text))
            out = None
        else:
            self.head(declaration, entering, scope, place)
            out = above
        if declaration.faulty:
            self.faults.mark_fault(place.child(declaration.word.text))
            out = None
        placed = slice(start, len(self.walker.layers))
        if declaration.weights or declaration.frozen or declaration.expect:
            scope.above = entering
            self._modifiers(declaration, placed, out, scope, place)
        if self.observe is not None:
            self.observe(declaration, scope, placed)
        return out, placed

    def charge(self, declaration: LayerDeclaration) -> None:
        """Count a pass, with what it has to evaluate."""
        self.passes += declaration.cost or self._cost(declaration)
        if self.passes > MOST_PASSES:
            raise _TooManyPasses(declaration)

    def _cost(self, declaration: LayerDeclaration) -> int:
        """Passes that a layer counts for: more than one where it has very many values, or very long ones."""
        arguments = declaration.arguments
        given = [*declaration.call.values(), *(arguments.computed.values() if arguments else ())]
        values = [argument.value for argument in (*given, declaration.when, declaration.frozen) if argument]
        values += [expect.value for expect in declaration.expect]
        entries = list(arguments.entries.values()) if arguments else []
        defaults = self.document.defaults.get(declaration.word.text)
        if defaults and declaration.form == "layer":
            values += [argument.value for argument in defaults.computed.values()]
            entries += defaults.entries.values()
        if declaration.form == "block":
            parameters = self.document.blocks[declaration.word.text].parameters
            values += [parameter.default for parameter in parameters.values() if parameter.default]
        characters = sum(len(expression.text) for value in values for expression, _ in value.expressions())
        items = sum(value.node.size for value in values) + sum(entry.value.size for entry in entries)
        wide = len(declaration.operands or ()) // 8 + items // 16 + characters // 128
        declaration.cost = 1 + len(declaration.branches) + wide
        return declaration.cost

    # One layer

    def built_in(self, declaration: LayerDeclaration, x: Tensor | None, scope: Scope, place: Place) -> Tensor | None:
        """A layer with one input, and the shorthand that follows it."""
        here = place.child(declaration.name.text if declaration.name else declaration.word.text)
        scope.above = x
        operation = self.operation(declaration, scope, here)
        if operation is None or x is None:
            self.faults.mark_fault(here)
            return None
        y = self.apply(operation, (x,), declaration, here)
        if y is None:
            return None
        if getattr(operation, "batchnorm", False):
            y = self._shorthand("batchnorm", y, declaration, here, scope)
        activation = getattr(operation, "activation", "none")
        if activation != "none" and y is not None:
            y = self._shorthand(activation, y, declaration, here, scope)
        return y

    def apply(
        self,
        operation: Operation,
        inputs: tuple[Tensor, ...],
        declaration: LayerDeclaration,
        here: Place,
        names: Sequence[str] = (),
    ) -> Tensor | None:
        """Have the Walker place a layer; None, and a report, when it cannot be. ``names`` are what a file calls the operands."""
        try:
            return self.walker.apply(operation, inputs, here, declaration)
        except Problem as problem:
            if names:
                shown = [f"{name} is {tensor.shape}" for name, tensor in zip(names, inputs, strict=True)]
                problem.label = ", ".join(shown[:6]) + (", …" if len(shown) > 6 else "")
            self.faults.report_problem(problem, declaration, here)
            return None

    def _shorthand(self, word: str, x: Tensor, declaration: LayerDeclaration, here: Place, scope: Scope) -> Tensor | None:
        """The batch norm or activation that a convolution or linear layer asks for, a layer of its own with its kind's defaults."""
        following = LayerDeclaration(declaration.word, "layer", declaration.span, Arguments(layers.kind(word)))
        following.is_shorthand = True
        child = here.child(word)
        self.passes += 1
        operation = self.shorthands.get(word) or self.operation(following, scope, child, word)
        if operation is None:
            return None
        if word not in self.document.defaults or not self.document.defaults[word].computed:
            self.shorthands[word] = operation
        return self.apply(operation, (x,), following, child)

    def operation(self, declaration: LayerDeclaration, scope: Scope, here: Place, word: str = "") -> Operation | None:
        """The layer with its parameters: the kind's defaults, under the file's, under its own."""
        if declaration.ready is not None:
            return declaration.ready
        arguments = declaration.arguments
        assert arguments is not None
        defaults = self.document.defaults.get(word or declaration.word.text)
        values: dict[str, Any] = {}
        is_constant = True
        for given in (defaults, arguments):
            for name in given.entries if given else ():
                if given is defaults and name in arguments.entries:
                    continue
                assert given is not None
                constant, values[name] = self._field(given, name, scope, here, declaration.word.span if given is defaults else None)
                if values[name] is UNKNOWN:
                    return None
                is_constant = is_constant and constant
        if any(field.required and name not in values for name, field in arguments.kind.fields.items()):
            return None
        operation = self._interned(arguments.kind, values, declaration, here)
        if is_constant and operation is not None:
            declaration.ready = operation
        return operation

    def _field(self, arguments: Arguments, name: str, scope: Scope, here: Place, used: Span | None) -> tuple[bool, Any]:
        """Whether a parameter is the same everywhere, and its value."""
        if name in arguments.fixed and not is_reference(arguments, name):
            return True, arguments.fixed[name]
        if name not in arguments:
            return True, UNKNOWN
        entry = arguments.entries[name]
        try:
            value = (
                arguments.fixed[name]
                if name in arguments.fixed
                else read_field(arguments, name, arguments.computed[name].value.raw(scope))
            )
            if isinstance(value, str) and isinstance(arguments.kind.fields[name].type, SizeReference):
                tensor = self._tensor(value, entry.value.span, scope, here)
                value = tensor.shape.spatial if tensor is not None else UNKNOWN
            return False, value
        except Faulty as fault:
            self.faults.report_fault(fault, arguments.computed[name].value, scope, here, used)
        except Unknown:
            pass
        except Problem as problem:
            self.faults.report_problem_of(problem, arguments.computed[name].value, entry.span, scope, here, used)
        return False, UNKNOWN

    def _interned(
        self, kind: type[Operation], values: dict[str, Any], declaration: LayerDeclaration, here: Place
    ) -> Operation | None:
        """The layer with these values, one object for equal ones."""
        operation = kind(**values)
        known = self.interned.get(operation)
        if known is None:
            try:
                operation.check()
            except Problem as problem:
                self.faults.report_problem(problem, declaration, here)
                return None
            known = self.interned[operation] = operation
        return known

    # Joins, blocks, heads

    def join(self, declaration: LayerDeclaration, x: Tensor | None, scope: Scope, place: Place) -> Tensor | None:
        """Tensors that exist, or branches that each start from ``x``, made one."""
        word = declaration.word.text
        scope.above = x
        operands = [self._tensor(operand.text, operand.span, scope, place) for operand in declaration.operands or ()]
        outer = place.child(declaration.name.text) if declaration.name else None
        operands += [self._branch(branch, x, scope, (outer or place).child(branch.key.text)) for branch in declaration.branches]
        operation = self.shorthands.get(word)
        if operation is None:
            operation = self.shorthands[word] = layers.kind(word)()
        here = outer or place.child(word)
        inputs = [tensor for tensor in operands if tensor is not None]
        if len(inputs) < len(operands) or len(inputs) < 2:
            self.faults.mark_fault(here)
            return None
        return self.apply(operation, tuple(inputs), declaration, here, _operand_names(declaration))

    def _branch(self, branch: Body, x: Tensor | None, scope: Scope, place: Place) -> Tensor | None:
        return self.layers(branch.layers, x, scope.inner(x), place)

    def head(self, declaration: LayerDeclaration, x: Tensor | None, scope: Scope, place: Place) -> None:
        """Side outputs; the main path goes on unchanged."""
        for branch in declaration.branches:
            output = self._branch(branch, x, scope, place.child(branch.key.text))
            if output is not None:
                self.heads.append((branch.key.text, output))

    def block(self, declaration: LayerDeclaration, x: Tensor | None, scope: Scope, place: Place) -> Tensor | None:
        """A call of a user's block: its body with parameters of its own."""
        block = self.document.blocks[declaration.word.text]
        word = declaration.word.text
        here = place.child(declaration.name.text if declaration.name else word, word, declaration.span.line)
        scope.above = x
        if block.is_faulty or block.is_recursive:
            self.faults.mark_fault(here)
            return None
        inner = self._outermost(scope.variables, x)
        for name, parameter in block.parameters.items():
            if parameter.is_tensor:
                argument = declaration.call.get(name)
                inner.tensors[name] = (
                    self._tensor(str(argument.value.raw(None)), argument.value.span, scope, here) if argument else None
                )
            else:
                inner.parameters[name] = self._parameter(block, name, declaration, scope, inner, here)
        return self.layers(block.layers, x, inner, here)

    def _parameter(self, block: Block, name: str, declaration: LayerDeclaration, scope: Scope, inner: Scope, here: Place) -> Any:
        """What a call gives a parameter, or its default, which may ask for the parameters before it."""
        argument = declaration.call.get(name)
        value: Value | None = argument.value if argument else block.parameters[name].default
        if value is None:
            return UNKNOWN
        try:
            return value.free(scope if argument else inner)
        except Faulty as fault:
            self.faults.report_fault(fault, value, scope if argument else inner, here, is_inside=not argument)
        except Unknown:
            pass
        return UNKNOWN

    # Modifiers

    def _count(self, declaration: LayerDeclaration, argument: Argument, scope: Scope, place: Place) -> int | None:
        try:
            count = INDEX.read(argument.value.raw(scope))
            if not isinstance(count, int):
                raise INDEX.refuse(count)
        except Faulty as fault:
            self.faults.report_fault(fault, argument.value, scope, place.child(declaration.word.text))
            return None
        except Unknown:
            return None
        except Problem as problem:
            named_problem(problem, "repeat", "2")
            self.faults.report_problem_of(problem, argument.value, argument.entry.span, scope, place.child(declaration.word.text))
            return None
        return count

    def _flag(self, argument: Argument, declaration: LayerDeclaration, scope: Scope, place: Place) -> bool | None:
        """A `when` or `frozen`; None where it cannot be told."""
        try:
            raw = argument.value.raw(scope)
        except Faulty as fault:
            self.faults.report_fault(fault, argument.value, scope, place.child(declaration.word.text))
            return None
        except Unknown:
            return None
        try:
            return FLAG.read(raw)
        except Problem as problem:
            key, node = argument.entry.key.text, argument.value.node
            asked = f"{key}: {node.text} > 0" if isinstance(node, Scalar) and node.is_expression else f"{key}: true"
            named_problem(problem, key, "true")
            problem.help = f"compare it, as in `{asked}`" if node is not None and asked.endswith("> 0") else problem.help
            self.faults.report_problem_of(problem, argument.value, argument.entry.span, scope, place.child(declaration.word.text))
        return None

    def _tensor(self, name: str, span: Span, scope: Scope, place: Place) -> Tensor | None:
        """The tensor that a name means here; names nobody gives have been reported before the walk."""
        try:
            return scope.tensor(name)
        except KeyError:
            self.faults.report(
                "CC114",
                f"`{printable(name)}` is not there: what makes it is left out by `when` or `repeat`",
                span,
                place,
                help="name a tensor that is always there",
            )
            return None

    def _modifiers(self, declaration: LayerDeclaration, placed: slice, out: Tensor | None, scope: Scope, place: Place) -> None:
        if declaration.weights is not None and out is not None:
            self._share(declaration, placed, scope, place)
        if declaration.frozen is not None and self._flag(declaration.frozen, declaration, scope, place):
            for record in self.walker.layers[placed]:
                record.frozen = True
        if self.settings.are_the_files_own and self.settings.variant is None and out is not None:
            for expect in declaration.expect:
                self._expectation(expect, scope, layers=placed, output=out, place=out.place)

    def _share(self, declaration: LayerDeclaration, placed: slice, scope: Scope, place: Place) -> None:
        """Give the layers just placed the weights of those that ``weights`` names."""
        name = declaration.weights
        assert name is not None
        owners = scope.call(name.text)
        if owners is None:
            if name.text not in ("input", "prev"):
                self._no_owner(name.text, name.span, scope, place)
            return
        borrowers = [record for record in self.walker.layers[placed] if record.weights]
        lenders = [record for record in self.walker.layers[owners] if record.weights]
        for borrower, lender in zip(borrowers, lenders, strict=False):
            if borrower.op != lender.op or not _fit(borrower.weights, lender.weights):
                message = f"this `{borrower.op}` has {_weights(borrower)}, `{lender.op}` in `{name.text}` has {_weights(lender)}"
                self.faults.report(
                    "CC122",
                    message,
                    name.span,
                    borrower.place,
                    help="give both the same parameters and inputs of the same channels, or leave out `weights`",
                )
                return
            borrower.shares = lender.shares or lender
        if len(borrowers) != len(lenders):
            plural = "layer" if len(borrowers) == 1 else "layers"
            message = f"{len(borrowers)} {plural} with weights here, {len(lenders)} in `{name.text}`"
            help = "a layer shares with one of its kind, a block's call with another call of it"
            self.faults.report("CC122", message, name.span, place, help=help)

    def _no_owner(self, name: str, span: Span, scope: Scope, place: Place) -> None:
        try:
            known = scope.tensor(name) is not None
        except KeyError:
            known = ("CC114", (span.line, span.column)) not in self.faults.reported
        if known:
            self.faults.report(
                "CC122",
                f"`{printable(name)}` is no layer whose weights could be shared",
                span,
                place,
                help="give a `name` to a layer or a block's call that stands above and is always there, and name it here",
            )

    # Expectations

    def _file_expectations(self, scope: Scope) -> None:
        """Those of the file, or of the variant that was asked for."""
        if not self.settings.are_the_files_own:
            return
        variant = self.settings.variant
        scope.above = scope.entered
        for expect in self.document.variants[variant].expect if variant is not None else self.document.expect:
            self._expectation(expect, scope)

    def _expectation(
        self,
        expect: Expect,
        scope: Scope,
        *,
        layers: slice | None = None,
        output: Tensor | None = None,
        place: Place | None = None,
    ) -> None:
        try:
            wanted = FIGURES[expect.figure].read(expect.value.raw(scope))
        except Faulty as fault:
            self.faults.report_fault(fault, expect.value, scope, place)
        except Unknown:
            pass
        except Problem as problem:
            named_problem(problem, expect.figure, FIGURES[expect.figure].example)
            self.faults.report_problem_of(problem, expect.value, expect.span, scope, place)
        else:
            self.expectations.append(Expectation(expect.figure, wanted, expect.span, layers=layers, output=output, place=place))


class _TooManyPasses(Exception):
    """The file expands to more than anyone's network."""

    def __init__(self, declaration: LayerDeclaration) -> None:
        super().__init__(f"the file expands to more than {MOST_PASSES:,} layers, those that are skipped included")
        self.declaration = declaration
        self.repeated: Argument | None = None
        """The largest `repeat` that it stands in, with its passes."""
        self.count = 1

    def inside(self, repeated: Argument, count: int) -> None:
        """Remember the largest of the repeats around it."""
        if count > self.count:
            self.repeated, self.count = repeated, count


def _freeze(placed: list[LayerRecord], what: str) -> None:
    """Mark parameters as not trained."""
    with_parameters = [record for record in placed if record.weights]
    for record in with_parameters[: -1 if what == "all-but-last" else None]:
        record.frozen = True


def _fit(weights: WeightShapes, others: WeightShapes) -> bool:
    """Whether weights have the same names and shapes."""
    return weights.keys() == others.keys() and all(
        len(weights[name]) == len(others[name]) and alike(weights[name], others[name]) for name in weights
    )


def _operand_names(declaration: LayerDeclaration) -> list[str]:
    """What the operands of a join are called."""
    return [operand.text for operand in declaration.operands or ()] or [branch.key.text for branch in declaration.branches]


def _weights(record: LayerRecord) -> str:
    return ", ".join(f"{name} {list(shape)}" for name, shape in record.weights.items())
