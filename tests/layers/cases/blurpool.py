"""blurpool: by hand, ceil(W/S) places, 2k - 1 operations an output."""

CASES = [
    # 56 x 56 x 64 = 200,704 outputs x 17.
    {"given": "3", "input": "112x112x64", "output": "56x56x64", "flops": 3_411_968},
    # Odd: ceil(7/2) = 4; 16 x 17. Even kernel: 1 before, 2 after; 16 x 31.
    {"given": "3", "input": "7x7x1", "output": "4x4x1", "flops": 272},
    {"given": "4", "input": "7x7x1", "output": "4x4x1", "flops": 496},
    # ceil(8/3) = 3; 9 x 49. Stride 1 keeps the size; 25 x 17.
    {"given": {"kernel": "5", "stride": "3"}, "input": "8x8x1", "output": "3x3x1", "flops": 441},
    {"given": {"kernel": "3", "stride": "1"}, "input": "5x5x1", "output": "5x5x1", "flops": 425},
    # One axis: 5 x 5; three: 8 x 53.
    {"given": "3", "input": "10x1", "output": "5x1", "flops": 25},
    {"given": "3", "input": "4x4x4x1", "output": "2x2x2x1", "flops": 424},
    {"given": {"kernel": "3", "stride": "1x2"}, "input": "6x6x1", "output": "6x3x1", "flops": 306},
]
