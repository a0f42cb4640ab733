"""The schema of reports: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import json

import pytest
from documents import REPORT
from printing import changed, places, slips
from runner import ROOT, cnncalc

from cnncalc import bundled, load
from cnncalc.report import envelope

NAMES = [network.name for network in bundled.networks()]
EXAMPLES = sorted((ROOT / "docs/examples").glob("*.yaml"))


def faults(report):
    """What the schema has against a report."""
    return [f"{error.json_path}: {error.message}" for error in REPORT.iter_errors(report)]


def shown(*arguments, **more):
    """The JSON of ``show``."""
    return json.loads(cnncalc("show", "--json", *arguments, **more).out)


@pytest.mark.parametrize("name", NAMES)
def test_bundled_networks(name):
    walk = load(name).try_walk()
    assert faults(json.loads(json.dumps(envelope([walk.to_dict()])))) == []


def test_what_is_printed():
    report = shown("vgg16", "unet", "torchvision/resnet50", "--batch", "8", "--dtype", "float16")
    assert len(report["models"]) == 3
    assert faults(report) == []


def test_examples():
    """Several inputs, shared weights, heads, fractions of strides, and faults."""
    report = shown(*map(str, EXAMPLES))
    assert faults(report) == []
    models = report["models"]
    assert any("input_shapes" in model for model in models)
    assert any("shares" in layer for model in models for layer in model["layers"])
    assert any(model["heads"] for model in models)
    assert not all(model["complete"] for model in models)


def test_what_check_prints():
    """The same envelope, with the findings of the rules."""
    outcome = cnncalc("check", "--format", "json", *map(str, EXAMPLES), *(str(file) for file in bundled.folder().rglob("*.yaml")))
    report = json.loads(outcome.out)
    assert faults(report) == []
    assert any("fixable" in found for model in report["models"] for found in model["diagnostics"])


BROKEN = [
    "input: 3x3x3\nlayers:\n  - conv: {filters: 3, kernel: 5}\n",
    "input: 8x8x3\nlayers:\n  - relu\n  - rellu\n  - tanh\nheads: 3\n",
    "inputs: {a: 3, b: 4x}\nlayers: [relu]\n",
    "[",
    "",
    "- a",
    "input: 3\nlayers: &a [*a]\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_files(text):
    report = shown("-", stdin=text)
    assert faults(report) == []
    assert [model["complete"] for model in report["models"]] == [False]
    assert report["models"][0]["diagnostics"]


def test_nothing_shown():
    assert faults(envelope([])) == []


@pytest.fixture(scope="module")
def good():
    """A report with everything in it."""
    report = shown("-", stdin="input: 8x8x3\nlayers:\n  - conv: {filters: 3, kernel: 3, stride: 2}\nexpect: {params: 3}\n")
    assert report["models"][0]["diagnostics"]
    return report


def test_every_key_is_checked(good):
    free = ("heads", "weights", "buffer_shapes", "input_shapes")
    assert len(list(places(good, free))) > 7
    assert slips("report", good, free) == []


WRONG = [
    (("schema_version",), 2),
    (("models", 0, "layout"), "CHW"),
    (("models", 0, "dtype"), "float31"),
    (("models", 0, "batch"), 0),
    (("models", 0, "complete"), "true"),
    (("models", 0, "output_shape"), []),
    (("models", 0, "output_shape"), ["3", 3]),
    (("models", 0, "heads"), {"aux": 3}),
    (("models", 0, "layers", 0, "weights"), {"weight": 3}),
    (("models", 0, "layers", 0, "params"), -1),
    (("models", 0, "layers", 0, "params"), "1792"),
    (("models", 0, "layers", 0, "receptive_field", "stride"), ["0.5"]),
    (("models", 0, "diagnostics", 0, "severity"), "fatal"),
    (("models", 0, "diagnostics", 0, "code"), "E501"),
    (("models", 0, "diagnostics", 0, "line"), 0),
]


@pytest.mark.parametrize(("path", "value"), WRONG, ids=str)
def test_wrong_values(good, path, value):
    assert faults(changed(good, path[:-1], lambda found: found.update({path[-1]: value})))
