"""Repairs as changes of the text: comments, layout and everything else stay as they are.

A repair is known by what it changes (``source.Change``); here it is found in the text that was read, and written there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.language.declarations import LayerDeclaration
from cnncalc.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from cnncalc.language.reader import read
from cnncalc.source import InputError, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.source import Change, Diagnostic, Repair, Span


class Edit(NamedTuple):
    """Replace the characters from ``start`` up to ``end`` by ``text``."""

    start: int
    end: int
    text: str


def edits(repair: Repair, source: Source) -> list[Edit] | None:
    """What a repair changes in its file; None where it cannot be written without touching something else."""
    found = [_edit(change, _Text(source)) for change in repair.changes]
    known = [edit for edit in found if edit is not None]
    return known if known and len(known) == len(found) else None


def certain_edits(found: Diagnostic, source: Source) -> list[Edit] | None:
    """The changes that repair a finding without asking; None where there is none of that kind."""
    if not found.repairs or not found.repairs[0].is_certain:
        return None
    return edits(found.repairs[0], source)


def is_fixable(found: Diagnostic, source: Source | None) -> bool:
    """Whether ``--fix`` would repair it."""
    return source is not None and certain_edits(found, source) is not None


def apply(text: str, changes: list[Edit]) -> str:
    """The text with all edits made; those that overlap an earlier one are left out."""
    pieces, at = [], 0
    for edit in sorted(set(changes)):
        if edit.start < at:
            continue
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


class _Text:
    """A source with offsets for its lines and columns."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.starts = [0, *(match.end() for match in re.finditer("\r\n|[\n\r\x85\u2028\u2029]", source.text))]

    def start(self, span: Span) -> int:
        return self.starts[span.line - 1] + span.column - 1

    def end(self, span: Span) -> int:
        return self.starts[span.end_line - 1] + span.end_column - 1

    def of(self, span: Span) -> str:
        return self.text[self.start(span) : self.end(span)]

    def line_start(self, span: Span) -> int:
        return self.starts[span.line - 1]

    def next_line(self, line: int) -> int:
        """Where the line after ``line`` starts, or the text ends."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def before(self, span: Span) -> str:
        """What stands on the line before the span."""
        return self.text[self.line_start(span) : self.start(span)]

    def after(self, span: Span) -> str:
        """What stands behind the span on its last line."""
        return self.text[self.end(span) : self.next_line(span.end_line)].rstrip("\r\n")


def _edit(change: Change, text: _Text) -> Edit | None:
    if change.action == "set":
        return _set(change.written, change.field, change.text, text) if isinstance(change.written, LayerDeclaration) else None
    if isinstance(change.written, LayerDeclaration):
        return _remove_layer(change.written, text)
    return _remove_entry(change.span, text) if change.span is not None else None


def _set(declaration: LayerDeclaration, field: str, value: str, text: _Text) -> Edit | None:
    """Give a layer's parameter a value, wherever the layer leaves room for it."""
    arguments = declaration.arguments
    if arguments is None or declaration.is_shorthand:
        return None
    entry = arguments.entries.get(field)
    if entry is not None:
        return _replace(entry.value, value, text) if _is_own(entry, text) else None
    given = _value_of(declaration)
    if isinstance(given, Mapping) and given.entries:
        return _insert(given, f"{field}: {value}", text)
    if given is not None and not isinstance(given, Mapping) and arguments.kind.main is not None:
        main = Entry(declaration.word, given)
        return (
            _replace(given, f"{{{arguments.kind.main}: {text.of(given.span)}, {field}: {value}}}", text)
            if _is_own(main, text)
            else None
        )
    if isinstance(given, Mapping):
        return _replace(given, f"{{{field}: {value}}}", text)
    return _give_value(declaration, f"{{{field}: {value}}}", text)


def _value_of(declaration: LayerDeclaration) -> Node | None:
    """What stands behind the operation's word; None for nothing."""
    if not isinstance(declaration.node, Mapping):
        return None
    value = declaration.node.entries[declaration.word.text].value
    return None if isinstance(value, Scalar) and value.is_empty else value


