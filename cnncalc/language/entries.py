"""Nodes to layer declarations: the entries of a list of layers, checked as far as no sizes are needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cnncalc import layers
from cnncalc.core.fields import SizeReference
from cnncalc.core.problem import Problem
from cnncalc.core.scalars import shown
from cnncalc.language.declarations import Argument, Arguments, Block, Body, Document, Expect, Form, LayerDeclaration
from cnncalc.language.expressions import RESERVED
from cnncalc.language.figures import FIGURES, LAYER_FIGURES
from cnncalc.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from cnncalc.language.synonyms import INFERRED, PARAMETER_SYNONYMS, SYNONYMS
from cnncalc.language.values import Faulty, Value, descend, is_broken
from cnncalc.source import Diagnostic, Findings, did_you_mean, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.core.operation import Operation
    from cnncalc.source import Span

SHAPELESS = ("name", "expect", "frozen", "weights")
"""Modifiers that leave a layer's shape alone: a fault in one hides nothing below it."""
MODIFIERS = ("name", "from", "repeat", "when", "expect", "frozen", "weights")
NAME = r"[A-Za-z_][A-Za-z0-9_]*"
KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]*"


class EntryReader:
    """Reads layers and values; every fault goes to ``diagnostics`` and reading goes on."""

    def __init__(self, document: Document, diagnostics: Findings) -> None:
        self.document = document
        self.diagnostics = diagnostics

    # Reporting

    def report(self, code: str, message: str, span: Span, help: str = "", notes: tuple[tuple[str, Span], ...] = ()) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, help=help, notes=notes))

    def report_problem(self, problem: Problem, node: Node, span: Span) -> None:
        at = descend(node, problem.within) if problem.within else span
        self.report(problem.code, problem.message, at, problem.help)

    # Pieces

    def value(self, entry: Entry) -> Argument | None:
        """The value behind a key; None when it is faulty, which is then reported."""
        try:
            return Argument(entry, Value(entry.value))
        except Faulty as fault:
            if fault.diagnostic:
                self.diagnostics.append(fault.diagnostic)
            return None

    def mapping(self, node: Node, what: str, help: str = "") -> Mapping | None:
        """``node`` as a mapping; None, and a report, when it is something else."""
        if isinstance(node, Mapping):
            return node
        if not is_broken(node):
            self.report("CC107", f"{what} takes `key: value` pairs, found {_found(node)}", node.span, help)
        return None

    def word(self, node: Node, what: str, pattern: str = NAME, help: str = "") -> Scalar | None:
        """``node`` as a name; None, and a report, when it is none."""
        if isinstance(node, Scalar) and re.fullmatch(pattern, node.text):
            return node
        if not is_broken(node):
            signs = {NAME: "letters, digits and `_`, beginning with a letter"}.get(pattern, "letters, digits, `_` and `-`")
            fixed = re.sub(r"[^A-Za-z0-9]+", "_", node.text).strip("_")[:40] if isinstance(node, Scalar) else ""
            fixed = f"n{fixed}" if fixed[:1].isdigit() and pattern == NAME else fixed
            help = help or f"as in `{fixed if fixed not in ('', *RESERVED) else 'stem'}`"
            self.report("CC113", f"{what} is a word of {signs}, found {_found(node)}", node.span, help)
        return None

    def new_name(self, node: Node, what: str) -> Scalar | None:
        """A name that is given here, so none of the language's own."""
        name = self.word(node, what)
        if name is not None and name.text in RESERVED:
            self.report("CC113", f"`{name.text}` cannot be {what}: the language uses it", name.span, f"as in `{name.text}_1`")
            return None
        return name

    # Layers

    def layers(self, node: Node, what: str) -> list[LayerDeclaration]:
        """A list of layers."""
        if isinstance(node, Sequence):
            return [self.layer(item) for item in node.items]
        if not is_broken(node):
            help = "begin each layer with `- `"
            if isinstance(node, Scalar):
                help = f"write `[{printable(node.text)}]`" if node.text else "as in `layers: [relu]`"
            self.report("CC107", f"{what} must be a list of layers", node.span, help)
        return []

    def body(self, node: Node, what: str) -> list[LayerDeclaration]:
        """What a branch or a head holds: a bare word, a layer, a list, or nothing."""
        if isinstance(node, Scalar) and node.is_empty:
            return []
        if isinstance(node, Sequence):
            return self.layers(node, what)
        return [self.layer(node)]

    def layer(self, node: Node) -> LayerDeclaration:
        """One entry of a list."""
        if isinstance(node, Mapping):
            declaration = self._layer_with_parameters(node)
            declaration.node = node
            return declaration
        if isinstance(node, Scalar) and not node.is_empty:
            declaration = self.operation(node, None, node.span)
            declaration.node = node
            return declaration
        if isinstance(node, Scalar):
            self.report("CC119", "an empty entry: a layer is missing here", node.span, "remove the `-`, or name an operation")
        elif is_broken(node):
            self.document.lost.add("tensors")
        else:
            self.report(
                "CC119", "a list stands where a layer should", node.span, f"write `sequence: {written(node)}` to group layers"
            )
        return _broken(node.span)

    def _layer_with_parameters(self, node: Mapping) -> LayerDeclaration:
        entry = self._operation_entry(node)
        declaration = (
            self.operation(entry.key, entry.value, entry.span, beside=node.entries.keys()) if entry else _broken(node.span)
        )
        astray = [key for key in node.entries if key not in (*MODIFIERS, declaration.word.text)]
        declaration.faulty |= node.is_faulty or any(nearest(key, MODIFIERS) not in SHAPELESS for key in astray)
        self._modifiers(declaration, node)
        return declaration

    def _operation_entry(self, node: Mapping) -> Entry | None:
        """The one key of a layer that is no modifier."""
        others = [entry for key, entry in node.entries.items() if key not in MODIFIERS]
        known = [entry for entry in others if self._is_operation(entry.key.text)]
        if not others and node.is_faulty:
            return None
        if not others:
            if node.entries:
                first = next(iter(node.entries.values())).key
                self.report("CC119", "a layer without an operation", first.span, "add one, as in `conv: {filters: 64, kernel: 3}`")
            else:
                self.report("CC119", "a layer without an operation", node.span, "remove the `-`, or name an operation")
            return None
        if len(others) == 1:
            return others[0]
        if len(known) > 1:
            second = known[1].key
            self.report(
                "CC119",
                f"two operations in one layer: `{known[0].key.text}` and `{second.text}`",
                second.span,
                "begin each layer with `- `",
            )
        for entry in others:
            if known and entry not in known:
                self._unknown_modifier(entry, known[0])
        if not known:
            self.unknown_operation(others[0].key)
        return known[0] if len(known) == 1 else None

    def _unknown_modifier(self, entry: Entry, operation: Entry) -> None:
        key, word = entry.key.text, operation.key.text
        help = did_you_mean(key, MODIFIERS, "beside an operation may stand")
        if word in layers.places() and key in layers.kind(word).fields:
            main = layers.kind(word).main
            help = f"it belongs inside the braces: {_spelt(word, main, operation.value, {key: written(entry.value)})}"
        elif word in self.document.blocks and key in self.document.blocks[word].parameters:
            first = next(iter(self.document.blocks[word].parameters))
            help = f"it belongs inside the braces: {_spelt(word, first, operation.value, {key: written(entry.value)})}"
        self.report("CC105", f"unknown key `{printable(key)}` beside `{word}`", entry.key.span, help)

    def _is_operation(self, word: str) -> bool:
        return word in layers.places() or word in layers.GROUPING or word in self.document.blocks

    def unknown_operation(self, word: Scalar) -> None:
        """Report a word that is no operation."""
        if "blocks" in self.document.lost and re.fullmatch(r"[A-Z]\w*", word.text):
            return
        known = [*layers.places(), *layers.GROUPING, *self.document.blocks]
        synonym = SYNONYMS.get(word.text.lower())
        if word.is_expression:
            message = "an expression stands where an operation should"
            help = "write the operation's word; for a layer that is not always there put `when: =…` below it"
        elif word.text[:1].isupper() and not synonym and nearest(word.text, known) in (None, *self.document.blocks):
            message = f"unknown block `{printable(word.text)}`"
            help = did_you_mean(word.text, tuple(self.document.blocks), "blocks of this file") or (
                f"describe it, as in `blocks: {{{printable(word.text)}: {{layers: [relu]}}}}`"
            )
        else:
            message = f"unknown operation `{printable(word.text)}`"
            help = (
                f"it is called `{synonym}` here"
                if synonym
                else did_you_mean(word.text, known)
                if nearest(word.text, known)
                else ("`cnncalc list --operations` shows all of them")
            )
        self.report("CC108", message, word.span, help)

    def operation(self, word: Scalar, value: Node | None, span: Span, beside: Iterable[str] = ()) -> LayerDeclaration:
        """A layer by its word and the value behind it; ``beside`` are the keys that stand next to it."""
        text = word.text
        if not self._is_operation(text):
            self.unknown_operation(word)
            if isinstance(value, Sequence):  # perhaps a `sequence`, whose names are seen below it
                self.document.lost.add("tensors")
            return LayerDeclaration(word, "broken", span)
        if value is not None and is_broken(value):
            return LayerDeclaration(word, "broken", span)
        form: Form = "block" if text in self.document.blocks else "sequence"
        if text in layers.places():
            form = "join" if layers.is_join(text) else "layer"
        declaration = LayerDeclaration(word, "head" if text == "head" else form, span)
        value = None if isinstance(value, Scalar) and value.is_empty else value
        before = len(self.diagnostics)
        if declaration.form == "layer":
            declaration.arguments = self.arguments(word, value)
            self._missing(declaration, beside)
            declaration.faulty = len(self.diagnostics) > before
        elif declaration.form == "join":
            self._join(declaration, value)
        elif declaration.form == "block":
            self._call(declaration, self.document.blocks[text], value)
            declaration.faulty |= len(self.diagnostics) > before
        elif declaration.form == "head":
            self._head(declaration, value)
        elif value is None:
            declaration.faulty = True
            self.report("CC106", "`sequence` needs a list of layers", word.span, "as in `sequence: [flatten, relu]`")
        else:
            declaration.faulty = not isinstance(value, Sequence)
            declaration.body = self.layers(value, "`sequence`")
        return declaration

    # Built-in operations

    def arguments(self, word: Scalar, value: Node | None) -> Arguments:
        """The parameters of a built-in operation, from its value."""
        kind = layers.kind(word.text)
        arguments = Arguments(kind)
        for name, entry in self._named(word, kind, value, arguments.meant).items():
            arguments.entries[name] = entry
            argument = self.value(entry)
            if argument is None:
                continue
            if not argument.value.is_constant:
                arguments.computed[name] = argument
                continue
            try:
                arguments.fixed[name] = kind.fields[name].type.read(argument.value.raw(None))
            except Problem as problem:
                self.report_problem(named_problem(problem, name, kind.fields[name].example), entry.value, entry.span)
        return arguments

    def _named(self, word: Scalar, kind: type[Operation], value: Node | None, meant: set[str]) -> dict[str, Entry]:
        """Parameter name to entry; the main parameter's key is the operation's word. ``meant`` gets what other keys stand for."""
        if value is None:
            return {}
        main = kind.fields.get(kind.main or "")
        known = tuple(kind.fields)
        spells_main = (
            main is not None
            and isinstance(value, Mapping)
            and bool(value.entries)
            and all(
                key not in kind.fields and key not in MODIFIERS and (key in main.type.keys or nearest(key, known) is None)
                for key in value.entries
            )
            and bool(main.type.keys)
        )
        if not isinstance(value, Mapping) or spells_main:
            if main is not None:
                return {main.name: Entry(word, value)}
            takes = f"write it as a bare word: `- {word.text}`"
            if main is None and kind.fields:
                required = {name: field.example for name, field in kind.fields.items() if field.required}
                takes = f"its parameters go into braces, as in {_spelt(word.text, None, None, required)}"
            self.report("CC105", f"`{word.text}` takes no single value", value.span, takes)
            meant.update(kind.fields)
            return {}
        named = {}
        meant.update(known if value.is_faulty else ())
        for key, entry in value.entries.items():
            if key in kind.fields:
                named[key] = entry
            elif key in MODIFIERS:
                help = f"it stands beside `{word.text}:`, not inside its braces"
                self.report("CC105", f"`{key}` is no parameter of `{word.text}`", entry.key.span, help)
            else:
                guess = next((name for name in PARAMETER_SYNONYMS.get(key.lower(), ()) if name in known), None) or nearest(
                    key, known
                )
                meant.update([guess] if guess else [])
                help = (
                    did_you_mean(guess or key, known, f"`{word.text}` has")
                    if known
                    else f"write it as a bare word: `- {word.text}`"
                )
                if key.lower() in INFERRED:
                    help = "leave it out: the channels that come in are known"
                self.report("CC105", f"`{word.text}` has no parameter `{printable(key)}`", entry.key.span, help)
        return named

    def _missing(self, declaration: LayerDeclaration, beside: Iterable[str]) -> None:
        """Report required parameters that neither the layer nor the file's defaults give; one that only stands astray is there."""
        arguments = declaration.arguments
        assert arguments is not None
        defaults = self.document.defaults.get(declaration.word.text)
        given = {*arguments.entries, *arguments.meant, *((*defaults.entries, *defaults.meant) if defaults else ()), *beside}
        if "defaults" in self.document.lost:
            return
        missing = [field for name, field in arguments.kind.fields.items() if field.required and name not in given]
        if missing:
            word = declaration.word.text
            needs = " and ".join(f"`{field.name}`" for field in missing)
            fields = {name: written(entry.value) for name, entry in arguments.entries.items()}
            fields |= {field.name: field.example for field in missing}
            ordered = {name: fields[name] for name in arguments.kind.fields if name in fields}
            short = list(ordered) == [arguments.kind.main]
            help = f"as in `{word}: {missing[0].example}`" if short else f"as in {_spelt(word, None, None, ordered)}"
            self.report("CC106", f"`{word}` needs {needs}", declaration.word.span, help)

    def _join(self, declaration: LayerDeclaration, value: Node | None) -> None:
        word = declaration.word
        help = (
            f"name tensors, as in `{word.text}: [prev, input]`, or open branches, as in `{word.text}: {{main: [...], shortcut: }}`"
        )
        if isinstance(value, Sequence):
            declaration.operands = []
            declaration.faulty = not all(isinstance(item, Scalar) and re.fullmatch(NAME, item.text) for item in value.items)
            for item in value.items:
                if isinstance(item, Scalar) and re.fullmatch(NAME, item.text):
                    declaration.operands.append(item)
                elif not is_broken(item):
                    self.report(
                        "CC107",
                        f"a list in `{word.text}` names tensors that exist, found {_found(item)}",
                        item.span,
                        f"for a branch of its own write `{word.text}: {{main: {written(item)}, shortcut: }}`",
                    )
        elif isinstance(value, Mapping):
            declaration.branches = self._bodies(value, "a branch")
            declaration.faulty = len(declaration.branches) < len(value.entries) or value.is_faulty
        else:
            self.report(
                "CC106", f"`{word.text}` needs at least two tensors to join", word.span if value is None else declaration.span, help
            )
            return
        count = len(value.items if isinstance(value, Sequence) else value.entries)
        if count < 2 and not (isinstance(value, Mapping) and value.is_faulty):
            self.report("CC106", f"`{word.text}` needs at least two tensors to join, found {count}", word.span, help)

    def _bodies(self, value: Mapping, what: str) -> list[Body]:
        bodies = []
        for entry in value.entries.values():
            key = self.word(entry.key, f"the name of {what}", KEY)
            layers_below = self.body(entry.value, what)
            if key is not None:
                bodies.append(Body(key, layers_below))
        return bodies

    def _head(self, declaration: LayerDeclaration, value: Node | None) -> None:
        if value is None or not isinstance(value, Mapping) or not value.entries:
            self.report(
                "CC106", "`head` needs a name and layers", declaration.word.span, "as in `head: {aux: [global_avgpool, flatten]}`"
            )
            return
        declaration.branches = self._bodies(value, "a head")

    # Blocks

    def _call(self, declaration: LayerDeclaration, block: Block, value: Node | None) -> None:
        word = declaration.word.text
        known = tuple(block.parameters)
        entries: dict[str, Entry] = {}
        meant: set[str] = set()
        if isinstance(value, Mapping):
            meant.update(known if value.is_faulty else ())
            declaration.faulty |= value.is_faulty
            for key, entry in value.entries.items():
                if key in block.parameters:
                    entries[key] = entry
                elif key in MODIFIERS:
                    help = f"it stands beside `{word}:`, not inside its braces"
                    self.report("CC105", f"`{key}` is no parameter of `{word}`", entry.key.span, help)
                elif key not in block.refused and not block.is_faulty:
                    guess = nearest(key, known)
                    meant.update([guess] if guess else [])
                    help = did_you_mean(key, known, f"`{word}` has") if known else f"write it as a bare word: `- {word}`"
                    self.report("CC105", f"`{word}` has no parameter `{printable(key)}`", entry.key.span, help)
        elif block.is_faulty:
            return
        elif value is not None and known:
            entries[known[0]] = Entry(declaration.word, value)
        elif value is not None:
            self.report("CC105", f"`{word}` has no parameters", value.span, f"write it as a bare word: `- {word}`")
        for name, entry in entries.items():
            argument = self.value(entry)
            if argument is None:
                declaration.faulty = True
                continue
            if (
                block.parameters[name].is_tensor
                and self.word(entry.value, f"the tensor `{name}`", help=f"as in `{name}: prev`") is None
            ):
                continue
            declaration.call[name] = argument
        given = {*entries, *meant}
        missing = [name for name, parameter in block.parameters.items() if parameter.required and name not in given]
        if missing:
            needs = " and ".join(f"`{name}`" for name in missing)
            fields = {name: "prev" if block.parameters[name].is_tensor else "1" for name in missing}
            fields |= {name: written(entry.value) for name, entry in entries.items()}
            ordered = {name: fields[name] for name in known if name in fields}
            self.report("CC106", f"`{word}` needs {needs}", declaration.word.span, f"as in {_spelt(word, None, None, ordered)}")

    # Modifiers

    def _modifiers(self, declaration: LayerDeclaration, node: Mapping) -> None:
        entries = {key: node.entries[key] for key in MODIFIERS if key in node.entries}
        if declaration.form == "head":
            for key in ("name", "repeat", "weights", "expect"):
                if key in entries:
                    help = "a head is named by its key" if key == "name" else "put it on a layer inside the head"
                    self.report("CC105", f"`{key}` cannot stand beside `head`", entries.pop(key).key.span, help)
        if declaration.form == "join" and "from" in entries and declaration.operands is not None:
            help = "the list says what is joined; use `prev` or a name in it"
            self.report("CC105", "`from` has no meaning beside a join of named tensors", entries.pop("from").key.span, help)
        for key, entry in entries.items():
            if key == "name":
                declaration.name = self.new_name(entry.value, "a name")
            elif key == "from":
                declaration.source = self.word(entry.value, "the tensor that `from` names", help="as in `from: input`")
                declaration.faulty |= declaration.source is None
            elif key == "weights":
                declaration.weights = self.word(entry.value, "the layer that `weights` names", help="as in `weights: stem`")
            elif key == "expect":
                declaration.expect = self.expect(entry.value, LAYER_FIGURES)
            else:
                setattr(declaration, key, self.value(entry) or Argument(entry, Value.faulty(entry.value)))

    def expect(self, node: Node, figures: tuple[str, ...]) -> list[Expect]:
        """What is asserted: a mapping of figures, or beside a layer just its output shape."""
        if isinstance(node, Scalar) and figures is LAYER_FIGURES:
            argument = self.value(Entry(node, node))
            return self._checked([Expect("output", argument.value, node.span)] if argument else [])
        mapping = self.mapping(node, "`expect`", "as in `expect: {output: 1000, params: 138_357_544}`")
        expectations = []
        for key, entry in mapping.entries.items() if mapping else ():
            if key not in figures:
                what = "`expect` of a layer" if figures is LAYER_FIGURES else "`expect`"
                help = did_you_mean(key, figures, "it has")
                self.report("CC105", f"{what} has no figure `{printable(key)}`", entry.key.span, help)
                continue
            argument = self.value(entry)
            if argument is not None:
                expectations.append(Expect(key, argument.value, entry.span))
        return self._checked(expectations)

    def _checked(self, expectations: list[Expect]) -> list[Expect]:
        """Those whose value can be read, as far as it is known now."""
        good = []
        for expect in expectations:
            try:
                if expect.value.is_constant:
                    FIGURES[expect.figure].read(expect.value.raw(None))
                good.append(expect)
            except Problem as problem:
                self.report_problem(
                    named_problem(problem, expect.figure, FIGURES[expect.figure].example), expect.value.node, expect.span
                )
        return good


