"""CC413: who takes probabilities as features."""

FIRES = [
    ("64", ["linear: 32", "softmax", "linear: 10"], "linear[1] takes what `softmax` puts out: 32 features that sum to 1"),
    (
        "8x8x3",
        ["conv: {filters: 8, kernel: 1, activation: log_softmax}", "conv: {filters: 8, kernel: 1}"],
        "of which none is above 0",
    ),
    ("64", ["softmax", "dropout", "linear: 32", "relu", "linear: 10"], "linear[0] takes what"),
    ("8x8x3", ["{concat: {a: softmax, b: identity}}", "conv: {filters: 8, kernel: 1}"], "takes what `softmax` puts out: 3"),
    ("64", ["{softmax: {}, name: guess}", "linear: 10"], "64 features"),
]
QUIET = {
    "it is the end": ("64", ["linear: 10", "softmax"]),
    "attention: it weighs something else": (
        "8x8x4",
        ["{multiply: {x: identity, attention: [conv: {filters: 4, kernel: 1}, softmax]}}", "conv: {filters: 8, kernel: 1}"],
    ),
    "only a pool follows": ("8x8x3", ["conv: {filters: 8, kernel: 1, activation: softmax}", "global_avgpool"]),
    "a head ends with it, the main path goes on": ("64", ["{head: {aux: [linear: 5, softmax]}}", "linear: 10"]),
    "batch normalisation alone is no layer of features": ("64", ["softmax", "batchnorm"]),
}
