"""Joins and rearrangements: where each element goes, by its own place."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from run_layer import make, run


def numbered(*shape):
    """Every element is another number, so that where it came from can be seen."""
    return np.arange(float(np.prod(shape))).reshape(shape)


@pytest.mark.parametrize(
    ("operation", "fields", "shape"),
    [
        ("flatten", {}, (2, 24)),
        ("reshape", {"shape": "2x3x4"}, (2, 4, 2, 3)),
        ("reshape", {"shape": "24"}, (2, 24)),
        ("reshape", {"shape": "12x2"}, (2, 2, 12)),
        ("identity", {}, (2, 3, 2, 4)),
        ("dropout", {}, (2, 3, 2, 4)),
        ("stochastic_depth", {"rate": 0.5}, (2, 3, 2, 4)),
    ],
)
def test_views(operation, fields, shape):
    """The same elements in the same order, and no memory of their own."""
    x = numbered(2, 3, 2, 4)
    y = run(make(operation, **fields), x).y
    assert y.shape == shape
    assert y.ravel().tolist() == x.ravel().tolist()
    assert np.shares_memory(x, y)


def test_channels_are_parted_without_a_copy():
    x = numbered(2, 6, 3)
    for layer, kept in [
        (make("slice", start=1, stop=4), [1, 2, 3]),
        (make("slice", start=4), [4, 5]),
        (make("slice", stop=1), [0]),
        (make("chunk", part=2, of=3), [2, 3]),
        (make("chunk", part=1, of=1), [0, 1, 2, 3, 4, 5]),
    ]:
        y = run(layer, x).y
        assert y.tolist() == [[example[channel].tolist() for channel in kept] for example in x]
        assert np.shares_memory(x, y)


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_pad_and_crop(axes):
    """Row i of the padded map is row i - before; crop undoes it."""
    sides = {1: ["left", "right"], 2: ["top", "bottom", "left", "right"], 3: ["front", "back", "top", "bottom", "left", "right"]}[
        axes
    ]
    ends = {side: (index * 2 + 1) % 4 for index, side in enumerate(sides)}
    x = numbered(2, 2, *(3, 2, 4)[:axes]) + 1
    wide = run(make("pad", padding=ends), x).y
    before = [ends[side] for side in sides[::2]]
    after = [ends[side] for side in sides[1::2]]
    assert wide.shape[2:] == tuple(b + size + a for b, size, a in zip(before, x.shape[2:], after, strict=True))
    for at in np.ndindex(wide.shape):
        source = [place - b for place, b in zip(at[2:], before, strict=True)]
        is_inside = all(0 <= place < size for place, size in zip(source, x.shape[2:], strict=True))
        assert wide[at] == (x[(*at[:2], *source)] if is_inside else 0)
    assert np.array_equal(run(make("crop", margin=ends), wide).y, x)


def test_channel_shuffle():
    """The first of every group, then the second of every group."""
    y = run(make("channel_shuffle", groups=2), numbered(1, 6, 1)).y
    assert y.ravel().tolist() == [0, 3, 1, 4, 2, 5]


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_pixel_shuffle_and_back(axes):
    """Row i, column j of a square of channel c comes from channel c*4 + i*2 + j; on other axes alike."""
    sizes = (2, 3, 2)[:axes]
    x = numbered(2, 3 * 2**axes, *sizes)
    y = run(make("pixel_shuffle", factor=2), x).y
    assert y.shape == (2, 3, *(size * 2 for size in sizes))
    for at in np.ndindex(y.shape):
        example, channel, *place = at
        within = channel
        for cell in place:
            within = within * 2 + cell % 2
        assert y[at] == x[(example, within, *(cell // 2 for cell in place))]
    assert np.array_equal(run(make("space_to_depth", factor=2), y).y, x)


@pytest.mark.parametrize("shape", [(1, 2, 5), (2, 1, 2, 3), (1, 1, 2, 3, 2)])
@pytest.mark.parametrize("how", [{"scale": 2}, {"scale": 3}, {"size": 7}, {"size": 1}, {"size": 4}])
@pytest.mark.parametrize("mode", ["nearest", "bilinear"])
def test_upsample(shape, how, mode):
    x = np.random.default_rng(5).standard_normal(shape)
    y = run(make("upsample", mode=mode, **how), x).y
    sizes = [n * how["scale"] if "scale" in how else how["size"] for n in shape[2:]]
    assert list(y.shape[2:]) == sizes
    for at in np.ndindex(y.shape):
        corners = {(): 1.0}
        for unit, n, o in zip(at[2:], shape[2:], sizes, strict=True):
            corners = {(*c, cell): w * share for c, w in corners.items() for cell, share in sources(unit, n, o, mode).items()}
        assert y[at] == pytest.approx(sum(x[(*at[:2], *corner)] * weight for corner, weight in corners.items()), abs=1e-13)


def sources(unit, n, o, mode):
    """The cells that one output reads on an axis, and how much of each."""
    if mode == "nearest":
        return {unit * n // o: 1.0}
    centre = min(max((unit + 0.5) * n / o - 0.5, 0.0), n - 1.0)
    low = int(centre)
    return {low: 1.0} if centre == low else {low: low + 1 - centre, low + 1: centre - low}


def test_upsample_reads_the_neighbour_it_does_not_weigh_nowhere():
    """Where an output falls on a cell's centre the others have no share, not even that of a NaN."""
    x = np.array([[[1.0, np.nan, 3.0, 4.0]]])
    y = run(make("upsample", scale=3, mode="bilinear"), x).y[0, 0]
    assert np.isnan(y).nonzero()[0].tolist() == [2, 3, 4, 5, 6]
    assert (y[0], y[1], y[7]) == (1, 1, 3)