def _broken(span: Span) -> LayerDeclaration:
    """An entry of which nothing is known."""
    return LayerDeclaration(Scalar(span, "layer"), "broken", span)


def named_problem(problem: Problem, name: str, example: str) -> Problem:
    """The problem of a value, with its name in front, and an example where there is no other help."""
    if problem.message.startswith("expected "):
        problem.message = f"`{name}` takes {problem.message.removeprefix('expected ')}"
    elif problem.code == "CC107":
        problem.message = f"`{name}`: {problem.message}"
    problem.help = problem.help or f"as in `{name}: {example}`"
    return problem


def _found(node: Node) -> str:
    """What stands there, as a message names it."""
    if isinstance(node, Sequence):
        return f"a list of {len(node.items)}"
    return shown(node.text) if isinstance(node, Scalar) else "`key: value` pairs"


def written(node: Node) -> str:
    """A value as it can be written inside braces."""
    span = node.span
    text = span.source.line(span.line)[span.column - 1 : span.end_column - 1] if span.on_one_line else ""
    if isinstance(node, Scalar):
        text = node.text if not node.quoted or not text else text
        return f'"{text}"' if not node.quoted and re.search(r"[,\[\]{}]", text) else printable(text)
    return text if 0 < len(text) <= 60 else "…"


def _spelt(word: str, main: str | None, value: Node | None, more: dict[str, str]) -> str:
    """A layer as a file writes it: what stands there, a single value being ``main``, and ``more``."""
    given: dict[str, str] = {}
    if isinstance(value, Mapping):
        given = {key: written(entry.value) for key, entry in value.entries.items()}
    elif value is not None and main and not (isinstance(value, Scalar) and value.is_empty):
        given = {main: written(value)}
    return f"`{word}: {{{', '.join(f'{printable(name)}: {text}' for name, text in {**given, **more}.items())}}}`"


def is_reference(arguments: Arguments, name: str) -> bool:
    """Whether the value of this field names a tensor."""
    return isinstance(arguments.kind.fields[name].type, SizeReference) and isinstance(arguments.fixed.get(name), str)


def read_field(arguments: Arguments, name: str, raw: Any) -> Any:
    """The field's value from what an expression gave.

    Raises:
        Problem: it is not what the field takes.
    """
    try:
        return arguments.kind.fields[name].type.read(raw)
    except Problem as problem:
        raise named_problem(problem, name, arguments.kind.fields[name].example) from None
