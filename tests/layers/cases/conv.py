"""conv: by hand, outputs x one filter; a bias is one operation an output."""

C3 = [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
      [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
      [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5],
      [0, 1, 2, 3, 4, 5]]  # fmt: skip
"""Which maps of S2 the filters of C3 see: table I of LeCun et al. (1998), 60 connections."""

CASES = [
    # The quiz of CS231n: 10,240 outputs x 75 = 768,000; twice that and 10,240 biases.
    {
        "given": {"filters": "10", "kernel": "5", "stride": "1", "padding": "2"},
        "input": "32x32x3",
        "output": "32x32x10",
        "weights": {"weight": (10, 3, 5, 5), "bias": (10,)},
        "macs": 768_000,
        "flops": 1_546_240,
    },
    # AlexNet's first layer in CS231n: 290,400 outputs x 363.
    {
        "given": {"filters": "96", "kernel": "11", "stride": "4"},
        "input": "227x227x3",
        "output": "55x55x96",
        "weights": {"weight": (96, 3, 11, 11), "bias": (96,)},
        "macs": 105_415_200,
        "flops": 211_120_800,
    },
    # ResNet's stem: 802,816 outputs x 147.
    {
        "given": {"filters": "64", "kernel": "7", "stride": "2", "padding": "3", "bias": "false"},
        "input": "224x224x3",
        "output": "112x112x64",
        "weights": {"weight": (64, 3, 7, 7)},
        "macs": 118_013_952,
        "flops": 236_027_904,
    },
    # same: ceil(225/2) = 113; 12,769 places x 147 (tensorflow/tensorflow#18213: pads 3 and 3; 2 and 3 at 224).
    {
        "given": {"filters": "1", "kernel": "7", "stride": "2", "padding": "same", "bias": "false"},
        "input": "225x225x3",
        "output": "113x113x1",
        "weights": {"weight": (1, 3, 7, 7)},
        "macs": 1_877_043,
        "flops": 3_754_086,
    },
    # same, kernel below stride: never padded below 0, ceil(7/3) = 3.
    {
        "given": {"filters": "1", "kernel": "1", "stride": "3", "padding": "same", "bias": "false"},
        "input": "7x7x1",
        "output": "3x3x1",
        "weights": {"weight": (1, 1, 1, 1)},
        "macs": 9,
        "flops": 18,
    },
    # valid: (28 - 3)/2 + 1 = 13.5, floor (udacity/sdc-issue-reports#355); 169 x 27, 169 biases.
    {
        "given": {"filters": "1", "kernel": "3", "stride": "2", "padding": "valid"},
        "input": "28x28x3",
        "output": "13x13x1",
        "weights": {"weight": (1, 3, 3, 3), "bias": (1,)},
        "macs": 4_563,
        "flops": 9_295,
    },
    # half of a dilated kernel: 2*(3 - 1)//2 = 2 on each side; 3,136 outputs x 72.
    {
        "given": {"filters": "16", "kernel": "3", "padding": "half", "dilation": "2"},
        "input": "14x14x8",
        "output": "14x14x16",
        "weights": {"weight": (16, 8, 3, 3), "bias": (16,)},
        "macs": 225_792,
        "flops": 454_720,
    },
    # half of an even kernel: 3//2 = 1, so 10 + 2 - 4 + 1 = 9; 162 outputs x 16.
    {
        "given": {"filters": "2", "kernel": "4", "padding": "half", "bias": "false"},
        "input": "10x10x1",
        "output": "9x9x2",
        "weights": {"weight": (2, 1, 4, 4)},
        "macs": 2_592,
        "flops": 5_184,
    },
    # full: 5 + 2*2 - 3 + 1 = 7; 49 x 9, 49 biases.
    {
        "given": {"filters": "1", "kernel": "3", "padding": "full"},
        "input": "5x5x1",
        "output": "7x7x1",
        "weights": {"weight": (1, 1, 3, 3), "bias": (1,)},
        "macs": 441,
        "flops": 931,
    },
    # Each side: (112 + 1 - 3)/2 + 1 = 56; 200,704 outputs x 288.
    {
        "given": {"filters": "64", "kernel": "3", "stride": "2", "padding": {"top": "0", "bottom": "1", "left": "0", "right": "1"}},
        "input": "112x112x32",
        "output": "56x56x64",
        "weights": {"weight": (64, 32, 3, 3), "bias": (64,)},
        "macs": 57_802_752,
        "flops": 115_806_208,
    },
    # A side that is not named is 0: height 4 + 2 - 3 + 1, width 4 - 3 + 1; 8 x 9.
    {
        "given": {"filters": "1", "kernel": "3", "padding": {"top": "2"}, "bias": "false"},
        "input": "4x4x1",
        "output": "4x2x1",
        "weights": {"weight": (1, 1, 3, 3)},
        "macs": 72,
        "flops": 144,
    },
    # ResNeXt-50: a filter sees 4 of 128 channels; 401,408 outputs x 36.
    {
        "given": {"filters": "128", "kernel": "3", "padding": "1", "groups": "32", "bias": "false"},
        "input": "56x56x128",
        "output": "56x56x128",
        "weights": {"weight": (128, 4, 3, 3)},
        "macs": 14_450_688,
        "flops": 28_901_376,
    },
    # Inception v3: 55,488 outputs x 5,376.
    {
        "given": {"filters": "192", "kernel": "1x7", "padding": ["0", "3"]},
        "input": "17x17x768",
        "output": "17x17x192",
        "weights": {"weight": (192, 768, 1, 7), "bias": (192,)},
        "macs": 298_303_488,
        "flops": 596_662_464,
    },
    # LeNet-5's C3: 100 places x 60 connections x 25; 1,600 biases.
    {
        "given": {"filters": "16", "kernel": "5", "connections": C3},
        "input": "14x14x6",
        "output": "10x10x16",
        "weights": {"weight": (60, 5, 5), "bias": (16,)},
        "macs": 150_000,
        "flops": 301_600,
    },
    # ceil: 29/2 + 1 = 15.5 -> 16; 256 x 9.
    {
        "given": {"filters": "1", "kernel": "3", "stride": "2", "rounding": "ceil", "bias": "false"},
        "input": "32x32x1",
        "output": "16x16x1",
        "weights": {"weight": (1, 1, 3, 3)},
        "macs": 2_304,
        "flops": 4_608,
    },
    # exact, and it fits: (5 + 2 - 3)/2 + 1 = 3; 9 x 9.
    {
        "given": {"filters": "1", "kernel": "3", "stride": "2", "padding": "1", "rounding": "exact", "bias": "false"},
        "input": "5x5x1",
        "output": "3x3x1",
        "weights": {"weight": (1, 1, 3, 3)},
        "macs": 81,
        "flops": 162,
    },
    # The shorthand's layers count for themselves: 128 outputs x 2.
    {
        "given": {"filters": "8", "kernel": "1", "bias": "false", "batchnorm": "true", "activation": "relu"},
        "input": "4x4x2",
        "output": "4x4x8",
        "weights": {"weight": (8, 2, 1, 1)},
        "macs": 256,
        "flops": 512,
    },
    # One axis, M5 on raw sound: (16,000 - 80)/4 + 1 = 3,981; 509,568 outputs x 80.
    {
        "given": {"filters": "128", "kernel": "80", "stride": "4"},
        "input": "16000x1",
        "output": "3981x128",
        "weights": {"weight": (128, 1, 80), "bias": (128,)},
        "macs": 40_765_440,
        "flops": 82_040_448,
    },
    # One axis, causal and dilated: 100 + 4 - 5 + 1 = 100; 800 outputs x 24.
    {
        "given": {"filters": "8", "kernel": ["3"], "padding": {"left": "4"}, "dilation": ["2"]},
        "input": "100x8",
        "output": "100x8",
        "weights": {"weight": (8, 8, 3), "bias": (8,)},
        "macs": 19_200,
        "flops": 39_200,
    },
    # Three axes, C3D's first layer: 12,845,056 outputs x 81.
    {
        "given": {"filters": "64", "kernel": "3", "padding": "1"},
        "input": "16x112x112x3",
        "output": "16x112x112x64",
        "weights": {"weight": (64, 3, 3, 3, 3), "bias": (64,)},
        "macs": 1_040_449_536,
        "flops": 2_093_744_128,
    },
    # Three axes, each its own: 28 -> (28 + 2 - 3)/2 + 1 = 14; 3,136 outputs x 36.
    {
        "given": {"filters": "2", "kernel": ["1", "3", "3"], "stride": "1x2x2", "padding": ["0", "1", "1"]},
        "input": "8x28x28x4",
        "output": "8x14x14x2",
        "weights": {"weight": (2, 4, 1, 3, 3), "bias": (2,)},
        "macs": 112_896,
        "flops": 228_928,
    },
]
