"""CC415: windows of even width that move by an odd stride."""

FIRES = [
    (
        "8x8x3",
        ["conv: {filters: 4, kernel: 2, padding: same}"],
        "a window of 2 has no centre: `padding: same` shifts the map by half a pixel on height and width",
    ),
    ("8x8x3", ["conv: {filters: 4, kernel: 4, padding: half}"], "and makes 7x7x3 of 8x8x3"),
    ("8x8x3", ["conv: {filters: 4, kernel: 3x4, padding: same}"], "half a pixel on width"),
    ("8x8x3", ["maxpool: {kernel: 2, stride: 1, padding: same}"], "half a pixel"),
    ("16x3", ["conv: {filters: 4, kernel: 8, padding: same}"], "on length"),
    ("16x3\nvars: {k: 4}", ["conv: {filters: 4, kernel: =k, padding: same}"], "a window of 4"),
    ("8x8x3", ["depthwise_conv: {kernel: 2, dilation: 3, padding: same}"], "a window of 4"),
]
QUIET = {
    "an odd kernel has a centre": ("8x8x3", ["conv: {filters: 4, kernel: 3, padding: same}"]),
    "an even stride stands symmetrically on the cells it makes one": (
        "8x8x3",
        ["conv: {filters: 4, kernel: 4, stride: 2, padding: same}"],
    ),
    "2x2 pools are their own places": ("8x8x3", ["maxpool: {kernel: 2, padding: same}"]),
    "without padding the map says so itself": ("8x8x3", ["conv: {filters: 4, kernel: 4}"]),
    "padding in numbers is meant": ("8x8x3", ["conv: {filters: 4, kernel: 4, padding: {top: 1, bottom: 2, left: 1, right: 2}}"]),
    "dilation 2 makes 2 cells a window of 3": ("8x8x3", ["conv: {filters: 4, kernel: 2, dilation: 2, padding: same}"]),
    "an axis of one place cannot shift": ("1x9x3", ["conv: {filters: 4, kernel: 2x3, padding: same}"]),
    "transposed convolutions double": ("8x8x3", ["conv_transpose: {filters: 4, kernel: 4, stride: 2, padding: same}"]),
}
