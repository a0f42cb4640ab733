"""Convolutions and pools against plain loops, on one axis to three, with every padding, dilation, groups and rounding."""

from __future__ import annotations

import loops
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from run_layer import make, run

from cnncalc.core.shape import Shape
from cnncalc.run.workers import Workers

few = settings(max_examples=80, deadline=None)
NAMES = {
    1: [("left", "right")],
    2: [("top", "bottom"), ("left", "right")],
    3: [("front", "back"), ("top", "bottom"), ("left", "right")],
}

THREADS = {count: Workers(count) for count in (1, 2, 3)}


@st.composite
def sliding(draw, most_axes=3, widest=2, roomy=0):
    """Kernel, stride, dilation, sizes and both ends of the padding, an entry an axis; ``roomy``: cells to spare."""
    axes = draw(st.integers(1, most_axes))
    most = {1: 4, 2: 3, 3: 2}[axes]
    kernel, stride, dilation = (draw(st.tuples(*[st.integers(1, most)] * axes)) for _ in range(3))
    ends = draw(st.tuples(*[st.tuples(st.integers(0, widest), st.integers(0, widest))] * axes))
    sizes = tuple(
        max(1, d * (k - 1) + 1 - before - after) + draw(st.integers(0, max(most, roomy)))
        for k, d, (before, after) in zip(kernel, dilation, ends, strict=True)
    )
    return kernel, stride, dilation, sizes, ends


def said(ends):
    """Padding as a file says it, each side by name."""
    pairs = zip(NAMES[len(ends)], ends, strict=True)
    return {name: cells for names, both in pairs for name, cells in zip(names, both, strict=True)}


