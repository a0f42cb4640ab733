"""What a file declares, read once and checked as far as no sizes are needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from cnncalc.core.problem import Problem
from cnncalc.language.values import descend

if TYPE_CHECKING:
    from cnncalc.core.fields import Field
    from cnncalc.core.operation import Operation
    from cnncalc.language.nodes import Entry, Node, Scalar
    from cnncalc.language.values import Value
    from cnncalc.source import Source, Span

Form = Literal["layer", "join", "block", "sequence", "head", "broken"]
"""What an entry is; ``broken`` where that could not be told, so that nothing is concluded from it."""


@dataclass(slots=True, eq=False)
class Argument:
    """A named value: where it is written, and what it says."""

    entry: Entry
    value: Value


@dataclass(slots=True, eq=False)
class Arguments:
    """The parameters of a built-in operation as written: those that are already known, and those to compute."""

    kind: type[Operation]
    fixed: dict[str, Any] = field(default_factory=dict)
    computed: dict[str, Argument] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    def field(self, name: str) -> Field[Any]:
        return self.kind.fields[name]

    def __contains__(self, name: str) -> bool:
        return name in self.fixed or name in self.computed

    def span(self, problem: Problem) -> Span | None:
        """Where the value at fault stands, if it is written here."""
        entry = self.entries.get(problem.field or "")
        if entry is None:
            return None
        return descend(entry.value, problem.within) if problem.within else entry.span


@dataclass(slots=True, eq=False)
class Expect:
    """One figure that is asserted: its name, what is wanted (a value for ``figures.wanted``), and where."""

    figure: str
    value: Value
    span: Span


@dataclass(slots=True, eq=False)
class LayerDeclaration:
    """One entry of a list of layers."""

    word: Scalar
    """The operation or block as written."""
    form: Form
    span: Span
    arguments: Arguments | None = None
    """Of a built-in operation."""
    call: dict[str, Argument] = field(default_factory=dict)
    """Of a block."""
    operands: list[Scalar] | None = None
    """Of a join of tensors that exist."""
    branches: list[Body] = field(default_factory=list)
    """Of a join that opens branches, or of heads."""
    body: list[LayerDeclaration] = field(default_factory=list)
    """Of a sequence."""
    name: Scalar | None = None
    source: Scalar | None = None
    """``from``: the tensor it takes instead of the one above."""
    repeat: Argument | None = None
    when: Argument | None = None
    frozen: Argument | None = None
    weights: Scalar | None = None
    expect: list[Expect] = field(default_factory=list)
    faulty: bool = False
    """Whether its parameters have a fault that was reported: what it puts out is then not known."""
    ready: Operation | None = None
    """The layer itself, once it is known not to depend on anything."""


@dataclass(slots=True, eq=False)
class Body:
    """A branch or a head: its key and its layers."""

    key: Scalar
    layers: list[LayerDeclaration]


@dataclass(slots=True, eq=False)
class Parameter:
    """A parameter of a block: required, a tensor, or with a default."""

    key: Scalar
    is_tensor: bool = False
    default: Value | None = None

    @property
    def required(self) -> bool:
        return self.is_tensor or self.default is None


@dataclass(slots=True, eq=False)
class Block:
    """A user's block."""

    key: Scalar
    parameters: dict[str, Parameter] = field(default_factory=dict)
    layers: list[LayerDeclaration] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Variant:
    """Other settings of the same file."""

    key: Scalar
    settings: dict[str, Argument] = field(default_factory=dict)
    expect: list[Expect] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Document:
    """A whole file."""

    source: Source
    name: str = ""
    description: str = ""
    reference: str = ""
    """``source`` in the file: the paper or its address."""
    inputs: dict[str, Argument] = field(default_factory=dict)
    """One called ``input``, or several under their names."""
    variables: dict[str, Argument] = field(default_factory=dict)
    defaults: dict[str, Arguments] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    layers: list[LayerDeclaration] = field(default_factory=list)
    expect: list[Expect] = field(default_factory=list)
    variants: dict[str, Variant] = field(default_factory=dict)
    root: Node | None = None
