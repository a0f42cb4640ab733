"""The schema of verifications: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from printing import changed, faults, printed, slips

from cnncalc import layers

NET = """\
input: 8x8x3
layers:
  - conv: {filters: 4, kernel: 3, activation: relu}
    name: stem
  - maxpool: 2
  - flatten
  - linear: 10
"""
REGIONS = "input: 16x16x3\nlayers:\n  - regions: {count: 300, size: 7}\n  - flatten\n  - linear: 2\n"
FREE = ("weights",)
"""The weights of a layer, by name; those that were matched are a list."""


@pytest.fixture
def net(tmp_path):
    path = tmp_path / "net.yaml"
    path.write_text(NET)
    return str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["lenet5", "torchvision/squeezenet1_1"],
        ["quiz", "--batch", "3", "--dtype", "float64", "--seed", "7"],
        ["torchvision/resnet18", "--input", "64x64x3", "--layer", "layer1"],
        ["unet", "--input", "188x188x1"],
    ],
    ids=" ".join,
)
def test_networks_that_agree(arguments):
    found = printed("verify", *arguments)
    assert faults("verify", found) == []
    assert all(model["verified"] for model in found["models"])


def test_regions_and_vectors():
    found = printed("verify", "-", stdin=REGIONS)
    assert faults("verify", found) == []
    assert "times" in found["models"][0]["layers"][1]
    vector = printed("verify", "-", stdin="input: 5\nlayers:\n  - linear: 3\n")
    assert faults("verify", vector) == []
    assert vector["models"][0]["receptive_field"] is None


def test_weights_and_a_picture(net, tmp_path):
    shapes = {"a.weight": (4, 3, 3, 3), "a.bias": (4,), "b.weight": (10, 36), "b.bias": (10,)}
    np.savez(tmp_path / "net.npz", **{name: np.ones(shape, np.float32) for name, shape in shapes.items()})
    Image.new("RGB", (8, 8), "red").save(tmp_path / "red.png")
    found = printed("verify", net, "--weights", str(tmp_path / "net.npz"), "--image", str(tmp_path / "red.png"))
    assert faults("verify", found) == []
    (model,) = found["models"]
    assert model["weights"][0] == {"name": "stem.weight", "from": "a.weight"}
    assert len(model["most_likely"]) == 5
    for key, names in (("weights", ("name", "from")), ("most_likely", ("index", "score"))):
        for name in names:
            assert faults("verify", changed(found, ("models", 0, key, 0), lambda part, name=name: part.pop(name)))
        assert faults("verify", changed(found, ("models", 0, key, 0), lambda part: part.update(parms=1)))


def test_a_disagreement(net, monkeypatch):
    monkeypatch.setattr(layers.kind("conv"), "macs", lambda self, x, y: 1)
    found = printed("verify", net, code=1)
    assert faults("verify", found) == []
    (model,) = found["models"]
    assert not model["verified"]
    assert [one["code"] for one in model["diagnostics"]] == ["CC501"]


@pytest.mark.parametrize(
    "text", ["[", "", "input: 3x3x3\nlayers:\n  - conv: {filters: 3, kernel: 5}\n", "input: 3\nlayers: [rellu]\n"]
)
def test_a_file_that_cannot_be_run_has_the_keys_of_one_that_can(text):
    found = printed("verify", "-", stdin=text, code=1)
    assert faults("verify", found) == []
    (model,) = found["models"]
    (other,) = printed("verify", "-", stdin=NET)["models"]
    assert list(model) == list(other)
    assert (model["verified"], model["layers"]) == (False, [])
    assert model["diagnostics"]


def test_every_key_is_checked(net, monkeypatch):
    assert slips("verify", printed("verify", net), FREE) == []
    monkeypatch.setattr(layers.kind("conv"), "macs", lambda self, x, y: 1)
    assert slips("verify", printed("verify", net, code=1), FREE) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("dtype",), "int8"),
        (("layout",), "CHW"),
        (("batch",), 0),
        (("verified",), "true"),
        (("layers", 0, "output_shape"), ["H", "W", 4]),
        (("layers", 0, "run", "weights"), {"weight": 3}),
        (("receptive_field", "run"), [[2, 5, 6]]),
    ],
    ids=str,
)
def test_wrong_values(net, path, value):
    found = printed("verify", net)
    assert faults("verify", changed(found, ("models", 0, *path[:-1]), lambda part: part.update({path[-1]: value})))
