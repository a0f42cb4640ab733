"""CC407: pairs of layers that one could replace, and pairs that are meant."""

CONV = "conv: {filters: 32, kernel: 3, padding: 1}"

FIRES = [
    (
        "8x8x16",
        [CONV, "batchnorm", "conv: {filters: 32, kernel: 1}"],
        "only `batchnorm` stands between this `conv` and conv[1]: the two compute what one `conv` with kernel 3x3",
    ),
    ("64", ["linear: 64", "dropout", "linear: 10"], "one `linear` from 64 to 10"),
    ("8x8x16", [CONV, "global_avgpool", "flatten", "linear: 10"], "only `global_avgpool` and `flatten` stand between"),
    ("8x8x16", ["conv: {filters: 32, kernel: 3, stride: 2}", CONV], "kernel 7x7"),
    ("8x8x16", ["depthwise_conv: {kernel: 3, padding: 1}", "depthwise_conv: {kernel: 3, padding: 1}"], "kernel 5x5"),
    ("8x8x16", [CONV, "avgpool: 2", "conv: {filters: 32, kernel: 1}"], "what one layer could"),
    ("8x8x16", ["conv: {filters: 32, kernel: 1x3}", "conv: {filters: 32, kernel: 1x3}"], "kernel 1x5"),
    # Wider between than on both sides is no low rank.
    ("8x8x16", ["conv: {filters: 96, kernel: 1}", "conv: {filters: 16, kernel: 1}"], "kernel 1x1"),
]
QUIET = {
    "depthwise, then pointwise": (
        "8x8x16",
        ["depthwise_conv: {kernel: 3, padding: 1}", "batchnorm", "conv: {filters: 32, kernel: 1}"],
    ),
    "pointwise, then depthwise": ("8x8x16", ["conv: {filters: 32, kernel: 1}", "depthwise_conv: {kernel: 3, padding: 1}"]),
    "a linear bottleneck: 96 to 24 to 144": (
        "8x8x96",
        ["conv: {filters: 24, kernel: 1}", "batchnorm", "conv: {filters: 144, kernel: 1}"],
    ),
    "a matrix of low rank": ("4096", ["linear: 256", "linear: 4096"]),
    "1x7, then 7x1": (
        "8x8x16",
        ["conv: {filters: 16, kernel: 1x7, padding: half}", "conv: {filters: 16, kernel: 7x1, padding: half}"],
    ),
    "groups, a shuffle, groups": (
        "8x8x16",
        ["conv: {filters: 16, kernel: 1, groups: 4}", "channel_shuffle: 4", "conv: {filters: 16, kernel: 1, groups: 4}"],
    ),
    "a large kernel as two depthwise ones, one dilated": (
        "32x32x16",
        ["depthwise_conv: {kernel: 5, padding: half}", "depthwise_conv: {kernel: 7, dilation: 3, padding: half}"],
    ),
    "LeNet's connections": (
        "8x8x2",
        ["conv: {filters: 2, kernel: 3, connections: [[0], [0, 1]]}", "conv: {filters: 4, kernel: 1}"],
    ),
    "FCN enlarges its scores": (
        "8x8x64",
        ["conv: {filters: 21, kernel: 1}", "conv_transpose: {filters: 21, kernel: 4, stride: 2}"],
    ),
    "a max pool is not linear": ("8x8x16", [CONV, "maxpool: 2", CONV]),
    "layernorm is not linear": ("8x8x16", [CONV, "layernorm", CONV]),
    "a sum stands between": ("8x8x32", ["{add: {main: [" + CONV.replace("conv", "conv", 1) + "], shortcut: identity}}", CONV]),
    "another layer reads it too": ("8x8x16", [f"{{{CONV}, name: c}}", CONV, "concat: [c, prev]"]),
    "it is put out too": ("8x8x16", [CONV, "{head: {early: identity}}", CONV]),
    "an activation stands between": ("8x8x16", [CONV, "batchnorm", "relu", CONV]),
}
