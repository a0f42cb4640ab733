"""instancenorm: by hand, five operations an element (301,056, 120 and 144 elements)."""

CASES = [
    {
        "given": {"affine": "true"},
        "input": "56x56x96",
        "output": "56x56x96",
        "weights": {"weight": (96,), "bias": (96,)},
        "flops": 1_505_280,
    },
    {"given": {"affine": "true"}, "input": "20x6", "output": "20x6", "weights": {"weight": (6,), "bias": (6,)}, "flops": 600},
    {"given": {"affine": "true"}, "input": "2x3x4x6", "output": "2x3x4x6", "weights": {"weight": (6,), "bias": (6,)}, "flops": 720},
    {"given": None, "input": "8x8x4", "output": "8x8x4", "flops": 1_280},
    {"given": {"epsilon": "1e-3"}, "input": "2x2x4", "output": "2x2x4", "flops": 80},
]
