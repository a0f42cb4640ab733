"""Values of the file: literals and expressions, before and after they are evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.core.problem import Problem
from cnncalc.core.scalars import untyped
from cnncalc.language.expressions import Expression, ExpressionError, Names, Unknown, parse
from cnncalc.language.nodes import Broken, Mapping, Node, Scalar, Sequence
from cnncalc.source import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Faulty(Exception):
    """A value has a fault; ``diagnostic`` is None where it has been reported before."""

    def __init__(self, diagnostic: Diagnostic | None) -> None:
        super().__init__()
        self.diagnostic = diagnostic


_UNRESOLVED = object()


class Value:
    """What stands behind a key: a tree of words with expressions at some of its leaves.

    ``raw`` gives what a field type reads: text as written, numbers and truth values from expressions, lists and mappings.
    """

    __slots__ = ("_constant", "_free", "_tree", "is_constant", "is_faulty", "node")

    def __init__(self, node: Node) -> None:
        """Compile ``node``.

        Raises:
            Faulty: an expression in it is not well formed, or it was broken before.
        """
        self.node = node
        self._tree = _compile(node)
        self.is_faulty = False
        self.is_constant = not any(True for _ in _expressions(self._tree))
        self._free: Any = _UNRESOLVED
        self._constant = _evaluate(self._tree, node, None) if self.is_constant else None

    @classmethod
    def faulty(cls, node: Node) -> Value:
        """What stands for a value whose fault has been reported: it is there, but nobody knows what it is."""
        value = cls(Scalar(node.span, ""))
        value.node = node
        value.is_constant = False
        value.is_faulty = True
        return value

    @property
    def span(self) -> Span:
        return self.node.span

    @property
    def constant(self) -> Any:
        """The value where no expression is in it; else None."""
        return self._constant

    def expressions(self) -> Iterator[tuple[Expression, Scalar]]:
        """Every expression in it, with the scalar that holds it."""
        yield from _expressions(self._tree)

    def raw(self, names: Names | None) -> Any:
        """The value in a scope, text still as written.

        Raises:
            Faulty: an expression fails.
            Unknown: it depends on a size that is not known.
        """
        if self.is_faulty:
            raise Unknown
        return self._constant if self.is_constant else _evaluate(self._tree, self.node, names)

    def free(self, names: Names | None) -> Any:
        """The value where no field says what it is: words that spell a number are numbers.

        Raises:
            Faulty: an expression fails, or a number is written in a way that is not allowed.
            Unknown: it depends on a size that is not known.
        """
        if not self.is_constant:
            return _resolve(self.raw(names), self.node)
        if self._free is _UNRESOLVED:
            self._free = _resolve(self._constant, self.node)
        return self._free


def _compile(node: Node) -> Any:
    if isinstance(node, Scalar):
        if not node.is_expression:
            return node.text
        try:
            return parse(node.text), node
        except ExpressionError as error:
            raise Faulty(expression_diagnostic(error, node)) from None
    if isinstance(node, Sequence):
        return [_compile(item) for item in node.items]
    if isinstance(node, Mapping) and not node.is_faulty:
        return {key: _compile(entry.value) for key, entry in node.entries.items()}
    raise Faulty(None)


def _expressions(tree: Any) -> Iterator[tuple[Expression, Scalar]]:
    if isinstance(tree, tuple):
        yield tree
    elif isinstance(tree, (list, dict)):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _expressions(item)


def _evaluate(tree: Any, node: Node, names: Names | None) -> Any:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, tuple):
        expression, scalar = tree
        assert names is not None
        try:
            return expression.evaluate(names)
        except ExpressionError as error:
            raise Faulty(expression_diagnostic(error, scalar)) from None
    if isinstance(tree, list):
        return [_evaluate(item, node, names) for item in tree]
    return {key: _evaluate(item, node, names) for key, item in tree.items()}


def _resolve(raw: Any, node: Node) -> Any:
    if isinstance(raw, str) and isinstance(node, Scalar) and not node.quoted and not node.is_expression:
        try:
            return untyped(raw)
        except Problem as problem:
            raise Faulty(Diagnostic(problem.code, problem.message, node.span, help=problem.help)) from None
    if isinstance(raw, list) and isinstance(node, Sequence):
        return [_resolve(item, child) for item, child in zip(raw, node.items, strict=True)]
    if isinstance(raw, dict) and isinstance(node, Mapping):
        return {key: _resolve(item, node.entries[key].value) for key, item in raw.items()}
    return raw


def expression_diagnostic(error: ExpressionError, scalar: Scalar) -> Diagnostic:
    """The error where it stands in the file."""
    return Diagnostic(error.code, error.message, part_of(scalar, error.start, error.end), help=error.help)


def part_of(scalar: Scalar, start: int, end: int) -> Span:
    """The code points ``start`` to ``end`` of a scalar's text; all of it where the text is not as it was written."""
    span = scalar.span
    line = span.source.line(span.line)
    written = line[span.column - 1 : span.end_column - 1]
    offset = 1 if scalar.quoted else 0
    if not span.on_one_line or written[offset : offset + len(scalar.text)] != scalar.text:
        return span
    return span.part(offset + start, offset + max(end, start + 1))


def descend(node: Node, within: tuple[str | int, ...]) -> Span:
    """The span of the item that ``within`` leads to inside a value; of the value itself where the way ends early."""
    span = node.span
    for step in within:
        if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = node.span
        elif isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            span, node = entry.span, entry.value
        else:
            break
    return span


def is_broken(node: Node) -> bool:
    """Whether the reader has reported it already."""
    return isinstance(node, Broken)
