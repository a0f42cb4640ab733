"""Text to nodes, by the events of YAML's parser.

Nothing of YAML's own resolution is used: a scalar is the text that was written. The traps of YAML are closed here (tags, merge
keys, duplicate keys, aliases that explode, nesting that kills the parser), before anything is built from the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from cnncalc.language.nodes import Broken, Entry, Mapping, Node, Scalar, Sequence
from cnncalc.language.syntax import syntax_finding
from cnncalc.source import Diagnostic, Findings, InputError, Source, Span, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 2**20
MOST_NODES = 50_000
MOST_LEVELS = 64

PARSER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None) or yaml.Loader
"""YAML's parser in C where PyYAML has it, ten times as fast as the one in Python."""

_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML does not count as printable."""


def decode(data: bytes, name: str) -> Source:
    """The text of a file.

    Raises:
        InputError: it is too large, not UTF-8, or holds control characters.
    """
    if len(data) > MOST_BYTES:
        message = f"the file is larger than 1 MiB ({len(data):,} bytes): this is no architecture file"
        help = "describe repetition with `repeat` and `blocks`"
        raise InputError([Diagnostic("CC103", message, Span(Source(name, ""), 1, 1, 1, 1), help=help)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        help = "save the file as UTF-8"
        message = f"not UTF-8: byte 0x{data[error.start]:02x}"
        raise InputError([Diagnostic("CC117", message, _span_at(Source(name, good), len(good)), help=help)]) from None
    return Source(name, text)


def read(source: Source) -> tuple[Node, Findings]:
    """The one document of ``source``, and the errors that did not keep it from being read.

    Raises:
        InputError: the text is not YAML, or is beyond the bounds.
    """
    if len(source.text) > MOST_BYTES:
        raise InputError([Diagnostic("CC103", "the text is larger than 1 MiB: this is no architecture file", _span_at(source, 0))])
    forbidden = None if _is_plain(source.text) else re.search(_FORBIDDEN, source.text)
    if forbidden:
        what = f"the character U+{ord(forbidden[0]):04X}"
        help = "an architecture file is plain text: remove it"
        raise InputError([Diagnostic("CC117", f"{what} is not allowed", _span_at(source, forbidden.start()), help=help)])
    return _Reader(source).document()


def _is_plain(text: str) -> bool:
    """Whether a quick look shows that nothing forbidden is in it."""
    return text.isascii() and text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def _span_at(source: Source, index: int) -> Span:
    above = Source(source.name, source.text[:index]).lines
    line, column = len(above), len(above[-1]) + 1
    return Span(source, line, column, line, column + 1)


class _Reader:
    """Builds nodes from events, collecting what is wrong."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics = Findings()
        self.events = self._events()
        self.anchors: dict[str, Node | None] = {}
        self.nodes = 0

    def document(self) -> tuple[Node, Findings]:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    help = "one file describes one network: put the others into files of their own"
                    self.refuse(event, "CC102", "a second document starts here", help)
                    break
                root = self.node(next(self.events), 0)
        if root is None:
            raise InputError(
                [Diagnostic("CC106", "the file is empty", _span_at(self.source, 0), help="it needs `input` and `layers`")]
            )
        return root, self.diagnostics

    def _events(self) -> Iterator[Any]:
        try:
            parser = PARSER(self.source.text)
            while parser.check_event():
                yield parser.get_event()
        except yaml.MarkedYAMLError as error:
            raise InputError([*self.diagnostics, syntax_finding(self.source, error)]) from None
        except yaml.reader.ReaderError as error:
            span = _span_at(self.source, error.position if isinstance(error.position, int) else 0)
            raise InputError([Diagnostic("CC117", f"the text cannot be read: {error.reason}", span)]) from None

    def span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def refuse(self, event: Any, code: str, message: str, help: str = "") -> Broken:
        span = self.span(event)
        self.diagnostics.append(Diagnostic(code, message, span, help=help))
        return Broken(span)

    def stop(self, event: Any, message: str, help: str = "") -> InputError:
        return InputError([*self.diagnostics, Diagnostic("CC103", message, self.span(event), help=help)])

    def charge(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise self.stop(
                event,
                f"more than {MOST_NODES:,} values, aliases counted at every use",
                "describe repetition with `repeat` and `blocks`",
            )

    def node(self, event: Any, level: int) -> Node:
        """The node that starts with ``event``, ``level`` levels deep."""
        if level > MOST_LEVELS:
            raise self.stop(event, f"nested deeper than {MOST_LEVELS} levels", "give inner parts a name under `blocks`")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, level)
        self.charge(event, 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        node = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else self._collection(event, level)
        if event.tag is not None:
            tag = printable(event.tag.replace("tag:yaml.org,2002:", "!!"), 40)
            node = self.refuse(
                event, "CC102", f"the tag `{tag}` is not allowed", "remove it: values are read by the field they stand in"
            )
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, event: Any, level: int) -> Node:
        name = printable(event.anchor, 40)
        if event.anchor not in self.anchors:
            help = f"write the value out, or put `&{name}` before the one that is meant"
            return self.refuse(event, "CC102", f"no anchor `&{name}` stands above this alias", help)
        node = self.anchors[event.anchor]
        if node is None:
            help = f"write out what is meant, or move `&{name}` to a value that ends above"
            return self.refuse(event, "CC102", f"`*{name}` stands inside `&{name}`: it would never end", help)
        self.charge(event, node.size)
        if level + node.height > MOST_LEVELS:
            raise self.stop(event, f"nested deeper than {MOST_LEVELS} levels", "give inner parts a name under `blocks`")
        return node

    def _scalar(self, event: Any) -> Scalar:
        return Scalar(self.span(event), event.value, quoted=bool(event.style))

    def _collection(self, event: Any, level: int) -> Node:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        start, flow = self.span(event), bool(event.flow_style)
        children: list[Node] = []
        end_event: Any = event
        for child in self.events:
            if isinstance(child, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                end_event = child
                break
            children.append(self.node(child, level + 1))
        # A block collection's end mark lies at the start of what follows it; its last child ends where it ends.
        end = self.span(end_event) if flow else children[-1].span if children and children[-1].span.line >= start.line else start
        span = start.to(end)
        size = 1 + sum(child.size for child in children)
        height = 1 + max((child.height for child in children), default=0)
        if flow:
            children = self._rejoined(children, 2 if is_mapping else 1)
        if not is_mapping:
            return Sequence(span, children, size=size, height=height)
        entries = self._entries(children)
        refused = [key for key in children[::2] if not (isinstance(key, Scalar) and key.text in entries)]
        return Mapping(span, entries, size=size, height=height, is_faulty=bool(refused))

    def _entries(self, children: list[Node]) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                if not isinstance(key, Broken):
                    help = (
                        "to use a variable write `=name`, without braces"
                        if isinstance(key, Mapping)
                        else "write `key: value`, without `?` and brackets before the colon"
                    )
                    self.diagnostics.append(Diagnostic("CC102", "a key must be a word", key.span, help=help))
            elif key.text == "<<" and not key.quoted:
                help = "write the keys out, or use `defaults` and `blocks`"
                self.diagnostics.append(Diagnostic("CC102", "merge keys are not allowed", key.span, help=help))
            elif key.text in entries:
                first = entries[key.text].key.span
                message = f"`{printable(key.text)}` stands here a second time"
                notes = (("the first time", first),)
                self.diagnostics.append(Diagnostic("CC104", message, key.span, notes=notes, help="keep one of them"))
            else:
                entries[key.text] = Entry(key, value)
        return entries

    def _rejoined(self, children: list[Node], step: int) -> list[Node]:
        """The items (``step`` 1) or keys and values (2), an expression that its commas have split being reported and broken."""
        whole: list[Node] = []
        for at in range(0, len(children), step):
            value = children[at + step - 1]
            if isinstance(value, Scalar) and value.is_expression and not value.quoted and _unbalanced(value.text):
                break
            whole += children[at : at + step]
        else:
            return children
        text, span = value.text, value.span
        at += step
        while at < len(children) and _unbalanced(text) and _is_rest(children[at : at + step]):
            piece = children[at]
            assert isinstance(piece, Scalar)
            text, span = f"{text}, {piece.text}", span.to(piece.span)
            at += step
        message = f"the expression `{printable(value.text)}` ends in the middle: inside braces or brackets a comma ends a value"
        closed = printable(text, 200) + ("" if not _unbalanced(text) else "…)")
        self.diagnostics.append(Diagnostic("CC110", message, span, help=f'quote it: `"{closed}"`'))
        return [*whole, *children[len(whole) : len(whole) + step - 1], Broken(span), *self._rejoined(children[at:], step)]


def _is_rest(piece: list[Node]) -> bool:
    """Whether an item, or a key without a value, can be what follows a comma inside an expression."""
    word = piece[0]
    return isinstance(word, Scalar) and not word.quoted and all(isinstance(value, Scalar) and value.is_empty for value in piece[1:])


def _unbalanced(text: str) -> bool:
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")
