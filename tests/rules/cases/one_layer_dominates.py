"""CC414: shares of the parameters by hand."""

FIRES = [
    # conv 80, linear 10*10*8*10 + 10 = 8,010 of 8,090; of 800 numbers 8 are left: 792 * 10 saved.
    (
        "12x12x1",
        ["conv: {filters: 8, kernel: 3}", "flatten", "linear: 10"],
        "linear holds 8,010 of the 8,090 parameters (99.0 %): it has weights for all 800 numbers of 10x10x8",
    ),
    (
        "12x12x1",
        ["conv: {filters: 8, kernel: 3}", "maxpool: 2", "flatten", "dropout", "linear: 64", "relu", "linear: 10"],
        "linear[0] holds",
    ),
]
QUIET = {
    "a pool over all places comes first": (
        "12x12x1",
        ["conv: {filters: 8, kernel: 3}", "global_avgpool", "flatten", "linear: 1000"],
    ),
    "the map has one place": ("3x3x1", ["conv: {filters: 8, kernel: 3}", "flatten", "linear: 1000"]),
    "there is no convolution: a perceptron": ("28x28x1", ["flatten", "linear: 128", "relu", "linear: 10"]),
    "half and no more": ("8x8x64", ["conv: {filters: 64, kernel: 3, padding: 1}", "maxpool: 4", "flatten", "linear: 10"]),
    "its input comes from another linear layer": (
        "4x4x1",
        ["conv: {filters: 1, kernel: 3}", "flatten", "linear: 500", "relu", "linear: 500"],
    ),
    "a convolution is the largest": ("8x8x3", ["conv: {filters: 64, kernel: 5}", "flatten", "linear: 1"]),
}
