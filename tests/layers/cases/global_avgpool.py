"""global_avgpool: by hand, every input element once: additions, and a division a channel."""

CASES = [
    # ResNet-50: 7*7*2,048.
    {"given": None, "input": "7x7x2048", "output": "1x1x2048", "flops": 100_352},
    {"given": None, "input": "1x1x5", "output": "1x1x5", "flops": 5},
    {"given": None, "input": "20x3", "output": "1x3", "flops": 60},
    {"given": None, "input": "2x3x4x5", "output": "1x1x1x5", "flops": 120},
]
