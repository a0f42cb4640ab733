"""stochastic_depth: nothing is computed (290,400, 10, 60 and 120 elements)."""

CASES = [
    {"given": "0.1", "input": "55x55x96", "output": "55x55x96"},
    {"given": "0.1", "input": "10", "output": "10"},
    {"given": "0.1", "input": "20x3", "output": "20x3"},
    {"given": "0.1", "input": "2x3x4x5", "output": "2x3x4x5"},
]
