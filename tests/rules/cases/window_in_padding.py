"""CC403: windows without a real cell, counted by hand."""

FIRES = [
    # 10 + 2*3 - 3 + 1 = 14 places an axis; windows 0 and 13 lie in the padding: 196 - 12*12 = 52.
    ("10x10x3", ["conv: {filters: 4, kernel: 3, padding: 3}"], "52 of 196 places of the output read padding and nothing else"),
    ("10x10x3", ["avgpool: {kernel: 2, stride: 1, padding: 2}"], "the first and the last row, the first and the last column"),
    # Every second window: place 0 starts at -4, place 1 at -2.
    ("9x9x1", ["conv: {filters: 1, kernel: 3, stride: 2, padding: {top: 4}}"], "4 of 24 places"),
    ("12x1", ["conv: {filters: 1, kernel: 1, padding: 1}"], "2 of 14 places of the output read padding and nothing else"),
    ("12x1", ["conv: {filters: 1, kernel: 2, dilation: 2, padding: 3}"], "the first and the last position"),
    # Two cells 4 apart around an input of 2: places 3 to 5 start at -3, -2, -1 and end at 1, 2, 3.
    ("2x1", ["conv: {filters: 1, kernel: 2, dilation: 4, padding: 4}"], "2 positions between"),
]
QUIET = {
    "`full` padding: the outermost windows touch the corner": ("10x10x3", ["conv: {filters: 4, kernel: 5, padding: full}"]),
    "one cell of the window is real": ("10x10x3", ["conv: {filters: 4, kernel: 3, padding: 2}"]),
    "dilation makes the window wider than the padding": ("10x10x3", ["conv: {filters: 4, kernel: 3, dilation: 2, padding: 4}"]),
    "rounding up drops a window that starts behind the input": (
        "6x1",
        ["maxpool: {kernel: 2, stride: 3, padding: 1, rounding: ceil}"],
    ),
    "`same` with a stride larger than the kernel": ("10x10x3", ["conv: {filters: 4, kernel: 1, stride: 3, padding: same}"]),
    "a pad that is a layer of its own is data": ("10x10x3", ["pad: 4", "conv: {filters: 4, kernel: 3}"]),
}
