"""CC412: what follows a dropout."""

FIRES = [
    ("64", ["linear: 10", "dropout"], "drops 10 results"),
    ("64", ["linear: 10", "softmax", "dropout: 0.2"], "drops 10 results"),
    ("8x8x3", ["conv: {filters: 2, kernel: 1}", "dropout", "sigmoid", "flatten"], "drops 8x8x2 results"),
    ("64", ["linear: 10", "{dropout: 0.5, name: noise}"], "drops 10 results"),
    ("64", ["{head: {aux: [linear: 5, dropout]}}", "linear: 10"], "drops 5 results"),
]
QUIET = {
    "the classifier follows": ("64", ["linear: 32", "dropout", "linear: 10"]),
    "a pool makes features of it": ("8x8x3", ["conv: {filters: 10, kernel: 1}", "dropout", "global_avgpool"]),
    "a trained activation follows": ("64", ["linear: 10", "dropout", "prelu"]),
    "one of two ways leads to weights": ("64", ["linear: 32", "dropout", "{head: {code: identity}}", "linear: 10"]),
    "nothing is trained before it": ("64", ["dropout"]),
    "a join of features follows": ("64", ["linear: 64", "{add: {a: dropout, b: identity}}"]),
}
