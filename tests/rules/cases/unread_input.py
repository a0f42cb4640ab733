"""CC401: by hand, (W - K + 2P) mod S against the padding at the end."""

FIRES = [
    (
        "224x224x3",
        ["conv: {filters: 8, kernel: 11, stride: 4}"],
        "(224 - 11)/4 + 1 = 54.25; the last row of 224 is read by no output",
    ),
    ("8x8x3", ["maxpool: 3"], "the last 2 rows of 8 are read by no output"),
    ("16x9x3", ["maxpool: 2"], "the last column of 9"),
    ("1001x4", ["conv: {filters: 8, kernel: 4, stride: 4}"], "the last position of 1001"),
]
QUIET = {
    "it fits": ("227x227x3", ["conv: {filters: 8, kernel: 11, stride: 4}"]),
    "only padding is left over": ("224x224x3", ["conv: {filters: 8, kernel: 7, stride: 2, padding: 3}"]),
    "rounding up reads everything": ("8x8x3", ["maxpool: {kernel: 3, rounding: ceil}"]),
    "`same` covers the input": ("8x8x3", ["maxpool: {kernel: 3, padding: same}"]),
    "stride 1 leaves nothing over": ("8x8x3", ["conv: {filters: 8, kernel: 5}"]),
}
