"""What a file declares, read once and checked as far as no sizes are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cnncalc.language.values import descend

if TYPE_CHECKING:
    from cnncalc.core.operation import Operation
    from cnncalc.core.problem import Problem
    from cnncalc.language.nodes import Entry, Node, Scalar
    from cnncalc.language.values import Value
    from cnncalc.source import Source, Span

Form = Literal["layer", "join", "block", "sequence", "head", "broken"]
"""What an entry is; ``broken`` where that could not be told, so that nothing is concluded from it."""


class Argument(NamedTuple):
    """A named value: where it is written, and what it says."""

    entry: Entry
    value: Value


class Arguments:
    """The parameters of a built-in operation as written: those that are already known, and those to compute."""

    def __init__(self, kind: type[Operation]) -> None:
        self.kind = kind
        self.fixed: dict[str, Any] = {}
        self.computed: dict[str, Argument] = {}
        self.entries: dict[str, Entry] = {}
        self.meant: set[str] = set()
        """What misspelt keys most likely stand for: given, so not missing."""

    def __contains__(self, name: str) -> bool:
        return name in self.fixed or name in self.computed

    def span(self, problem: Problem) -> Span | None:
        """Where the value at fault stands, if it is written here."""
        entry = self.entries.get(problem.field or "")
        if entry is None:
            return None
        return descend(entry.value, problem.within) if problem.within else entry.span


class Expect(NamedTuple):
    """One figure that is asserted: its name, what is wanted (a value for ``figures.FIGURES``), and where."""

    figure: str
    value: Value
    span: Span


class LayerDeclaration:
    """One entry of a list of layers."""

    def __init__(self, word: Scalar, form: Form, span: Span, arguments: Arguments | None = None) -> None:
        self.word = word
        """The operation or block as written."""
        self.form = form
        self.span = span
        self.arguments = arguments
        """Of a built-in operation."""
        self.call: dict[str, Argument] = {}
        """Of a block."""
        self.operands: list[Scalar] | None = None
        """Of a join of tensors that exist."""
        self.branches: list[Body] = []
        """Of a join that opens branches, or of heads."""
        self.body: list[LayerDeclaration] = []
        """Of a sequence."""
        self.name: Scalar | None = None
        self.source: Scalar | None = None
        """``from``: the tensor it takes instead of the one above."""
        self.repeat: Argument | None = None
        self.when: Argument | None = None
        self.frozen: Argument | None = None
        self.weights: Scalar | None = None
        self.expect: list[Expect] = []
        self.faulty = False
        """Whether its parameters have a fault that was reported: what it puts out is then not known."""
        self.cost = 0
        """Passes that it counts for, once that is known."""
        self.ready: Operation | None = None
        """The layer itself, once it is known not to depend on anything."""
        self.is_shorthand = False
        """Whether it stands for the `batchnorm` or `activation` of another layer."""
        self.node: Node | None = None
        """The whole entry of the list."""

    @property
    def word_span(self) -> Span:
        return self.word.span

    def field_span(self, field: str) -> Span | None:
        """The parameter, if it is written with the layer."""
        entry = self.arguments.entries.get(field) if self.arguments else None
        return entry.span if entry else None

    def is_literal(self, field: str) -> bool:
        """Whether the parameter can be changed here: it is no expression."""
        return self.arguments is not None and not self.is_shorthand and field not in self.arguments.computed


class Body(NamedTuple):
    """A branch or a head: its key and its layers."""

    key: Scalar
    layers: list[LayerDeclaration]


class Parameter:
    """A parameter of a block: required, a tensor, or with a default."""

    def __init__(self, key: Scalar) -> None:
        self.key = key
        self.is_tensor = False
        self.default: Value | None = None
        self.is_faulty = False
        """Whether what stands behind it has been reported."""

    @property
    def required(self) -> bool:
        return self.is_tensor or (self.default is None and not self.is_faulty)


class Block:
    """A user's block."""

    def __init__(self, key: Scalar) -> None:
        self.key = key
        self.parameters: dict[str, Parameter] = {}
        self.layers: list[LayerDeclaration] = []
        self.refused: set[str] = set()
        """Parameters that were reported where they are declared: calls may give them."""
        self.is_faulty = False
        """Whether it has no body, or parameters, that could be read: what a call puts out is then not known."""
        self.is_recursive = False


class Variant:
    """Other settings of the same file."""

    def __init__(self, key: Scalar) -> None:
        self.key = key
        self.settings: dict[str, Argument] = {}
        self.expect: list[Expect] = []


class Document:
    """A whole file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.name = ""
        self.description = ""
        self.reference = ""
        """``source`` in the file: the paper or its address."""
        self.inputs: dict[str, Argument] = {}
        """One called ``input``, or several under their names."""
        self.variables: dict[str, Argument] = {}
        self.defaults: dict[str, Arguments] = {}
        self.blocks: dict[str, Block] = {}
        self.layers: list[LayerDeclaration] = []
        self.expect: list[Expect] = []
        self.variants: dict[str, Variant] = {}
        self.lost: set[str] = set()
        """What could not be read at all: `vars`, `blocks`, `defaults`, `tensors`. A name that is unknown may be among them."""
        self.undeclared: set[str] = set()
        """The names of which that is assumed."""

    @property
    def layer_expectations(self) -> int:
        """How many expectations stand beside layers."""
        return sum(_expectations(body) for body in (self.layers, *(block.layers for block in self.blocks.values())))


def _expectations(declarations: list[LayerDeclaration]) -> int:
    return sum(
        len(one.expect) + _expectations(one.body) + sum(_expectations(branch.layers) for branch in one.branches)
        for one in declarations
    )
