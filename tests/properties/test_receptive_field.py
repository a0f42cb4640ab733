"""Receptive fields against the sets of input positions that each unit really depends on.

A network on one axis is followed back unit by unit, on an endless line: no border is clipped, padding has positions of its own.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import ceil

from generated import checked, file, walked
from hypothesis import assume, given
from hypothesis import strategies as st

MOST_PHASES = 60


class Line:
    """A tensor on one axis: its size, and the input positions that a unit depends on."""

    def __init__(self, size, reads, phases=1, *, knows=True):
        self.size = size
        self.phases = phases
        """After so many units everything comes round to the same, moved."""
        self.knows = knows
        """False once joined with a field of another stride: the field is then not told."""
        self.positions = cache(reads)

    @property
    def field(self):
        """Size, stride, start and effective padding as the JSON tells them."""
        if not self.knows:
            return None
        found = [(unit, self.positions(unit)) for unit in range(self.phases)]
        some = [(unit, positions) for unit, positions in found if positions]
        assume(some)
        unit, first = some[0]
        moved = Fraction(min(self.positions(unit + self.phases)) - min(first), self.phases)
        return {
            "size": [max(max(positions) - min(positions) + 1 for _, positions in some)],
            "stride": [moved.numerator if moved.denominator == 1 else str(moved)],
            "start": [min(first)],
            "padding": [-min(first)],
        }


def through(x, size, reads, phases=1):
    """A layer whose unit reads the units ``reads`` of ``x``."""
    return Line(size, lambda unit: frozenset().union(*(x.positions(at) for at in reads(unit))), x.phases * phases, knows=x.knows)


def window(x, kernel, stride, before, after, dilation=1):
    size = len(range(0, x.size + before + after - dilation * (kernel - 1), stride))
    return through(x, size, lambda unit: [unit * stride - before + tap * dilation for tap in range(kernel)])


def transposed(x, kernel, stride, before, after, dilation=1):
    """Unit i of ``x`` writes to i*stride + tap*dilation - before."""
    span = dilation * (kernel - 1)

    def reads(unit):
        at = unit + before
        tried = range((at - span) // stride - 1, at // stride + 2)
        return [i for i in tried if any(i * stride + tap * dilation == at for tap in range(kernel))]

    return through(x, (x.size - 1) * stride + span + 1 - before - after, reads, stride)


def layer(draw, x, channels):
    """A layer as a file writes it, and its line; its channels stay as they are."""
    kinds = [
        "conv",
        "conv",
        "pool",
        "transposed",
        "upsample",
        "resize",
        "pad",
        "crop",
        "pointwise",
        "depthwise",
        "blurpool",
        "shuffle",
        "deep",
    ]
    kind = draw(st.sampled_from(kinds))
    if kind in ("upsample", "resize", "transposed", "shuffle") and x.phases * 8 > MOST_PHASES:
        kind = "conv"
    if kind in ("conv", "depthwise", "pool"):
        kernel, stride, dilation = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
        dilation = 1 if kind == "pool" else dilation
        before, after = draw(st.integers(0, 3)), draw(st.integers(0, 3))
        given_padding = {"left": before, "right": after}
        if x.size + before + after <= dilation * (kernel - 1):
            kernel, dilation = 1, 1
        text = {"kernel": kernel, "stride": stride, "padding": given_padding}
        if kind == "pool":
            return {draw(st.sampled_from(("maxpool", "avgpool", "l2pool"))): text}, window(x, kernel, stride, before, after)
        text["dilation"] = dilation
        word = "depthwise_conv" if kind == "depthwise" else draw(st.sampled_from(("conv", "locally_connected")))
        value = {word: text if kind == "depthwise" else {"filters": channels, **text}}
        return value, window(x, kernel, stride, before, after, dilation)
    if kind == "transposed":
        kernel, stride, dilation = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
        span = dilation * (kernel - 1)
        before = draw(st.integers(0, 2))
        before = before if (x.size - 1) * stride + span + 1 > 2 * before else 0
        text = {"filters": channels, "kernel": kernel, "stride": stride, "padding": before, "dilation": dilation}
        return {"conv_transpose": text}, transposed(x, kernel, stride, before, before, dilation)
    if kind in ("upsample", "resize"):
        mode = draw(st.sampled_from(("nearest", "bilinear")))
        size = x.size * draw(st.integers(1, 3)) if kind == "upsample" else draw(st.integers(1, 8))
        text = {"scale": size // x.size} if kind == "upsample" else {"size": size}
        n, o = x.size, size

        def reads(unit):
            if mode == "nearest":
                return [unit * n // o]
            centre = Fraction(2 * unit + 1, 2) * Fraction(n, o) - Fraction(1, 2)
            return sorted({centre.numerator // centre.denominator, ceil(centre)})

        return {"upsample": {**text, "mode": mode}}, through(x, size, reads, Fraction(n, o).denominator)
    if kind == "pad":
        before, after = draw(st.integers(0, 3)), draw(st.integers(0, 3))
        return {"pad": {"left": before, "right": after}}, through(x, x.size + before + after, lambda unit: [unit - before])
    if kind == "crop" and x.size > 2:
        before = draw(st.integers(0, (x.size - 1) // 2))
        return {"crop": before}, through(x, x.size - 2 * before, lambda unit: [unit + before])
    if kind == "blurpool":
        kernel, stride = draw(st.integers(1, 4)), draw(st.integers(1, 2))
        before = (kernel - 1) // 2
        return {"blurpool": {"kernel": kernel, "stride": stride}}, window(x, kernel, stride, before, kernel - 1 - before)
    if kind == "shuffle":
        grown = {"sequence": [{"conv": {"filters": 2 * channels, "kernel": 1}}, {"pixel_shuffle": 2}]}
        return grown, through(x, 2 * x.size, lambda unit: [unit // 2], 2)
    if kind == "deep" and x.size % 2 == 0:
        folded = {"sequence": [{"space_to_depth": 2}, {"conv": {"filters": channels, "kernel": 1}}]}
        return folded, through(x, x.size // 2, lambda unit: [2 * unit, 2 * unit + 1])
    return draw(st.sampled_from(("relu", "batchnorm", "dropout", "layernorm", "lrn", "identity", "softmax"))), through(
        x, x.size, lambda unit: [unit]
    )


def layers(draw, x, channels, most):
    """Layers one after the other, each with its line."""
    entries, lines = [], []
    for _ in range(draw(st.integers(0, most))):
        entry, x = layer(draw, x, channels)
        entries.append(entry)
        lines.append(x)
    return entries, lines


def fitted(entries, x, size):
    """The branch cut or padded at its end to ``size`` units."""
    if x.size == size:
        return entries, x
    word = "crop" if x.size > size else "pad"
    return [*entries, {word: {"right": abs(x.size - size)}}], through(x, size, lambda unit: [unit])


def joined(xs, size):
    """All operands' fields; not told where they move at different speeds."""
    knows = all(x.knows for x in xs)
    phases = 1
    for x in xs:
        phases *= x.phases
    strides = {x.field["stride"][0] for x in xs} if knows else set()
    return Line(size, lambda unit: frozenset().union(*(x.positions(unit) for x in xs)), phases, knows=knows and len(strides) == 1)


