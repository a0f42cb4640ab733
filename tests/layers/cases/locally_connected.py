"""locally_connected: by hand; a conv's operations, with weights for every place."""

CASES = [
    # CS231n's AlexNet without sharing: 290,400 filters of 363, "290,400*364 = 105,705,600 parameters".
    {
        "given": {"filters": "96", "kernel": "11", "stride": "4"},
        "input": "227x227x3",
        "output": "55x55x96",
        "weights": {"weight": (96, 3, 11, 11, 55, 55), "bias": (96, 55, 55)},
        "macs": 105_415_200,
        "flops": 211_120_800,
    },
    # Two groups of channels: 8 x 6 x 6 outputs x 2*9.
    {
        "given": {"filters": "8", "kernel": "3", "groups": "2", "bias": "false"},
        "input": "8x8x4",
        "output": "6x6x8",
        "weights": {"weight": (8, 2, 3, 3, 6, 6)},
        "macs": 5_184,
        "flops": 10_368,
    },
    # Padded, strided: ceil(5/2) = 3 on each axis; 9 outputs x 9, 9 biases.
    {
        "given": {"filters": "1", "kernel": "3", "stride": "2", "padding": "same"},
        "input": "5x5x1",
        "output": "3x3x1",
        "weights": {"weight": (1, 1, 3, 3, 3, 3), "bias": (1, 3, 3)},
        "macs": 81,
        "flops": 171,
    },
    # One axis, dilated: 10 - 5 + 1 = 6; 12 outputs x 3*3, 12 biases.
    {
        "given": {"filters": "2", "kernel": "3", "dilation": "2"},
        "input": "10x3",
        "output": "6x2",
        "weights": {"weight": (2, 3, 3, 6), "bias": (2, 6)},
        "macs": 108,
        "flops": 228,
    },
    # Three axes: 8 outputs x 8.
    {
        "given": {"filters": "1", "kernel": "2", "bias": "false"},
        "input": "3x3x3x1",
        "output": "2x2x2x1",
        "weights": {"weight": (1, 1, 2, 2, 2, 2, 2, 2)},
        "macs": 64,
        "flops": 128,
    },
    # ceil: (6 - 3)/2 + 1 = 2.5 -> 3; 9 x 9. The shorthand's layers count for themselves.
    {
        "given": {
            "filters": "1",
            "kernel": "3",
            "stride": "2",
            "rounding": "ceil",
            "bias": "false",
            "batchnorm": "true",
            "activation": "relu",
        },
        "input": "6x6x1",
        "output": "3x3x1",
        "weights": {"weight": (1, 1, 3, 3, 3, 3)},
        "macs": 81,
        "flops": 162,
    },
]
