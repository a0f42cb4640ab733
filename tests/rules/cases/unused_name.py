"""CC416: names and their uses."""

FIRES = [
    ("8x8x3\nvars: {width: 8}", ["conv: {filters: 8, kernel: 1}"], "the variable `width` is never used"),
    ("8x8x3\nblocks: {Idle: {layers: [relu]}}", ["relu"], "the block `Idle` is never used: no layer calls it"),
    (
        "8x8x3\nblocks: {Unit: {params: {width: required, depth: 1}, layers: [conv: {filters: =width, kernel: 1}]}}",
        ["Unit: {width: 8, depth: 2}"],
        "the parameter `depth` is never used: its block never asks for it",
    ),
]
QUIET = {
    "a variable that another asks for": ("8x8x3\nvars: {width: 4, twice: =2 * width}", ["conv: {filters: =twice, kernel: 1}"]),
    "a variable in the defaults": ("8x8x3\nvars: {k: 3}\ndefaults: {conv: {kernel: =k}}", ["conv: 4"]),
    "a variable that only a condition asks for": ("8x8x3\nvars: {deep: false}", ["{relu: {}, when: =deep}", "relu"]),
    "a block that another block calls": (
        "8x8x3\nblocks: {Inner: {layers: [relu]}, Outer: {layers: [Inner]}}",
        ["Outer"],
    ),
    "a parameter that a later default asks for": (
        "8x8x3\nblocks: {Unit: {params: {n: required, m: =2 * n}, layers: [conv: {filters: =m, kernel: 1}]}}",
        ["Unit: 4"],
    ),
    "a block that is called where nothing runs": (
        "8x8x3\nvars: {on: false}\nblocks: {Unit: {layers: [relu]}}",
        ["{Unit: {}, when: =on}", "relu"],
    ),
}