def test_joins():
    a, b, c = np.array([[[1.0, -2.0], [3.0, 4.0]]]), np.array([[[5.0, 6.0], [-7.0, 8.0]]]), np.array([[[0.0, 1.0], [1.0, 3.0]]])
    assert run(make("add"), a, b, c).y.tolist() == [[[6, 5], [-3, 15]]]
    assert run(make("multiply"), a, b, c).y.tolist() == [[[0, -12], [-21, 96]]]
    assert run(make("maximum"), a, b, c).y.tolist() == [[[5, 6], [3, 8]]]
    assert run(make("average"), a, b, c).y.tolist() == [[[2, 5 / 3], [-1, 5]]]
    assert run(make("concat"), a, b[:, :1], c).y.tolist() == [[[1, -2], [3, 4], [5, 6], [0, 1], [1, 3]]]


@pytest.mark.parametrize(("operation", "combine"), [("add", sum), ("multiply", prod)])
@pytest.mark.parametrize("order", ["map gate mask", "gate map mask", "mask gate"])
def test_joins_broadcast(operation, combine, order):
    """1x1xC counts for every place, HxWx1 for every channel, and the first operand may be the small one."""
    operands = {"map": numbered(2, 3, 2, 2), "gate": numbered(2, 3, 1, 1) + 1, "mask": numbered(2, 1, 2, 2) + 2}
    y = run(make(operation), *(operands[name].copy() for name in order.split()), may_overwrite=True).y
    assert y.shape == (2, 3, 2, 2)
    for e, c, i, j in np.ndindex(y.shape):
        numbers = {"map": operands["map"][e, c, i, j], "gate": operands["gate"][e, c, 0, 0], "mask": operands["mask"][e, 0, i, j]}
        assert y[e, c, i, j] == combine(numbers[name] for name in order.split())


@pytest.mark.parametrize(("operation", "expected"), [("add", 7), ("multiply", 12), ("maximum", 3), ("average", 7 / 3)])
def test_join_with_an_operand_twice(operation, expected):
    """2, 3 and 2 again: what is written over must not be read after."""
    twice, other = np.full((1, 1, 1), 2.0), np.full((1, 1, 1), 3.0)
    assert run(make(operation), twice, other, twice, may_overwrite=True).y.item() == pytest.approx(expected)


def test_nan_passes_joins():
    x = np.array([[[np.nan, 1.0]]])
    for operation in ("add", "multiply", "maximum", "average", "concat"):
        y = run(make(operation), np.zeros((1, 1, 2)), x).y
        assert np.isnan(y).sum() == 1
