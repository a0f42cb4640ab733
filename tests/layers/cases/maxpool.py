"""maxpool: by hand, k - 1 comparisons an output."""

CASES = [
    # VGG: 112 x 112 x 64 = 802,816 outputs x 3.
    {"given": "2", "input": "224x224x64", "output": "112x112x64", "flops": 2_408_448},
    # ResNet: (112 + 2 - 3)/2 + 1 = 56.5, floor; 200,704 x 8.
    {"given": {"kernel": "3", "stride": "2", "padding": "1"}, "input": "112x112x64", "output": "56x56x64", "flops": 1_605_632},
    # AlexNet, caffe#4475: 55 -> 27; 69,984 x 8.
    {"given": {"kernel": "3", "stride": "2"}, "input": "55x55x96", "output": "27x27x96", "flops": 559_872},
    # GoogLeNet: ceil((112 - 3)/2) + 1 = 56; 200,704 x 8.
    {"given": {"kernel": "3", "stride": "2", "rounding": "ceil"}, "input": "112x112x64", "output": "56x56x64", "flops": 1_605_632},
    # A window larger than its input, by less than the stride, fits when rounding up. 1 x 8.
    {"given": {"kernel": "3", "stride": "2", "rounding": "ceil"}, "input": "2x2x1", "output": "1x1x1", "flops": 8},
    # ceil_mode of PyTorch 2.13 and onnxruntime 1.31: a last window that would start in the far padding is dropped.
    {"given": {"kernel": "2", "stride": "2", "padding": "1", "rounding": "ceil"}, "input": "5x1", "output": "3x1", "flops": 3},
    {"given": {"kernel": "3", "stride": "4", "padding": "1", "rounding": "ceil"}, "input": "6x1", "output": "2x1", "flops": 4},
    {"given": {"kernel": "2", "stride": "3", "padding": "1", "rounding": "ceil"}, "input": "10x1", "output": "4x1", "flops": 4},
    # same: ceil(28/2) = 14 (tensorflow#4297), ceil(7/2) = 4; 14 * 4 x 3.
    {"given": {"kernel": "2", "padding": "same"}, "input": "28x7x1", "output": "14x4x1", "flops": 168},
    # Stride 1, half, as in an inception branch: 28 x 28 x 4 x 8.
    {"given": {"kernel": "3", "stride": "1", "padding": "half"}, "input": "28x28x4", "output": "28x28x4", "flops": 25_088},
    # Dilated 2: 10 - 5 + 1 = 6 at stride 1; 36 x 8.
    {"given": {"kernel": "3", "stride": "1", "dilation": "2"}, "input": "10x10x1", "output": "6x6x1", "flops": 288},
    # Each side: 8 + 1 - 3 = 6, over 2 + 1 = 4; 16 x 8.
    {
        "given": {"kernel": "3", "stride": "2", "padding": {"right": "1", "bottom": "1"}},
        "input": "8x8x1",
        "output": "4x4x1",
        "flops": 128,
    },
    # One axis: 100/4 = 25; 50 x 3. Three: 2 x 2 x 2 x 3 = 24 outputs x 7.
    {"given": "4", "input": "100x2", "output": "25x2", "flops": 150},
    {"given": "2", "input": "4x4x4x3", "output": "2x2x2x3", "flops": 168},
    # C3D's first pool keeps the time axis: 16 x 56 x 56 x 1 = 50,176 x 3.
    {"given": ["1", "2", "2"], "input": "16x112x112x1", "output": "16x56x56x1", "flops": 150_528},
]
