"""dropout: nothing is computed (290,400, 10, 60 and 120 elements)."""

CASES = [
    {"given": None, "input": "55x55x96", "output": "55x55x96"},
    {"given": None, "input": "10", "output": "10"},
    {"given": None, "input": "20x3", "output": "20x3"},
    {"given": None, "input": "2x3x4x5", "output": "2x3x4x5"},
    {"given": "0.2", "input": "4096", "output": "4096"},
]
