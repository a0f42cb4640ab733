"""CC417: cells of a kernel that ever lie on the map."""

TWICE = "8x8x4\nblocks: {Unit: {layers: [conv: {filters: 4, kernel: 3, padding: 1}, relu]}}"

FIRES = [
    ("1x1x8", ["conv: {filters: 4, kernel: 5, padding: half}"], "768 of 800 weights (96 %) multiply padding at every place"),
    ("1x1x8", ["depthwise_conv: {kernel: 3, padding: same}"], "64 of 72 weights"),
    ("1x1x8", ["conv: {filters: 4, kernel: 3, stride: 2, padding: 1}"], "256 of 288 weights"),
    # On a row the kernel's middle row alone: 3 of 9.
    (
        "1x9x1",
        ["conv: {filters: 1, kernel: 3, padding: 1}"],
        "only one row of weights of the 3x3 kernel ever meets data: 6 of 9 weights (67 %)",
    ),
    # The dilation is as large as the map: an atrous 3x3 that is a 1x1.
    ("6x6x1", ["conv: {filters: 1, kernel: 3, dilation: 6, padding: 6}"], "8 of 9 weights"),
    (TWICE, ["Unit", "maxpool: 8", "Unit"], "128 of 144 weights"),
]
QUIET = {
    "a kernel of 1": ("1x1x8", ["conv: {filters: 4, kernel: 1}"]),
    "two places meet more of the kernel": ("2x2x8", ["conv: {filters: 4, kernel: 3, padding: 1}"]),
    "`full` padding: every weight meets the one place": ("1x1x8", ["conv: {filters: 4, kernel: 3, padding: full}"]),
    "DCGAN's first layer writes with every weight": ("1x1x100", ["conv_transpose: {filters: 8, kernel: 4}"]),
    "a pool has no weights": ("1x1x8", ["maxpool: {kernel: 3, stride: 1, padding: 1}"]),
    "the dilated kernel still reaches over the map": ("7x7x1", ["conv: {filters: 1, kernel: 3, dilation: 6, padding: 6}"]),
    "the weights are used on a larger map too": (
        "8x8x4",
        [
            "{conv: {filters: 4, kernel: 3, padding: 1}, name: first}",
            "maxpool: 8",
            "{conv: {filters: 4, kernel: 3, padding: 1}, weights: first}",
        ],
    ),
}
