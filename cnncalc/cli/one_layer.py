"""What conv, pool, linear and layer share: options become a layer of the language, which is walked, and its working is printed."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, has_colour, show_findings, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cnncalc.analyses.receptive_field import Fields
    from cnncalc.api import Text, Walk
    from cnncalc.core.shape import Shape
    from cnncalc.language.nodes import Node
    from cnncalc.source import Diagnostic, Findings, Source, Span
    from cnncalc.textbook.step import Step
    from cnncalc.walk import LayerRecord

COMMAND_LINE = "command line"
"""What findings call the text that options make."""

INPUT = "INPUT"
"""What they call an input that is written in the long form."""

FEW_CHANNELS = 4
"""So many channels may well be meant where a line is written, as in 16000x2 for sound."""

MOST_WORKINGS = 20
"""Of more layers than these only the answers are printed."""

Input = Annotated[
    str, typer.Argument(metavar="INPUT", help="Input shape, height x width x channels, as in 32x32x3.", show_default=False)
]
Kernel = Annotated[str, typer.Option("--kernel", "-k", metavar="SIZE", help="Size of the window: 3, 3x5 or [3, 5].")]
Stride = Annotated[str | None, typer.Option("--stride", "-s", metavar="SIZE", help="Step of the window.")]
Padding = Annotated[
    str | None,
    typer.Option(
        "--padding", "-p", metavar="PADDING",
        help="Cells on each side: a number or a pair; same (W/S places), half, valid, full, or {top: 0, bottom: 1}.",
    ),
]  # fmt: skip
Dilation = Annotated[str | None, typer.Option("--dilation", "-d", metavar="SIZE", help="Distance between the cells of the window.")]
Rounding = Annotated[
    str | None, typer.Option("--rounding", metavar="HOW", help="Where the stride does not fit: floor, ceil, or exact, an error.")
]
Bias = Annotated[bool | None, typer.Option("--bias/--no-bias", help="Whether there is a bias.", show_default=False)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="The answer alone, in a line.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, the working included.")]


class _Piece(NamedTuple):
    """Some words of a command: an option, or an argument."""

    field: str
    """The parameter that they give; empty for none."""
    value: str
    option: str
    """What stands before the value; empty for an argument."""
    start: int
    value_at: int
    end: int


class Typed:
    """A layer as options give it, and the command in its long spelling: findings point into that."""

    def __init__(self, command: str, operation: str, shape: str) -> None:
        self.operation = operation
        self.text = "cnncalc"
        self.pieces: list[_Piece] = []
        self.command = self._put("", command, "")
        self.shape = self._put("", shape, "")

    def _put(self, field: str, value: str | None, option: str) -> _Piece:
        import shlex

        start = len(self.text) + 1
        self.text += f" {option}" if option else ""
        if value is None:  # a flag
            return _Piece(field, "", option, start, start, len(self.text))
        value_at = len(self.text) + 1
        self.text += f" {shlex.quote(value)}"
        return _Piece(field, value, option, start, value_at, len(self.text))

    def mention(self, option: str, value: str) -> None:
        """An option that is no parameter of the layer."""
        self._put("", value, option)

    def give(self, field: str, value: str | bool | None, *, option: str | None = None) -> None:
        """A parameter: by its option, by a flag where it is true or false, or as an argument where ``option`` is empty."""
        if value is None:
            return
        name = f"--{field.replace('_', '-')}" if option is None else option
        if isinstance(value, bool):
            flag = self._put(field, None, name if value else f"--no-{name[2:]}")
            self.pieces.append(flag._replace(value="true" if value else "false"))
        else:
            self.pieces.append(self._put(field, value, name))

    def walk(self, *, flattened: bool = False) -> Walk:
        """The walk of this one layer, behind a ``flatten`` if it is to be ``flattened``; its ``diagnostics`` say what is wrong."""
        from cnncalc.api import Text
        from cnncalc.language.nodes import Entry, Mapping, Scalar
        from cnncalc.source import Findings, Source

        source, findings = Source(COMMAND_LINE, self.text), Findings()
        word = Scalar(_span(source, self.command), self.operation)
        entries = {}
        for piece in self.pieces:
            words = _span(source, piece)
            key = Scalar(words.part(0, len(piece.option)) if piece.option else words, piece.field)
            entries[piece.field] = Entry(key, _value(source, piece, findings))
        layers: list[Node] = [Mapping(word.span, {self.operation: Entry(word, Mapping(word.span, entries))})]
        if flattened:
            layers.insert(0, Scalar(word.span, "flatten"))
        return _walk(_value(source, self.shape, findings), layers, findings, Text(source, None, self.command.value, False))


def _span(source: Source, piece: _Piece) -> Span:
    from cnncalc.source import Span

    return Span(source, 1, piece.start + 1, 1, piece.end + 1)


def _value(source: Source, piece: _Piece, findings: Findings) -> Node:
    """A value as typed; a list or mapping is read as a file would be."""
    from cnncalc.language.nodes import Scalar
    from cnncalc.source import Source

    if piece.value[:1] in ("[", "{"):
        return parse(Source(piece.option or INPUT, piece.value), findings)
    return Scalar(_span(source, piece._replace(start=piece.value_at)), piece.value)


def parse(source: Source, findings: Findings) -> Node:
    """A piece of the language; what is wrong with it is added to ``findings``."""
    from cnncalc.language.nodes import Broken
    from cnncalc.language.reader import read
    from cnncalc.source import InputError, Span

    try:
        node, found = read(source)
    except InputError as error:
        findings.extend(_nothing(found) if found.code == "CC106" else found for found in error.diagnostics)
        return Broken(Span(source, 1, 1, 1, 1))
    findings.extend(found)
    return node


def _nothing(found: Diagnostic) -> Diagnostic:
    """What a file would be told that is empty."""
    return found._replace(message="no layer is written here", help="as in `maxpool: 2`")


def walk_layers(shape: str, texts: list[str]) -> Walk:
    """The walk of layers that are written in the language, one after the other, a list of them counting as its layers."""
    from cnncalc.api import Text
    from cnncalc.language.nodes import Scalar, Sequence
    from cnncalc.source import Findings, Source, Span

    findings, layers = Findings(), []
    for number, text in enumerate(texts, 1):
        node = parse(Source("LAYER" if len(texts) == 1 else f"LAYER {number}", text), findings)
        layers += node.items if isinstance(node, Sequence) else [node]
    source = Source(INPUT, shape)
    is_spread = shape[:1] in ("[", "{")
    input = parse(source, findings) if is_spread else Scalar(Span(source, 1, 1, 1, len(shape) + 1), shape)
    return _walk(input, layers, findings, Text(source, None, "layer", False))


def _walk(shape: Node, layers: list[Node], findings: Findings, text: Text) -> Walk:
    from cnncalc.api import Network
    from cnncalc.language.document import row

    return Network(row(shape, layers, findings), findings, text, None).try_walk()


def in_options(found: Diagnostic, fields: Iterable[str]) -> Diagnostic:
    """A finding that speaks of options and arguments where it would speak of a file's keys; ``fields`` are given by options."""

    def option(quoted: re.Match[str]) -> str:
        name, value = quoted[1].replace("_", "-"), quoted[2]
        if name == "input":
            return "`INPUT`" if value is None else f"`{value}`"
        return f"`--no-{name}`" if value == "false" else f"`--{name}`" if value in (None, "true") else f"`--{name} {value}`"

    keys = re.compile(rf"`({'|'.join(['input', *fields])})(?:: ([^`]*))?`")
    help = keys.sub(option, found.help)
    if fields and found.code == "CC301":
        help = "write the input as height x width x channels, as in 32x32x3"
    elif "`vars:" in help or "`blocks:" in help:
        help = "only a file has variables and blocks: `cnncalc show` takes one"
    return found._replace(message=keys.sub(option, found.message), help=help)


