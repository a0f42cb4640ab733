"""upsample: by hand; nearest computes nothing, bilinear seven operations an output."""

CASES = [
    {"given": "2", "input": "13x13x256", "output": "26x26x256"},
    # 26 x 26 x 256 = 173,056 x 7.
    {"given": {"scale": "2", "mode": "bilinear"}, "input": "13x13x256", "output": "26x26x256", "flops": 1_211_392},
    {"given": {"size": "56x28", "mode": "nearest"}, "input": "13x13x2", "output": "56x28x2"},
    # DeepLab's last step: 224 x 224 x 21 = 1,053,696 x 7.
    {"given": {"size": "224", "mode": "bilinear"}, "input": "28x28x21", "output": "224x224x21", "flops": 7_375_872},
    {"given": {"size": ["3", "5"]}, "input": "7x7x2", "output": "3x5x2"},
    {"given": "2x3", "input": "4x4x1", "output": "8x12x1"},
    # One axis: 30 x 7; three: 64 x 7.
    {"given": {"scale": "3", "mode": "bilinear"}, "input": "10x1", "output": "30x1", "flops": 210},
    {"given": {"scale": "2", "mode": "bilinear"}, "input": "2x2x2x1", "output": "4x4x4x1", "flops": 448},
    {"given": ["1", "2", "2"], "input": "3x4x5x6", "output": "3x8x10x6"},
]
