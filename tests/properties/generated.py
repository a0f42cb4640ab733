"""Valid architecture files at random, with what each of their layers must come to (by ``independent``)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from math import prod
from typing import Any

import independent
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cnncalc.api import Text, Walk, parse_network
from cnncalc.source import Source

MOST_ELEMENTS = 40_000


def checked(examples: int) -> settings:
    """The settings of a property."""
    return settings(deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


# Text


def flow(value: Any) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return json.dumps(text) if re.search(r"[,\[\]{}:#]", text) else text


def lines(entries: list[Any], indent: str = "  ") -> str:
    """A list of layers."""
    return "".join(f"{indent}- {flow(entry)}\n" for entry in entries)


def file(input: Any, layers: list[Any], **top: Any) -> str:
    """An architecture file."""
    shape = "x".join(map(str, input)) if isinstance(input, tuple) else input
    sections = "".join(f"{key}: {flow(value)}\n" for key, value in top.items())
    return f"input: {shape}\n{sections}layers:\n{lines(layers)}"


def walked(text: str, **asked: Any) -> Walk:
    """The walk of a text that must have no faults."""
    walk = parse_network(Text(Source("test.yaml", text), None, "test", is_bundled=False)).try_walk(**asked)
    errors = [found for found in walk.diagnostics if found.severity == "error"]
    assert walk.complete, f"{text}\n{walk.diagnostics}"
    assert not errors, f"{text}\n{errors[0]}"
    return walk


# Layers


@dataclass
class Made:
    """One layer: how a file writes it, and what it must come to. ``given`` has a kernel one entry an axis."""

    op: str
    x: tuple[int, ...]
    y: tuple[int, ...]
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def weights(self) -> dict[str, tuple[int, ...]]:
        return independent.weights(self.op, self.given, self.x, self.y)

    @property
    def params(self) -> int:
        return sum(map(prod, self.weights.values()))

    @property
    def figures(self) -> dict[str, Any]:
        macs = independent.macs(self.op, self.given, self.x, self.y)
        return {
            "op": self.op,
            "input_shapes": [list(self.x)],
            "output_shape": list(self.y),
            "weights": {name: list(shape) for name, shape in self.weights.items()},
            "params": self.params,
            "buffers": independent.buffers(self.op, self.x),
            "macs": macs,
            "flops": 2 * macs + independent.elementwise(self.op, self.given, [self.x], self.y),
            "activation_bytes": 0 if self.op in independent.VIEWS else 4 * prod(self.y),
        }


@dataclass
class Entry:
    """An entry of a list of layers: the value a file has, and the layers it makes."""

    value: Any
    layers: list[Made]

    @property
    def y(self) -> tuple[int, ...]:
        return self.layers[-1].y


def plain(op: str, x: tuple[int, ...], y: tuple[int, ...] | None = None, **given: Any) -> Entry:
    """An entry without shorthand, its parameters written as they are."""
    return Entry({op: given} if given else op, [Made(op, x, x if y is None else y, given)])


def spelled(draw: Any, sizes: tuple[int, ...]) -> Any:
    """One number an axis, in one of the spellings: ``3``, ``3x5``, ``[3, 5]``."""
    if len(set(sizes)) == 1 and draw(st.booleans()):
        return sizes[0]
    # `0x3` is refused: other readers take it for a hexadecimal number.
    return "x".join(map(str, sizes)) if len(sizes) > 1 and sizes[0] and draw(st.booleans()) else list(sizes)


SIDE_NAMES = {1: ("left", "right"), 2: ("top", "bottom", "left", "right"), 3: ("front", "back", "top", "bottom", "left", "right")}


def per_axis(draw: Any, axes: int, least: int, most: int) -> tuple[int, ...]:
    if draw(st.booleans()):
        return (draw(st.integers(least, most)),) * axes
    return tuple(draw(st.lists(st.integers(least, most), min_size=axes, max_size=axes)))


def drawn_padding(draw: Any, axes: int, most: int = 3) -> tuple[Any, list[Any]]:
    """A padding as a file writes it, and as ``independent.pads`` takes it, an entry an axis."""
    kind = draw(st.sampled_from(("none", "number", "word", "sides")))
    if kind == "none":
        return None, [0] * axes
    if kind == "word":
        word = draw(st.sampled_from(("same", "half", "valid", "full")))
        return word, [word] * axes
    if kind == "number":
        sizes = per_axis(draw, axes, 0, most)
        return spelled(draw, sizes), list(sizes)
    sides = draw(st.dictionaries(st.sampled_from(SIDE_NAMES[axes]), st.integers(0, most), min_size=1))
    ends = [sides.get(name, 0) for name in SIDE_NAMES[axes]]
    return sides, list(zip(ends[::2], ends[1::2], strict=True))


def slid(x: tuple[int, ...], kernel: Any, stride: Any, padding: Any, dilation: Any, rounding: str) -> list[int]:
    """The places on each axis that windows find, 0 where none fits."""
    places = []
    for size, k, s, p, d in zip(x[:-1], kernel, stride, padding, dilation, strict=True):
        before, after = independent.pads(p, size, k, s, d)
        places.append(len(independent.window_starts(size, k, s, before, after, d, rounding)))
    return places


def window(
    draw: Any, x: tuple[int, ...], *, dilated: bool, strides: bool = True
) -> tuple[dict[str, Any], dict[str, Any], tuple[int, ...]]:
    """The parameters of something that slides: as written, as ``independent`` takes them, and the places that come out."""
    axes = len(x) - 1
    kernel = per_axis(draw, axes, 1, 4)
    stride = per_axis(draw, axes, 1, 3) if strides and draw(st.booleans()) else None
    dilation = per_axis(draw, axes, 1, 2) if dilated and draw(st.integers(0, 3)) == 0 else (1,) * axes
    rounding = draw(st.sampled_from(("floor", "floor", "ceil")))
    written, padding = drawn_padding(draw, axes)
    steps = stride or ((1,) * axes if dilated else kernel)
    if min(slid(x, kernel, steps, padding, dilation, rounding)) < 1:
        written, padding, rounding = "same", ["same"] * axes, "floor"
    places = tuple(slid(x, kernel, steps, padding, dilation, rounding))
    text: dict[str, Any] = {"kernel": spelled(draw, kernel)}
    if stride is not None:
        text["stride"] = spelled(draw, stride)
    if written is not None:
        text["padding"] = written
    if set(dilation) != {1}:
        text["dilation"] = spelled(draw, dilation)
    if rounding != "floor":
        text["rounding"] = rounding
    return text, {"kernel": list(kernel)}, places


def divisor(draw: Any, *counts: int) -> int:
    """A common divisor."""
    return draw(st.sampled_from([d for d in range(1, min(counts) + 1) if all(count % d == 0 for count in counts)]))


def extended(
    draw: Any, op: str, x: tuple[int, ...], y: tuple[int, ...], text: dict[str, Any], given: dict[str, Any], main: str
) -> Entry:
    """A convolution or linear layer with bias and the shorthand, each now and then."""
    if draw(st.booleans()):
        text["bias"] = given["bias"] = draw(st.booleans())
    following = []
    if draw(st.booleans()):
        text["batchnorm"] = draw(st.booleans())
        following += ["batchnorm"] if text["batchnorm"] else []
    if draw(st.booleans()):
        text["activation"] = draw(st.sampled_from((*independent.ONE_EACH, "softmax", "none", "identity")))
        following += [text["activation"]] if text["activation"] != "none" else []
    value = {op: text[main]} if set(text) == {main} and draw(st.booleans()) else {op: text}
    return Entry(value, [Made(op, x, y, given), *(Made(word, y, y) for word in following)])


def conv(draw: Any, x: tuple[int, ...]) -> Entry:
    text, given, places = window(draw, x, dilated=True)
    filters = draw(st.integers(1, 8))
    text["filters"] = given["filters"] = filters
    if draw(st.integers(0, 5)) == 0:
        rows = [draw(st.lists(st.integers(0, x[-1] - 1), min_size=1, max_size=4, unique=True)) for _ in range(filters)]
        text["connections"] = given["connections"] = rows
    elif draw(st.booleans()):
        text["groups"] = given["groups"] = divisor(draw, x[-1], filters)
    return extended(draw, "conv", x, (*places, filters), text, given, "filters")


def locally_connected(draw: Any, x: tuple[int, ...]) -> Entry:
    text, given, places = window(draw, x, dilated=True)
    text["filters"] = given["filters"] = filters = draw(st.integers(1, 4))
    text["groups"] = given["groups"] = divisor(draw, x[-1], filters)
    return extended(draw, "locally_connected", x, (*places, filters), text, given, "filters")


def depthwise_conv(draw: Any, x: tuple[int, ...]) -> Entry:
    text, given, places = window(draw, x, dilated=True)
    multiplier = draw(st.integers(1, 3))
    if multiplier > 1:
        text["multiplier"] = given["multiplier"] = multiplier
    return extended(draw, "depthwise_conv", x, (*places, x[-1] * multiplier), text, given, "kernel")


def conv_transpose(draw: Any, x: tuple[int, ...]) -> Entry:
    axes = len(x) - 1
    kernel, stride = per_axis(draw, axes, 1, 4), per_axis(draw, axes, 1, 3)
    padding = draw(st.sampled_from((None, 1, "same", "half")))
    extra = tuple(draw(st.integers(0, step - 1)) for step in stride) if draw(st.booleans()) and padding != "same" else (0,) * axes
    places = []
    for size, k, s, e in zip(x[:-1], kernel, stride, extra, strict=True):
        cut = {None: 0, 1: 1, "half": (k - 1) // 2, "same": 0}[padding]
        places.append(size * s if padding == "same" else len(independent.scattered(size, k, s, cut, cut, 1, e)))
    if min(places) < 1:
        padding, places = "same", [size * s for size, s in zip(x[:-1], stride, strict=True)]
        extra = (0,) * axes
    filters = draw(st.integers(1, 6))
    text: dict[str, Any] = {"filters": filters, "kernel": spelled(draw, kernel), "stride": spelled(draw, stride)}
    given: dict[str, Any] = {"filters": filters, "kernel": list(kernel), "groups": divisor(draw, x[-1], filters)}
    text["groups"] = given["groups"]
    if padding is not None:
        text["padding"] = padding
    if any(extra):
        text["output_padding"] = list(extra)
    return extended(draw, "conv_transpose", x, (*places, filters), text, given, "filters")


def pool(draw: Any, x: tuple[int, ...]) -> Entry:
    op = draw(st.sampled_from(("maxpool", "avgpool", "l2pool", "subsample")))
    text, given, places = window(draw, x, dilated=False)
    if op == "avgpool" and draw(st.booleans()):
        text["count_include_pad"] = draw(st.booleans())
    value = {op: text["kernel"]} if set(text) == {"kernel"} else {op: text}
    return Entry(value, [Made(op, x, (*places, x[-1]), given)])


def blurpool(draw: Any, x: tuple[int, ...]) -> Entry:
    axes = len(x) - 1
    kernel, stride = per_axis(draw, axes, 1, 5), per_axis(draw, axes, 1, 3)
    places = [len(range(0, size, step)) for size, step in zip(x[:-1], stride, strict=True)]
    value = {"blurpool": {"kernel": spelled(draw, kernel), "stride": spelled(draw, stride)}}
    return Entry(value, [Made("blurpool", x, (*places, x[-1]), {"kernel": list(kernel)})])


def whole_pool(draw: Any, x: tuple[int, ...]) -> Entry:
    op = draw(
        st.sampled_from(
            ("global_avgpool", "global_maxpool", "channel_avgpool", "channel_maxpool", "adaptive_avgpool", "adaptive_maxpool")
        )
    )
    if op.startswith("global"):
        return plain(op, x, (*((1,) * (len(x) - 1)), x[-1]))
    if op.startswith("channel"):
        return plain(op, x, (*x[:-1], 1))
    size = per_axis(draw, len(x) - 1, 1, 6)
    return Entry({op: spelled(draw, size)}, [Made(op, x, (*size, x[-1]))])


def norm(draw: Any, x: tuple[int, ...]) -> Entry:
    ops = ["batchnorm", "layernorm", "groupnorm", "lrn", "l2norm", "scale", *(["instancenorm", "grn"] if len(x) > 1 else [])]
    op = draw(st.sampled_from(ops))
    if op == "groupnorm":
        return plain(op, x, groups=divisor(draw, x[-1]))
    if op == "scale" and draw(st.booleans()):
        return plain(op, x, value=0.17)
    switch = {"scale": "bias", "l2norm": "scale", "grn": "epsilon", "lrn": "size"}.get(op, "affine")
    if draw(st.booleans()):
        return plain(op, x)
    return plain(op, x, **{switch: 0.001 if switch == "epsilon" else 3 if switch == "size" else draw(st.booleans())})


def activation(draw: Any, x: tuple[int, ...]) -> Entry:
    op = draw(st.sampled_from((*independent.ONE_EACH, "softmax", "log_softmax", "identity", "dropout", "stochastic_depth")))
    if op == "stochastic_depth":
        return Entry({op: 0.2}, [Made(op, x, x)])
    if op == "prelu" and draw(st.booleans()):
        return plain(op, x, shared=draw(st.booleans()))
    return plain(op, x)


def border(draw: Any, x: tuple[int, ...]) -> Entry:
    names = SIDE_NAMES[len(x) - 1]
    if draw(st.booleans()) or min(x[:-1]) < 4:
        sides = draw(st.dictionaries(st.sampled_from(names), st.integers(0, 3), min_size=1))
        ends = [sides.get(name, 0) for name in names]
        y = tuple(size + first + last for size, first, last in zip(x[:-1], ends[::2], ends[1::2], strict=True))
        return Entry({"pad": sides}, [Made("pad", x, (*y, x[-1]))])
    sizes = per_axis(draw, len(x) - 1, 0, 1)
    y = tuple(size - 2 * cut for size, cut in zip(x[:-1], sizes, strict=True))
    return Entry({"crop": spelled(draw, sizes)}, [Made("crop", x, (*y, x[-1]))])


def rearranged(draw: Any, x: tuple[int, ...]) -> Entry:
    axes, channels = len(x) - 1, x[-1]
    op = draw(st.sampled_from(("slice", "chunk", "channel_shuffle", "pixel_shuffle", "space_to_depth", "upsample", "resize")))
    if op == "slice":
        start = draw(st.integers(0, channels - 1))
        stop = draw(st.integers(start + 1, channels))
        return plain(
            op, x, (*x[:-1], stop - start), start=start, **({"stop": stop} if stop < channels or draw(st.booleans()) else {})
        )
    if op == "chunk":
        of = divisor(draw, channels)
        return plain(op, x, (*x[:-1], channels // of), part=draw(st.integers(1, of)), of=of)
    if op == "channel_shuffle":
        return Entry({op: divisor(draw, channels)}, [Made(op, x, x)])
    if op == "pixel_shuffle" and channels % 2**axes == 0:
        return Entry({op: 2}, [Made(op, x, (*(size * 2 for size in x[:-1]), channels // 2**axes))])
    if op == "space_to_depth":
        factor = divisor(draw, *x[:-1]) if max(x[:-1]) <= 6 else 1
        return Entry({op: factor}, [Made(op, x, (*(size // factor for size in x[:-1]), channels * factor**axes))])
    mode = draw(st.sampled_from(("nearest", "bilinear")))
    if op == "resize":
        size = per_axis(draw, axes, 1, 9)
        text: dict[str, Any] = {"size": spelled(draw, size), "mode": mode}
        return Entry({"upsample": text}, [Made("upsample", x, (*size, channels), {"mode": mode})])
    scale = per_axis(draw, axes, 1, 2)
    y = (*(size * by for size, by in zip(x[:-1], scale, strict=True)), channels)
    return Entry({"upsample": {"scale": spelled(draw, scale), "mode": mode}}, [Made("upsample", x, y, {"mode": mode})])


def on_vector(draw: Any, x: tuple[int, ...]) -> Entry:
    kind = draw(st.sampled_from(("linear", "linear", "norm", "activation", "reshape")))
    if kind == "linear":
        features = draw(st.integers(1, 20))
        return extended(draw, "linear", x, (features,), {"features": features}, {"features": features}, "features")
    if kind == "reshape":
        height = divisor(draw, x[0])
        shape = (height, 1, x[0] // height)
        return Entry({"reshape": "x".join(map(str, shape))}, [Made("reshape", x, shape)])
    return (norm if kind == "norm" else activation)(draw, x)


ON_MAP = (
    conv,
    conv,
    conv,
    depthwise_conv,
    conv_transpose,
    locally_connected,
    pool,
    pool,
    blurpool,
    whole_pool,
    norm,
    activation,
    border,
    rearranged,
)


def entry(draw: Any, x: tuple[int, ...]) -> Entry:
    """One layer of any kind on ``x``."""
    if len(x) == 1:
        return on_vector(draw, x)
    if prod(x) > MOST_ELEMENTS:
        return plain("global_avgpool", x, (*((1,) * (len(x) - 1)), x[-1]))
    if draw(st.integers(0, 15)) == 9:
        return plain("flatten", x, (prod(x),))
    return draw(st.sampled_from(ON_MAP))(draw, x)


@st.composite
def inputs(draw: Any) -> tuple[int, ...]:
    """An input shape on one to three axes."""
    axes = draw(st.sampled_from((1, 2, 2, 2, 3)))
    sizes = st.integers(1, {1: 40, 2: 14, 3: 7}[axes])
    return (*draw(st.lists(sizes, min_size=axes, max_size=axes)), draw(st.integers(1, 8)))


@st.composite
def chains(draw: Any, most: int = 10) -> tuple[tuple[int, ...], list[Entry]]:
    """An input shape and layers that follow each other."""
    first = x = draw(inputs())
    entries = []
    for _ in range(draw(st.integers(1, most))):
        made = entry(draw, x)
        entries.append(made)
        x = made.y
    return first, entries


KEEPING = ("conv", "depthwise_conv", "pool", "norm", "activation")


def keeping_entry(draw: Any, x: tuple[int, ...], filters: int | None = None) -> Entry:
    """A layer that keeps the places of ``x``, and fits on any other map too (its channels are inferred)."""
    axes = len(x) - 1
    kind = draw(st.sampled_from(KEEPING))
    kernel = per_axis(draw, axes, 1, 3)
    if kind == "conv":
        text: dict[str, Any] = {"filters": filters or draw(st.integers(1, 6)), "kernel": list(kernel), "padding": "same"}
        return extended(
            draw, "conv", x, (*x[:-1], text["filters"]), text, {"filters": text["filters"], "kernel": list(kernel)}, "filters"
        )
    if kind == "depthwise_conv":
        text = {"kernel": list(kernel), "padding": "same"}
        return extended(draw, kind, x, x, text, {"kernel": list(kernel)}, "kernel")
    if kind == "pool":
        op = draw(st.sampled_from(("maxpool", "avgpool")))
        return Entry({op: {"kernel": list(kernel), "stride": 1, "padding": "same"}}, [Made(op, x, x, {"kernel": list(kernel)})])
    if kind == "norm":
        return plain(draw(st.sampled_from(("batchnorm", "layernorm", "lrn", "grn"))), x)
    return activation(draw, x)
