"""silu: one operation an element (290,400, 10, 60 and 120 elements)."""

CASES = [
    {"given": None, "input": "55x55x96", "output": "55x55x96", "flops": 290_400},
    {"given": None, "input": "10", "output": "10", "flops": 10},
    {"given": None, "input": "20x3", "output": "20x3", "flops": 60},
    {"given": None, "input": "2x3x4x5", "output": "2x3x4x5", "flops": 120},
]
