"""Worked examples and quizzes of courses: every entry of the table has its test, valid or not."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from math import ceil, prod

import pytest
from fact_tables import HERE, layers, one_layer, sizes, table

from cnncalc.core.window import Window, same_padding

TEXTBOOK = json.loads((HERE / "textbook.json").read_text(encoding="utf-8"))
ENTRIES = {entry["q"]: entry for entry in (*TEXTBOOK["cs231n"], *TEXTBOOK["courses"])}
STRIDES = [question for question, entry in ENTRIES.items() if "valid" in entry]
CEIL = [question for question in ENTRIES if question.startswith("ceil_mode")]
RULES = table("rules_of_thumb.csv")

OTHERS = {}
"""The other entries: a test by the beginning of its question."""


def answers(beginning):
    """Register a test of the one entry whose question begins so."""

    def register(test):
        (question,) = [question for question in ENTRIES if question.startswith(beginning)]
        assert question not in OTHERS
        OTHERS[question] = test
        return test

    return register


def numbers(question):
    """W, F, S, P, K as the question names them."""
    found = {name: int(number) for name, number in re.findall(r"\b([WFSPK])=(\d+)", question)}
    volume = re.search(r"\((\d+),\d+,\d+\)", question)
    kernel = re.search(r"pool F=(\d+)", question)
    return {**found, **({"W": int(volume[1])} if volume else {}), **({"F": int(kernel[1])} if kernel else {})}


def test_no_entry_is_left_out():
    assert set(STRIDES) | set(CEIL) | set(OTHERS) == set(ENTRIES)
    assert len(ENTRIES) == len(TEXTBOOK["cs231n"]) + len(TEXTBOOK["courses"])


@pytest.mark.parametrize("question", STRIDES)
def test_stride(question):
    """O = (W - F + 2P)/S + 1, whole or not; `rounding: exact` takes it exactly when it is whole."""
    entry, given = ENTRIES[question], numbers(question)
    size, kernel, stride, padding = (given[name] for name in "WFSP")
    window = Window(kernel, stride, padding, padding)
    assert (window.remainder(size) == 0) is entry["valid"]
    if entry["out"] is not None:
        assert Fraction(window.room(size), stride) + 1 == Fraction(entry["out"])
        assert window.slide(size) == int(entry["out"])
    asked = f"{{filters: {given.get('K', 1)}, kernel: {kernel}, stride: {stride}, padding: {padding}, rounding: exact}}"
    walked = one_layer(f"conv: {asked}", f"{size}x{size}x3")
    if entry["valid"]:
        assert walked.output_shape == (sizes(entry["volume"]) if "volume" in entry else (entry["out"], entry["out"], 1))
    else:
        assert [found.code for found in walked.diagnostics] == ["CC402"] * len(walked.diagnostics)
        assert not walked.complete
        assert walked.diagnostics


@pytest.mark.parametrize("question", CEIL)
def test_ceil_mode(question):
    """PyTorch's rule, which onnxruntime and ONNX opset 22 follow; the naive ceiling differs in all of these."""
    size, kernel, stride, padding = map(int, re.fullmatch(r"ceil_mode: n(\d+) k(\d+) s(\d+) p(\d+)", question).groups())
    entry = ENTRIES[question]
    assert entry["torch"] == entry["onnxruntime"] == entry["onnx_shape_inference_opset22"]
    assert Window(kernel, stride, padding, padding, rounding="ceil").slide(size) == entry["torch"]
    assert ceil(Fraction(size - kernel + 2 * padding, stride)) + 1 == entry["naive_ceil"] != entry["torch"]
    walked = one_layer(f"maxpool: {{kernel: {kernel}, stride: {stride}, padding: {padding}, rounding: ceil}}", f"{size}x{size}x1")
    assert walked.output_shape == (entry["torch"], entry["torch"], 1)


@answers("AlexNet conv1 params with sharing")
def _alexnet(entry):
    shared = one_layer("conv: {filters: 96, kernel: 11, stride: 4}", "227x227x3")
    assert shared.params == entry["params"]
    own = one_layer("locally_connected: {filters: 96, kernel: 11, stride: 4}", "227x227x3")
    assert f"{own.params:,}" == "105,705,600"
    assert f"{own.params:,}" in entry["note"]
    assert f"{own.output_shape.elements:,}*{prod(shared.layers[0].weights['weight'][1:]) + 1}" in entry["note"]


@answers("im2col")
def _im2col(entry):
    (record,) = one_layer("conv: {filters: 96, kernel: 11, stride: 4}", "227x227x3").layers
    assert f"{prod(record.weights['weight'][1:])}x{record.output_shape.places}" == entry["matrix"]


