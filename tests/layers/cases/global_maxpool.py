"""global_maxpool: by hand, places - 1 comparisons a channel."""

CASES = [
    {"given": None, "input": "7x7x512", "output": "1x1x512", "flops": 24_576},
    {"given": None, "input": "1x1x5", "output": "1x1x5", "flops": 0},
    {"given": None, "input": "20x3", "output": "1x3", "flops": 57},
    {"given": None, "input": "2x3x4x5", "output": "1x1x1x5", "flops": 115},
]
