"""A pass: arrays in, arrays by path out; weights by name, by turn or from a seed; memory told beforehand and given back."""

from __future__ import annotations

import gc
import re
import tracemalloc

import numpy as np
import pytest

import cnncalc
from cnncalc.run.call import RunError
from cnncalc.run.engine import run
from cnncalc.run.memory import Memory, memory_of_pass, root
from cnncalc.run.need import bytes_needed
from cnncalc.run.state import match, needed, read
from cnncalc.run.weights import MOST_DRAWN, Seeded

RESIDUAL = """\
input: 6x6x4
layers:
  - conv: {filters: 4, kernel: 3, padding: 1}
    name: first
  - relu
  - add: [prev, first]
  - head: {side: [global_avgpool, flatten]}
  - batchnorm
  - flatten
  - linear: 3
"""

SHARED = """\
input: 4x4x2
layers:
  - conv: {filters: 2, kernel: 1}
    name: one
  - conv: {filters: 2, kernel: 1}
    weights: one
"""


def walk(text=RESIDUAL, **options):
    return cnncalc.loads(text, "net.yaml").walk(**options)


def drawn(network, seed=0):
    """All weights of a walk, by name."""
    random = np.random.default_rng(seed)
    return {name: random.random(shape, dtype=np.float32) for name, shape in needed(network).items()}


def test_a_pass_by_hand():
    network = walk("input: 2x2x1\nlayers:\n  - conv: {filters: 1, kernel: 2}\n  - relu\n")
    weights = {"conv.weight": np.array([[[[1.0, 2.0], [3.0, -4.0]]]]), "conv.bias": np.array([0.5])}
    (y,) = cnncalc.forward(network, np.array([[[[1.0, 1.0], [2.0, 1.0]]]]), weights).values()
    assert y.tolist() == [[[[1 + 2 + 6 - 4 + 0.5]]]]
    assert y.dtype == np.float64


def test_results_and_heads_come_out_by_path():
    network = walk()
    x = np.random.default_rng(0).random((2, 4, 6, 6), dtype=np.float32)
    found = cnncalc.forward(network, x)
    assert {path: array.shape for path, array in found.items()} == {"linear": (2, 3), "side.flatten": (2, 4)}


def test_any_layer_can_be_asked_for_and_is_not_written_over():
    network = walk()
    x = np.random.default_rng(0).random((1, 4, 6, 6), dtype=np.float32)
    before = x.copy()
    found = cnncalc.forward(network, x, outputs=["first", "relu", "add", "input"])
    assert np.array_equal(found["relu"], np.maximum(found["first"], 0))
    assert np.array_equal(found["add"], found["relu"] + found["first"])
    assert found["input"] is x
    assert np.array_equal(x, before)


def test_a_batch_is_its_examples():
    network = cnncalc.load("lenet5").walk()
    x = np.random.default_rng(0).random((3, 1, 32, 32))
    (together,) = cnncalc.forward(network, x).values()
    alone = [next(iter(cnncalc.forward(network, one[np.newaxis]).values())) for one in x]
    assert np.allclose(together, np.concatenate(alone), rtol=1e-12)


def test_shared_weights_are_one_array():
    network = walk(SHARED)
    x = np.random.default_rng(0).random((1, 2, 4, 4))
    weight = np.array([[2.0, 0.0], [0.0, 3.0]]).reshape(2, 2, 1, 1)
    (y,) = cnncalc.forward(network, x, {"one.weight": weight, "one.bias": np.zeros(2)}).values()
    assert np.allclose(y, x * np.array([4.0, 9.0])[:, None, None])


def test_several_inputs_go_in_by_name():
    network = walk("inputs: {left: 2x2x1, right: 2x2x1}\nlayers:\n  - add: [left, right]\n")
    ones = np.ones((1, 1, 2, 2), np.float32)
    (y,) = cnncalc.forward(network, {"left": ones, "right": 2 * ones}).values()
    assert (y == 3).all()


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.zeros((1, 6, 6, 4)), "input `input` is 1 x 6 x 6 x 4, and must be batch x 4 x 6 x 6: channels come before height"),
        (np.zeros((0, 4, 6, 6)), "input `input` is 0 x 4 x 6 x 6, and must be batch x 4 x 6 x 6: channels come before height"),
        ({"image": np.zeros((1, 4, 6, 6))}, "no input `image`: known: input"),
        ({}, "no array for input `input`: it takes batch x 4 x 6 x 6"),
    ],
    ids=["channels last", "no example", "unknown", "missing"],
)
def test_wrong_inputs_are_refused(x, message):
    with pytest.raises(ValueError, match="input") as caught:
        cnncalc.forward(walk(), x)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"first.bias": None}, "no weight `first.bias`: an array of 4 is needed"),
        ({"first.weight": np.zeros((4, 4, 3))}, "weight `first.weight` is 4x4x3, and must be 4x4x3x3"),
        ({"frist.weight": np.zeros(4)}, "no layer needs `frist.weight`: did you mean `first.weight`?"),
    ],
    ids=["missing", "shape", "unknown"],
)
def test_wrong_weights_are_refused(change, message):
    network = walk()
    weights = {name: array for name, array in (drawn(network) | change).items() if array is not None}
    with pytest.raises(ValueError, match=r"weight|needs") as caught:
        cnncalc.forward(network, np.zeros((1, 4, 6, 6)), weights)
    assert str(caught.value) == message


