"""avgpool: by hand, k operations an output: k - 1 additions and a division."""

CASES = [
    # DenseNet's transitions: 28 x 28 x 128 = 100,352 outputs x 4.
    {"given": "2", "input": "56x56x128", "output": "28x28x128", "flops": 401_408},
    # Inception: 35 x 35 x 2 = 2,450 x 9; whether padding counts changes the mean, not the count.
    {"given": {"kernel": "3", "stride": "1", "padding": "1"}, "input": "35x35x2", "output": "35x35x2", "flops": 22_050},
    {
        "given": {"kernel": "3", "stride": "1", "padding": "1", "count_include_pad": "false"},
        "input": "35x35x2",
        "output": "35x35x2",
        "flops": 22_050,
    },
    # ceil_mode of PyTorch 2.13 and onnxruntime 1.31: a last window that would start in the far padding is dropped.
    {"given": {"kernel": "2", "stride": "2", "padding": "1", "rounding": "ceil"}, "input": "5x1", "output": "3x1", "flops": 6},
    {"given": {"kernel": "3", "stride": "4", "padding": "1", "rounding": "ceil"}, "input": "6x1", "output": "2x1", "flops": 6},
    {"given": {"kernel": "2", "stride": "3", "padding": "1", "rounding": "ceil"}, "input": "10x1", "output": "4x1", "flops": 8},
    # A window of its own for each axis: 8/2 x 9/3 = 12 x 6.
    {"given": "2x3", "input": "8x9x1", "output": "4x3x1", "flops": 72},
    # One axis: 25 x 4; three: 8 x 8.
    {"given": "4", "input": "100x1", "output": "25x1", "flops": 100},
    {"given": "2", "input": "4x4x4x1", "output": "2x2x2x1", "flops": 64},
]
