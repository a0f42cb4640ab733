"""add: by hand, one operation an output element for each operand after the first."""

CASES = [
    # ResNet: 802,816 elements.
    {"given": None, "input": ["56x56x256", "56x56x256"], "output": "56x56x256", "flops": 802_816},
    {"given": None, "input": ["8x8x4", "8x8x4", "8x8x4"], "output": "8x8x4", "flops": 512},
    # Broadcast, whichever stands first: 256 outputs.
    {"given": None, "input": ["1x1x4", "8x8x4"], "output": "8x8x4", "flops": 256},
    {"given": None, "input": ["8x8x4", "8x8x1"], "output": "8x8x4", "flops": 256},
    {"given": None, "input": ["8x8x1", "1x1x4"], "output": "8x8x4", "flops": 256},
    {"given": None, "input": ["10", "10"], "output": "10", "flops": 10},
    {"given": None, "input": ["20x3", "20x3"], "output": "20x3", "flops": 60},
    {"given": None, "input": ["2x3x4x5", "1x1x1x5"], "output": "2x3x4x5", "flops": 120},
    {"given": None, "input": ["8x8x4"], "output": "8x8x4"},
]
