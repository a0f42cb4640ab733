"""CC402: a remainder that is no larger than the padding."""

FIRES = [
    ("112x112x3", ["maxpool: {kernel: 3, stride: 2, padding: 1}"], "(112 - 3 + 2)/2 + 1 = 56.5 is not whole"),
    ("8x8x3", ["conv: {filters: 4, kernel: 3, stride: 2, padding: half}"], "only padding is left over"),
]
QUIET = {
    "it fits": ("113x113x3", ["maxpool: {kernel: 3, stride: 2, padding: 1}"]),
    "real rows are left over, which is CC401's": ("8x8x3", ["maxpool: 3"]),
    "rounding up leaves nothing over": ("8x8x3", ["maxpool: {kernel: 3, stride: 2, padding: 1, rounding: ceil}"]),
    "`same` pads what it needs": ("8x8x3", ["conv: {filters: 4, kernel: 3, stride: 2, padding: same}"]),
}
