"""CC410: centres of unit 0 by hand, start + (size - 1)/2."""

CONV = "conv: {filters: 4, kernel: 1}"
HALVED = "conv: {filters: 4, kernel: 3, stride: 2, padding: 1}"
UNET = [
    "{conv: {filters: 4, kernel: 3, padding: 1}, name: early}",
    "maxpool: 2",
    "conv: {filters: 4, kernel: 3, padding: 1}",
    "conv_transpose: {filters: 4, kernel: 2, stride: 2}",
]

FIRES = [
    # Average of 2x2 at 0.5, the 3x3 with stride 2 at 0.
    (
        "8x8x4",
        [f"{{add: {{main: [{HALVED}], shortcut: [avgpool: 2, {CONV}]}}}}"],
        "on height and width shortcut.conv looks 0.5 pixels of the input further on than main.conv",
    ),
    ("8x8x4", ["{concat: {a: [conv: {filters: 4, kernel: 2, padding: same}], b: identity}}"], "0.5 pixels"),
    (
        "8x8x4",
        [
            "{name: x, relu: {}}",
            "crop: {top: 2}",
            "{crop: {bottom: 2}, from: x, name: y}",
            "{crop: {top: 2}, from: x}",
            "add: [y, prev]",
        ],
        "on height",
    ),
    # A pad on one side only, four pixels deep in the strides.
    ("16x16x4", ["maxpool: 4", "{add: {a: [pad: {top: 1}, crop: {bottom: 1}], b: identity}}"], "4 pixels of the input"),
    # 3x3 with stride 2 and padding 1 is centred on 0, two units of its enlargement on 0 too, but should be on 0.5.
    (
        "8x8x4",
        ["{relu: {}, name: x}", "maxpool: {kernel: 3, stride: 2, padding: 1}", "upsample: 2", "add: [x, prev]"],
        "0.5 pixels",
    ),
    (
        "9x9x4",
        ["{relu: {}, name: x}", "maxpool: {kernel: 2, rounding: ceil}", "upsample: {size: x}", "add: [x, prev]"],
        "the branches move apart",
    ),
]
QUIET = {
    "ResNet: 3x3 and 1x1 with stride 2": (
        "8x8x4",
        [f"{{add: {{main: [{HALVED}], shortcut: [conv: {{filters: 4, kernel: 1, stride: 2}}]}}}}"],
    ),
    "Inception: kernels 1, 3 and 5": (
        "8x8x4",
        [f"{{concat: {{a: [{CONV}], b: [{CONV.replace('1', '3, padding: 1')}], c: [{CONV.replace('1', '5, padding: 2')}]}}}}"],
    ),
    "U-Net: what a 2x2 pool makes one, a 2x2 makes four again": ("8x8x4", [*UNET, "concat: [early, prev]"]),
    "U-Net with bilinear enlargement": ("8x8x4", [*UNET[:3], "upsample: {scale: 2, mode: bilinear}", "concat: [early, prev]"]),
    "valid convolutions, cropped alike at both ends": ("8x8x4", ["{add: {a: [conv: {filters: 4, kernel: 3}], b: [crop: 1]}}"]),
    "a gate counts for all places": ("8x8x4", ["{multiply: {x: [maxpool: 2], gate: [global_avgpool, sigmoid]}}"]),
    "one branch sees everything": ("8x8x4", ["{add: {x: identity, norm: [instancenorm]}}"]),
    "the other input has no positions": ("8x8x4", ["add: [prev, prev]"]),
    "even kernels on both sides": (
        "8x8x4",
        ["{concat: {a: [maxpool: 2], b: [conv: {filters: 4, kernel: 4, stride: 2, padding: 1}]}}"],
    ),
}
