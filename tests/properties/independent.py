"""The figures of a layer worked out again, by laying down windows and counting, without a line of cnncalc."""

from __future__ import annotations

from math import ceil, prod

# One axis


def window_starts(size, kernel, stride, before, after, dilation=1, rounding="floor"):
    """Where each window starts, counted from the first padded cell: laid down one by one from the start.

    ``ceil`` lays one more that overhangs the end by less than a stride; it drops the last where that starts in the far padding.
    """
    extent = dilation * (kernel - 1) + 1
    padded = before + size + after
    starts = []
    at = 0
    while at + extent <= padded:
        starts.append(at)
        at += stride
    if rounding == "ceil":
        reached = starts[-1] + extent if starts else 0
        if reached < padded and at + extent - padded < stride:
            starts.append(at)
        if starts and starts[-1] >= before + size:
            starts.pop()
    return starts


def same_pads(size, kernel, stride, dilation=1):
    """The least padding that gives ceil(size/stride) windows, the odd cell at the end; found by trying."""
    wanted = len(range(0, size, stride))
    total = 0
    while len(window_starts(size, kernel, stride, 0, total, dilation)) < wanted:
        total += 1
    return total // 2, total - total // 2


def pads(padding, size, kernel, stride, dilation=1):
    """(before, after) of a padding given as a number, a word or a pair."""
    if padding == "same":
        return same_pads(size, kernel, stride, dilation)
    if padding == "half":
        return (dilation * (kernel - 1) // 2,) * 2
    if padding == "full":
        return (dilation * (kernel - 1),) * 2
    if padding == "valid":
        return 0, 0
    return padding if isinstance(padding, tuple) else (padding, padding)


def scattered(size, kernel, stride, before, after, dilation=1, extra=0):
    """Which input units write to each output of a transposed window: every unit writes its cells, then the ends are cut."""
    cells = [[] for _ in range((size - 1) * stride + dilation * (kernel - 1) + 1 + extra)]
    for unit in range(size):
        for tap in range(kernel):
            cells[unit * stride + tap * dilation].append(unit)
    return cells[before : max(len(cells) - after, 0)]


def adaptive_windows(inside, outside):
    """(first, end) of the windows that make ``outside`` units of ``inside``."""
    return [(unit * inside // outside, ceil((unit + 1) * inside / outside)) for unit in range(outside)]


# Weights and work: shapes are (spatial…, channels)


def elements(shape):
    return prod(shape)


ONE_EACH = (
    "relu", "relu6", "leaky_relu", "prelu", "elu", "selu", "celu", "gelu", "silu", "mish", "hardswish", "hardsigmoid", "hardtanh",
    "sigmoid", "tanh", "softplus", "softsign",
)  # fmt: skip
FIVE_EACH = ("layernorm", "groupnorm", "instancenorm", "lrn", "l2norm", "grn")
VIEWS = ("flatten", "reshape", "identity", "dropout", "stochastic_depth")
NOTHING = ("pad", "crop", "slice", "chunk", "channel_shuffle", "pixel_shuffle", "space_to_depth", "concat", *VIEWS)


def weights(op, given, x, y):
    """Trainable weights of one layer by name, as PyTorch lays them out."""
    channels = x[-1]
    kernel = tuple(given["kernel"]) if "kernel" in given else ()
    bias = given.get("bias", True)
    if op in ("conv", "locally_connected"):
        filters = given["filters"]
        if given.get("connections"):
            found = {"weight": (sum(map(len, given["connections"])), *kernel)}
        else:
            places = tuple(y[:-1]) if op == "locally_connected" else ()
            found = {"weight": (filters, channels // given.get("groups", 1), *kernel, *places)}
        return {**found, **({"bias": (filters, *(tuple(y[:-1]) if op == "locally_connected" else ()))} if bias else {})}
    if op == "depthwise_conv":
        filters = channels * given.get("multiplier", 1)
        return {"weight": (filters, 1, *kernel), **({"bias": (filters,)} if bias else {})}
    if op == "conv_transpose":
        found = {"weight": (channels, given["filters"] // given.get("groups", 1), *kernel)}
        return {**found, **({"bias": (given["filters"],)} if bias else {})}
    if op == "linear":
        return {"weight": (given["features"], channels), **({"bias": (given["features"],)} if bias else {})}
    if op in ("batchnorm", "layernorm", "groupnorm", "instancenorm"):
        affine = given.get("affine", op != "instancenorm")
        return {"weight": (channels,), "bias": (channels,)} if affine else {}
    if op in ("grn", "subsample"):
        return {"weight": (channels,), "bias": (channels,)}
    if op == "l2norm":
        return {"weight": (channels,)} if given.get("scale", True) else {}
    if op == "prelu":
        return {"weight": (1,) if given.get("shared") else (channels,)}
    if op == "scale" and "value" not in given:
        return {"weight": (channels,), **({"bias": (channels,)} if given.get("bias") else {})}
    return {}


def buffers(op, x):
    """Elements that are stored but not trained."""
    return 2 * x[-1] if op == "batchnorm" else 0


def macs(op, given, x, y):
    """Multiply-accumulates: every output element times the weights of one filter; transposed, every input element."""
    if op not in ("conv", "depthwise_conv", "conv_transpose", "locally_connected", "linear"):
        return 0
    if op == "linear":
        return x[-1] * y[-1]
    window = prod(given["kernel"])
    if op == "conv_transpose":
        return elements(x) * (given["filters"] // given.get("groups", 1)) * window
    if op == "depthwise_conv":
        return elements(y) * window
    if given.get("connections"):
        return prod(y[:-1]) * sum(map(len, given["connections"])) * window
    return elements(y) * (x[-1] // given.get("groups", 1)) * window


def elementwise(op, given, xs, y):
    """Operations beside multiply-accumulates."""
    out, x = elements(y), xs[0]
    window = prod(given.get("kernel", ()))
    if op in ("conv", "depthwise_conv", "conv_transpose", "locally_connected", "linear"):
        return out if given.get("bias", True) else 0
    if op in NOTHING or (op == "upsample" and given.get("mode") != "bilinear"):
        return 0
    if op in ("add", "multiply", "maximum", "average"):
        return out * (len(xs) - (op != "average"))
    if op in ("adaptive_avgpool", "adaptive_maxpool"):
        axes = zip(x[:-1], y[:-1], strict=True)
        cells = x[-1] * prod(sum(end - first for first, end in adaptive_windows(inside, outside)) for inside, outside in axes)
        return cells if op == "adaptive_avgpool" else cells - out
    each = {
        "maxpool": window - 1, "avgpool": window, "l2pool": 2 * window, "subsample": window + 2, "blurpool": 2 * window - 1,
        "global_avgpool": prod(x[:-1]), "global_maxpool": prod(x[:-1]) - 1, "channel_avgpool": x[-1], "channel_maxpool": x[-1] - 1,
        "batchnorm": 2, "scale": 2 if given.get("bias") else 1, "softmax": 3, "log_softmax": 3, "upsample": 7,
        **dict.fromkeys(ONE_EACH, 1), **dict.fromkeys(FIVE_EACH, 5),
    }  # fmt: skip
    return out * each[op]
