"""crop: nothing is computed."""

CASES = [
    # U-Net's first skip: 568 -> 392.
    {"given": "88", "input": "568x568x64", "output": "392x392x64"},
    {"given": ["0", "3"], "input": "8x8x3", "output": "8x2x3"},
    {"given": {"margin": {"top": "1", "left": "1"}}, "input": "8x8x3", "output": "7x7x3"},
    {"given": "3", "input": "7x7x1", "output": "1x1x1"},
    {"given": {"margin": {"right": "2"}}, "input": "100x8", "output": "98x8"},
    {"given": "1", "input": "4x4x4x2", "output": "2x2x2x2"},
]
