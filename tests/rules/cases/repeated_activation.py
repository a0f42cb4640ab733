"""CC408: activations of what is activated."""

FIRES = [
    ("8", ["linear: {features: 8, activation: relu6}", "relu6"], "`relu6` puts out 0 to 6"),
    ("8", ["sigmoid", "relu"], "does nothing: `sigmoid` puts out 0 to 1"),
    ("8x8x4", ["relu", "maxpool: 2", "relu"], "`relu` after `relu` (relu[0]) does nothing"),
    ("8x8x4", ["relu", "flatten", "dropout", "leaky_relu"], "does nothing"),
    ("8x8x4", ["relu", "prelu"], "`prelu` after `relu` (relu) does nothing"),
    ("8", ["tanh", "hardtanh"], "`tanh` puts out -1 to 1"),
    ("8", ["softmax", "softmax"], "the same activation twice"),
    ("8x8x4", ["gelu", "flatten", "gelu"], "the same activation twice"),
    ("8", ["relu", "sigmoid"], "never puts out less than one half"),
    ("8", ["log_softmax", "relu"], "puts out zeros alone"),
    ("8", ["{relu: {}, repeat: 2}"], "does nothing"),
    ("8", ["relu", "{relu: {}, name: twice}"], "does nothing"),
]
QUIET = {
    "ReLU6 cuts what ReLU lets through": ("8", ["relu", "relu6"]),
    "softmax of a ReLU is a choice": ("8", ["relu", "softmax"]),
    "tanh of a ReLU is a choice": ("8", ["relu", "tanh"]),
    "a sum of two ReLUs is activated": ("8x8x4", ["{add: {a: relu, b: identity}}", "relu"]),
    "batch normalisation stands between": ("8x8x4", ["relu", "batchnorm", "relu"]),
    "leaky ReLU lets negatives through": ("8", ["leaky_relu", "relu"]),
    "a linear layer stands between": ("8", ["relu", "linear: 8", "relu"]),
    "identity is no activation": ("8", ["relu", "identity"]),
    "an average pool between the same curves": ("8x8x4", ["tanh", "avgpool: 2", "tanh"]),
    "dropout scales what ReLU6 has cut": ("8", ["relu6", "dropout", "relu6"]),
}