def finish(walk: Walk, quiet: bool, json: bool, *, fields: Iterable[str] = (), is_flattened: bool = False) -> None:
    """Print what came out, or what is wrong with it, and exit.

    ``fields`` are the parameters that are given by options, of which findings then speak; ``is_flattened`` where the first layer is
    there for the second only. The exit code is 1 where a layer does not fit its input, 2 where it cannot be read.
    """
    from cnncalc.textbook.working import in_short

    walk.diagnostics = [in_options(found, fields) for found in walk.diagnostics]
    errors = [found for found in walk.diagnostics if found.severity == "error"]
    if json:
        write(_json(walk))
    elif walk.complete and walk.output is not None:
        answer = emphasised(in_short(walk.output.shape, walk.params))
        write(answer if quiet else f"{answer}\n{_flattened(walk) if is_flattened else _workings(walk)}")
    sys.stdout.flush()
    show_findings(walk.diagnostics)
    if walk.complete and not json:
        _say_how_it_was_read(walk.input.shape)
    raise typer.Exit(COULD_NOT if any(found.code.startswith("CC1") for found in errors) else FOUND if errors else CLEAN)


def _say_how_it_was_read(x: Shape) -> None:
    """Two numbers are a line with channels in this language, and a picture without them in most books: say which was taken."""
    if x.axes == 1 and x.channels > FEW_CHANNELS:
        length, channels = x
        complain(f"{x} was read as a line of {length} with {channels} channels; a picture of one channel is {x}x1")


