"""Rows of the tables of layers (tests/layers/cases) as walks of one layer."""

from __future__ import annotations

from math import prod

from layer_tables import build, rows, shapes

from cnncalc import layers
from cnncalc.walk import Walker

MOST_ELEMENTS = 4_000_000
"""Of weights, inputs and products: rows beyond are run elsewhere, as parts of networks."""


def walk_of(layer, inputs):
    """A walk of one layer on inputs of these shapes."""
    walker = Walker()
    tensors = tuple(walker.input(f"input{index}" if index else "input", shape) for index, shape in enumerate(inputs))
    return walker.walk(walker.apply(layer, tensors))


def small_rows(operation):
    """The rows of a kind that run in a moment."""
    for row in rows(operation):
        size = sum(map(prod, shapes(row["input"]))) + sum(map(prod, row.get("weights", {}).values())) + row.get("macs", 0) // 64
        if size <= MOST_ELEMENTS:
            yield build(operation, row["given"]), shapes(row["input"])


CASES = [
    (f"{operation}-{index}", layer, inputs)
    for operation in layers.places()
    for index, (layer, inputs) in enumerate(small_rows(operation))
]
