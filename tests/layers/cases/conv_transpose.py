"""conv_transpose: by hand, (W - 1)*S - 2P + K + output padding places; inputs x what each of them writes."""

CASES = [
    # U-Net's way up: 27*2 + 2 = 56; 28 x 28 x 1,024 inputs x 512 x 4; 1,605,632 biases.
    {
        "given": {"filters": "512", "kernel": "2", "stride": "2"},
        "input": "28x28x1024",
        "output": "56x56x512",
        "weights": {"weight": (1024, 512, 2, 2), "bias": (512,)},
        "macs": 1_644_167_168,
        "flops": 3_289_939_968,
    },
    # DCGAN: 3*2 - 2 + 4 = 8; 16,384 inputs x 512 x 16 = 134,217,728.
    {
        "given": {"filters": "512", "kernel": "4", "stride": "2", "padding": "1", "bias": "false"},
        "input": "4x4x1024",
        "output": "8x8x512",
        "weights": {"weight": (1024, 512, 4, 4)},
        "macs": 134_217_728,
        "flops": 268_435_456,
    },
    # Output padding: 6*2 - 2 + 3 + 1 = 14; 98 inputs x 3 x 9; 588 biases.
    {
        "given": {"filters": "3", "kernel": "3", "stride": "2", "padding": "1", "output_padding": "1"},
        "input": "7x7x2",
        "output": "14x14x3",
        "weights": {"weight": (2, 3, 3, 3), "bias": (3,)},
        "macs": 2_646,
        "flops": 5_880,
    },
    # same is W*S: 5*3 = 15; 25 inputs x 25.
    {
        "given": {"filters": "1", "kernel": "5", "stride": "3", "padding": "same", "bias": "false"},
        "input": "5x5x1",
        "output": "15x15x1",
        "weights": {"weight": (1, 1, 5, 5)},
        "macs": 625,
        "flops": 1_250,
    },
    # same, kernel below stride: W*S all the same, the last cells unwritten; 25 inputs x 4.
    {
        "given": {"filters": "1", "kernel": "2", "stride": "3", "padding": "same", "bias": "false"},
        "input": "5x5x1",
        "output": "15x15x1",
        "weights": {"weight": (1, 1, 2, 2)},
        "macs": 100,
        "flops": 200,
    },
    # half: 1 on each side, 5 - 1 - 2 + 3 = 5. 25 inputs x 9.
    {
        "given": {"filters": "1", "kernel": "3", "padding": "half", "bias": "false"},
        "input": "5x5x1",
        "output": "5x5x1",
        "weights": {"weight": (1, 1, 3, 3)},
        "macs": 225,
        "flops": 450,
    },
    # full: 2 on each side, 5 - 1 - 4 + 3 = 3.
    {
        "given": {"filters": "1", "kernel": "3", "padding": "full", "bias": "false"},
        "input": "5x5x1",
        "output": "3x3x1",
        "weights": {"weight": (1, 1, 3, 3)},
        "macs": 225,
        "flops": 450,
    },
    # valid and dilated: 4*2 + 2*(3 - 1) + 1 = 13.
    {
        "given": {"filters": "1", "kernel": "3", "stride": "2", "padding": "valid", "dilation": "2", "bias": "false"},
        "input": "5x5x1",
        "output": "13x13x1",
        "weights": {"weight": (1, 1, 3, 3)},
        "macs": 225,
        "flops": 450,
    },
    # Each side: 4*2 + 3 = 11 wide, 11 - 1 high. 25 inputs x 9, 110 biases.
    {
        "given": {"filters": "1", "kernel": "3", "stride": "2", "padding": {"bottom": "1"}},
        "input": "5x5x1",
        "output": "10x11x1",
        "weights": {"weight": (1, 1, 3, 3), "bias": (1,)},
        "macs": 225,
        "flops": 560,
    },
    # Two groups: each of 4 channels writes 3 of 6 filters. 100 inputs x 3 x 9.
    {
        "given": {"filters": "6", "kernel": "3", "padding": "1", "groups": "2", "bias": "false"},
        "input": "5x5x4",
        "output": "5x5x6",
        "weights": {"weight": (4, 3, 3, 3)},
        "macs": 2_700,
        "flops": 5_400,
    },
    # One axis: 9*4 + 4 = 40; 20 inputs x 3 x 4, 120 biases.
    {
        "given": {"filters": "3", "kernel": "4", "stride": "4"},
        "input": "10x2",
        "output": "40x3",
        "weights": {"weight": (2, 3, 4), "bias": (3,)},
        "macs": 240,
        "flops": 600,
    },
    # Three axes, each its own: 3; 3*2 + 2 = 8; 3*2 + 3 - 2 + 1 = 8. 48 inputs x 1*2*3 x 2 filters; 384 biases.
    {
        "given": {
            "filters": "2",
            "kernel": "1x2x3",
            "stride": "1x2x2",
            "padding": ["0", "0", "1"],
            "output_padding": ["0", "0", "1"],
        },
        "input": "3x4x4x1",
        "output": "3x8x8x2",
        "weights": {"weight": (1, 2, 1, 2, 3), "bias": (2,)},
        "macs": 576,
        "flops": 1_536,
    },
    # The shorthand's layers count for themselves: 32 inputs x 8.
    {
        "given": {"filters": "8", "kernel": "1", "bias": "false", "batchnorm": "true", "activation": "relu"},
        "input": "4x4x2",
        "output": "4x4x8",
        "weights": {"weight": (2, 8, 1, 1)},
        "macs": 256,
        "flops": 512,
    },
]
