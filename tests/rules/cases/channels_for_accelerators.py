"""CC411: channels between the image and the classes."""

HEAD = ["global_avgpool", "flatten", "linear: 10"]

FIRES = [
    ("8x8x3", ["conv: {filters: 20, kernel: 3}", *HEAD], "20 channels are no multiple of 8: tensor cores compute 24"),
    ("64", ["linear: {features: 500, activation: relu}", "linear: 10"], "500 channels"),
    ("8x8x3", ["conv_transpose: {filters: 2, kernel: 2, stride: 2}", *HEAD], "tensor cores compute 8"),
    # A sum fixes the width: no repair of one alone.
    ("8x8x12", ["{add: {main: [conv: {filters: 12, kernel: 1}], shortcut: identity}}", *HEAD], "12 channels"),
    ("8x8x24", ["conv: {filters: 36, kernel: 3, groups: 12}", "{conv: {filters: 8, kernel: 1}}"], "36 channels"),
]
QUIET = {
    "8 divides them": ("8x8x3", ["conv: {filters: 24, kernel: 3}", *HEAD]),
    "the classes are given": ("8x8x3", ["conv: {filters: 16, kernel: 3}", "global_avgpool", "flatten", "linear: 1001", "softmax"]),
    "the classes of a map are given": ("8x8x3", ["conv: {filters: 8, kernel: 3}", "conv: {filters: 21, kernel: 1}", "upsample: 2"]),
    "the image has three channels": ("8x8x3", ["conv: {filters: 8, kernel: 3}"]),
    "a depthwise layer takes what it is given": ("8x8x3", ["depthwise_conv: 3", "conv: {filters: 8, kernel: 1}"]),
    "a head has classes too": ("8x8x3", ["conv: {filters: 8, kernel: 3}", "{head: {aux: [conv: {filters: 5, kernel: 1}]}}", *HEAD]),
}
