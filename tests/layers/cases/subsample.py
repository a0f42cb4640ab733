"""subsample: LeNet-5's tables; k + 2 operations an output."""

CASES = [
    # S2 has 12 trainable parameters, S4 has 32. 1,176 outputs x 6; 400 x 6.
    {"given": "2", "input": "28x28x6", "output": "14x14x6", "weights": {"weight": (6,), "bias": (6,)}, "flops": 7_056},
    {"given": "2", "input": "10x10x16", "output": "5x5x16", "weights": {"weight": (16,), "bias": (16,)}, "flops": 2_400},
    # same: ceil(7/2) = 4; 16 x 6.
    {
        "given": {"kernel": "2", "padding": "same"},
        "input": "7x7x1",
        "output": "4x4x1",
        "weights": {"weight": (1,), "bias": (1,)},
        "flops": 96,
    },
    # One axis: 10 outputs x 2 channels x 4; three: 8 x 10.
    {"given": "2", "input": "20x2", "output": "10x2", "weights": {"weight": (2,), "bias": (2,)}, "flops": 80},
    {"given": "2", "input": "4x4x4x1", "output": "2x2x2x1", "weights": {"weight": (1,), "bias": (1,)}, "flops": 80},
    # Overlapping, ceil: (6 - 3)/2 + 1 = 2.5 -> 3; 9 x 11.
    {
        "given": {"kernel": "3", "stride": "2", "rounding": "ceil"},
        "input": "6x6x1",
        "output": "3x3x1",
        "weights": {"weight": (1,), "bias": (1,)},
        "flops": 99,
    },
]
