"""channel_avgpool: by hand, C operations a place."""

CASES = [
    {"given": None, "input": "7x7x512", "output": "7x7x1", "flops": 25_088},
    {"given": None, "input": "20x3", "output": "20x1", "flops": 60},
    {"given": None, "input": "2x3x4x5", "output": "2x3x4x1", "flops": 120},
]