def _json(walk: Walk) -> str:
    from cnncalc.render.json import models
    from cnncalc.textbook.working import to_dict

    fields = walk.fields if len(walk.layers) > 1 else None
    return models([walk.to_dict() | {"layers": [to_dict(record, fields) for record in walk.layers]}])


def _workings(walk: Walk) -> str:
    """The working of every layer; of very many the answers alone."""
    from cnncalc.textbook.working import answer

    if len(walk.layers) == 1:
        return work_out(walk.layers[0], None)
    if len(walk.layers) > MOST_WORKINGS:
        return "\n".join(["", *(f"{record.path}: {answer(record)}" for record in walk.layers)])
    return "\n".join(f"\n{emphasised(record.path)}: {answer(record)}\n{work_out(record, walk.fields)}" for record in walk.layers)


def _flattened(walk: Walk) -> str:
    """The working of the second layer, which sees as a vector what comes into the first."""
    from cnncalc.textbook.step import Step
    from cnncalc.textbook.working import working

    first, record = walk.layers
    (size,) = [step.lines for step in working(first) if step.heading == "output size"]
    return work_out(record, None, [Step("flattened", (f"{first.inputs[0].shape} becomes {size[0]}",))])


def work_out(record: LayerRecord, fields: Fields | None, before: Sequence[Step] = ()) -> str:
    """What stands below the answer: whether the stride fits, the steps, and a picture where the window can be drawn."""
    from cnncalc.textbook.pictures import picture
    from cnncalc.textbook.working import text, verdict, working
    from cnncalc.textbook.wrapping import wrapped

    fits, drawn = verdict(record), picture(record)
    lines = [wrapped(fits)] if fits else []
    lines += ["", headed(text([*before, *working(record, fields)])), *(["", *drawn] if drawn else [])]
    return "\n".join(lines)


def emphasised(text: str) -> str:
    """``text`` in bold where standard output shows that."""
    return f"\x1b[1m{text}\x1b[0m" if has_colour(sys.stdout) else text


def headed(steps: str) -> str:
    """Steps with their headings in bold where standard output shows that."""
    return re.sub(r"^\w[^:\n]*:", lambda heading: emphasised(heading[0]), steps, flags=re.MULTILINE)
