"""l2norm: by hand, five operations an element (301,056, 120, 144 and 12 elements)."""

CASES = [
    {"given": None, "input": "56x56x96", "output": "56x56x96", "weights": {"weight": (96,)}, "flops": 1_505_280},
    {"given": None, "input": "20x6", "output": "20x6", "weights": {"weight": (6,)}, "flops": 600},
    {"given": None, "input": "2x3x4x6", "output": "2x3x4x6", "weights": {"weight": (6,)}, "flops": 720},
    {"given": None, "input": "12", "output": "12", "weights": {"weight": (12,)}, "flops": 60},
    # SSD300 on conv4_3: 739,328 elements.
    {"given": {"epsilon": "1e-10"}, "input": "38x38x512", "output": "38x38x512", "weights": {"weight": (512,)}, "flops": 3_696_640},
    {"given": {"scale": "false"}, "input": "8x8x4", "output": "8x8x4", "flops": 1_280},
]