def array(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


def close(y, expected):
    assert y.shape == expected.shape
    np.testing.assert_allclose(y, expected, rtol=1e-12, atol=1e-12)


def agrees_with_walk(layer, x, ran):
    """What the static walk says of the same layer."""
    measure = layer.measure((Shape.of(x.shape[1], x.shape[2:]),))
    assert (measure.output_shape.channels, *measure.output_shape.spatial) == ran.y.shape[1:]
    assert measure.weights == ran.call.weights
    assert measure.macs * len(x) == ran.call.multiplied


@few
@given(sliding(), st.sampled_from([1, 2]), st.integers(1, 2), st.integers(1, 2), st.booleans(), st.integers(0, 99))
def test_conv(window, groups, inside, outside, bias, seed):
    kernel, stride, dilation, sizes, ends = window
    x = array(seed, 2, groups * inside, *sizes)
    layer = make(
        "conv", filters=groups * outside, kernel=list(kernel), stride=list(stride), dilation=list(dilation), groups=groups,
        bias=bias, padding=said(ends),
    )  # fmt: skip
    ran = run(layer, x, seed=seed)
    close(ran.y, loops.convolve(x, ran.weights["weight"], ran.weights.get("bias"), stride, dilation, ends, groups))
    agrees_with_walk(layer, x, ran)


@settings(max_examples=150, deadline=None)
@given(sliding(roomy=6), st.sampled_from([1, 3]), st.integers(1, 2), st.integers(1, 3), st.integers(4, 99), st.integers(1, 3))
def test_conv_in_parts(window, groups, inside, outside, numbers, threads):
    """Whatever the bands that are gathered at a time, by however many threads."""
    kernel, stride, dilation, sizes, ends = window
    x = array(numbers, 2, groups * inside, *sizes)
    layer = make(
        "conv", filters=groups * outside, kernel=list(kernel), stride=list(stride), dilation=list(dilation), groups=groups,
        padding=said(ends),
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cnncalc.run.forwards.families.convolution.BAND_BYTES", numbers * x.itemsize)
        for name in ("cnncalc.run.call", "cnncalc.run.forwards.families.convolution"):
            patch.setattr(f"{name}.WORTH_SHARING", 0)
            patch.setattr(f"{name}.workers", lambda: THREADS[threads])
        ran = run(layer, x, seed=numbers)
    close(ran.y, loops.convolve(x, ran.weights["weight"], ran.weights.get("bias"), stride, dilation, ends, groups))
    agrees_with_walk(layer, x, ran)


@pytest.mark.parametrize("strides", [(1, 2), (2, 1)])
def test_one_place_whatever_the_stride(strides):
    """Two layers that differ in nothing but a stride that is never made: ranges of one number are equal whatever their step."""
    x = array(5, 1, 2, 30 + strides[0], 2)  # sizes that no other test has
    for stride in strides:
        ran = run(make("conv", filters=2, kernel=2, stride=[1, stride]), x, seed=1)
        close(ran.y, loops.convolve(x, ran.weights["weight"], ran.weights["bias"], (1, stride), (1, 1), ((0, 0), (0, 0))))


@few
@given(sliding(), st.integers(1, 3), st.integers(1, 2), st.booleans(), st.integers(0, 99))
def test_depthwise_conv(window, channels, multiplier, bias, seed):
    kernel, stride, dilation, sizes, ends = window
    x = array(seed, 2, channels, *sizes)
    layer = make(
        "depthwise_conv", multiplier=multiplier, kernel=list(kernel), stride=list(stride), dilation=list(dilation), bias=bias,
        padding=said(ends),
    )  # fmt: skip
    ran = run(layer, x, seed=seed)
    close(ran.y, loops.convolve(x, ran.weights["weight"], ran.weights.get("bias"), stride, dilation, ends, channels))
    agrees_with_walk(layer, x, ran)


def test_connections():
    """Layer C3 of LeNet-5 in small: the filters that see two channels, one and three, as filters with zeros elsewhere."""
    seen = [[0, 2], [1], [0, 1, 2]]
    x = array(3, 2, 3, 5, 4)
    ran = run(make("conv", filters=3, kernel=3, connections=seen), x)
    whole = np.zeros((3, 3, 3, 3))
    for row, (filter, channel) in enumerate((filter, channel) for filter, channels in enumerate(seen) for channel in channels):
        whole[filter, channel] = ran.weights["weight"][row]
    close(ran.y, loops.convolve(x, whole, ran.weights["bias"], (1, 1), (1, 1), ((0, 0), (0, 0))))
    assert ran.call.weights == {"weight": (6, 3, 3), "bias": (3,)}
    assert ran.call.multiplied == 2 * 6 * 9 * 6


@few
@given(sliding(widest=1), st.sampled_from([1, 2]), st.integers(1, 2), st.integers(1, 2), st.booleans(), st.data())
def test_conv_transpose(window, groups, inside, outside, bias, data):
    kernel, stride, dilation, sizes, cut = window
    added = tuple(data.draw(st.integers(0, max(s, d) - 1)) for s, d in zip(stride, dilation, strict=True))
    written = [(n - 1) * s + d * (k - 1) + 1 + a for n, s, d, k, a in zip(sizes, stride, dilation, kernel, added, strict=True)]
    assume(all(size > sum(both) for size, both in zip(written, cut, strict=True)))
    x = array(1, 2, groups * inside, *sizes)
    layer = make(
        "conv_transpose", filters=groups * outside, kernel=list(kernel), stride=list(stride), dilation=list(dilation),
        groups=groups, bias=bias, padding=said(cut), output_padding=list(added),
    )  # fmt: skip
    ran = run(layer, x)
    expected = loops.convolve_transposed(x, ran.weights["weight"], ran.weights.get("bias"), stride, dilation, cut, added, groups)
    close(ran.y, expected)
    agrees_with_walk(layer, x, ran)


@pytest.mark.parametrize(
    ("kernel", "stride", "cut", "added"),
    [(3, 2, (0, 1), 0), (4, 2, (1, 1), 0), (5, 3, (1, 1), 0), (1, 3, (0, 0), 2), (4, 1, (1, 2), 0)],
)
def test_conv_transpose_same(kernel, stride, cut, added):
    """TensorFlow's rule: W*S places, what is too much cut off from both ends, the odd cell from the end."""
    x = array(2, 2, 2, 4)
    layer = make("conv_transpose", filters=3, kernel=kernel, stride=stride, padding="same")
    ran = run(layer, x)
    close(ran.y, loops.convolve_transposed(x, ran.weights["weight"], ran.weights["bias"], (stride,), (1,), (cut,), (added,)))
    assert ran.y.shape == (2, 3, 4 * stride)


@few
@given(sliding(most_axes=2), st.sampled_from([1, 2]), st.integers(1, 2), st.integers(1, 2), st.booleans(), st.integers(0, 99))
def test_locally_connected(window, groups, inside, outside, bias, seed):
    kernel, stride, dilation, sizes, ends = window
    x = array(seed, 2, groups * inside, *sizes)
    layer = make(
        "locally_connected", filters=groups * outside, kernel=list(kernel), stride=list(stride), dilation=list(dilation),
        groups=groups, bias=bias, padding=said(ends),
    )  # fmt: skip
    ran = run(layer, x, seed=seed)
    close(ran.y, loops.connect_locally(x, ran.weights["weight"], ran.weights.get("bias"), stride, dilation, ends, groups))
    agrees_with_walk(layer, x, ran)


@pytest.mark.parametrize(
    ("word", "size", "kernel", "stride", "dilation", "ends"),
    [
        ("valid", 6, 3, 1, 1, (0, 0)),
        ("half", 6, 5, 1, 1, (2, 2)),
        ("half", 6, 4, 1, 1, (1, 1)),
        ("full", 6, 3, 1, 2, (4, 4)),
        ("same", 6, 3, 2, 1, (0, 1)),
        ("same", 7, 3, 2, 1, (1, 1)),
        ("same", 7, 4, 1, 1, (1, 2)),
        ("same", 7, 2, 3, 1, (0, 1)),
        ("same", 8, 3, 1, 3, (3, 3)),
        ("same", 6, 1, 3, 1, (0, 0)),
    ],
)
def test_padding_by_a_word(word, size, kernel, stride, dilation, ends):
    x = array(4, 2, 2, size)
    layer = make("conv", filters=2, kernel=kernel, stride=stride, dilation=dilation, padding=word)
    ran = run(layer, x)
    close(ran.y, loops.convolve(x, ran.weights["weight"], ran.weights["bias"], (stride,), (dilation,), (ends,)))
    agrees_with_walk(layer, x, ran)


def test_linear():
    x = array(5, 3, 7)
    ran = run(make("linear", features=5), x)
    expected = np.zeros((3, 5))
    for example, feature in np.ndindex(3, 5):
        products = [ran.weights["weight"][feature, index] * x[example, index] for index in range(7)]
        expected[example, feature] = sum(products) + ran.weights["bias"][feature]
    close(ran.y, expected)
    assert ran.call.multiplied == 3 * 5 * 7


def padded_pool(operation, window, ceil, combine, **fields):
    """A pool with its loops; without dilation, which only maxpool has, the taps lie side by side."""
    kernel, stride, dilation, sizes, ends = window
    x = array(6, 2, 2, *sizes)
    layer = make(
        operation, kernel=list(kernel), stride=list(stride), padding=said(ends), rounding="ceil" if ceil else "floor", **fields
    )  # fmt: skip
    ran = run(layer, x)
    y = loops.pool(x, kernel, stride, dilation, ends, ceil, combine)
    agrees_with_walk(layer, x, ran)
    return ran, y


def undilated(window):
    kernel, stride, dilation, sizes, ends = window
    return kernel, stride, (1,) * len(dilation), sizes, ends


@few
@given(sliding(), st.booleans())
def test_maxpool(window, ceil):
    """Padding may be wider than half a kernel, which PyTorch refuses: a window wholly in it has no largest element."""
    ran, expected = padded_pool("maxpool", window, ceil, loops.largest, dilation=list(window[2]))
    assert np.array_equal(ran.y, expected)


@few
@given(sliding(), st.booleans(), st.booleans())
def test_avgpool(window, ceil, include):
    combine = loops.mean if include else loops.mean_without_padding
    ran, expected = padded_pool("avgpool", undilated(window), ceil, combine, count_include_pad=include)
    close(ran.y, expected)


@few
@given(sliding(), st.booleans())
def test_l2pool(window, ceil):
    ran, expected = padded_pool("l2pool", undilated(window), ceil, loops.length)
    close(ran.y, expected)


@few
@given(sliding(), st.booleans())
def test_subsample(window, ceil):
    ran, means = padded_pool("subsample", undilated(window), ceil, loops.mean)
    weight, bias = (ran.weights[name].reshape(-1, *(1,) * (means.ndim - 2)) for name in ("weight", "bias"))
    close(ran.y, means * weight + bias)


def test_stride_is_the_kernel_unless_given():
    x = array(7, 1, 1, 6, 6)
    assert np.array_equal(run(make("maxpool", kernel=[3, 2]), x).y, run(make("maxpool", kernel=[3, 2], stride=[3, 2]), x).y)


def test_ceil_drops_the_last_window_alone_where_padding_is_wide():
    """PyTorch's rule looks at the last window; of those before it, some may start beyond the input too when padding is wide."""
    ones = np.ones((1, 1, 3))
    ran = run(make("maxpool", kernel=1, stride=1, padding={"right": 3}, rounding="ceil"), ones)
    assert ran.y.tolist() == [[[1, 1, 1, -np.inf, -np.inf]]]


@pytest.mark.parametrize(("size", "out"), [(7, 3), (5, 5), (3, 7), (6, 1), (1, 4)])
def test_adaptive_pools(size, out):
    """Output u has the elements from the floor of u*n/o up to the ceiling of (u + 1)*n/o; on two axes each has its own."""
    x = array(8, 2, 3, size, 4)
    expected = {name: np.zeros((2, 3, out, 2)) for name in ("max", "mean")}
    for place in np.ndindex(2, 3, out, 2):
        example, channel, row, column = place
        rows = [at for at in range(size) if (row * size) // out <= at < ((row + 1) * size + out - 1) // out]
        columns = [0, 1] if column == 0 else [2, 3]
        numbers = [x[example, channel, i, j] for i in rows for j in columns]
        expected["max"][place], expected["mean"][place] = max(numbers), sum(numbers) / len(numbers)
    close(run(make("adaptive_maxpool", size=[out, 2]), x).y, expected["max"])
    close(run(make("adaptive_avgpool", size=[out, 2]), x).y, expected["mean"])
    close(run(make("regions", count=5, size=[out, 2]), x).y, expected["max"])


def test_regions_without_a_size_are_the_map():
    x = array(9, 1, 2, 3, 3)
    assert run(make("regions", count=5), x).y is x


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_global_and_channel_pools(axes):
    x = array(10, 2, 3, *(2, 3, 2)[:axes])
    per_channel = [[sorted(channel.ravel().tolist()) for channel in example] for example in x]
    ones = (2, 3, *(1,) * axes)
    close(run(make("global_maxpool"), x).y, np.array([[c[-1] for c in e] for e in per_channel]).reshape(ones))
    close(run(make("global_avgpool"), x).y, np.array([[sum(c) / len(c) for c in e] for e in per_channel]).reshape(ones))
    deepest = [[max(place) for place in zip(*(c.ravel().tolist() for c in e), strict=True)] for e in x]
    means = [[sum(place) / 3 for place in zip(*(c.ravel().tolist() for c in e), strict=True)] for e in x]
    close(run(make("channel_maxpool"), x).y, np.array(deepest).reshape(2, 1, *x.shape[2:]))
    close(run(make("channel_avgpool"), x).y, np.array(means).reshape(2, 1, *x.shape[2:]))


def test_blurpool_by_hand():
    """[1, 2, 1]/4 at every other place of 4, 8, 12, 0, 16: 8 and 8 lie beside 4, reflected; 0 and 0 beside 16."""
    x = np.array([[[4.0, 8.0, 12.0, 0.0, 16.0]]])
    assert run(make("blurpool", kernel=3), x).y.tolist() == [[[6, 8, 8]]]
    # [1, 1]/2: a cell and the next one, the last with its neighbour before it.
    assert run(make("blurpool", kernel=2), x).y.tolist() == [[[6, 6, 8]]]


@pytest.mark.parametrize("kernel", range(1, 7))
def test_blurpool_keeps_a_constant(kernel):
    """The filter sums to 1, and reflection brings nothing else in, however small the map."""
    for sizes in [(1,), (2, 1), (5, 4), (3, 2, 4)]:
        ran = run(make("blurpool", kernel=kernel), np.full((1, 2, *sizes), 7.0))
        assert ran.y.shape[2:] == tuple((size + 1) // 2 for size in sizes)
        assert np.allclose(ran.y, 7)


@pytest.mark.parametrize("operation", ["maxpool", "avgpool", "l2pool", "subsample", "conv", "conv_transpose", "blurpool"])
def test_nan_reaches_the_windows_that_hold_it_and_no_others(operation):
    """The receptive field is measured by what a NaN reaches."""
    x = array(11, 1, 1, 9)
    x[0, 0, 4] = np.nan
    layer = make(operation, kernel=3, stride=1, **({"filters": 1} if operation.startswith("conv") else {}))
    reached = np.isnan(run(layer, x).y[0, 0]).nonzero()[0].tolist()
    assert reached == {"conv_transpose": [4, 5, 6], "blurpool": [3, 4, 5]}.get(operation, [2, 3, 4])
