"""flatten: nothing is computed."""

CASES = [
    {"given": None, "input": "7x7x512", "output": "25088"},
    {"given": None, "input": "1x1x2048", "output": "2048"},
    {"given": None, "input": "2048", "output": "2048"},
    {"given": None, "input": "20x3", "output": "60"},
    {"given": None, "input": "2x3x4x5", "output": "120"},
]
