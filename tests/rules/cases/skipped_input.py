"""CC405: places of a map that no layer reads."""

HALVED = "conv: {filters: 8, kernel: 1, stride: 2}"
SHORTCUT = (
    "{add: {main: [conv: {filters: 8, kernel: 3, stride: 2, padding: 1}], shortcut: [conv: {filters: 8, kernel: 1, stride: 2}]}}"
)
BOTTLENECK = (
    "{add: {main: [conv: {filters: 8, kernel: 1, stride: 2}, relu, conv: {filters: 8, kernel: 3, padding: 1}],"
    " shortcut: [conv: {filters: 8, kernel: 1, stride: 2}]}}"
)

FIRES = [
    ("9x9x4", ["maxpool: {kernel: 2, stride: 3}"], "45 of the 81 places of 9x9x4 (56 %) are read by no layer"),
    ("8x8x4", ["relu", BOTTLENECK], "48 of the 64 places of 8x8x4 (75 %) are read by no layer (of its 2 readers none reads them)"),
    ("8x8x4", ["conv: {filters: 8, kernel: 3x1, stride: 2, padding: {top: 1, bottom: 1}}"], "32 of the 64 places"),
    # Dilation 2 with stride 2 meets the even rows alone.
    ("9x9x4", ["conv: {filters: 8, kernel: 3, stride: 2, dilation: 2}"], "kernel 3 with dilation 2 covers: 56 of the 81 places"),
    # The head reads the odd places, the main path the even ones: 16 and 16 of 64.
    (
        "8x8x4",
        ["{head: {odd: [conv: {filters: 8, kernel: 1, stride: 2, padding: 1}]}}", HALVED],
        "32 of the 64 places of 8x8x4 (50 %) are read by no layer (of its 2 readers none reads them)",
    ),
]
QUIET = {
    "ResNet's shortcut: the main branch reads everything": ("8x8x4", [SHORTCUT]),
    "stride and kernel are equal": ("8x8x4", ["maxpool: 2"]),
    "windows overlap": ("8x8x4", ["conv: {filters: 8, kernel: 3, stride: 2}"]),
    "only the last row is left, which is CC401's": ("9x9x4", ["maxpool: 2"]),
    "dilation 2 and stride 3 meet every row": ("16x16x4", ["conv: {filters: 8, kernel: 3, stride: 3, dilation: 2}"]),
    "an axis of one place has nothing to skip": ("1x9x4", ["conv: {filters: 8, kernel: 1x2, stride: 2x2, padding: {right: 1}}"]),
    "a head puts the whole map out": ("8x8x4", ["relu", "{head: {map: identity}}", "conv: {filters: 8, kernel: 1, stride: 2}"]),
    "the skip of a later join reads it": (
        "8x8x4",
        ["{relu: {}, name: early}", "conv: {filters: 4, kernel: 1, stride: 2}", "upsample: 2", "add: [early, prev]"],
    ),
}
