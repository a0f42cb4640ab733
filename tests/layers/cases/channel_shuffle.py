"""channel_shuffle: nothing is computed."""

CASES = [
    {"given": "2", "input": "28x28x116", "output": "28x28x116"},
    {"given": "3", "input": "28x28x240", "output": "28x28x240"},
    {"given": "1", "input": "20x3", "output": "20x3"},
    {"given": "5", "input": "2x3x4x5", "output": "2x3x4x5"},
]
