"""Random networks with names, joins, branches and heads, and beside each the list of what runs in what order."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import Any

from hypothesis import strategies as st


@dataclass(eq=False)
class Node:
    """A tensor: what makes it, from which tensors, and whether it is its input's memory."""

    shape: tuple[int, ...]
    inputs: list[Node] = field(default_factory=list)
    is_view: bool = False

    @property
    def storage(self) -> Node:
        return self.inputs[0].storage if self.is_view else self

    @property
    def elements(self) -> int:
        return prod(self.shape)


@dataclass
class Graph:
    """A file, and the order in which its layers run."""

    inputs: dict[str, Node]
    layers: list[Any]
    order: list[Node]
    results: list[Node]


VIEWS = ("identity", "dropout", {"stochastic_depth": 0.1})
UNARY = ("relu", "batchnorm", "gelu", "pool", "conv", "conv with shorthand")


class Builder:
    """Draws layers on maps of one size, so that every two can be joined by `concat`, those of equal channels by anything."""

    def __init__(self, draw: Any, places: tuple[int, ...]) -> None:
        self.draw = draw
        self.places = places
        self.order: list[Node] = []
        self.results: list[Node] = []
        self.names = 0

    def run(self, shape: tuple[int, ...], inputs: list[Node], *, is_view: bool = False) -> Node:
        node = Node(shape, inputs, is_view)
        self.order.append(node)
        return node

    def unary(self, x: Node) -> tuple[Any, Node]:
        """A layer on ``x`` that keeps the places."""
        kind = self.draw(st.sampled_from((*VIEWS, *UNARY)))
        if kind in VIEWS:
            return kind, self.run(x.shape, [x], is_view=True)
        if kind == "pool":
            return {"maxpool": {"kernel": 3, "stride": 1, "padding": 1}}, self.run(x.shape, [x])
        if kind in ("relu", "batchnorm", "gelu"):
            return kind, self.run(x.shape, [x])
        filters = self.draw(st.integers(1, 6))
        y = self.run((*self.places, filters), [x])
        if kind == "conv":
            return {"conv": {"filters": filters, "kernel": 1}}, y
        activation = self.draw(st.sampled_from(("none", "relu", "identity")))
        y = self.run(y.shape, [y])
        if activation != "none":
            y = self.run(y.shape, [y], is_view=activation == "identity")
        return {"conv": {"filters": filters, "kernel": 1, "batchnorm": True, "activation": activation}}, y

    def join(self, operands: list[Node]) -> tuple[str, Node]:
        """The word of a join that takes these operands, and its output."""
        equal = len({node.shape for node in operands}) == 1
        word = self.draw(st.sampled_from(("concat", "add", "average", "maximum", "multiply") if equal else ("concat",)))
        channels = sum(node.shape[-1] for node in operands) if word == "concat" else operands[0].shape[-1]
        return word, self.run((*self.places, channels), operands)

    def list_of_layers(self, above: Node, visible: dict[str, Node], level: int, most: int) -> tuple[list[Any], Node]:
        """Layers below ``above``; names given here are visible below, in here alone."""
        visible = dict(visible)
        entries = []
        for _ in range(self.draw(st.integers(1, most))):
            kind = self.draw(st.sampled_from(("unary", "unary", "from", "list", "list", "branches", "head", "sequence")))
            source = None
            value: Any
            if kind == "from":
                source = self.draw(st.sampled_from(sorted(visible)))
                value, y = self.unary(visible[source])
            elif kind == "list":
                known = {**visible, "prev": above}
                operands = self.draw(st.lists(st.sampled_from(sorted(known)), min_size=2, max_size=3))
                word, y = self.join([known[name] for name in operands])
                value = {word: operands}
            elif kind == "branches" and level < 2:
                value, y = self.branches(above, visible, level)
            elif kind == "head" and level < 2:
                body, out = self.list_of_layers(above, visible, level + 1, 2)
                self.results.append(out)
                self.names += 1
                entries.append({"head": {f"h{self.names}": body}})
                continue
            elif kind == "sequence" and level < 2:
                body, y = self.list_of_layers(above, visible, level + 1, 2)
                value = {"sequence": body}
            else:
                value, y = self.unary(above)
            name = None
            if self.draw(st.booleans()):
                self.names += 1
                name = f"n{self.names}"
                visible[name] = y
            modifiers = {**({"from": source} if source else {}), **({"name": name} if name else {})}
            entries.append({**(value if isinstance(value, dict) else {value: None}), **modifiers} if modifiers else value)
            above = y
        return entries, above

    def branches(self, x: Node, visible: dict[str, Node], level: int) -> tuple[Any, Node]:
        bodies: dict[str, Any] = {}
        operands = []
        for key in "abc"[: self.draw(st.integers(2, 3))]:
            if self.draw(st.integers(0, 3)) == 2:
                bodies[key], out = None, x
            else:
                bodies[key], out = self.list_of_layers(x, visible, level + 1, 2)
            operands.append(out)
        word, y = self.join(operands)
        return {word: bodies}, y


@st.composite
def graphs(draw: Any, most: int = 8) -> Graph:
    """A network of one or two inputs."""
    places = (draw(st.integers(1, 5)), draw(st.integers(1, 5)))
    builder = Builder(draw, places)
    names = ("input",) if draw(st.booleans()) else ("left", "right")
    inputs = {name: Node((*places, draw(st.integers(1, 6)))) for name in names}
    first = next(iter(inputs.values()))
    layers, out = builder.list_of_layers(first, {**inputs, "input": first}, 0, most)
    return Graph(inputs, layers, builder.order, [*builder.results, out])


def text(graph: Graph) -> str:
    """The graph as a file."""
    from generated import lines

    shapes = {name: "x".join(map(str, node.shape)) for name, node in graph.inputs.items()}
    head = (
        f"input: {shapes['input']}\n"
        if "input" in shapes
        else "inputs: {" + ", ".join(f"{n}: {s}" for n, s in shapes.items()) + "}\n"
    )
    return f"{head}layers:\n{lines(graph.layers)}"
