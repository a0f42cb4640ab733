"""Activations against their definitions, a number at a time by the math module."""

from __future__ import annotations

import warnings
from math import erf, exp, expm1, inf, isnan, log, log1p, nan, sqrt, tanh

import numpy as np
import pytest
from run_layer import make, run

from cnncalc.layers import FAMILIES
from cnncalc.run.forwards.families import error_function


def softplus(x):
    return log1p(exp(x)) if x <= 20 else x


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def clip(x, low, high):
    return min(max(x, low), high)


CURVES = {
    "relu": ({}, lambda x: max(0, x)),
    "relu6": ({}, lambda x: clip(x, 0, 6)),
    "leaky_relu": ({"slope": 0.2}, lambda x: x if x > 0 else 0.2 * x),
    "elu": ({"alpha": 1.5}, lambda x: x if x > 0 else 1.5 * expm1(x)),
    "selu": ({}, lambda x: 1.0507009873554805 * (x if x > 0 else 1.6732632423543772 * expm1(x))),
    "celu": ({"alpha": 1.5}, lambda x: x if x > 0 else 1.5 * expm1(x / 1.5)),
    "gelu": ({}, lambda x: x * (1 + erf(x / sqrt(2))) / 2),
    "silu": ({}, lambda x: x * sigmoid(x)),
    "mish": ({}, lambda x: x * tanh(softplus(x))),
    "hardswish": ({}, lambda x: x * clip(x + 3, 0, 6) / 6),
    "hardsigmoid": ({}, lambda x: clip(x + 3, 0, 6) / 6),
    "hardtanh": ({}, lambda x: clip(x, -1, 1)),
    "sigmoid": ({}, sigmoid),
    "tanh": ({}, tanh),
    "softplus": ({}, softplus),
    "softsign": ({}, lambda x: x / (1 + abs(x))),
    "identity": ({}, lambda x: x),
}
"""Parameters, and the definition for one number."""

POINTS = [-1000, -100, -30, -21, -6.5, -3.5, -3, -1.25, -0.5, -1e-8, 0, 1e-8, 0.5, 1.25, 2.5, 3, 3.5, 6, 6.5, 19, 20, 21, 100, 1000]
WITHOUT_A_CURVE = {"prelu", "softmax", "log_softmax"}
"""They need weights, or all channels of a place."""


def test_every_activation_has_a_test():
    assert CURVES.keys() | WITHOUT_A_CURVE == FAMILIES["activation"].keys()


@pytest.mark.parametrize("operation", CURVES)
@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-15), (np.float32, 1e-6)])
def test_curve(operation, dtype, tolerance):
    fields, curve = CURVES[operation]
    x = np.array(POINTS, dtype).reshape(1, 4, 6)
    y = run(make(operation, **fields), x).y
    expected = np.array([curve(float(point)) for point in x.flat]).reshape(x.shape)
    assert y.dtype == dtype
    np.testing.assert_allclose(y, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("operation", FAMILIES["activation"])
def test_nan_passes_and_touches_nothing_else(operation):
    """The receptive field is measured by pushing NaN through; softmax spreads it over the channels of its place."""
    x = np.linspace(-3, 3, 24).reshape(1, 2, 12)
    x[0, 0, 5] = nan
    reached = np.isnan(run(make(operation), x).y)
    assert reached[0, 0, 5]
    assert reached[0, :, 5].sum() == (2 if "softmax" in operation else 1)
    assert not np.delete(reached, 5, axis=2).any()


@pytest.mark.parametrize("operation", sorted(FAMILIES["activation"].keys() - WITHOUT_A_CURVE))
def test_infinity(operation):
    """The limit of the curve where it has one; -inf times a gate of 0 is no number, as in PyTorch."""
    y = run(make(operation), np.array([[inf, -inf]])).y[0].tolist()
    high = {"relu6": 6, "hardsigmoid": 1, "hardtanh": 1, "sigmoid": 1, "tanh": 1, "softsign": nan}.get(operation, inf)
    low = {
        "relu": 0, "relu6": 0, "elu": -1, "selu": -1.0507009873554805 * 1.6732632423543772, "celu": -1, "gelu": nan, "silu": nan,
        "mish": nan, "hardswish": nan, "hardsigmoid": 0, "hardtanh": -1, "sigmoid": 0, "tanh": -1, "softplus": 0, "softsign": nan,
    }.get(operation, -inf)  # fmt: skip
    assert all(got == want or (isnan(got) and isnan(want)) for got, want in zip(y, (high, low), strict=True)), y


def test_prelu_has_a_slope_a_channel_or_one():
    x = np.array([[[-2.0, 3.0], [-4.0, 5.0]]])
    assert run(make("prelu"), x, weights={"weight": np.array([0.5, -1.0])}).y.tolist() == [[[-1, 3], [4, 5]]]
    assert run(make("prelu", shared=True), x, weights={"weight": np.array([0.25])}).y.tolist() == [[[-0.5, 3], [-1, 5]]]


@pytest.mark.parametrize("shape", [(2, 5), (2, 5, 3), (2, 5, 3, 2), (1, 3, 2, 2, 2)])
def test_softmax(shape):
    """Over the channels at each place, those of 1,000 and more included."""
    x = np.random.default_rng(1).uniform(-1000, 1000, shape)
    y, logarithms = run(make("softmax"), x).y, run(make("log_softmax"), x).y
    for example, *place in np.ndindex(shape[0], *shape[2:]):
        numbers = x[(example, slice(None), *place)].tolist()
        total = sum(exp(number - max(numbers)) for number in numbers)
        expected = [number - max(numbers) - log(total) for number in numbers]
        np.testing.assert_allclose(logarithms[(example, slice(None), *place)], expected, rtol=1e-14)
        np.testing.assert_allclose(y[(example, slice(None), *place)], [exp(number) for number in expected], rtol=1e-12)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 3e-16), (np.float32, 5e-7)])
def test_error_function(dtype, tolerance):
    x = np.linspace(-7, 7, 20_001).astype(dtype)
    expected = np.array([erf(point) for point in x.tolist()])
    assert np.abs(error_function.erf(x) - expected).max() <= tolerance
    assert error_function.erf(np.array([inf, -inf, 0], dtype)).tolist() == [1, -1, 0]
    assert np.isnan(error_function.erf(np.array([nan], dtype))).all()


@pytest.mark.parametrize("operation", sorted(FAMILIES["activation"]))
def test_blocks(operation, monkeypatch):
    """Worked on in blocks, examples and channels stay apart."""
    x = np.random.default_rng(2).standard_normal((3, 4, 2, 3))
    whole = run(make(operation), x)
    monkeypatch.setattr("cnncalc.run.call.BLOCK", 7)
    assert np.array_equal(run(make(operation), x, weights=whole.weights).y, whole.y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        view = np.repeat(x, 2, axis=1)[:, ::2]
        assert np.array_equal(run(make(operation), view, weights=whole.weights, may_overwrite=True).y, whole.y)
