"""maximum: by hand, one comparison an output element for each operand after the first."""

CASES = [
    {"given": None, "input": ["8x8x4", "8x8x4"], "output": "8x8x4", "flops": 256},
    {"given": None, "input": ["8x8x4", "8x8x4", "8x8x4"], "output": "8x8x4", "flops": 512},
    {"given": None, "input": ["10", "10"], "output": "10", "flops": 10},
    {"given": None, "input": ["20x3", "20x3"], "output": "20x3", "flops": 60},
    {"given": None, "input": ["2x3x4x5", "2x3x4x5"], "output": "2x3x4x5", "flops": 120},
]
