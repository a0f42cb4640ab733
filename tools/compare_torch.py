"""Compare the forwards with PyTorch on random layers: shapes must be equal, values within the tolerance of their type.

    python tools/compare_torch.py --count 5000 --seed 1
    python tools/compare_torch.py --seed 1 --only 4711          # one comparison again
    python tools/compare_torch.py --count 500 --kind conv_transpose

Layer number N of a seed is always the same. Every kind is compared, on one axis to three where PyTorch has it; where it has no such
layer, with a few lines of its operations. What it does not take is not drawn: padding of pools beyond half a kernel, and the like.
"""

from __future__ import annotations

import argparse
import sys
from math import prod
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812 - its customary name

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/run"))

from run_layer import make, run

from cnncalc.core.shape import Shape
from cnncalc.layers import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Peer = Callable[..., torch.Tensor]

TOLERANCE = {np.float32: 1e-4, np.float64: 1e-11}
"""How far values may be apart, by the largest of them."""


class Drawn(NamedTuple):
    """A layer, its input, and what computes the same in PyTorch from the weights and the inputs."""

    fields: dict[str, Any]
    shapes: list[tuple[int, ...]]
    peer: Peer


def by_axes(name: str, axes: int) -> Any:
    """PyTorch's function of this name for so many axes."""
    return getattr(F, f"{name}{axes}d")


def several(random: Random, axes: int, low: int, high: int) -> tuple[int, ...]:
    """A number an axis."""
    return tuple(random.randint(low, high) for _ in range(axes))


def spelled(random: Random, numbers: Sequence[int]) -> int | list[int]:
    """As a file would say it: one number where all are the same, at times."""
    return numbers[0] if len(set(numbers)) == 1 and random.random() < 0.5 else list(numbers)


def some_map(random: Random, channels: int, low: int = 1, high: int = 9, axes: int | None = None) -> tuple[int, ...]:
    """The shape of an input."""
    return (random.randint(1, 3), channels, *several(random, axes or random.randint(1, 3), low, high))


def sided(random: Random, axes: int, most: int) -> tuple[Any, list[int]]:
    """Padding for each end of each axis: as a file says it, and as ``F.pad`` takes it, the last axis first."""
    names = [("left", "right"), ("top", "bottom"), ("front", "back")][:axes]
    ends = [several(random, 2, 0, most) for _ in names]
    mapping = {name: end for pair, both in zip(names, ends, strict=True) for name, end in zip(pair, both, strict=True) if end}
    return mapping, [end for both in ends for end in both]


# Convolutions.


