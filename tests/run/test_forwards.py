"""What holds for every forward: it is there, it is its own method, and it gives the figures of the layers' tables."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest
from layer_tables import build, rows, shapes
from run_layer import Weights, run

from cnncalc import layers
from cnncalc.core.join import Join
from cnncalc.core.operation import Layer, Operation
from cnncalc.run import forwards
from cnncalc.run.call import Call
from cnncalc.run.forwards import forward_of
from cnncalc.run.memory import Memory

HERE = Path(forwards.__file__).parent
MOST = 20_000_000


def is_small(operation, row, most=MOST):
    """Whether a row of a table is run in a moment: neither array has more elements, and a product takes no seconds."""
    measure = build(operation, row["given"]).measure(shapes(row["input"]))
    elements = max(measure.params, measure.output_shape.elements, *(shape.elements for shape in shapes(row["input"])))
    return elements <= most and measure.macs <= 50 * most


ROWS = [
    pytest.param(operation, row, id=f"{operation}-{index}")
    for operation in layers.places()
    for index, row in enumerate(rows(operation))
    if is_small(operation, row)
]


class Same(Weights):
    """Weights that are quick to make: all of them 1/2, each array seen once."""

    def whole(self, name, shape, dtype):
        assert name not in self, f"{name} is asked for twice"
        self[name] = np.full(shape, 0.5, dtype)
        return self[name]


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_figures_of_the_tables(operation, row):
    """Shapes, weights and multiply-accumulates that others found, measured here on arrays."""
    layer = build(operation, row["given"])
    weights = Same()
    call = Call(weights, Memory(), may_overwrite=True)
    xs = [np.full((1, x.channels, *x.spatial), 0.5, np.float32) for x in shapes(row["input"])]
    y = forward_of(layer)(call, layer, *xs)
    (expected,) = shapes(row["output"])
    assert y.shape == (1, expected.channels, *expected.spatial)
    assert y.dtype == np.float32
    assert call.weights == row.get("weights", {})
    assert call.buffers == row.get("buffers", {})
    assert call.multiplied == row.get("macs", 0)
    assert {name: array.shape for name, array in weights.items()} == call.weights | call.buffers


def test_every_kind_has_rows_and_a_forward():
    names = set(layers.places())
    assert {row.values[0] for row in ROWS} == names
    assert {path.stem for path in HERE.glob("*.py")} - {"__init__"} == names


SMALL = [row for row in ROWS if is_small(*row.values, most=300_000)]


@pytest.mark.parametrize(("operation", "row"), SMALL)
def test_input_is_written_to_only_where_it_may_be(operation, row):
    layer = build(operation, row["given"])
    numbers = np.random.default_rng(1)
    xs = [numbers.standard_normal((2, x.channels, *x.spatial)) for x in shapes(row["input"])]
    for x in xs:
        x.flags.writeable = False
    kept, given = run(layer, *xs).y, run(layer, *(x.copy() for x in xs), may_overwrite=True).y
    assert kept.dtype == given.dtype == np.float64
    assert np.array_equal(kept, given)


OF_THE_WALK = {
    name
    for base in (Operation, Layer, Join)
    for name in vars(base)
    if not name.startswith("_") and callable(getattr(base, name)) and name != "weights"
} | {"slide", "windows", "filter_shapes", "filter_shape", "group_channels", "bias_shape", "margins", "dilations", "cells", "copies"}


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.py")), ids=lambda path: str(path.relative_to(HERE)))
def test_a_forward_is_a_method_of_its_own(path):
    """A layer's formulas are proved by something that does not use them: its fields are read, its methods are not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "layer"}
    assert not read & (OF_THE_WALK | {"weights"})
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "cnncalc.core.window" not in imported
    allowed = {"cnncalc.core.fields", "cnncalc.core.shape", "cnncalc.core.size", "cnncalc.core.operation"}
    assert {module for module in imported if module.startswith("cnncalc.core")} <= allowed
