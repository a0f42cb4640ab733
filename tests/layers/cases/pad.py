"""pad: nothing is computed."""

CASES = [
    {"given": "3", "input": "224x224x3", "output": "230x230x3"},
    {"given": "1x2", "input": "8x8x3", "output": "10x12x3"},
    {"given": {"padding": {"bottom": "1", "right": "1"}}, "input": "112x112x64", "output": "113x113x64"},
    {"given": "0", "input": "8x8x3", "output": "8x8x3"},
    {"given": {"padding": {"left": "4"}}, "input": "100x8", "output": "104x8"},
    {"given": ["1", "0", "0"], "input": "8x28x28x4", "output": "10x28x28x4"},
    {"given": {"padding": {"front": "1", "top": "2"}}, "input": "8x28x28x4", "output": "9x30x28x4"},
]
