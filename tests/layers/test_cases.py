"""Every row of every table: shape, weights, buffers and operations of a layer are the figures that others found."""

from __future__ import annotations

from math import prod

import pytest
from layer_tables import build, rows, shapes

from cnncalc import layers

ROWS = [
    pytest.param(operation, row, id=f"{operation}-{index}")
    for operation in layers.places()
    for index, row in enumerate(rows(operation))
]


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_layer(operation, row):
    weights, buffers, macs = row.get("weights", {}), row.get("buffers", {}), row.get("macs", 0)
    measure = build(operation, row["given"]).measure(shapes(row["input"]))
    assert str(measure.output_shape) == row["output"]
    assert measure.weights == weights
    assert measure.params == sum(map(prod, weights.values()))
    assert measure.buffers == buffers
    assert measure.buffer_elements == sum(map(prod, buffers.values()))
    assert measure.macs == macs
    assert measure.flops == row.get("flops", 0)


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_figures_are_whole_numbers(operation, row):
    measure = build(operation, row["given"]).measure(shapes(row["input"]))
    figures = [*measure.output_shape, measure.params, measure.buffer_elements, measure.macs, measure.flops]
    assert all(type(figure) is int for figure in figures)
