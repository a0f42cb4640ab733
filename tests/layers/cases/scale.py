"""scale: by hand, one operation an element, two with a bias."""

CASES = [
    # LayerScale in ConvNeXt: 301,056 elements.
    {"given": None, "input": "56x56x96", "output": "56x56x96", "weights": {"weight": (96,)}, "flops": 301_056},
    {
        "given": {"bias": "true"},
        "input": "56x56x96",
        "output": "56x56x96",
        "weights": {"weight": (96,), "bias": (96,)},
        "flops": 602_112,
    },
    # Inception-ResNet's constant: 35 x 35 x 320.
    {"given": {"value": "0.17"}, "input": "35x35x320", "output": "35x35x320", "flops": 392_000},
    {"given": None, "input": "10", "output": "10", "weights": {"weight": (10,)}, "flops": 10},
    {"given": None, "input": "20x3", "output": "20x3", "weights": {"weight": (3,)}, "flops": 60},
    {"given": None, "input": "2x3x4x5", "output": "2x3x4x5", "weights": {"weight": (5,)}, "flops": 120},
]
