"""batchnorm: by hand, two operations an element; running statistics are buffers."""

CASES = [
    # ResNet's first: 802,816 x 2.
    {
        "given": None,
        "input": "112x112x64",
        "output": "112x112x64",
        "weights": {"weight": (64,), "bias": (64,)},
        "buffers": {"running_mean": (64,), "running_var": (64,)},
        "flops": 1_605_632,
    },
    {
        "given": {"affine": "false", "epsilon": "1e-3"},
        "input": "8x8x4",
        "output": "8x8x4",
        "buffers": {"running_mean": (4,), "running_var": (4,)},
        "flops": 512,
    },
    {
        "given": None,
        "input": "10",
        "output": "10",
        "weights": {"weight": (10,), "bias": (10,)},
        "buffers": {"running_mean": (10,), "running_var": (10,)},
        "flops": 20,
    },
    {
        "given": None,
        "input": "20x3",
        "output": "20x3",
        "weights": {"weight": (3,), "bias": (3,)},
        "buffers": {"running_mean": (3,), "running_var": (3,)},
        "flops": 120,
    },
    {
        "given": None,
        "input": "2x3x4x5",
        "output": "2x3x4x5",
        "weights": {"weight": (5,), "bias": (5,)},
        "buffers": {"running_mean": (5,), "running_var": (5,)},
        "flops": 240,
    },
]
