"""The schema of sizes: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import pytest
from printing import changed, faults, places, printed, run, slips

from cnncalc import bundled

FREE = ("input_shapes",)

NEVER = """\
input: 32x32x3
layers:
  - conv: {filters: 4, kernel: 2, stride: 2}
    name: even
  - conv: {filters: 4, kernel: 3, stride: 2}
    from: input
    name: odd
"""
ASKS = """\
input: 64x64x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 1}
  - maxpool: 2
    when: =input.height > 40
  - conv: {filters: 8, kernel: 3, stride: 2}
"""
TOGETHER = "input: 8x8x3\nlayers:\n  - flatten\n  - reshape: 16x12\n"
TWO_INPUTS = "inputs: {a: 8x8x3, b: 4x4x3}\nlayers:\n  - from: a\n    maxpool: 2\n  - add: [prev, b]\n"
FAR = "input: 1000x1\nlayers:\n  - maxpool: 512\n  - maxpool: 512\n"
BROKEN = [
    "[",
    "",
    "input: 32x32x3\nlayers:\n  - conv: {filters: 4, kernal: 3}\n",
    "input: 32x32x3\nlayers:\n  - {relu: , name: a}\n  - conv: {filters: 3, kernel: 3}\n  - concat: [prev, a]\n",
]


@pytest.fixture(scope="module")
def good():
    """Sizes with everything that one network has."""
    found = printed("sizes", "vgg16", "--near", "350", "--max-params", "100M", "--max-memory", "1GiB")
    assert len(found["models"][0]["sizes"]) == 5
    return found


def test_what_is_printed(good):
    assert faults("sizes", good) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["lenet5"], 0),
        (["torchvision/resnet50", "--square"], 0),
        (["torchvision/resnet50", "--input", "Hx224x3"], 1),
        (["torchvision/resnet50", "--input", "225x225x3", "--near", "350x500"], 0),
        (["torchvision/resnet50", "--min", "100", "--max", "110"], 1),
        (["unet", "--near", "512", "--max", "300", "--min", "200"], 0),
        (["unet", "--any", "--max-macs", "2G"], 1),
        (["vgg16", "--max-memory", "512KiB"], 1),
        (["torchvision/resnet18", "--max-params", "1G"], 0),
        (["torchvision/resnet18", "--max-macs", "2G", "--max-flops", "5G", "--max-params", "20M"], 0),
    ],
)
def test_questions(arguments, code):
    found = printed("sizes", *arguments, code=code)
    assert faults("sizes", found) == []


@pytest.mark.parametrize("name", ["googlenet", "densenet121", "torchvision/mobilenet_v2", "yolov3", "torchvision/inception_v3"])
def test_bundled_networks(name):
    assert bundled.named(name)
    assert faults("sizes", printed("sizes", name, "--any")) == []


def test_files():
    never, asks, together, two, far = (run("sizes", "-", stdin=text) for text in (NEVER, ASKS, TOGETHER, TWO_INPUTS, FAR))
    letters = run("sizes", "-", "--input", "a=Hx8x3", "--input", "b=Wx4x3", stdin=TWO_INPUTS)
    for found in (never, asks, together, two, far, letters):
        assert faults("sizes", found) == []
        assert found["models"][0]["complete"]
    (conflict, *_) = never["models"][0]["letters"][0]["conflict"]
    for key in conflict:
        lost = changed(never, ("models", 0, "letters", 0, "conflict", 0), lambda part, key=key: part.pop(key))
        assert faults("sizes", lost)
    assert asks["models"][0]["params"] is None
    assert together["models"][0]["conditions"]["fits"]
    assert letters["models"][0]["letters"][1]["axes"] == []


@pytest.mark.parametrize("text", BROKEN)
def test_a_network_with_errors_has_the_keys_of_one_without(good, text):
    found = printed("sizes", "-", stdin=text, code=1)
    assert faults("sizes", found) == []
    assert list(found["models"][0]) == list(good["models"][0])
    assert (found["models"][0]["complete"], found["models"][0]["letters"]) == (False, [])
    assert found["models"][0]["diagnostics"]


def test_every_key_is_checked(good):
    assert len(list(places(good, FREE))) > 30
    short = changed(
        good, ("models", 0), lambda model: [letter.update(excluded=letter["excluded"][:1]) for letter in model["letters"]]
    )
    by_letter = [("models", 0, "sizes", index, "sizes") for index in range(5)]
    unseen = [slip for slip in slips("sizes", short, FREE) if slip[:5] not in by_letter or slip[-1] == "wrong"]
    assert unseen == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sizes", 0, "what"), "mine"),
        (("sizes", 0, "fits"), "yes"),
        (("sizes", 0, "macs"), -1),
        (("sizes", 0, "input_shape"), ["H", "W", 3]),
        (("letters", 0, "axes"), ["breadth"]),
        (("letters", 0, "fits", "period"), 0),
        (("letters", 0, "fits", "runs"), [[1]]),
        (("params",), "12"),
        (("budget", "asked"), []),
    ],
    ids=str,
)
def test_wrong_values(good, path, value):
    assert faults("sizes", changed(good, ("models", 0, *path[:-1]), lambda part: part.update({path[-1]: value})))
