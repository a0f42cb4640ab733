"""What a file names and never uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.walk import Declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.language.declarations import Block, Document, LayerDeclaration
    from cnncalc.language.values import Value


def declared(document: Document) -> list[Declared]:
    """Every variable, block and parameter of a file, and whether anything uses it."""
    everywhere = set(_names_of_the_file(document))
    in_blocks = {name: set(_names_of_layers(block.layers)) for name, block in document.blocks.items()}
    by_default = {
        used for arguments in document.defaults.values() for one in arguments.computed.values() for used in _names(one.value)
    }
    found = [Declared("variable", name, one.entry.key.span, name in everywhere) for name, one in document.variables.items()]
    called = {call for body in (document.layers, *(block.layers for block in document.blocks.values())) for call in _calls(body)}
    for name, block in document.blocks.items():
        found.append(Declared("block", name, block.key.span, name in called))
        used = in_blocks[name] | by_default | set(_names_of_defaults(block))
        found += [Declared("parameter", one, parameter.key.span, one in used) for one, parameter in block.parameters.items()]
    return found


def _names_of_the_file(document: Document) -> Iterator[str]:
    """Every name that an expression of the file mentions, wherever it stands."""
    for argument in (*document.inputs.values(), *document.variables.values()):
        yield from _names(argument.value)
    for variant in document.variants.values():
        for argument in variant.settings.values():
            yield from _names(argument.value)
        for expect in variant.expect:
            yield from _names(expect.value)
    for expect in document.expect:
        yield from _names(expect.value)
    for arguments in document.defaults.values():
        for argument in arguments.computed.values():
            yield from _names(argument.value)
    for block in document.blocks.values():
        yield from _names_of_defaults(block)
        yield from _names_of_layers(block.layers)
    yield from _names_of_layers(document.layers)


def _names_of_defaults(block: Block) -> Iterator[str]:
    for parameter in block.parameters.values():
        if parameter.default is not None:
            yield from _names(parameter.default)


def _names_of_layers(declarations: list[LayerDeclaration]) -> Iterator[str]:
    """Names in expressions, and names of tensors that are taken."""
    for one in declarations:
        computed, fixed = (one.arguments.computed, one.arguments.fixed) if one.arguments else ({}, {})
        given = [*computed.values(), *one.call.values(), *(part for part in (one.repeat, one.when, one.frozen) if part)]
        for value in (*(argument.value for argument in given), *(expect.value for expect in one.expect)):
            yield from _names(value)
        # A word may be the name of a tensor: in a size, as a block's argument, or where tensors are taken.
        yield from (word for word in fixed.values() if isinstance(word, str))
        yield from (word for argument in one.call.values() if isinstance(word := argument.value.constant, str))
        yield from (word.text for word in (*(one.operands or ()), one.source, one.weights) if word is not None)
        yield from _names_of_layers(one.body)
        for branch in one.branches:
            yield from _names_of_layers(branch.layers)


def _names(value: Value) -> Iterator[str]:
    for expression, _ in value.expressions():
        for name in expression.names:
            yield name.name


def _calls(declarations: list[LayerDeclaration]) -> Iterator[str]:
    for one in declarations:
        if one.form == "block":
            yield one.word.text
        yield from _calls(one.body)
        for branch in one.branches:
            yield from _calls(branch.layers)
