"""space_to_depth: nothing is computed."""

CASES = [
    # YOLOv2's passthrough.
    {"given": "2", "input": "26x26x64", "output": "13x13x256"},
    {"given": "4", "input": "8x12x3", "output": "2x3x48"},
    {"given": "5", "input": "20x3", "output": "4x15"},
    {"given": "2", "input": "4x6x8x2", "output": "2x3x4x16"},
]