@st.composite
def networks(draw):
    """A network on one axis: layers, a join of branches now and then; every line in the order of the JSON's layers."""
    size, channels = draw(st.integers(1, 40)), draw(st.sampled_from((2, 4)))
    x = Line(size, lambda unit: frozenset((unit,)))
    entries, last = [], []
    for _ in range(draw(st.integers(1, 3))):
        more, lines = layers(draw, x, channels, 4)
        entries += more
        x = lines[-1] if lines else x
        last += [x] * bool(lines)
        if draw(st.booleans()) and x.phases**3 <= 512:
            left, one = layers(draw, x, channels, 3)
            right, other = layers(draw, x, channels, 2)
            ends = [lines[-1] if lines else x for lines in (one, other)]
            assume(ends[0].phases * ends[1].phases <= 512)
            length = min(end.size for end in ends)
            (left, ends[0]), (right, ends[1]) = fitted(left, ends[0], length), fitted(right, ends[1], length)
            entries.append({draw(st.sampled_from(("add", "maximum", "average"))): {"left": left, "right": right}})
            x = joined(ends, length)
            last.append(x)
    return (size, channels), entries, x


@checked(800)
@given(networks())
def test_receptive_field(network):
    first, entries, x = network
    text = file(first, [*entries, "relu"])
    shown = walked(text).to_dict()
    assert shown["output_shape"] == [x.size, first[1]], text
    assert shown["layers"][-1]["receptive_field"] == x.field, text
    assert shown["totals"]["receptive_field"] == x.field, text


