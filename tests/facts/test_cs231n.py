"""The course's walk through VGG-16, row by row, and what its rows really add up to."""

from __future__ import annotations

from math import prod

import pytest
from fact_tables import table, walk

ROWS = table("cs231n_vgg16.csv")
LAYERS = [row for row in ROWS if row["H"]]
(TOTAL,) = [row for row in ROWS if row["layer"].startswith("TOTAL(sum")]
KINDS = {"CONV3": "conv", "POOL2": "maxpool", "FC": "linear"}


def tensors():
    """The input and the layers that the course lists: activations, flattening and dropout have no rows."""
    walked = walk("vgg16")
    return [walked.input, *(record for record in walked.layers if record.op in KINDS.values())]


def weights(tensor):
    """Weights alone: the course leaves the biases out."""
    return prod(tensor.weights["weight"]) if "weight" in getattr(tensor, "weights", {}) else 0


def test_as_many_rows():
    assert len(LAYERS) == len(tensors()) == 22


@pytest.mark.parametrize("at", range(len(LAYERS)), ids=[f"{at}-{row['layer']}" for at, row in enumerate(LAYERS)])
def test_row(at):
    row, tensor = LAYERS[at], tensors()[at]
    name = row["layer"].partition("-")[0]
    assert getattr(tensor, "op", None) == KINDS.get(name)
    shape = tuple(int(row[key]) for key in ("H", "W", "C"))
    assert tensor.shape == (shape if name != "FC" else shape[-1:])
    assert tensor.shape.elements == int(row["activations"])
    assert weights(tensor) == int(row["weights"])


def test_totals():
    """The rows add up to 15.2 million values and not to the 24 million printed."""
    assert sum(tensor.shape.elements for tensor in tensors()) == int(TOTAL["activations"])
    assert sum(map(weights, tensors())) == int(TOTAL["weights"])
    assert int(TOTAL["weights"]) + sum(tensor.shape.channels for tensor in tensors() if weights(tensor)) == walk("vgg16").params