@answers("Udacity SDC L9: input 28x28x3, 3x3 filters, VALID, stride 1")
def _udacity_stride_1(entry):
    walked = one_layer("conv: {filters: 1, kernel: 3, padding: valid, rounding: exact}", "28x28x3")
    assert entry["exact"]
    assert walked.output_shape == (entry["answer"], entry["answer"], 1)


@answers("Udacity SDC L9: input 28x28x3, 3x3 filters, VALID, stride 2")
def _udacity_stride_2(entry):
    window = Window(3, 2)
    assert Fraction(window.room(28), 2) + 1 == Fraction(entry["raw"])
    assert not entry["exact"]
    assert not one_layer("conv: {filters: 1, kernel: 3, stride: 2, padding: valid, rounding: exact}", "28x28x3").complete
    floored = one_layer("conv: {filters: 1, kernel: 3, stride: 2, padding: valid}", "28x28x3")
    assert floored.output_shape == (entry["accepted"], entry["accepted"], 1)


@answers("Udacity DLND")
def _udacity_dlnd(entry):
    assert entry["exact"]
    walked = one_layer("conv: {filters: 20, kernel: 8, stride: 2, padding: 1, rounding: exact}", "32x32x3")
    assert str(walked.output_shape) == entry["answer"]


@answers("Caffe 00-classification")
def _caffe(entry):
    walked = layers("227x227x3", "conv: {filters: 96, kernel: 11, stride: 4}", "maxpool: {kernel: 3, stride: 2}")
    assert [record.output_shape.spatial for record in walked.layers] == [(size, size) for size in entry["answer"]]


@answers("AlexNet at 224 with 11x11 s4")
def _alexnet_at_224(entry):
    for padding, size in zip(("valid", "same"), entry["answer"], strict=True):
        walked = one_layer(f"conv: {{filters: 96, kernel: 11, stride: 4, padding: {padding}}}", "224x224x3")
        assert walked.output_shape == (size, size, 96)


@answers("TF-Examples wd1 7*7*64")
def _tf_examples(entry):
    walked = layers(
        "28x28x1", "conv: {filters: 32, kernel: 5, padding: same}", "maxpool: {kernel: 2, padding: same}",
        "conv: {filters: 64, kernel: 5, padding: same}", "maxpool: {kernel: 2, padding: same}", "flatten",
    )  # fmt: skip
    assert f"{walked.layers[-2].output_shape} = {walked.output_shape}" == entry["answer"]


@answers("TF max_pool 28x28 k2 s2 SAME")
def _tf_max_pool(entry):
    walked = one_layer("maxpool: {kernel: 2, stride: 2, padding: same}", "28x28x1")
    assert walked.output_shape == (entry["answer"], entry["answer"], 1)


@answers("SAME k7 s2")
def _same(entry):
    for size, pads in entry["answer"].items():
        assert same_padding(int(size), 7, 2, 1) == tuple(pads)
        (record,) = one_layer("conv: {filters: 1, kernel: 7, stride: 2, padding: same}", f"{size}x{size}x1").layers
        assert [(window.before, window.after) for window in record.operation.windows(record.input_shapes[0])] == [tuple(pads)] * 2


@answers("Coursera CNN example")
def _coursera(entry):
    walked = layers(
        "32x32x3", "conv: {filters: 8, kernel: 5}", "maxpool: 2", "conv: {filters: 16, kernel: 5}", "maxpool: 2",
        "flatten", "linear: 120", "linear: 84", "linear: 10",
    )  # fmt: skip
    counted = [record for record in walked.layers if record.op != "flatten"]
    assert [record.params for record in counted] == entry["params"]
    assert [str(record.output_shape) for record in counted] == entry["shapes"]


@pytest.mark.parametrize("question", OTHERS)
def test_other(question):
    OTHERS[question](ENTRIES[question])


@pytest.mark.parametrize("rule", RULES, ids=[rule["says"] for rule in RULES])
def test_rule_of_thumb(rule):
    walked = one_layer(rule["layer"], rule["input"])
    if not rule["output"]:
        assert [found.code for found in walked.diagnostics] == ["CC402", "CC402"][: len(walked.diagnostics)]
        assert not walked.complete
        return
    assert walked.diagnostics == []
    assert str(walked.output_shape) == rule["output"]
    if rule["params"]:
        assert walked.params == int(rule["params"])
        assert walked.macs == int(rule["macs_each_output"]) * walked.output_shape.elements


def test_a_pool_keeps_a_quarter():
    (rule,) = [rule for rule in RULES if "25 %" in rule["says"]]
    assert prod(sizes(rule["output"])) * 4 == prod(sizes(rule["input"]))


def test_padding_makes_36():
    (rule,) = [rule for rule in RULES if "36x36x3" in rule["says"]]
    walked = layers("32x32x3", rule["layer"], "conv: {filters: 3, kernel: 5}")
    assert str(walked.layers[0].output_shape) == "36x36x3"
    assert str(walked.output_shape) == "32x32x3"
