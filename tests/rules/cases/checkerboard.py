"""CC404: how often an output is written, K/S an axis."""

FIRES = [
    ("8x8x4", ["conv_transpose: {filters: 4, kernel: 5, stride: 2, padding: 2, output_padding: 1}"], "by 9 inputs, others by 4"),
    ("8x8x4", ["conv_transpose: {filters: 4, kernel: 3, stride: 4}"], "others by none"),
    ("8x8x4", ["conv_transpose: {filters: 4, kernel: 2x3, stride: 2}"], "written by 2 inputs, others by 1"),
    ("16x4", ["conv_transpose: {filters: 4, kernel: 25, stride: 4, padding: same}"], "written by 7 inputs, others by 6"),
    # Stride and dilation share 2: the cells meet every other place only.
    (
        "8x8x4",
        ["conv_transpose: {filters: 4, kernel: 4, stride: 2, dilation: 2}"],
        "stride 2 and dilation 2 share a factor: some places are written by 16 inputs, others by none",
    ),
]
QUIET = {
    "DCGAN: 4 is twice 2": ("8x8x4", ["conv_transpose: {filters: 4, kernel: 4, stride: 2, padding: 1}"]),
    "U-Net: each input writes a square of its own": ("8x8x4", ["conv_transpose: {filters: 4, kernel: 2, stride: 2}"]),
    "stride 1 writes all alike": ("8x8x4", ["conv_transpose: {filters: 4, kernel: 3}"]),
    "a single input has no neighbour to overlap with": ("1x1x100", ["conv_transpose: {filters: 4, kernel: 7, stride: 2}"]),
    "dilation 3 and stride 2 share nothing": ("8x8x4", ["conv_transpose: {filters: 4, kernel: 4, stride: 2, dilation: 3}"]),
    "enlarged first, then convolved": ("8x8x4", ["upsample: 2", "conv: {filters: 4, kernel: 3, padding: 1}"]),
}
