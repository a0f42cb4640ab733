"""multiply: by hand, one operation an output element for each operand after the first."""

CASES = [
    # Squeeze and excitation: 56 x 56 x 256.
    {"given": None, "input": ["56x56x256", "1x1x256"], "output": "56x56x256", "flops": 802_816},
    # CBAM's spatial gate: 256 outputs.
    {"given": None, "input": ["8x8x1", "8x8x4"], "output": "8x8x4", "flops": 256},
    {"given": None, "input": ["8x8x4", "8x8x4", "8x8x4"], "output": "8x8x4", "flops": 512},
    {"given": None, "input": ["10", "10"], "output": "10", "flops": 10},
    {"given": None, "input": ["20x3", "1x3"], "output": "20x3", "flops": 60},
    {"given": None, "input": ["2x3x4x5", "2x3x4x1"], "output": "2x3x4x5", "flops": 120},
]
