"""slice: nothing is computed."""

CASES = [
    {"given": {"stop": "16"}, "input": "8x8x64", "output": "8x8x16"},
    {"given": {"start": "16"}, "input": "8x8x64", "output": "8x8x48"},
    {"given": {"start": "16", "stop": "17"}, "input": "8x8x64", "output": "8x8x1"},
    {"given": None, "input": "8x8x64", "output": "8x8x64"},
    {"given": {"start": "5"}, "input": "10", "output": "5"},
    {"given": {"stop": "1"}, "input": "20x3", "output": "20x1"},
    {"given": {"stop": "4"}, "input": "2x3x4x5", "output": "2x3x4x4"},
]