def windows(random: Random) -> tuple[dict[str, Any], tuple[int, ...], dict[str, Any], list[int]]:
    """A window that fits: fields, the spatial sizes of the input, PyTorch's arguments, and what to pad before."""
    axes = random.randint(1, 3)
    kernel, dilation = several(random, axes, 1, 4), several(random, axes, 1, 3)
    stride, before = several(random, axes, 1, 3), [0] * (2 * axes)
    padding: Any = several(random, axes, 0, 3)
    how = random.choice(["numbers", "same", "half", "full", "sides"])
    spans = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)]
    fields: dict[str, Any] = {}
    if how == "numbers":
        fields["padding"] = spelled(random, padding)
    elif how == "same":
        stride = (1,) * axes
        fields["padding"], padding = "same", "same"
    elif how == "sides":
        fields["padding"], before = sided(random, axes, 3)
        padding = (0,) * axes
    else:
        fields["padding"] = how
        padding = tuple(span // 2 if how == "half" else span for span in spans)
    fields |= {name: spelled(random, value) for name, value in (("kernel", kernel), ("dilation", dilation), ("stride", stride))}
    sizes = tuple(span + random.randint(1, 6) for span in spans)
    return fields, sizes, {"stride": stride, "padding": padding, "dilation": dilation}, before


def conv(random: Random) -> Drawn:
    fields, sizes, arguments, before = windows(random)
    groups = random.choice([1, 1, 2, 3, 4])
    inside, outside = groups * random.randint(1, 3), groups * random.randint(1, 3)
    bias = random.random() < 0.5
    fields |= {"filters": outside, "groups": groups, "bias": bias}
    if groups == 1 and random.random() < 0.2:
        return connected(random, fields, (random.randint(1, 3), inside, *sizes), arguments, before)

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        return by_axes("conv", len(sizes))(F.pad(x, before), weights["weight"], weights.get("bias"), groups=groups, **arguments)

    return Drawn(fields, [(random.randint(1, 3), inside, *sizes)], peer)


def connected(
    random: Random, fields: dict[str, Any], shape: tuple[int, ...], arguments: dict[str, Any], before: list[int]
) -> Drawn:
    """A filter sees the channels that are listed: as a whole weight with zeros elsewhere."""
    channels, axes = shape[1], len(shape) - 2
    seen = [sorted(random.sample(range(channels), random.randint(1, channels))) for _ in range(fields["filters"])]

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        whole = torch.zeros(len(seen), channels, *weights["weight"].shape[1:], dtype=x.dtype)
        rows = iter(weights["weight"])
        for filter, row in zip(whole, seen, strict=True):
            for channel in row:
                filter[channel] = next(rows)
        return by_axes("conv", axes)(F.pad(x, before), whole, weights.get("bias"), **arguments)

    return Drawn(fields | {"connections": seen}, [shape], peer)


def depthwise_conv(random: Random) -> Drawn:
    fields, sizes, arguments, before = windows(random)
    channels, multiplier = random.randint(1, 6), random.randint(1, 3)

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        return by_axes("conv", len(sizes))(F.pad(x, before), weights["weight"], weights.get("bias"), groups=channels, **arguments)

    return Drawn(
        fields | {"multiplier": multiplier, "bias": random.random() < 0.5}, [(random.randint(1, 3), channels, *sizes)], peer
    )


def conv_transpose(random: Random) -> Drawn:
    axes = random.randint(1, 3)
    kernel, stride, dilation = several(random, axes, 1, 4), several(random, axes, 1, 4), several(random, axes, 1, 3)
    sizes = several(random, axes, 1, 6)
    added = tuple(random.randint(0, max(s, d) - 1) for s, d in zip(stride, dilation, strict=True))
    written = [(n - 1) * s + d * (k - 1) + 1 for n, s, d, k in zip(sizes, stride, dilation, kernel, strict=True)]
    cut = tuple(random.randint(0, min(3, (w + a - 1) // 2)) for w, a in zip(written, added, strict=True))
    groups = random.choice([1, 1, 2, 3])
    inside, outside = groups * random.randint(1, 4), groups * random.randint(1, 3)
    fields = {
        "filters": outside, "groups": groups, "kernel": spelled(random, kernel), "stride": spelled(random, stride),
        "dilation": spelled(random, dilation), "output_padding": spelled(random, added), "padding": spelled(random, cut),
        "bias": random.random() < 0.5,
    }  # fmt: skip

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        convolve = by_axes("conv_transpose", axes)
        return convolve(x, weights["weight"], weights.get("bias"), stride, cut, added, groups, dilation)

    return Drawn(fields, [(random.randint(1, 3), inside, *sizes)], peer)


def locally_connected(random: Random) -> Drawn:
    """On two axes, as ``unfold`` is."""
    kernel, stride, dilation = (several(random, 2, 1, 3) for _ in range(3))
    padding = several(random, 2, 0, 2)
    sizes = tuple(d * (k - 1) + random.randint(1, 5) for d, k in zip(dilation, kernel, strict=True))
    groups = random.choice([1, 2])
    inside, outside = groups * random.randint(1, 3), groups * random.randint(1, 3)
    fields = {
        "filters": outside, "groups": groups, "kernel": list(kernel), "stride": list(stride), "dilation": list(dilation),
        "padding": list(padding), "bias": random.random() < 0.5,
    }  # fmt: skip

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        places = weights["weight"].shape[-2:]
        columns = F.unfold(x, kernel, dilation, padding, stride).reshape(len(x), groups, 1, -1, prod(places))
        filters = weights["weight"].reshape(groups, outside // groups, -1, prod(places))
        return (columns * filters).sum(3).reshape(len(x), outside, *places) + weights.get("bias", 0)

    return Drawn(fields, [(random.randint(1, 3), inside, *sizes)], peer)


# Pools.


def pool(
    random: Random,
    peer: Callable[..., torch.Tensor],
    fields: dict[str, Any] | None = None,
    dilated: bool = False,
    padded: bool = True,
) -> Drawn:
    """``peer(weights, x, axes, kernel, stride, padding, ceil, dilation)``."""
    axes = random.randint(1, 3)
    kernel, stride = several(random, axes, 1, 5), several(random, axes, 1, 4)
    padding = tuple(random.randint(0, k // 2 if padded else 0) for k in kernel)
    dilation = several(random, axes, 1, 2 if dilated else 1)
    least = [d * (k - 1) + 1 - (2 * p if axes < 3 else 0) for k, d, p in zip(kernel, dilation, padding, strict=True)]
    sizes = tuple(max(size, 1) + random.randint(0, 7) for size in least)  # on three axes PyTorch wants the kernel to fit unpadded
    ceil = random.random() < 0.5
    given = {"kernel": spelled(random, kernel), "padding": spelled(random, padding), "rounding": "ceil" if ceil else "floor"}
    if random.random() < 0.3:
        stride = kernel
    else:
        given["stride"] = spelled(random, stride)
    if dilated:
        given["dilation"] = spelled(random, dilation)

    def compare(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        return peer(weights, x, axes, kernel, stride, padding, ceil, dilation)

    return Drawn(given | (fields or {}), [(random.randint(1, 3), random.randint(1, 4), *sizes)], compare)


def maxpool(random: Random) -> Drawn:
    def peer(weights: Any, x: Any, axes: int, kernel: Any, stride: Any, padding: Any, ceil: bool, dilation: Any) -> torch.Tensor:
        return by_axes("max_pool", axes)(x, kernel, stride, padding, dilation, ceil_mode=ceil)

    return pool(random, peer, dilated=True)


def avgpool(random: Random) -> Drawn:
    include = random.random() < 0.5

    def peer(weights: Any, x: Any, axes: int, kernel: Any, stride: Any, padding: Any, ceil: bool, dilation: Any) -> torch.Tensor:
        return by_axes("avg_pool", axes)(x, kernel, stride, padding, ceil_mode=ceil, count_include_pad=include)

    return pool(random, peer, {"count_include_pad": include})


def l2pool(random: Random) -> Drawn:
    def peer(weights: Any, x: Any, axes: int, kernel: Any, stride: Any, padding: Any, ceil: bool, dilation: Any) -> torch.Tensor:
        return by_axes("lp_pool", axes)(
            x, 2.0, kernel if axes > 1 else kernel[0], stride if axes > 1 else stride[0], ceil_mode=ceil
        )

    return pool(random, peer, padded=False)


def subsample(random: Random) -> Drawn:
    def peer(weights: Any, x: Any, axes: int, kernel: Any, stride: Any, padding: Any, ceil: bool, dilation: Any) -> torch.Tensor:
        means = by_axes("avg_pool", axes)(x, kernel, stride, padding, ceil_mode=ceil)
        return means * column(weights["weight"], x) + column(weights["bias"], x)

    return pool(random, peer)


def column(vector: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """An entry a channel, as it is broadcast over ``x``."""
    return vector.reshape(-1, *(1,) * (x.ndim - 2))


def adaptive(name: str) -> Callable[[Random], Drawn]:
    def draw(random: Random) -> Drawn:
        shape = some_map(random, random.randint(1, 4), high=12)
        size = several(random, len(shape) - 2, 1, 7)
        fields = {"size": spelled(random, size)} | ({"count": 3} if name == "regions" else {})
        function = "adaptive_avg_pool" if name == "adaptive_avgpool" else "adaptive_max_pool"
        return Drawn(fields, [shape], lambda weights, x: by_axes(function, len(size))(x, size))

    return draw


def blurpool(random: Random) -> Drawn:
    """On two axes, as the code of Zhang (2019)."""
    kernel, stride = random.randint(1, 6), random.randint(1, 3)
    shape = some_map(random, random.randint(1, 4), 4, 9, axes=2)
    ends = (kernel - 1) // 2, kernel // 2

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        row = torch.tensor([1.0], dtype=x.dtype)
        for _ in range(kernel - 1):
            row = F.pad(row, (0, 1)) + F.pad(row, (1, 0))
        filter = row[:, None] * row[None, :]
        filters = (filter / filter.sum()).expand(x.shape[1], 1, kernel, kernel)
        return F.conv2d(F.pad(x, (*ends, *ends), mode="reflect"), filters, stride=stride, groups=x.shape[1])

    return Drawn({"kernel": kernel, "stride": stride}, [shape], peer)


# Everything else.


def plain(function: Callable[[torch.Tensor], torch.Tensor], **fields: Any) -> Callable[[Random], Drawn]:
    """A kind without weights on any map."""
    return lambda random: Drawn(fields, [some_map(random, random.randint(1, 6))], lambda weights, x: function(x))


def activation(function: Callable[[torch.Tensor], torch.Tensor]) -> Callable[[Random], Drawn]:
    """A kind that takes vectors too."""

    def draw(random: Random) -> Drawn:
        shape = some_map(random, random.randint(1, 6)) if random.random() < 0.8 else (random.randint(1, 3), random.randint(1, 20))
        return Drawn({}, [shape], lambda weights, x: function(x))

    return draw


def one_number(
    name: str, low: float, high: float, function: Callable[[torch.Tensor, float], torch.Tensor]
) -> Callable[[Random], Drawn]:
    """A kind with one number."""

    def draw(random: Random) -> Drawn:
        value = random.uniform(low, high)
        return Drawn({name: value}, [some_map(random, random.randint(1, 6))], lambda weights, x: function(x, value))

    return draw


def prelu(random: Random) -> Drawn:
    shared = random.random() < 0.5
    return Drawn({"shared": shared}, [some_map(random, random.randint(1, 6))], lambda weights, x: F.prelu(x, weights["weight"]))


def linear(random: Random) -> Drawn:
    fields = {"features": random.randint(1, 20), "bias": random.random() < 0.5}
    shape = (random.randint(1, 4), random.randint(1, 20))
    return Drawn(fields, [shape], lambda weights, x: F.linear(x, weights["weight"], weights.get("bias")))


def reshape(random: Random) -> Drawn:
    height, width, channels = several(random, 3, 1, 4)
    shape = random.choice([(height * width * channels,), (channels * height, width), (width, height, channels)])
    return Drawn(
        {"shape": f"{height}x{width}x{channels}"},
        [(2, *shape)],
        lambda weights, x: x.reshape(len(x), channels, height, width),
    )


def norm(function: Callable[..., torch.Tensor], least: int = 1, grouped: bool = False) -> Callable[[Random], Drawn]:
    """``function(x, epsilon, weights, groups)``."""

    def draw(random: Random) -> Drawn:
        groups = random.randint(1, 3)
        channels = groups * random.randint(1, 4)
        epsilon = random.choice([1e-5, 1e-3, 0.1])
        affine = random.random() < 0.5
        fields = {"epsilon": epsilon, "affine": affine} | ({"groups": groups} if grouped else {})
        return Drawn(fields, [some_map(random, channels, least)], lambda weights, x: function(x, epsilon, weights, groups))

    return draw


def batch_norm(x: torch.Tensor, epsilon: float, weights: Any, groups: int) -> torch.Tensor:
    statistics = weights["running_mean"], weights["running_var"]
    return F.batch_norm(x, *statistics, weights.get("weight"), weights.get("bias"), training=False, eps=epsilon)


def layer_norm(x: torch.Tensor, epsilon: float, weights: Any, groups: int) -> torch.Tensor:
    last = x.movedim(1, -1)
    return F.layer_norm(last, last.shape[-1:], weights.get("weight"), weights.get("bias"), epsilon).movedim(-1, 1)


def group_norm(x: torch.Tensor, epsilon: float, weights: Any, groups: int) -> torch.Tensor:
    return F.group_norm(x, groups, weights.get("weight"), weights.get("bias"), epsilon)


def instance_norm(x: torch.Tensor, epsilon: float, weights: Any, groups: int) -> torch.Tensor:
    return F.instance_norm(x, weight=weights.get("weight"), bias=weights.get("bias"), eps=epsilon)


def lrn(random: Random) -> Drawn:
    size, alpha, beta, k = random.randint(1, 7), random.uniform(1e-4, 1), random.uniform(0.2, 1.5), random.uniform(0.5, 2)
    fields = {"size": size, "alpha": alpha, "beta": beta, "k": k}
    shape = some_map(random, random.randint(1, 8))
    return Drawn(fields, [shape], lambda weights, x: F.local_response_norm(x, size, alpha, beta, k))


def l2norm(random: Random) -> Drawn:
    scale = random.random() < 0.5

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        return F.normalize(x) * (column(weights["weight"], x) if scale else 1)

    return Drawn({"scale": scale}, [some_map(random, random.randint(1, 8))], peer)


def grn(random: Random) -> Drawn:
    """As the code of Woo et al. (2023), which has the channels last."""

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        length = torch.linalg.vector_norm(x, dim=tuple(range(2, x.ndim)), keepdim=True)
        relative = length / (length.mean(dim=1, keepdim=True) + 1e-6)
        return column(weights["weight"], x) * (x * relative) + column(weights["bias"], x) + x

    return Drawn({}, [some_map(random, random.randint(1, 8))], peer)


def scale(random: Random) -> Drawn:
    shape = some_map(random, random.randint(1, 6))
    if random.random() < 0.3:
        return Drawn({"value": 0.17}, [shape], lambda weights, x: x * 0.17)
    bias = random.random() < 0.5

    def peer(weights: dict[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        return x * column(weights["weight"], x) + (column(weights["bias"], x) if bias else 0)

    return Drawn({"bias": bias}, [shape], peer)


def upsample(random: Random) -> Drawn:
    shape = some_map(random, random.randint(1, 3), high=6)
    axes = len(shape) - 2
    mode = random.choice(["nearest", "bilinear"])
    peer_mode = mode if mode == "nearest" else ("linear", "bilinear", "trilinear")[axes - 1]
    by = several(random, axes, 1, 4)
    if random.random() < 0.5:
        factors = tuple(map(float, by))
        return Drawn(
            {"scale": spelled(random, by), "mode": mode},
            [shape],
            lambda weights, x: F.interpolate(x, scale_factor=factors, mode=peer_mode),
        )
    # PyTorch rounds n/o to 32 bits before it takes the floor: powers of two are the same to both.
    size = several(random, axes, 1, 9) if mode == "bilinear" else tuple(random.choice([1, 2, 4, 8, 16]) for _ in range(axes))
    return Drawn({"size": spelled(random, size), "mode": mode}, [shape], lambda weights, x: F.interpolate(x, size, mode=peer_mode))


def pad(random: Random) -> Drawn:
    shape = some_map(random, random.randint(1, 3))
    ends, before = sided(random, len(shape) - 2, 3)
    return Drawn({"padding": ends}, [shape], lambda weights, x: F.pad(x, before))


def crop(random: Random) -> Drawn:
    shape = some_map(random, random.randint(1, 3), 5, 9)
    ends, before = sided(random, len(shape) - 2, 2)
    return Drawn({"margin": ends}, [shape], lambda weights, x: F.pad(x, [-cells for cells in before]))


def slice_(random: Random) -> Drawn:
    start, length = random.randint(0, 3), random.randint(1, 3)
    fields = {"start": start, "stop": start + length}
    shape = some_map(random, start + length + random.randint(0, 2))
    return Drawn(fields, [shape], lambda weights, x: x[:, start : start + length])


def chunk(random: Random) -> Drawn:
    of = random.randint(1, 4)
    part = random.randint(1, of)
    shape = some_map(random, of * random.randint(1, 3))
    return Drawn({"part": part, "of": of}, [shape], lambda weights, x: torch.chunk(x, of, 1)[part - 1])


def channel_shuffle(random: Random) -> Drawn:
    groups = random.randint(1, 4)
    shape = some_map(random, groups * random.randint(1, 4), axes=2)
    return Drawn({"groups": groups}, [shape], lambda weights, x: F.channel_shuffle(x, groups))


def pixel_shuffle(random: Random) -> Drawn:
    factor = random.randint(1, 3)
    shape = some_map(random, factor**2 * random.randint(1, 3), axes=2)
    return Drawn({"factor": factor}, [shape], lambda weights, x: F.pixel_shuffle(x, factor))


def space_to_depth(random: Random) -> Drawn:
    factor = random.randint(1, 3)
    batch, channels, *rest = some_map(random, random.randint(1, 3), high=4, axes=2)
    shape = (batch, channels, *(size * factor for size in rest))
    return Drawn({"factor": factor}, [shape], lambda weights, x: F.pixel_unshuffle(x, factor))


def join(function: Callable[..., torch.Tensor], broadcasts: bool = False) -> Callable[[Random], Drawn]:
    """A kind with two operands or more; ``broadcasts``: some may be 1x1xC or HxWx1."""

    def draw(random: Random) -> Drawn:
        batch, channels, *rest = some_map(random, random.randint(1, 5))
        shapes = [(batch, channels, *rest)] * random.randint(2, 4)
        if broadcasts:
            narrow = [(batch, channels, *(1,) * len(rest)), (batch, 1, *rest), shapes[0]]
            shapes = [random.choice(narrow) for _ in shapes]
        return Drawn({}, shapes, lambda weights, *xs: function(*xs))

    return draw


def concat(random: Random) -> Drawn:
    batch, _, *rest = some_map(random, 1)
    shapes = [(batch, random.randint(1, 5), *rest) for _ in range(random.randint(2, 4))]
    return Drawn({}, shapes, lambda weights, *xs: torch.cat(xs, 1))


def places(x: torch.Tensor) -> tuple[int, ...]:
    return tuple(range(2, x.ndim))


KINDS: dict[str, Callable[[Random], Drawn]] = {
    "conv": conv,
    "depthwise_conv": depthwise_conv,
    "conv_transpose": conv_transpose,
    "locally_connected": locally_connected,
    "maxpool": maxpool,
    "avgpool": avgpool,
    "l2pool": l2pool,
    "subsample": subsample,
    "adaptive_avgpool": adaptive("adaptive_avgpool"),
    "adaptive_maxpool": adaptive("adaptive_maxpool"),
    "global_avgpool": plain(lambda x: x.mean(places(x), keepdim=True)),
    "global_maxpool": plain(lambda x: x.amax(places(x), keepdim=True)),
    "regions": adaptive("regions"),
    "channel_avgpool": plain(lambda x: x.mean(1, keepdim=True)),
    "channel_maxpool": plain(lambda x: x.amax(1, keepdim=True)),
    "blurpool": blurpool,
    "linear": linear,
    "flatten": plain(lambda x: x.flatten(1)),
    "reshape": reshape,
    "batchnorm": norm(batch_norm),
    "layernorm": norm(layer_norm),
    "groupnorm": norm(group_norm, least=2, grouped=True),
    "instancenorm": norm(instance_norm, least=2),
    "lrn": lrn,
    "l2norm": l2norm,
    "grn": grn,
    "scale": scale,
    "relu": activation(F.relu),
    "relu6": activation(F.relu6),
    "leaky_relu": one_number("slope", -1, 3, F.leaky_relu),
    "prelu": prelu,
    "elu": one_number("alpha", 0.1, 3, F.elu),
    "selu": activation(F.selu),
    "celu": one_number("alpha", 0.1, 3, F.celu),
    "gelu": activation(F.gelu),
    "silu": activation(F.silu),
    "mish": activation(F.mish),
    "hardswish": activation(F.hardswish),
    "hardsigmoid": activation(F.hardsigmoid),
    "hardtanh": activation(F.hardtanh),
    "sigmoid": activation(torch.sigmoid),
    "tanh": activation(torch.tanh),
    "softplus": activation(F.softplus),
    "softsign": activation(F.softsign),
    "softmax": activation(lambda x: F.softmax(x, 1)),
    "log_softmax": activation(lambda x: F.log_softmax(x, 1)),
    "identity": activation(lambda x: x),
    "dropout": plain(lambda x: F.dropout(x, training=False)),
    "stochastic_depth": plain(lambda x: x, rate=0.2),
    "upsample": upsample,
    "pad": pad,
    "crop": crop,
    "slice": slice_,
    "chunk": chunk,
    "channel_shuffle": channel_shuffle,
    "pixel_shuffle": pixel_shuffle,
    "space_to_depth": space_to_depth,
    "add": join(lambda *xs: sum(xs), broadcasts=True),
    "multiply": join(lambda first, *xs: first * prod_of(xs), broadcasts=True),
    "concat": concat,
    "maximum": join(lambda *xs: torch.stack(xs).amax(0)),
    "average": join(lambda *xs: torch.stack(xs).mean(0)),
}
"""How each kind is drawn."""


def prod_of(xs: Sequence[torch.Tensor]) -> torch.Tensor:
    return xs[0] if len(xs) == 1 else xs[0] * prod_of(xs[1:])


def compare(seed: int, number: int, operation: str | None = None) -> tuple[str, str | None]:
    """Compare layer ``number`` of ``seed``: its kind, and what differs if anything does."""
    random = Random(f"{seed}/{number}")
    operation = operation or list(KINDS)[number % len(KINDS)]
    fields, shapes, peer = KINDS[operation](random)
    dtype = random.choice([np.float32, np.float64])
    numbers = np.random.default_rng([seed, number])
    xs = [(numbers.standard_normal(shape) * random.choice([1, 1, 5, 30])).astype(dtype) for shape in shapes]
    layer = make(operation, **fields)
    peers = [torch.from_numpy(x.copy()) for x in xs]
    walked = layer.measure(tuple(Shape.of(x.shape[1], x.shape[2:]) for x in xs)).output_shape
    y, weights, _ = run(layer, *xs, seed=number, may_overwrite=random.random() < 0.5)
    with torch.no_grad():
        expected = peer({name: torch.from_numpy(array.copy()) for name, array in weights.items()}, *peers).numpy()
    return operation, difference(f"{layer!r} on {shapes} in {dtype.__name__}", walked, y, expected, TOLERANCE[dtype])


def difference(what: str, walked: Shape, y: np.ndarray, expected: np.ndarray, tolerance: float) -> str | None:
    """What is not as it should be."""
    if (walked.channels, *walked.spatial) != y.shape[1:]:
        return f"{what}: walked {walked}, put out {y.shape}"
    if y.shape != expected.shape or y.dtype != expected.dtype:
        return f"{what}: {y.shape} of {y.dtype}, PyTorch {expected.shape} of {expected.dtype}"
    differ = y != expected  # so that infinity is no further from infinity than 0 from 0
    apart = np.abs(y[differ] - expected[differ]).max(initial=0) / max(1.0, np.abs(expected).max(initial=0))
    if not apart <= tolerance:
        return f"{what}: values are {apart:.2g} of the largest apart"
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one comparison")
    parser.add_argument("--kind", choices=KINDS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    numbers = range(arguments.count) if arguments.only is None else [arguments.only]
    seen: dict[str, int] = {}
    differing = 0
    for number in numbers:
        operation, found = compare(arguments.seed, number, arguments.kind)
        seen[operation] = seen.get(operation, 0) + 1
        if found:
            differing += 1
            print(f"--seed {arguments.seed} --only {number}: {found}")
    known = sum(map(len, FAMILIES.values()))
    print(f"{sum(seen.values()):,} layers of {len(seen)} of {known} kinds against PyTorch {torch.__version__}: {differing} differ")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