def test_an_unknown_output_is_refused():
    with pytest.raises(ValueError, match="no layer `frist`: did you mean `first`"):
        cnncalc.forward(walk(), np.zeros((1, 4, 6, 6)), outputs=["frist"])


# Weights from files.


def test_a_state_dict_is_matched_by_path(tmp_path):
    network = walk()
    weights = drawn(network)
    shuffled = dict(sorted(weights.items())) | {"batchnorm.num_batches_tracked": np.zeros((), np.int64)}
    np.savez(tmp_path / "net.npz", **shuffled)
    matched = match(network, read(tmp_path / "net.npz"))
    assert matched.is_by_path
    assert list(matched.arrays) == list(weights)
    assert all(np.array_equal(matched.arrays[name], weights[name]) for name in weights)


def test_other_names_are_matched_in_running_order():
    network = walk()
    weights = drawn(network)
    stored = {f"features.{index}.{name.rpartition('.')[2]}": array for index, (name, array) in enumerate(weights.items())}
    matched = match(network, stored)
    assert not matched.is_by_path
    assert [source for _, source in matched.pairs] == list(stored)
    assert all(matched.arrays[name] is array for name, array in zip(weights, stored.values(), strict=True))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda stored: stored[:-1], "the weights have 7 arrays, the network needs 8"),
        (lambda stored: [*stored, ("extra.weight", np.zeros(3))], "the weights have 9 arrays, the network needs 8"),
        (
            lambda stored: [stored[1], stored[0], *stored[2:]],
            "no array has the name of a layer, and in running order they part at the 1st: the file has `b.bias` of 4, "
            "the network needs `first.weight` of 4x4x3x3",
        ),
        (
            lambda stored: [*stored[:3], ("d.weight", stored[3][1]), *stored[4:]],
            "no array has the name of a layer, and in running order they part at the 4th: the file has `d.weight` of 4, "
            "the network needs `batchnorm.bias` of 4",
        ),
    ],
    ids=["too few", "too many", "another shape", "another kind"],
)
def test_where_orders_part_nothing_is_guessed(change, message):
    network = walk()
    stored = [
        (f"{letter}.{name.rpartition('.')[2]}", array)
        for letter, (name, array) in zip("abcdefgh", drawn(network).items(), strict=True)
    ]
    with pytest.raises(RunError) as caught:
        match(network, dict(change(stored)))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"linear.bias": None}, "no array `linear.bias` in the weights: the network needs 3 of that name"),
        ({"linear.bias": np.zeros(4)}, "weight `linear.bias` is 4, and must be 3"),
        ({"other.bias": np.zeros(4)}, "the weights have `other.bias`, which no layer of the network needs"),
    ],
    ids=["missing", "shape", "left over"],
)
def test_by_path_everything_must_fit(change, message):
    network = walk()
    stored = {name: array for name, array in (drawn(network) | change).items() if array is not None}
    with pytest.raises(RunError) as caught:
        match(network, stored)
    assert str(caught.value) == message


def test_safetensors_are_read(tmp_path):
    numpy = pytest.importorskip("safetensors.numpy", reason="safetensors is not installed")
    weights = drawn(walk())
    numpy.save_file(weights, tmp_path / "net.safetensors")
    found = read(tmp_path / "net.safetensors")
    assert found.keys() == weights.keys()
    assert all(np.array_equal(found[name], weights[name]) for name in weights)


@pytest.mark.parametrize("name", ["net.npz", "net.pt"])
def test_files_that_are_none_are_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(RunError):
        read(tmp_path / name)


def test_a_pickle_is_never_loaded(tmp_path):
    np.savez(tmp_path / "net.npz", weight=np.array([{"an": "object"}], dtype=object))
    with pytest.raises(RunError, match="cannot read"):
        read(tmp_path / "net.npz")


