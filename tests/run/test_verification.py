"""The idea itself: running agrees with counting for every kind, and a wrong formula of any kind is seen."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from placed import CASES, small_rows, walk_of

import cnncalc
from cnncalc import layers
from cnncalc.api import catalogue
from cnncalc.core import window
from cnncalc.core.join import Join
from cnncalc.core.shape import Shape
from cnncalc.core.window import TransposedWindow, Window
from cnncalc.layers.families import sliding
from cnncalc.run.verification import prove


@pytest.mark.parametrize(("layer", "inputs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("batch", [1, 2])
def test_running_agrees_with_counting(layer, inputs, batch):
    found = prove(walk_of(layer, inputs), batch=batch)
    assert not found.diagnostics, str(found.diagnostics[0])
    assert len(found.layers) == 1


def test_what_is_read_in_a_mirror_is_read():
    """A blurpool of 2 on 2 places: its last unit reads place 1 and, mirrored in the padding behind it, place 0."""
    walk = cnncalc.loads("input: 2x2\nlayers:\n  - blurpool: {kernel: 2, stride: 1}\n").walk()
    found = prove(walk)
    assert not found.diagnostics
    assert found.field.unit == (1,)
    assert found.field.measured == found.field.computed == ((0, 1),)


def test_every_kind_is_run():
    assert {name.rpartition("-")[0] for name, _, _ in CASES} == set(layers.places())


QUICK = [entry.name for entry in catalogue() if entry.macs is not None and entry.macs < 500_000_000]
"""The bundled networks that run in a moment, small ones of most families; `cnncalc verify` proves the others on demand."""


@pytest.mark.parametrize("name", QUICK)
def test_bundled_networks_verify(name):
    found = cnncalc.verify(cnncalc.load(name).walk())
    assert found.agrees, str(found.diagnostics[0])
    assert len(found.layers) == len(found.walk.layers)


# A formula is broken by changing what it returns. Every change of every figure must be seen.


def broken_shapes(shape):
    for axis, change in product(range(len(shape)), (-1, 1)):
        if shape[axis] + change > 0:
            yield Shape((*shape[:axis], shape[axis] + change, *shape[axis + 1 :]))


def broken_weights(weights):
    for name, shape in weights.items():
        yield {other: weights[other] for other in weights if other != name}
        for axis, change in product(range(len(shape)), (-1, 1)):
            yield {**weights, name: (*shape[:axis], shape[axis] + change, *shape[axis + 1 :])}
        if len(shape) > 1 and shape != shape[::-1]:
            yield {**weights, name: shape[::-1]}  # as many elements in another order
    yield {**weights, "another": (1,)}


def broken_counts(count):
    yield count + 1
    if count:
        yield count - 1
        yield 2 * count


BREAKS = {"output_shape": broken_shapes, "weights": broken_weights, "buffers": broken_weights, "macs": broken_counts}


def formulas(operation):
    """The formulas that a kind has: a join's weights and MACs are nothing for all joins."""
    return ["output_shape"] if issubclass(layers.kind(operation), Join) else list(BREAKS)


@pytest.mark.parametrize(("operation", "formula"), [(name, one) for name in layers.places() for one in formulas(name)])
def test_a_broken_formula_is_seen(operation, formula, monkeypatch):
    kind = layers.kind(operation)
    right = getattr(kind, formula)
    layer, inputs = next(small_rows(operation))
    value = right(layer, *_arguments(layer, formula, inputs))
    tried = 0
    for wrong in BREAKS[formula](value):
        monkeypatch.setattr(kind, formula, lambda *_, wrong=wrong: wrong)
        found = prove(walk_of(layer, inputs))
        assert found.diagnostics, f"{operation}: {formula} gives {wrong} for {value}, and nobody sees it"
        tried += 1
    assert tried


def _arguments(layer, formula, inputs):
    if isinstance(layer, Join):
        return (inputs,)
    (x,) = inputs
    return (x, layer.output_shape(x)) if formula == "macs" else (x,)


