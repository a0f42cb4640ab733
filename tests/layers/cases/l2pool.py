"""l2pool: by hand, 2k operations an output: k squares, k - 1 additions, one root."""

CASES = [
    # 14 x 14 x 3 = 588 outputs x 8.
    {"given": "2", "input": "28x28x3", "output": "14x14x3", "flops": 4_704},
    # (9 + 2 - 3)/2 + 1 = 5; 25 x 18.
    {"given": {"kernel": "3", "stride": "2", "padding": "1"}, "input": "9x9x1", "output": "5x5x1", "flops": 450},
    # ceil: (6 - 3)/2 + 1 = 2.5 -> 3; 9 x 18.
    {"given": {"kernel": "3", "stride": "2", "rounding": "ceil"}, "input": "6x6x1", "output": "3x3x1", "flops": 162},
    # One axis: 5 x 10; three: 1 x 16.
    {"given": "5", "input": "25x1", "output": "5x1", "flops": 50},
    {"given": "2", "input": "2x2x2x1", "output": "1x1x1x1", "flops": 16},
]
