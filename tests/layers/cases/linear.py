"""linear: by hand, inputs x outputs; a bias is one operation an output."""

CASES = [
    # VGG-16's first: 25,088 x 4,096 (102,764,544 parameters with the biases).
    {
        "given": "4096",
        "input": "25088",
        "output": "4096",
        "weights": {"weight": (4096, 25088), "bias": (4096,)},
        "macs": 102_760_448,
        "flops": 205_524_992,
    },
    {
        "given": {"features": "10", "bias": "false"},
        "input": "84",
        "output": "10",
        "weights": {"weight": (10, 84)},
        "macs": 840,
        "flops": 1_680,
    },
    # The shorthand's layers count for themselves.
    {
        "given": {"features": "10", "batchnorm": "true", "activation": "relu"},
        "input": "84",
        "output": "10",
        "weights": {"weight": (10, 84), "bias": (10,)},
        "macs": 840,
        "flops": 1_690,
    },
]
