"""CC406: biases that the mean takes away."""

BLOCK = (
    "8x8x4\nblocks: {Unit: {params: {norm: required}, layers: [conv: {filters: 4, kernel: 1}, {batchnorm: {}, when: =norm}, relu]}}"
)
SHARED = "{conv: {filters: 4, kernel: 1}, name: again, weights: first}"

FIRES = [
    (
        "8x8x3",
        ["conv: {filters: 16, kernel: 3}", "batchnorm"],
        "the bias before `batchnorm` (batchnorm) has no effect: the subtraction of the mean cancels 16 ",
    ),
    ("8x8x3", ["depthwise_conv: {kernel: 3, batchnorm: true}"], "cancels 3 parameters"),
    ("8x8x3", ["conv_transpose: {filters: 5, kernel: 2, batchnorm: true}"], "cancels 5 parameters"),
    ("64", ["linear: {features: 1, batchnorm: true}"], "cancels 1 parameter"),
    ("8x8x3", ["conv: {filters: 16, kernel: 3}", "identity", "batchnorm: {affine: false}"], "cancels 16 parameters"),
    ("8x8x3", ["conv: {filters: 16, kernel: 3}", "instancenorm"], "before `instancenorm`"),
    ("8x8x4", ["{conv: {filters: 4, kernel: 1, batchnorm: true}, repeat: 3}"], "cancels 12 parameters in 3 calls"),
    ("8x8x3\ndefaults: {conv: {batchnorm: true}}", ["conv: {filters: 16, kernel: 3}"], "cancels 16 parameters"),
    (BLOCK, ["Unit: true", "Unit: false"], "cancels 4 parameters"),
    ("8x8x4", ["{conv: {filters: 4, kernel: 1}, name: first}", "batchnorm", SHARED, "batchnorm"], "cancels 4 parameters"),
]
QUIET = {
    "there is no bias": ("8x8x3", ["conv: {filters: 16, kernel: 3, bias: false, batchnorm: true}"]),
    "the activation comes first": ("8x8x3", ["conv: {filters: 16, kernel: 3, activation: relu}", "batchnorm"]),
    "somebody else reads the convolution": ("8x8x3", ["{conv: {filters: 3, kernel: 1}, name: c}", "batchnorm", "add: [c, prev]"]),
    "the convolution is put out too": ("8x8x3", ["conv: {filters: 3, kernel: 1}", "{head: {raw: identity}}", "batchnorm"]),
    "frozen weights were trained with it": ("8x8x3", ["{conv: {filters: 16, kernel: 3, batchnorm: true}, frozen: true}"]),
    "layernorm takes another mean": ("8x8x3", ["conv: {filters: 16, kernel: 3}", "layernorm"]),
    "groupnorm takes the mean of several channels": ("8x8x3", ["conv: {filters: 16, kernel: 3}", "groupnorm: 4"]),
    "every place has a bias of its own": ("8x8x3", ["locally_connected: {filters: 16, kernel: 3, batchnorm: true}"]),
    "a pad of zeros stands between": ("8x8x3", ["conv: {filters: 16, kernel: 3}", "pad: 1", "batchnorm"]),
    "the weights are used without batchnorm elsewhere": (
        "8x8x4",
        ["{conv: {filters: 4, kernel: 1}, name: first}", "batchnorm", SHARED, "relu"],
    ),
}
