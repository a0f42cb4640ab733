"""What a unit reads: everything, its own place, or a window on each axis, for every row of every table."""

from __future__ import annotations

import pytest
from layer_tables import build, rows, shapes

from cnncalc import layers
from cnncalc.core.operation import EVERYTHING, POINTWISE

SEE_EVERYTHING = {"global_avgpool", "global_maxpool", "linear", "flatten", "reshape", "groupnorm", "instancenorm", "grn", "regions"}
OWN_PLACE = {
    "channel_avgpool", "channel_maxpool", "batchnorm", "layernorm", "lrn", "l2norm", "scale", "slice", "chunk", "channel_shuffle",
    *layers.FAMILIES["activation"], *layers.FAMILIES["regularisation"], *layers.FAMILIES["joining"],
}  # fmt: skip
ADAPTIVE = {"adaptive_avgpool", "adaptive_maxpool"}

ROWS = [
    pytest.param(operation, row, id=f"{operation}-{index}")
    for operation in layers.places()
    for index, row in enumerate(rows(operation))
]


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_reach(operation, row):
    inputs = shapes(row["input"])
    layer = build(operation, row["given"])
    y = layer.measure(inputs).output_shape
    reach = layer.reach(inputs)
    if operation in SEE_EVERYTHING or (operation in ADAPTIVE and set(y.spatial) == {1}):
        assert reach == EVERYTHING
    elif operation in OWN_PLACE:
        assert reach == POINTWISE
    else:
        assert len(reach) == inputs[0].axes
        for axis, size, places in zip(reach, inputs[0].spatial, y.spatial, strict=True):
            assert covers(axis, size, places)


def covers(axis, size, places):
    """Whether the first units read the input, and those a period on the same, shifted."""
    reads = [read for unit in range(min(places, 50)) for read in axis.reads(unit)]
    shifted = [read for unit in range(min(places, 50)) for read in axis.reads(unit + axis.period)]
    return any(0 <= read < size for read in reads) and [read + axis.shift for read in reads] == shifted


@pytest.mark.parametrize(
    ("operation", "given", "input", "reads"),
    [
        # What the first units of the first axis read.
        ("conv", {"filters": "1", "kernel": "3", "stride": "2", "padding": "same"}, "7x7x1", [[-1, 0, 1], [1, 2, 3]]),
        ("conv", {"filters": "1", "kernel": "3", "dilation": "2"}, "7x7x1", [[0, 2, 4], [1, 3, 5]]),
        ("conv_transpose", {"filters": "1", "kernel": "3", "stride": "2"}, "7x7x1", [[-1, 0], [0], [0, 1], [1]]),
        ("maxpool", "2", "7x7x1", [[0, 1], [2, 3]]),
        ("adaptive_avgpool", "3", "5x5x1", [[0, 1], [1, 2, 3], [3, 4]]),
        ("blurpool", "4", "7x7x1", [[-1, 0, 1, 2], [1, 2, 3, 4]]),
        ("upsample", "3", "7x7x1", [[0], [0], [0], [1]]),
        ("upsample", {"scale": "3", "mode": "bilinear"}, "7x7x1", [[-1, 0], [0], [0, 1], [0, 1], [1]]),
        ("pad", {"padding": {"top": "2"}}, "7x7x1", [[-2], [-1], [0]]),
        ("crop", {"margin": {"top": "2"}}, "7x7x1", [[2], [3]]),
        ("pixel_shuffle", "2", "7x7x4", [[0], [0], [1], [1]]),
        ("space_to_depth", "2", "8x8x1", [[0, 1], [2, 3]]),
    ],
)
def test_first_axis(operation, given, input, reads):
    axis = build(operation, given).reach(shapes(input))[0]
    assert [list(axis.reads(unit)) for unit in range(len(reads))] == reads
