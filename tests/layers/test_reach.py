"""What a unit reads: everything, its own place, or a window on each axis, for every row of every table."""

from __future__ import annotations

import pytest
from layer_tables import build, rows, shapes

from cnncalc import layers
from cnncalc.core.operation import EVERYTHING, POINTWISE

SEE_EVERYTHING = {"global_avgpool", "global_maxpool", "linear", "flatten", "reshape", "groupnorm", "instancenorm", "grn"}
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