def _is_own(entry: Entry, text: _Text) -> bool:
    """Whether the value stands behind its key, and is no alias of something written elsewhere."""
    return (
        text.start(entry.value.span) > text.end(entry.key.span)
        and "*" not in text.text[text.end(entry.key.span) : text.start(entry.value.span)]
    )


def _replace(node: Node, value: str, text: _Text) -> Edit | None:
    return Edit(text.start(node.span), text.end(node.span), value) if node.span.on_one_line else None


def _insert(mapping: Mapping, pair: str, text: _Text) -> Edit | None:
    """Add a pair at the end of a mapping, in braces or on a line of its own."""
    last = list(mapping.entries.values())[-1]
    if text.of(mapping.span).startswith("{"):
        at = text.end(mapping.span) - 1
        blank = len(text.text[:at]) - len(text.text[:at].rstrip(" "))
        return Edit(at - blank, at - blank, f", {pair}") if mapping.span.on_one_line else None
    if not last.value.span.on_one_line and isinstance(last.value, Scalar):
        return None
    end = text.end(last.value.span) if not (isinstance(last.value, Scalar) and last.value.is_empty) else text.end(last.key.span) + 1
    line = last.value.span.end_line
    at = text.next_line(line)
    indent = " " * (last.key.span.column - 1)
    line_break = "\r\n" if text.text[:at].endswith("\r\n") else "\n"
    missing = "" if text.text[:at].endswith(("\n", "\r")) else line_break
    return Edit(at, at, f"{missing}{indent}{pair}{line_break}") if at >= end else None


def _give_value(declaration: LayerDeclaration, value: str, text: _Text) -> Edit | None:
    """Give a value to an operation that has none: a bare word, or a key with nothing behind it."""
    word = declaration.word
    if isinstance(declaration.node, Mapping):
        at = text.text.index(":", text.end(word.span)) + 1
        return Edit(at, at, f" {value}")
    pair = f"{text.of(word.span)}: {value}"
    in_a_block = text.before(word.span).strip() in ("-", "") and not text.after(word.span).strip().startswith((",", "]", "}"))
    return Edit(text.start(word.span), text.end(word.span), pair if in_a_block else f"{{{pair}}}")


def _remove_layer(declaration: LayerDeclaration, text: _Text) -> Edit | None:
    """Take a layer out of its list, unless it has a name that others may use or is the list's only one."""
    if declaration.node is None or declaration.name is not None or declaration.is_shorthand:
        return None
    for node in _nodes(text.source):
        if isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                if item.span.positions == declaration.node.span.positions and len(node.items) > 1:
                    return _remove_item([other.span for other in node.items], index, text, marker="-")
    return None


def _remove_entry(span: Span, text: _Text) -> Edit | None:
    """Take a key and its value out of their mapping; the mapping with them when it would be empty."""
    parents: list[Entry] = []
    for node in _nodes(text.source):
        if isinstance(node, Mapping):
            entries = list(node.entries.values())
            parents += entries
            for index, entry in enumerate(entries):
                if entry.key.span.positions != span.positions:
                    continue
                if len(entries) > 1:
                    return _remove_item([one.key.span.to(one.value.span) for one in entries], index, text, marker="")
                outer = next((parent for parent in parents if parent.value is node), None)
                return _remove_entry(outer.key.span, text) if outer is not None else None
    return None


def _remove_item(spans: list[Span], index: int, text: _Text, marker: str) -> Edit | None:
    """Take an item out: whole lines where it stands on lines of its own, else with its comma."""
    span = spans[index]
    after = text.after(span).strip()
    if text.before(span).strip() == marker and (not after or after.startswith("#")):
        return Edit(text.line_start(span), text.next_line(span.end_line), "")
    if index + 1 < len(spans) and text.text[text.end(span) : text.start(spans[index + 1])].strip() == ",":
        return Edit(text.start(span), text.start(spans[index + 1]), "")
    if index and text.text[text.end(spans[index - 1]) : text.start(span)].strip() == ",":
        return Edit(text.end(spans[index - 1]), text.end(span), "")
    return None


def _nodes(source: Source) -> Iterator[Node]:
    """Every node of a text, outer ones first."""
    try:
        root, _ = read(source)
    except InputError:
        return
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += [entry.value for entry in node.entries.values()]
