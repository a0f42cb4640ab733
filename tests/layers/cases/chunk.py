"""chunk: nothing is computed."""

CASES = [
    {"given": {"part": "1", "of": "2"}, "input": "28x28x116", "output": "28x28x58"},
    {"given": {"part": "2", "of": "2"}, "input": "28x28x116", "output": "28x28x58"},
    {"given": {"part": "1", "of": "1"}, "input": "10", "output": "10"},
    {"given": {"part": "3", "of": "3"}, "input": "20x3", "output": "20x1"},
    {"given": {"part": "5", "of": "5"}, "input": "2x3x4x5", "output": "2x3x4x1"},
]
