"""reshape: nothing is computed."""

CASES = [
    {"given": "4x4x1024", "input": "16384", "output": "4x4x1024"},
    {"given": {"shape": {"channels": "3", "size": ["8", "2"]}}, "input": "4x4x3", "output": "8x2x3"},
    {"given": "48", "input": "4x4x3", "output": "48"},
    {"given": "1x1x2048", "input": "2048", "output": "1x1x2048"},
    {"given": "16x3", "input": "4x4x3", "output": "16x3"},
    {"given": "2x2x4x3", "input": "4x4x3", "output": "2x2x4x3"},
]
