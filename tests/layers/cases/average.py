"""average: by hand, the additions and one division an output element."""

CASES = [
    {"given": None, "input": ["8x8x4", "8x8x4"], "output": "8x8x4", "flops": 512},
    {"given": None, "input": ["8x8x4", "8x8x4", "8x8x4"], "output": "8x8x4", "flops": 768},
    {"given": None, "input": ["10", "10"], "output": "10", "flops": 20},
    {"given": None, "input": ["20x3", "20x3"], "output": "20x3", "flops": 120},
    {"given": None, "input": ["2x3x4x5", "2x3x4x5"], "output": "2x3x4x5", "flops": 240},
]
