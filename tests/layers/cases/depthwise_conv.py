"""depthwise_conv: by hand, outputs x the cells of the kernel."""

CASES = [
    # MobileNet: 401,408 outputs x 9; as many biases.
    {
        "given": {"kernel": "3", "padding": "1"},
        "input": "112x112x32",
        "output": "112x112x32",
        "weights": {"weight": (32, 1, 3, 3), "bias": (32,)},
        "macs": 3_612_672,
        "flops": 7_626_752,
    },
    # The kernel is the main parameter: 8 - 3 + 1 = 6; 72 outputs x 9, 72 biases.
    {
        "given": "3",
        "input": "8x8x2",
        "output": "6x6x2",
        "weights": {"weight": (2, 1, 3, 3), "bias": (2,)},
        "macs": 648,
        "flops": 1_368,
    },
    # Two filters a channel, ceil(15/2) = 8: 384 outputs x 25.
    {
        "given": {"kernel": "5", "stride": "2", "padding": "same", "multiplier": "2", "bias": "false"},
        "input": "15x15x3",
        "output": "8x8x6",
        "weights": {"weight": (6, 1, 5, 5)},
        "macs": 9_600,
        "flops": 19_200,
    },
    # Dilated, half: 2 on each side; 392 outputs x 9.
    {
        "given": {"kernel": "3", "padding": "half", "dilation": "2", "bias": "false"},
        "input": "14x14x2",
        "output": "14x14x2",
        "weights": {"weight": (2, 1, 3, 3)},
        "macs": 3_528,
        "flops": 7_056,
    },
    # One axis, ceil: (10 - 3)/2 + 1 = 4.5 -> 5; 20 outputs x 3, 20 biases.
    {
        "given": {"kernel": "3", "stride": "2", "rounding": "ceil"},
        "input": "10x4",
        "output": "5x4",
        "weights": {"weight": (4, 1, 3), "bias": (4,)},
        "macs": 60,
        "flops": 140,
    },
    # Three axes: 4 x 6 x 6 places x 5 channels = 720 outputs x 3.
    {
        "given": {"kernel": ["3", "1", "1"], "padding": ["1", "0", "0"], "bias": "false"},
        "input": "4x6x6x5",
        "output": "4x6x6x5",
        "weights": {"weight": (5, 1, 3, 1, 1)},
        "macs": 2_160,
        "flops": 4_320,
    },
    # The shorthand's layers count for themselves: 16 places x 2 channels x 1.
    {
        "given": {"kernel": "1", "bias": "false", "batchnorm": "true", "activation": "relu6"},
        "input": "4x4x2",
        "output": "4x4x2",
        "weights": {"weight": (2, 1, 1, 1)},
        "macs": 32,
        "flops": 64,
    },
]
