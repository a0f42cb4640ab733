"""Nodes to a document: the keys at the top of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc import layers
from cnncalc.core.fields import SHAPE
from cnncalc.core.problem import Problem
from cnncalc.core.scalars import shown
from cnncalc.core.size import Symbolic, are_known
from cnncalc.language.declarations import Argument, Arguments, Block, Document, Parameter, Variant
from cnncalc.language.entries import EntryReader, named_problem
from cnncalc.language.figures import FIGURES
from cnncalc.language.names import check_names
from cnncalc.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from cnncalc.language.reader import read
from cnncalc.language.values import Faulty, Value, is_broken
from cnncalc.source import Diagnostic, Findings, InputError, Source, Span, did_you_mean, printable

if TYPE_CHECKING:
    from cnncalc.core.shape import Shape

TOP_KEYS = (
    "cnncalc", "name", "description", "source", "input", "inputs", "vars", "defaults", "blocks", "layers", "expect", "variants",
)  # fmt: skip
REQUIRED_WORD, TENSOR_WORD = "required", "tensor"

_BLOCK_NAME = r"[A-Z][A-Za-z0-9_]*"
_VARIANT_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"


def read_document(source: Source) -> tuple[Document, Findings]:
    """The declarations of a file and what is wrong with them; whoever walks it may find more.

    Raises:
        InputError: it cannot be read at all.
    """
    root, diagnostics = read(source)
    if not isinstance(root, Mapping):
        if not is_broken(root):
            help = "put `input: 224x224x3` first, then `layers:` with the list of layers"
            diagnostics.append(Diagnostic("CC107", "an architecture file begins with `key: value` pairs", root.span, help=help))
        raise InputError(diagnostics)
    return _declared(root, source, diagnostics), diagnostics


def row(shape: Node, entries: list[Node], diagnostics: Findings) -> Document:
    """The declarations of layers that stand in no file: ``entries`` one after the other, on an input of this shape.

    What is wrong with them is added to ``diagnostics``.
    """
    source, top = shape.span.source, [Scalar(shape.span, "input"), Scalar(shape.span, "layers")]
    values = (shape, Sequence(shape.span, entries))
    root = Mapping(shape.span, {key.text: Entry(key, value) for key, value in zip(top, values, strict=True)})
    return _declared(root, source, diagnostics)


def _declared(root: Mapping, source: Source, diagnostics: Findings) -> Document:
    reader = _DocumentReader(Document(source), diagnostics)
    reader.read(root)
    check_names(reader.document, diagnostics)
    return reader.document


def layout_warning(shape: Shape, span: Span | None) -> Diagnostic | None:
    """CC118: the shape looks like channels x height x width."""
    if shape.axes != 2:
        return None
    first, second, last = shape
    if not are_known(shape):
        if first not in (1, 3, 4) or isinstance(second, int) or isinstance(last, int):
            return None
    else:
        is_image = first in (1, 3, 4) and second >= 16 and last >= 16 and (first != 1 or second == last)
        if not is_image or second > 16 * last:
            return None
    message = f"{shape} is {first} high, {second} wide and {last} channels deep: shapes are height x width x channels"
    return Diagnostic("CC118", message, span, "warning", help=f"for {first} channels write `{second}x{last}x{first}`")


class _DocumentReader(EntryReader):
    """Reads the top-level keys, in the order in which they need each other."""

    def read(self, root: Mapping) -> None:
        for key, entry in root.entries.items():
            if key not in TOP_KEYS:
                self.report("CC105", f"unknown key `{printable(key)}`", entry.key.span, did_you_mean(key, TOP_KEYS, "a file has"))
        entries = {key: root.entries.get(key) for key in TOP_KEYS}
        self._version(entries["cnncalc"])
        self.document.name = self._text(entries["name"])
        self.document.description = self._text(entries["description"])
        self.document.reference = self._text(entries["source"])
        self._variables(entries["vars"])
        self._inputs(entries["input"], entries["inputs"], root)
        self._blocks(entries["blocks"])
        self._defaults(entries["defaults"])
        for block, body in self._bodies_of_blocks(entries["blocks"]):
            block.layers = self.layers(body, "`layers`")
        if entries["layers"]:
            self.document.layers = self.layers(entries["layers"].value, "`layers`")
        elif not root.is_faulty:
            self.report("CC106", "the file has no `layers`", _first_key(root), "add a list of layers, as in `layers: [relu]`")
        if entries["expect"]:
            self.document.expect = self.expect(entries["expect"].value, tuple(FIGURES))
        self._variants(entries["variants"])

    def _version(self, entry: Entry | None) -> None:
        if entry and not (isinstance(entry.value, Scalar) and entry.value.text == "1") and not is_broken(entry.value):
            found = shown(entry.value.text) if isinstance(entry.value, Scalar) else "something else"
            self.report(
                "CC120", f"this cnncalc reads version 1 of the format, the file says {found}", entry.span, "write `cnncalc: 1`"
            )

    def _text(self, entry: Entry | None) -> str:
        if entry is None or is_broken(entry.value):
            return ""
        if not isinstance(entry.value, Scalar):
            self.report("CC107", f"`{entry.key.text}` takes a text", entry.span, f'as in `{entry.key.text}: "a text"`')
            return ""
        return entry.value.text

    def _variables(self, entry: Entry | None) -> None:
        mapping = self.part(entry, "vars", "as in `vars: {num_classes: 1000}`")
        for item in mapping.entries.values() if mapping else ():
            self.new_name(item.key, "a variable's name")
            self.document.variables[item.key.text] = self._variable_value(item)

    def part(self, entry: Entry | None, what: str, help: str = "") -> Mapping | None:
        """One of the mappings of names; where it cannot be read, a name that is unknown may be one of its."""
        mapping = self.mapping(entry.value, f"`{what}`", help) if entry else None
        if entry and mapping is None:
            self.document.lost.add(what)
        return mapping

    def _variable_value(self, item: Entry) -> Argument:
        """A number, a word, a truth value or a list of numbers; what expressions give is checked when they are computed."""
        argument = self.value(item)
        if argument is None:
            return Argument(item, Value.faulty(item.value))
        if not argument.value.is_constant:
            return argument
        try:
            held = argument.value.free(None)
        except Faulty as fault:
            if fault.diagnostic:
                self.diagnostics.append(fault.diagnostic)
            return Argument(item, Value.faulty(item.value))
        if not is_variable_value(held):
            help = "a variable holds a number, a word, true or false, or a list of numbers"
            self.report("CC107", f"`{printable(item.key.text)}` cannot hold {shown(held)}", item.span, help)
            return Argument(item, Value.faulty(item.value))
        return argument

    def _inputs(self, one: Entry | None, several: Entry | None, root: Mapping) -> None:
        if one and several:
            self.report(
                "CC105",
                "`input` and `inputs` both say what comes in",
                several.key.span,
                "keep one of them",
                (("the other", one.key.span),),
            )
        elif not one and not several and not root.is_faulty:
            self.report(
                "CC106",
                "the file has no `input`",
                _first_key(root),
                "add one, as in `input: 224x224x3` (height x width x channels)",
            )
        if one:
            self._input("input", one)
        elif several:
            help = "as in `inputs: {left: 64x64x3, right: 64x64x3}`"
            mapping = self.mapping(several.value, "`inputs`", help)
            if mapping is None:
                self.document.lost.add("tensors")
            elif not mapping.entries:
                self.report("CC106", "`inputs` names no input", several.key.span, help)
            for item in mapping.entries.values() if mapping else ():
                self.new_name(item.key, "an input's name")
                self._input(item.key.text, item)

    def _input(self, name: str, entry: Entry) -> None:
        argument = self.value(entry) or Argument(entry, Value.faulty(entry.value))
        self.document.inputs[name] = argument
        if argument.value.is_constant:
            try:
                warning = layout_warning(SHAPE.read(argument.value.raw(None)), entry.span)
            except Problem as problem:
                self.document.inputs[name] = Argument(entry, Value.faulty(entry.value))
                self.report_problem(named_problem(problem, name, SHAPE.example), entry.value, entry.span)
                return
            if warning:
                self.diagnostics.append(warning)

    def _blocks(self, entry: Entry | None) -> None:
        """The signatures of all blocks, so that calls can be checked wherever they stand."""
        mapping = self.part(entry, "blocks", "as in `blocks: {Basic: {params: {width: required}, layers: [conv: =width]}}`")
        for item in mapping.entries.values() if mapping else ():
            name = item.key.text
            if not re.fullmatch(_BLOCK_NAME, name):
                fixed = re.sub(r"[^A-Za-z0-9]", "", name.title() if "_" in name or "-" in name else name[:1].upper() + name[1:])
                help = f"call it `{fixed}`" if re.fullmatch(_BLOCK_NAME, fixed) else "as in `Bottleneck`"
                self.report("CC113", f"a block's name is capitalised, `{printable(name)}` is not", item.key.span, help)
            block = self.document.blocks[name] = Block(item.key)
            if not isinstance(item.value, Mapping):
                help = f"as in `{printable(name)}: {{params: {{width: required}}, layers: [...]}}`"
                self.mapping(item.value, f"the block `{printable(name)}`", help)
                block.is_faulty = True
                continue
            for key, part in item.value.entries.items():
                if key not in ("params", "layers"):
                    help = did_you_mean(key, ("params", "layers"), "a block has")
                    self.report("CC105", f"a block has no `{printable(key)}`", part.key.span, help)
            if "params" in item.value.entries:
                self._parameters(block, item.value.entries["params"])

    def _parameters(self, block: Block, entry: Entry) -> None:
        mapping = self.mapping(entry.value, "`params`", "as in `params: {width: required, stride: 1}`")
        block.is_faulty |= mapping is None
        for item in mapping.entries.values() if mapping else ():
            name = self.new_name(item.key, "a parameter's name")
            if name is None:
                block.refused.add(item.key.text)
                continue
            if name.text in self.document.variables:
                notes = (("the variable", self.document.variables[name.text].entry.key.span),)
                self.report("CC113", f"the parameter `{name.text}` bears a variable's name", name.span, "rename one of them", notes)
            parameter = Parameter(name)
            word = item.value.text if isinstance(item.value, Scalar) else None
            if word == TENSOR_WORD:
                parameter.is_tensor = True
            elif word != REQUIRED_WORD:
                argument = self.value(item)
                if isinstance(item.value, Scalar) and item.value.is_empty:
                    help = f"write `{name.text}: required`, `{name.text}: tensor`, or a default as in `{name.text}: 1`"
                    self.report("CC106", f"the parameter `{name.text}` has no default", item.key.span, help)
                    argument = None
                parameter.default = argument.value if argument else None
                parameter.is_faulty = argument is None
            block.parameters[name.text] = parameter

    def _bodies_of_blocks(self, entry: Entry | None) -> list[tuple[Block, Node]]:
        bodies = []
        for name, block in self.document.blocks.items():
            node = entry.value.entries[name].value if entry and isinstance(entry.value, Mapping) else None
            if isinstance(node, Mapping) and "layers" in node.entries:
                bodies.append((block, node.entries["layers"].value))
            elif isinstance(node, Mapping) and not node.is_faulty:
                help = "add a list of layers, as in `layers: [relu]`"
                self.report("CC106", f"the block `{printable(name)}` has no `layers`", block.key.span, help)
                block.is_faulty = True
        return bodies

    def _defaults(self, entry: Entry | None) -> None:
        help = "as in `defaults: {conv: {padding: half}}`"
        mapping = self.part(entry, "defaults", help)
        for word, item in mapping.entries.items() if mapping else ():
            if word not in layers.places():
                if word in layers.GROUPING or word in self.document.blocks:
                    message = f"`{printable(word)}` cannot have defaults: they are for built-in operations"
                    is_block = word in self.document.blocks
                    help = "give them in the block's `params`, as in `params: {width: 64}`" if is_block else "remove it"
                    self.report("CC108", message, item.key.span, help)
                else:
                    self.unknown_operation(item.key)
                continue
            arguments: Arguments = self.arguments(item.key, item.value)
            self.document.defaults[word] = arguments

    def _variants(self, entry: Entry | None) -> None:
        help = "as in `variants: {half: {set: {width_mult: 0.5}}}`"
        mapping = self.mapping(entry.value, "`variants`", help) if entry else None
        for item in mapping.entries.values() if mapping else ():
            key = self.word(item.key, "a variant's name", _VARIANT_NAME)
            body = self.mapping(item.value, "a variant", "as in `half: {set: {width_mult: 0.5}}`")
            if key is None or body is None:
                continue
            variant = self.document.variants[key.text] = Variant(key)
            for name, part in body.entries.items():
                if name == "set":
                    self._settings(variant, part)
                elif name == "expect":
                    variant.expect = self.expect(part.value, tuple(FIGURES))
                else:
                    self.report(
                        "CC105",
                        f"a variant has no `{printable(name)}`",
                        part.key.span,
                        did_you_mean(name, ("set", "expect"), "it has"),
                    )

    def _settings(self, variant: Variant, entry: Entry) -> None:
        mapping = self.mapping(entry.value, "`set`", "as in `set: {width_mult: 0.5}`")
        for name, item in mapping.entries.items() if mapping else ():
            if name not in self.document.variables and "vars" in self.document.lost:
                continue
            if name not in self.document.variables:
                known = tuple(self.document.variables)
                help = did_you_mean(name, known, "variables of this file") if known else "give it a value under `vars` first"
                self.report("CC111", f"unknown variable `{printable(name)}`", item.key.span, help)
                continue
            variant.settings[name] = self._variable_value(item)


def is_variable_value(held: object) -> bool:
    """Whether a variable may hold it."""
    if isinstance(held, list):
        return all(isinstance(item, (int, float, Symbolic)) and not isinstance(item, bool) for item in held)
    return isinstance(held, (int, float, str, bool, Symbolic))


def _first_key(root: Mapping) -> Span:
    for entry in root.entries.values():
        return entry.key.span
    return root.span
