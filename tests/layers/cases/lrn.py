"""lrn: by hand, five operations an element (301,056, 120, 144 and 12 elements)."""

CASES = [
    {"given": None, "input": "56x56x96", "output": "56x56x96", "flops": 1_505_280},
    {"given": None, "input": "20x6", "output": "20x6", "flops": 600},
    {"given": None, "input": "2x3x4x6", "output": "2x3x4x6", "flops": 720},
    {"given": None, "input": "12", "output": "12", "flops": 60},
    # AlexNet's own constants: 290,400 elements.
    {
        "given": {"size": "5", "alpha": "1e-4", "beta": "0.75", "k": "2"},
        "input": "55x55x96",
        "output": "55x55x96",
        "flops": 1_452_000,
    },
    {"given": "3", "input": "2x2x4", "output": "2x2x4", "flops": 80},
]
