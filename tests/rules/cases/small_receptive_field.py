"""CC409: the last map's field against the input."""

HEAD = ["global_avgpool", "flatten", "linear: 10"]

FIRES = [
    ("32x32x3", ["conv: {filters: 8, kernel: 3, padding: 1}", *HEAD], "sees 3x3 of the input's 32x32 pixels"),
    # 6 + (5 - 1)*2 = 14 and a pool: 16, as in LeNet-5 with pools.
    (
        "32x32x1",
        ["conv: {filters: 6, kernel: 5}", "avgpool: 2", "conv: {filters: 16, kernel: 5}", "avgpool: 2", "flatten", "linear: 10"],
        "sees 16x16",
    ),
    ("64x32x3", ["conv: {filters: 8, kernel: 33, padding: half}", *HEAD], "sees 33x33 of the input's 64x32 pixels"),
    ("100x1", ["conv: {filters: 8, kernel: 51, stride: 7}", "flatten", "linear: 2"], "sees 51 of the input's 100 pixels"),
]
QUIET = {
    "a unit sees everything": ("32x32x3", ["conv: {filters: 8, kernel: 33, padding: half}", *HEAD]),
    "exactly everything": (
        "32x32x1",
        [
            "conv: {filters: 6, kernel: 5}",
            "avgpool: 2",
            "conv: {filters: 16, kernel: 5}",
            "avgpool: 2",
            "conv: {filters: 120, kernel: 5}",
            "flatten",
        ],
    ),
    "the output is a map": ("32x32x3", ["conv: {filters: 8, kernel: 3, padding: 1}"]),
    "a gate sees everything before": ("32x32x4", ["{multiply: {x: identity, gate: [global_avgpool, sigmoid]}}", *HEAD]),
    "no map was made at all": ("32x32x3", ["flatten", "linear: 10"]),
}
