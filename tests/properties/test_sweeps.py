"""A sweep from formulas against walks of numbers: the same figures, or the same errors, at every point."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from generated import chains, checked, file
from hypothesis import given
from hypothesis import strategies as st

from cnncalc import load
from cnncalc.api import Text, catalogue, parse_network
from cnncalc.cli.output import settings
from cnncalc.source import Source
from cnncalc.sweeps import sweep as room
from cnncalc.sweeps.axes import read_axis
from cnncalc.sweeps.sweep import FEW, Asked, sweep


def axis(text: str):
    return read_axis(text, lambda name, value: settings([f"{name}={value}"])[name])


def square(network, side: int) -> str:
    shape = network.try_walk().input.shape
    return "x".join(map(str, (*[side] * shape.axes, shape.channels)))


def agree(point, walk) -> bool:
    """The point has the figures of a walk of numbers, or its errors. Whether there are figures."""
    errors = [found for found in walk.diagnostics if found.severity == "error" and not found.code.startswith("CC2")]
    assert [found.message for found in point.errors] == [found.message for found in errors]
    if errors:
        assert point.figures is None
        return False
    known = walk.to_dict()
    assert point.figures.pop("memory") == known["totals"]["param_bytes"] + known["totals"]["peak_activation_bytes"]
    assert (point.figures.pop("input_shape"), point.figures.pop("output_shape")) == (known["input_shape"], known["output_shape"])
    assert point.figures == {key: total for key, total in known["totals"].items() if key not in ("peak_layer", "receptive_field")}
    return True


# Exact figures


@pytest.mark.parametrize("name", [entry.name for entry in catalogue()])
def test_bundled_networks(name):
    """From sizes that are too small on; enough of them for formulas."""
    network = load(name)
    sides = [1, 7, 16, 31, 32, 33, 47, 100, 124, 188, 224, 300]
    points = sweep(network, [axis(f"input={','.join(map(str, sides))}")], Asked({}, {}, batch=2, dtype="float16")).points
    walked = [network.try_walk(square(network, side), batch=2, dtype="float16") for side in sides]
    held = [agree(point, walk) for point, walk in zip(points, walked, strict=True)]
    assert any(held)


@checked(150)
@given(chains())
def test_random_networks(chain):
    first, entries = chain
    network = parse_network(
        Text(Source("test.yaml", file(first, [made.value for made in entries])), None, "test", is_bundled=False)
    )
    if len(first) == 1:
        return
    points = sweep(network, [axis("input=1:24")], Asked({}, {})).points
    for side, point in enumerate(points, 1):
        agree(point, network.try_walk(square(network, side)))


def test_a_grid_of_a_variable_and_sizes():
    """A walk of letters for each width; sizes change fastest."""
    network = load("torchvision/mobilenet_v2")
    found = sweep(network, [axis("width_mult=0.25:1:0.25"), axis("input=32:256:16")], Asked({}, {}))
    expected = [(width, side) for width in (0.25, 0.5, 0.75, 1) for side in range(32, 257, 16)]
    assert [point.values for point in found.points] == expected
    for point, (width, side) in zip(found.points, expected, strict=True):
        assert agree(point, network.walk(square(network, side), width_mult=width))


def test_two_letters():
    network = load("unet")
    found = sweep(network, [axis("H=556:588:4"), axis("W=572,576,588")], Asked({"": "HxWx1"}, {}))
    held = [agree(point, network.try_walk("{}x{}x1".format(*point.values))) for point in found.points]
    assert [point.values for point, fits in zip(found.points, held, strict=True) if fits] == [
        (height, width) for height in (556, 572, 588) for width in (572, 588)
    ]


def test_letters_of_several_inputs():
    text = "inputs: {left: 8x8x3, right: 8x8x3}\nlayers:\n  - add: [left, right]\n"
    network = parse_network(Text(Source("test.yaml", text), None, "test", is_bundled=False))
    found = sweep(network, [axis("N=1:12")], Asked({"left": "NxNx3", "right": "NxNx3"}, {}))
    for side, point in enumerate(found.points, 1):
        assert agree(point, network.walk({"left": f"{side}x{side}x3", "right": f"{side}x{side}x3"}))


def test_the_input_may_depend_on_a_variable():
    text = "vars: {channels: 3}\ninput: {size: [9, 9], channels: =channels}\nlayers:\n  - conv: {filters: 4, kernel: 3}\n"
    network = parse_network(Text(Source("test.yaml", text), None, "test", is_bundled=False))
    found = sweep(network, [axis("input=3,5"), axis("channels=1,2")], Asked({}, {}))
    shapes = [point.figures["input_shape"] for point in found.points]
    assert shapes == [[3, 3, 1], [3, 3, 2], [5, 5, 1], [5, 5, 2]]
    assert [point.figures["params"] for point in found.points] == [40, 76, 40, 76]  # 4 * (9 * channels + 1)


def test_vast_sizes_are_the_errors_of_a_walk():
    """No formula is believed beyond 2^53: conv1 puts out 16 times the square of a side."""
    network = load("torchvision/resnet50")
    found = sweep(network, [axis("input=22000000:40000000:1000000")], Asked({}, {}))
    held = [agree(point, network.try_walk(square(network, point.values[0]))) for point in found.points]
    assert not any(fits and 16 * point.values[0] ** 2 > 2**53 for point, fits in zip(found.points, held, strict=True))
    assert not held[-1]


# Decimals


@checked(300)
@given(st.integers(-50, 50), st.integers(0, 60), st.integers(1, 40), st.integers(0, 3))
def test_steps_are_exact(first, more, step, digits):
    """As fractions have it, the last one included where a step meets it."""
    texts = [f"{Decimal(number).scaleb(-digits):f}" for number in (first, first + more, step)]
    values = axis(f"x={':'.join(texts)}").values
    expected = [Fraction(first + step * count, 10**digits) for count in range(more // step + 1)]
    assert list(values) == [float(value) for value in expected]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("x=0.1:0.5:0.1", (0.1, 0.2, 0.3, 0.4, 0.5)),
        ("x=0.25:2:0.25", (0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2)),
        ("x=3:5", (3, 4, 5)),
        ("x=2:1:-0.5", (2, 1.5, 1)),
        ("x=-0.5:0.5:0.5", (-0.5, 0, 0.5)),
        ("x=7:7", (7,)),
        ("x=1:4:2", (1, 3)),
        ("x = a, b ", ("a", "b")),
        ("x=true,2,word,0.5", (True, 2, "word", 0.5)),
        ("x=[1,2],[3]", ([1, 2], [3])),
        ("x=999999999999999:1000000000000001", (999999999999999, 10**15, 10**15 + 1)),
    ],
)
def test_axes(written, values):
    found = axis(written)
    assert found.values == values
    assert [type(value) for value in found.values] == [type(value) for value in values]


# Time


def test_a_thousand_sizes_cost_little_more_than_one():
    """They take less than four hundred walks of numbers; measured, some sixty."""
    network = load("torchvision/resnet50")

    def took(action) -> float:
        start = time.perf_counter()
        action()
        return time.perf_counter() - start

    def walks() -> None:
        for side in range(100, 120):
            assert network.walk(f"{side}x{side}x3").totals.macs

    sizes = axis("input=100:1099")
    thousand = min(took(lambda: sweep(network, [sizes], Asked({}, {}))) for _ in range(3))
    one = min(took(walks) for _ in range(3)) / 20
    assert thousand < 400 * one


def test_few_sizes_are_walked(monkeypatch):
    """A walk of letters is made where it pays."""
    made = []
    known = room._formulas
    monkeypatch.setattr(room, "_formulas", lambda *arguments: made.append(1) or known(*arguments))
    network = load("vgg16")
    for count, expected in ((FEW - 1, 0), (FEW, 1)):
        sweep(network, [axis(f"input={','.join(str(224 + number) for number in range(count))}")], Asked({}, {}))
        assert len(made) == expected