@checked(200)
@given(st.integers(1, 30), st.data())
def test_every_layer_of_a_chain(size, data):
    entries, lines = layers(data.draw, Line(size, lambda unit: frozenset((unit,))), 2, 6)
    walk = walked(file((size, 2), [*entries, "identity"])).to_dict()["layers"]
    # A sequence holds two layers: the field is that of its last.
    ends, at = [], -1
    for entry in entries:
        at += 2 if isinstance(entry, dict) and "sequence" in entry else 1
        ends.append(walk[at]["receptive_field"])
    assert ends == [line.field for line in lines]


@checked(150)
@given(st.integers(1, 30), st.integers(1, 12), st.data())
def test_adaptive_pools(size, outside, data):
    """Irregular windows; a single one sees everything."""
    entries, lines = layers(data.draw, Line(size, lambda unit: frozenset((unit,))), 2, 2)
    x = lines[-1] if lines else Line(size, lambda unit: frozenset((unit,)))
    assume(x.phases * outside <= 200)
    n = x.size
    y = through(x, outside, lambda unit: range(unit * n // outside, ceil(Fraction((unit + 1) * n, outside))), outside)
    word = data.draw(st.sampled_from(("adaptive_avgpool", "adaptive_maxpool")))
    found = walked(file((size, 2), [*entries, {word: outside}])).to_dict()["layers"][-1]["receptive_field"]
    assert found == (y.field if outside > 1 else {"size": [size], "stride": [0], "start": [0], "padding": [0]})


SEE_ALL = ("global_avgpool", "global_maxpool", "flatten", "instancenorm", {"groupnorm": 1}, "grn", {"adaptive_avgpool": 1})


@checked(150)
@given(st.integers(1, 30), st.sampled_from(SEE_ALL), st.data())
def test_what_sees_everything(size, word, data):
    """Size the whole input, stride 0, and so is all that follows and joins; the total is that of the layer before."""
    whole = {"size": [size], "stride": [0], "start": [0], "padding": [0]}
    start = Line(size, lambda unit: frozenset((unit,)))
    entries, lines = layers(data.draw, start, 2, 4)
    x = lines[-1] if lines else start
    tail = ["relu", {"linear": 3}] if word == "flatten" else ["relu", {"conv": {"filters": 2, "kernel": 1, "padding": 1}}]
    shown = walked(file((size, 2), ["identity", *entries, word, *tail])).to_dict()
    assert [layer["receptive_field"] for layer in shown["layers"][-3:]] == [whole] * 3
    assert shown["totals"]["receptive_field"] == x.field
    gate = {"multiply": {"features": None, "gate": ["global_avgpool", "sigmoid"]}}
    shown = walked(file((size, 2), ["identity", *entries, gate, {"conv": {"filters": 2, "kernel": 1}}])).to_dict()
    assert [layer["receptive_field"] for layer in shown["layers"][-2:]] == [whole] * 2
    assert shown["totals"]["receptive_field"] == x.field


@checked(100)
@given(st.integers(2, 30), st.integers(2, 5), st.integers(1, 4))
def test_operands_at_different_speeds_have_no_field(size, stride, kernel):
    """One branch is strided and its places repeated a different number of times."""
    branch = [{"maxpool": {"kernel": 1, "stride": stride}}, {"upsample": {"size": size}}]
    n = len(range(0, size, stride))
    text = file(
        (size, 1),
        [{"add": {"a": branch, "b": None}}, {"conv": {"filters": 1, "kernel": kernel, "padding": "same"}}, "global_avgpool"],
    )
    shown = walked(text).to_dict()
    moves_together = Fraction(n * stride, size) == 1
    assert (shown["layers"][2]["receptive_field"] is None) is not moves_together
    assert (shown["layers"][3]["receptive_field"] is None) is not moves_together
    assert shown["layers"][-1]["receptive_field"] == {"size": [size], "stride": [0], "start": [0], "padding": [0]}


@checked(60)
@given(st.integers(3, 12), st.integers(3, 12), st.integers(1, 3), st.integers(1, 3), st.integers(1, 2), st.integers(1, 2))
def test_axes_are_apart(height, width, high, wide, down, across):
    """On two axes each is as on a network of its own."""
    text = file((height, width, 1), [{"conv": {"filters": 1, "kernel": [high, wide], "stride": [down, across]}}])
    alone = [
        file((size, 1), [{"conv": {"filters": 1, "kernel": k, "stride": s}}])
        for size, k, s in ((height, high, down), (width, wide, across))
    ]
    both = walked(text).to_dict()["totals"]["receptive_field"]
    apart = [walked(one).to_dict()["totals"]["receptive_field"] for one in alone]
    assert both == {key: [field[key][0] for field in apart] for key in both}
