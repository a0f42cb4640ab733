"""What is shown: JSON that adds up and refers to itself, tables with a row a layer, folded ones with the same sums."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from generated import chains, checked, file, inputs, keeping_entry, walked
from graphs import graphs, text
from hypothesis import given
from hypothesis import strategies as st

from cnncalc import render
from cnncalc.api import load
from cnncalc.render.columns import Column
from cnncalc.report import LAYER_KEYS

SUMS = ("params", "trainable_params", "buffers", "macs", "flops", "activation_bytes")
BUNDLED = (
    "lenet5",
    "googlenet@with_heads",
    "unet",
    "torchvision/resnet18",
    "torchvision/mobilenet_v3_small",
    "preact_resnet164_cifar",
)


def shown(walk, format, columns=None, depth=None):
    return render.renderer(format)([walk], columns, depth)


def model(walk):
    """The network as the JSON has it."""
    envelope = json.loads(shown(walk, "json"))
    assert envelope["schema_version"] == 1
    (found,) = envelope["models"]
    return found


def judge_json(walk):
    found = model(walk)
    assert found == walk.to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    layers, totals = found["layers"], found["totals"]
    assert {key: sum(layer[key] for layer in layers) for key in SUMS} == {key: totals[key] for key in SUMS}
    assert totals["layers"] == len(layers)
    paths = [layer["path"] for layer in layers]
    assert len(set(paths)) == len(paths)
    known = set(found.get("input_shapes", ["input"]))
    shapes = {name: list(tensor.shape) for name, tensor in walk.inputs.items()}
    for index, layer in enumerate(layers):
        assert layer["index"] == index
        assert set(layer["inputs"]) <= known, "a layer reads what stands above it"
        assert layer["input_shapes"] == [shapes[path] for path in layer["inputs"]]
        known.add(layer["path"])
        shapes[layer["path"]] = layer["output_shape"]
    assert totals["peak_layer"] in paths
    assert set(layers[0]) - {"shares"} == set(LAYER_KEYS)


def numbers(texts):
    return [int(text.replace(",", "")) for text in texts]


def rows_of(walk, format, columns, depth=None):
    """The cells of every layer's row, and the row of totals where there is one."""
    out = shown(walk, format, columns, depth)
    if format == "csv":
        header, *rows = csv.reader(io.StringIO(out))
        assert header == ["model", *(column.key for column in columns)]
        return [row[1:] for row in rows], None
    if format == "markdown":
        _, _, *rows, total = [line.strip("| ").split(" | ") for line in out.split("\n") if line.startswith("|")]
        return rows, [cell.strip("*") for cell in total]
    if format == "latex":
        body = out.partition("\\midrule\n")[2].partition("    \\bottomrule")[0].replace("    \\midrule\n", "")
        *rows, total = [line.strip().removesuffix(" \\\\").split(" & ") for line in body.strip("\n").split("\n")]
        return rows, total
    lines = out.split("\n")
    ruled = [at for at, line in enumerate(lines) if re.fullmatch("-+", line)]
    split = [re.split(r"  +", line.strip()) for line in lines]
    return split[ruled[0] + 1 : ruled[1]], split[ruled[1] + 1]


COLUMNS = tuple(Column(key) for key in ("path", *SUMS))


def judge_rows(walk, depth):
    layers = model(walk)["layers"]
    totals = {key: getattr(walk.totals, key) for key in SUMS}
    for format in ("table", "csv", "markdown", "latex"):
        rows, total = rows_of(walk, format, COLUMNS, depth)
        columns = list(zip(*(numbers(row[1:]) for row in rows), strict=True))
        assert [sum(column) for column in columns] == list(totals.values()), format
        if total is not None:
            assert total[0] == "total"
            assert numbers(total[1:]) == list(totals.values()), format
        if depth is None:
            assert len(rows) == len(layers), format
            plain = [row[0].replace("\\", "") for row in rows]
            assert plain == [layer["path"] for layer in layers], format
            assert [numbers(row[1:]) for row in rows] == [[layer[key] for key in SUMS] for layer in layers], format
        else:
            assert 1 <= len(rows) <= len(layers), format


@checked(150)
@given(graphs(), st.sampled_from((None, 1, 2, 3)))
def test_graphs(graph, depth):
    walk = walked(text(graph))
    judge_json(walk)
    judge_rows(walk, depth)


@checked(100)
@given(chains(), st.integers(1, 5), st.sampled_from(("float32", "int8")))
def test_chains(chain, batch, dtype):
    first, entries = chain
    walk = walked(file(first, [made.value for made in entries]), batch=batch, dtype=dtype)
    judge_json(walk)
    judge_rows(walk, None)


@pytest.mark.parametrize("depth", [None, 1, 2, 3, 99])
@pytest.mark.parametrize("name", BUNDLED)
def test_bundled(name, depth):
    walk = load(name).try_walk()
    judge_json(walk)
    judge_rows(walk, depth)


@checked(80)
@given(inputs(), st.integers(2, 6), st.data())
def test_equal_passes_fold_into_one_row(first, times, data):
    """`x3` at depth 1: as many passes as the file says, none that differ."""
    made = keeping_entry(data.draw, (*first[:-1], 3), filters=3)
    value = made.value if isinstance(made.value, dict) else {made.value: None}
    keep = {"conv": {"filters": 3, "kernel": 1}}
    block = {"Block": {"layers": [value, keep]}}
    walk = walked(file((*first[:-1], 3), [{"Block": None, "repeat": times}], blocks=block))
    for format in ("csv", "table", "markdown", "latex"):
        rows, _ = rows_of(walk, format, COLUMNS, 1)
        (row,) = rows
        assert row[0].replace("\\", "") == f"Block[0-{times - 1}] x{times}", format
        assert numbers(row[1:]) == [getattr(walk.totals, key) for key in SUMS], format
    assert model(walk)["totals"]["layers"] == times * (len(made.layers) + 1)


@checked(40)
@given(graphs())
def test_the_page_has_a_row_a_layer(graph):
    walk = walked(text(graph))
    page = walk._repr_html_()
    assert page.count("<tr>") == len(walk.layers) + 2
    assert page.count("<td") == len(walk.layers) * page.count("<th>")