SLIDING = [name for name in layers.places() if hasattr(layers.kind(name), "windows") and name != "adaptive_maxpool"]


@pytest.mark.parametrize("change", [-1, 1])
@pytest.mark.parametrize("kind", [Window, TransposedWindow])
def test_a_broken_window_is_seen_in_every_kind_that_slides(kind, change, monkeypatch):
    right = kind.slide
    uses = {name for name in layers.places() for layer, inputs in small_rows(name) if _slides(kind, layer, inputs, monkeypatch)}
    assert uses, f"nothing slides a {kind.__name__}"
    monkeypatch.setattr(kind, "slide", lambda self, size: right(self, size) + change)
    for name in uses:
        assert any(_disagrees(layer, inputs) for layer, inputs in small_rows(name)), f"{name} does not see it"


def _slides(kind, layer, inputs, monkeypatch):
    seen = []
    with monkeypatch.context() as patch:
        right = kind.slide
        patch.setattr(kind, "slide", lambda self, size: (seen.append(1), right(self, size))[1])
        walk_of(layer, inputs)
    return bool(seen)


def _disagrees(layer, inputs):
    try:
        return bool(prove(walk_of(layer, inputs)).diagnostics)
    except cnncalc.core.problem.Problem:
        return False  # the broken formula leaves nothing of this input


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("same_padding", lambda size, kernel, stride, dilation: (0, 0)),
        (
            "same_padding",
            lambda size, kernel, stride, dilation: tuple(2 * p + 1 for p in window.same_padding(size, kernel, stride, dilation)),
        ),
    ],
    ids=["none", "too much"],
)
def test_a_broken_word_for_padding_is_seen(name, wrong, monkeypatch):
    layer, inputs = layers.kind("conv")(filters=2, kernel=3, padding="same", stride=2), (Shape((9, 8, 3)),)
    assert not prove(walk_of(layer, inputs)).diagnostics
    monkeypatch.setattr(sliding, name, wrong)
    assert prove(walk_of(layer, inputs)).diagnostics


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_broken_reach_is_seen(shift, monkeypatch):
    walk = cnncalc.loads(
        "input: 40x40x1\nlayers:\n  - conv: {filters: 2, kernel: 3}\n  - maxpool: 2\n  - conv: {filters: 2, kernel: 3}\n"
    ).walk()
    assert cnncalc.verify(walk).field.measured == ((16, 23), (16, 23))
    right = Window.reads
    monkeypatch.setattr(Window, "reads", lambda self, unit: range(right(self, unit)[0] + shift, right(self, unit)[-1] + 1 + shift))
    found = cnncalc.verify(walk)
    assert "depends on 16 to 23 x 16 to 23 of the input when run" in found.diagnostics[0].message
    assert found.field is None


def test_the_first_disagreement_ends_the_run_and_names_the_line(monkeypatch):
    network = cnncalc.loads(
        "input: 8x8x3\nlayers:\n  - relu\n  - conv: {filters: 4, kernel: 3}\n    name: stem\n  - flatten\n  - linear: 10\n",
        "net.yaml",
    )
    conv = layers.kind("conv")
    right = conv.macs
    monkeypatch.setattr(conv, "macs", lambda self, x, y: right(self, x, y) + 1)
    found = cnncalc.verify(network.walk())
    assert not found.agrees
    assert [ran.record.path for ran in found.layers] == ["relu", "stem"]
    assert (
        str(found.diagnostics[0])
        == """\
error[CC501]: `conv` does 3,888 multiply-accumulates when run, and 3,889 were counted
  --> net.yaml:4:5
   |
 4 |   - conv: {filters: 4, kernel: 3}
   |     ^^^^ MACs
   = help: one of the two is a bug in cnncalc: please report it, with this file"""
    )


def test_weights_are_those_of_the_seed():
    walk = cnncalc.load("lenet5").walk()
    x = np.zeros((1, 1, 32, 32), np.float32)
    (one,), (same,), (other,) = (cnncalc.forward(walk, x, seed=seed).values() for seed in (7, 7, 8))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