def test_weights_in_parts_are_the_weights_as_a_whole():
    (record,) = walk("input: 5000\nlayers:\n  - linear: 1000\n").layers
    shape, dtype = (1000, 5000), np.dtype(np.float32)
    source = Seeded(3).of(record)
    parts = [part.copy() for part in source.rows("weight", shape, dtype)]
    assert len(parts) == 2
    assert all(part.size <= MOST_DRAWN for part in parts)
    assert np.array_equal(np.concatenate(parts), source.whole("weight", shape, dtype))


# Memory.


@pytest.mark.parametrize(
    "name", ["vgg16", "torchvision/resnet50", "torchvision/mobilenet_v2", "torchvision/densenet121", "unet", "lenet5"]
)
def test_a_pass_takes_no_more_than_was_told(name, monkeypatch):
    monkeypatch.setattr("cnncalc.run.memory.KEPT", 0)  # nothing is there already
    network = cnncalc.load(name).walk()
    cnncalc.verify(network)  # what is imported and started once
    gc.collect()
    tracemalloc.start()
    cnncalc.verify(network)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert highest <= bytes_needed(network, 1, "float32")


def test_what_does_not_fit_is_refused_before_it_is_allocated():
    network = cnncalc.load("vgg16").walk(batch=10**6)
    with pytest.raises(cnncalc.UsageError) as caught:
        cnncalc.verify(network, memory_limit=2**30)
    assert re.fullmatch(
        r"a pass of batch 1000000 in float32 takes up to 77,67[0-9],[0-9]{3}\.[0-9]{2} MB, more than the limit of 1,073.74 MB: "
        r"make the batch or the input smaller, or allow more with --memory-limit",
        str(caught.value),
    )


def test_memory_that_comes_back_is_handed_out_again():
    memory = Memory()
    dtype = np.dtype(np.float32)
    first = memory.take((1000, 100), dtype)
    piece = root(first)
    memory.give_back(first)
    assert root(memory.take((500, 100), dtype)) is piece
    assert root(memory.take((500, 100), dtype)) is not piece


def test_a_result_outlives_the_next_pass():
    """What a pass puts out is its caller's; only what nobody sees is written over."""
    network = walk("input: 64x64x3\nlayers:\n  - conv: {filters: 32, kernel: 3, padding: same}\n  - relu\n  - maxpool: 2\n")
    x = np.random.default_rng(0).random((1, 3, 64, 64), dtype=np.float32)
    (result,) = cnncalc.forward(network, x).values()
    kept = result.copy()
    for seed in range(1, 4):
        (other,) = cnncalc.forward(network, -x, seed=seed).values()
        assert not np.shares_memory(result, other)
    assert np.array_equal(result, kept)


def test_memory_rests_between_passes(monkeypatch):
    """The next pass gets the pieces that were free, no more of them than are kept; a pass beside it starts with none."""
    monkeypatch.setattr("cnncalc.run.memory._resting", [])
    with memory_of_pass(None) as memory:
        free, held = root(memory.take((100, 1024), np.dtype(np.float32))), memory.take((100, 1024), np.dtype(np.float32))
        memory.give_back(free)
    with memory_of_pass(None) as later, memory_of_pass(None) as beside:
        assert later is memory
        assert beside is not memory
        again = later.take((100, 1024), np.dtype(np.float32))
        assert root(again) is free
        assert root(later.take((100, 1024), np.dtype(np.float32))) is not root(held)


def test_little_memory_rests(monkeypatch):
    monkeypatch.setattr("cnncalc.run.memory.KEPT", 300_000)
    monkeypatch.setattr("cnncalc.run.memory._resting", [])
    with memory_of_pass(None) as memory:
        pieces = [memory.take((side, 1000), np.dtype(np.float32)) for side in (70, 60, 50)]
        for piece in pieces:
            memory.give_back(piece)
    with memory_of_pass(None) as later:
        assert root(later.take((50, 1000), np.dtype(np.float32))) is root(pieces[2])
        assert root(later.take((50, 1000), np.dtype(np.float32))) is not root(pieces[1])


def test_layers_on_the_way_are_dropped(monkeypatch):
    """A chain of a hundred layers takes no more memory than a short one."""
    monkeypatch.setattr("cnncalc.run.memory.KEPT", 0)
    text = "input: 256x256x8\nlayers:\n" + "  - conv: {filters: 8, kernel: 1}\n" * 100
    network = walk(text)
    x = np.zeros((1, 8, 256, 256), np.float32)
    run(network.layers[:2], {network.input: x}, Seeded(0), {network.layers[1]})
    tracemalloc.start()
    run(network.layers, {network.input: x}, Seeded(0), {network.output})
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert highest < 4 * x.nbytes
