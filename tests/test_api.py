"""The library, as the README shows it."""

from __future__ import annotations

import io
import json
import sys

import pytest

import cnncalc


def test_load_and_walk():
    walk = cnncalc.load("vgg16").walk()
    assert walk.params == 138_357_544
    assert walk.macs == 15_470_264_320
    assert walk.layers[0].output_shape == (224, 224, 64)
    assert str(walk.layers[0].output_shape) == "224x224x64"
    assert walk.output_shape == (1000,)


def test_input_and_variables():
    walk = cnncalc.load("vgg16").walk(input="448x448x3", num_classes=10)
    assert walk.layers[0].output_shape == (448, 448, 64)
    assert walk.output_shape == (10,)
    assert cnncalc.load("vgg16").walk(set={"num_classes": 10}).output_shape == (10,)
    assert cnncalc.load("vgg16").walk(input=(224, 224, 1)).layers[0].weights["weight"] == (64, 1, 3, 3)


def test_variants():
    assert cnncalc.load("vgg16", variant="c").walk().params == cnncalc.load("vgg16@c").walk().params == 133_638_952
    network = cnncalc.load("torchvision/resnet50")
    assert network.walk(variant="resnet18").params == 11_689_512
    assert "resnet101" in network.variants


def test_to_dict_is_what_json_prints():
    walk = cnncalc.load("quiz").walk()
    assert walk.to_dict() == json.loads(json.dumps(walk.to_dict()))
    assert walk.to_dict()["totals"]["params"] == 760


def test_a_walk_shows_itself():
    walk = cnncalc.load("quiz").walk()
    assert "768,000" in str(walk)
    html = walk._repr_html_()
    assert '<td style="text-align: right">768,000</td>' in html
    assert html.count("<tr>") == 1 + len(walk.layers) + 1


def test_what_users_write_is_escaped_in_html(tmp_path):
    path = tmp_path / "net.yaml"
    path.write_text("name: '<script>'\ninput: 8x8x3\nlayers: [relu]\n")
    assert "<script>" not in cnncalc.load(path).walk()._repr_html_()


def test_errors_are_raised_with_their_text(tmp_path):
    path = tmp_path / "net.yaml"
    path.write_text("input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 9}\n  - linear: 10\n")
    network = cnncalc.load(path)
    with pytest.raises(cnncalc.ArchitectureError) as error:
        network.walk()
    assert [found.code for found in error.value.diagnostics] == ["CC310"]
    assert "^^^^^^^^^ the layer sees 8x8x3" in str(error.value)


def test_usage_errors():
    with pytest.raises(cnncalc.UsageError, match="no file and no bundled network `nothing`"):
        cnncalc.load("nothing")
    with pytest.raises(cnncalc.UsageError, match="has no variable `depth`"):
        cnncalc.load("quiz").walk(depth=3)
    with pytest.raises(cnncalc.UsageError, match="expected a shape"):
        cnncalc.load("quiz").walk(input="32 by 32")


def test_a_text():
    network = cnncalc.loads("input: 8x8x3\nlayers: [relu]\n")
    assert network.walk().output_shape == (8, 8, 3)
    with pytest.raises(cnncalc.ArchitectureError, match=r"--> net\.yaml:1:1"):
        cnncalc.loads("layers: [relu]\n", name="net.yaml").walk()


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(b"input: 8x8x3\nlayers: [relu]\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert cnncalc.load("-").walk().output_shape == (8, 8, 3)


def test_nothing_else_is_exported():
    classes = {"ArchitectureError", "DoesNotFit", "Network", "UsageError", "Walk"}
    assert set(cnncalc.__all__) == {*classes, "__version__", "forward", "load", "loads", "verify"}


def test_letters_stand_for_sizes():
    walk = cnncalc.load("vgg16").walk("HxWx3", num_classes=10)
    assert walk.output_shape == (10,)
    assert str(walk.params) == "2097152*floor(H/32)*floor(W/32) + 31541066"
    assert walk.macs.at({"H": 224, "W": 224}) == cnncalc.load("vgg16").walk(num_classes=10).macs
    assert walk.at(H=224, W=224).to_dict()["totals"] == cnncalc.load("vgg16").walk("224x224x3", num_classes=10).to_dict()["totals"]
    assert [condition.python for condition in walk.conditions] == ["H >= 32", "W >= 32"]
    assert cnncalc.load("vgg16").walk(("H", "W", 3)).params == cnncalc.load("vgg16").walk("HxWx3").params
    assert cnncalc.load("vgg16").walk().conditions == []


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"H": 31, "W": 400}, "H = 31, W = 400 does not fit: H >= 32 (pool5)"),
        (
            {"H": 10**9, "W": 10**9},
            "H = 1000000000, W = 1000000000 does not fit: input has 3,000,000,000,000,000,000 elements, more than 2^53",
        ),
        ({"H": 32}, "`W` has no size: the input's letters are H, W"),
        ({"H": 32, "W": 32, "\n": 1}, "the input has no letter `\\n`: it has H, W"),
        ({"H": 0, "W": 32}, "`H` is a whole number of at least 1, not 0"),
        ({"H": 32, "W": 32.5}, "`W` is a whole number of at least 1, not 32.5"),
    ],
)
def test_sizes_that_do_not_fit(sizes, message):
    with pytest.raises(cnncalc.UsageError) as caught:
        cnncalc.load("vgg16").walk("HxWx3").at(**sizes)
    assert str(caught.value) == message


def test_what_is_no_letter():
    for shape in (
        "heightxwidthx3",
        "HxWxX",
        "H x W x 3 x D x C",
        "\u00c4xWx3",
        "HxWx0",
        "HxWx99999999999999999999",
        "HxW\x00x3",
        "HxWx",
    ):
        with pytest.raises(cnncalc.UsageError):
            cnncalc.load("quiz").walk(shape)
    with pytest.raises(cnncalc.UsageError, match="the input has no letter `H`: it has none"):
        cnncalc.load("quiz").walk().at(H=3)
    walk = cnncalc.loads("inputs: {left: 4x4x3, right: 4x4x3}\nlayers: [{add: [left, right]}]").walk(
        {"left": "HxWx3", "right": "WxHx3"}
    )
    assert [condition.text for condition in walk.conditions] == ["H = W"], "a letter is the same size in all inputs"
    assert all(hasattr(cnncalc, name) for name in cnncalc.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = cnncalc.nothing
