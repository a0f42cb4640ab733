"""concat: nothing is computed."""

CASES = [
    # GoogLeNet's inception (3a): 64 + 128 + 32 + 32.
    {"given": None, "input": ["28x28x64", "28x28x128", "28x28x32", "28x28x32"], "output": "28x28x256"},
    {"given": None, "input": ["10", "5"], "output": "15"},
    {"given": None, "input": ["20x3", "20x4"], "output": "20x7"},
    {"given": None, "input": ["2x3x4x5", "2x3x4x5"], "output": "2x3x4x10"},
    {"given": None, "input": ["8x8x4"], "output": "8x8x4"},
]
