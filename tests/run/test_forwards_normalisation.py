"""Normalisations against their definitions, a group of numbers at a time."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from run_layer import make, run

SHAPES = [(2, 6), (2, 6, 4), (2, 6, 3, 2), (1, 6, 2, 2, 3)]


def array(shape):
    return np.random.default_rng(len(shape)).standard_normal(shape) * 3 + 1


def by_hand(x, groups, epsilon):
    """Each element by mean and variance of its group; ``groups`` gives a group's name for (example, channel, place)."""
    members = {}
    for at in np.ndindex(x.shape):
        members.setdefault(groups(at[0], at[1], at[2:]), []).append(x[at])
    y = np.zeros_like(x)
    for at in np.ndindex(x.shape):
        numbers = members[groups(at[0], at[1], at[2:])]
        mean = sum(numbers) / len(numbers)
        variance = sum((number - mean) ** 2 for number in numbers) / len(numbers)
        y[at] = (x[at] - mean) / sqrt(variance + epsilon)
    return y


def by_channel(y, weights):
    """Times the weight, plus the bias, of each channel."""
    out = y.copy()
    for at in np.ndindex(y.shape):
        out[at] = y[at] * weights["weight"][at[1]] + weights["bias"][at[1]]
    return out


GROUPS = {
    "layernorm": ({}, lambda example, channel, place: (example, place)),
    "groupnorm": ({"groups": 3}, lambda example, channel, place: (example, channel // 2)),
    "instancenorm": ({}, lambda example, channel, place: (example, channel)),
}


@pytest.mark.parametrize("operation", GROUPS)
@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("block", [1 << 18, 5])
def test_by_its_own_statistics(operation, affine, shape, block, monkeypatch):
    monkeypatch.setattr("cnncalc.run.call.BLOCK", block)
    fields, groups = GROUPS[operation]
    x = array(shape)
    ran = run(make(operation, affine=affine, epsilon=0.01, **fields), x)
    expected = by_hand(x, groups, 0.01)
    np.testing.assert_allclose(ran.y, by_channel(expected, ran.weights) if affine else expected, rtol=1e-11, atol=1e-11)
    assert ran.call.weights == ({"weight": (6,), "bias": (6,)} if affine else {})


@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("shape", SHAPES)
def test_batchnorm(affine, shape):
    x = array(shape)
    ran = run(make("batchnorm", affine=affine, epsilon=0.01), x)
    expected = np.zeros_like(x)
    for at in np.ndindex(shape):
        channel = at[1]
        expected[at] = (x[at] - ran.weights["running_mean"][channel]) / sqrt(ran.weights["running_var"][channel] + 0.01)
    np.testing.assert_allclose(ran.y, by_channel(expected, ran.weights) if affine else expected, rtol=1e-12, atol=1e-12)
    assert ran.call.buffers == {"running_mean": (6,), "running_var": (6,)}


@pytest.mark.parametrize(("size", "before", "after"), [(1, 0, 0), (2, 1, 0), (3, 1, 1), (4, 2, 1), (5, 2, 2), (40, 20, 19)])
@pytest.mark.parametrize("shape", SHAPES)
def test_lrn(size, before, after, shape):
    """Channels that are not there count as zeros; an even size reaches further down, as in PyTorch."""
    x = array(shape)
    y = run(make("lrn", size=size, alpha=0.5, beta=0.75, k=2), x).y
    for at in np.ndindex(shape):
        example, channel, *place = at
        near = range(max(0, channel - before), min(6, channel + after + 1))
        squares = sum(x[(example, other, *place)] ** 2 for other in near)
        assert y[at] == pytest.approx(x[at] / (2 + 0.5 / size * squares) ** 0.75, rel=1e-13)


@pytest.mark.parametrize("shape", SHAPES)
def test_l2norm(shape):
    x = array(shape)
    ran = run(make("l2norm"), x)
    plain = run(make("l2norm", scale=False), x).y
    for at in np.ndindex(shape):
        example, _, *place = at
        length = sqrt(sum(x[(example, other, *place)] ** 2 for other in range(6)))
        assert plain[at] == pytest.approx(x[at] / length, rel=1e-13)
        assert ran.y[at] == pytest.approx(x[at] / length * ran.weights["weight"][at[1]], rel=1e-13)


def test_l2norm_of_nothing_is_nothing():
    """A place of zeros has no direction; epsilon is its least length."""
    assert run(make("l2norm", scale=False), np.zeros((1, 3, 2))).y.tolist() == np.zeros((1, 3, 2)).tolist()
    assert run(make("l2norm", scale=False, epsilon=10), np.array([[3.0, 4.0]])).y.tolist() == [[0.3, 0.4]]


@pytest.mark.parametrize("shape", SHAPES[1:])
def test_grn(shape):
    x = array(shape)
    ran = run(make("grn", epsilon=0.5), x)
    for example in range(shape[0]):
        lengths = [sqrt(sum(number**2 for number in channel.ravel())) for channel in x[example]]
        mean = sum(lengths) / 6
        for channel, place in np.ndindex(6, np.prod(shape[2:])):
            number = x[example, channel].flat[place]
            relative = lengths[channel] / (mean + 0.5)
            expected = number + ran.weights["weight"][channel] * number * relative + ran.weights["bias"][channel]
            assert ran.y[example, channel].flat[place] == pytest.approx(expected, rel=1e-12)


def test_scale():
    x = np.array([[[1.0, 2.0], [3.0, 4.0]]])
    weights = {"weight": np.array([2.0, -1.0]), "bias": np.array([10.0, 0.5])}
    assert run(make("scale"), x, weights=weights).y.tolist() == [[[2, 4], [-3, -4]]]
    assert run(make("scale", bias=True), x, weights=weights).y.tolist() == [[[12, 14], [-2.5, -3.5]]]
    assert run(make("scale", value=0.5), x).y.tolist() == [[[0.5, 1], [1.5, 2]]]
