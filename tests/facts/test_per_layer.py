"""torchvision's networks layer by layer: every convolution, linear layer and batch norm in running order."""

from __future__ import annotations

import pytest
from fact_tables import HERE, sizes, table, walk

NETWORKS = {
    "densenet121": "torchvision/densenet121",
    "googlenet": "torchvision/googlenet",
    "mobilenet_v2": "torchvision/mobilenet_v2",
    "mobilenet_v3_large": "torchvision/mobilenet_v3_large",
    "resnet50": "torchvision/resnet50",
    "vgg16": "torchvision/vgg16",
}
KINDS = {"Conv2d": ("conv", "depthwise_conv"), "Linear": ("linear",), "BatchNorm2d": ("batchnorm",)}


def modules(network):
    return [row for row in table(f"per_layer/{network}.csv") if row["type"] in KINDS]


def layers(architecture):
    ours = [kind for kinds in KINDS.values() for kind in kinds]
    return [record for record in walk(architecture).layers if record.op in ours]


def test_every_table_is_used():
    assert {file.stem for file in (HERE / "per_layer").glob("*.csv")} == set(NETWORKS)


@pytest.mark.parametrize(("network", "architecture"), NETWORKS.items(), ids=list(NETWORKS))
def test_every_layer(network, architecture):
    rows, records = modules(network), layers(architecture)
    assert len(rows) > 10
    for row, record in zip(rows, records, strict=True):
        where = f"{network} {row['path']} = {record.path}"
        assert record.op in KINDS[row["type"]], where
        assert record.input_shapes == [sizes(row["input"])], where
        assert record.output_shape == sizes(row["output"]), where
        assert record.params == int(row["params"]), where
        assert record.macs == int(row["macs"] or 0), where
        if row["bias"]:
            assert ("bias" in record.weights) is (row["bias"] == "True"), where


@pytest.mark.parametrize(("network", "architecture"), NETWORKS.items(), ids=list(NETWORKS))
def test_every_window(network, architecture):
    rows = [row for row in modules(network) if row["type"] == "Conv2d"]
    records = [record for record in layers(architecture) if record.op in KINDS["Conv2d"]]
    for row, record in zip(rows, records, strict=True):
        where = f"{network} {row['path']} = {record.path}"
        (x,) = record.input_shapes
        windows = record.operation.windows(x)
        assert tuple(window.kernel for window in windows) == sizes(row["kernel"]), where
        assert tuple(window.stride for window in windows) == sizes(row["stride"]), where
        assert tuple(window.before for window in windows) == sizes(row["padding"]), where
        assert tuple(window.after for window in windows) == sizes(row["padding"]), where
        # A filter sees the channels of one group.
        assert x.channels == record.weights["weight"][1] * int(row["groups"]), where


@pytest.mark.parametrize("network", NETWORKS)
def test_pools(network):
    """The pools between them, which have no parameters to be counted by."""
    kinds = {"MaxPool2d": "maxpool", "AvgPool2d": "avgpool"}
    rows = [row for row in table(f"per_layer/{network}.csv") if row["type"] in kinds]
    records = [record for record in walk(NETWORKS[network]).layers if record.op in kinds.values()]
    for row, record in zip(rows, records, strict=True):
        assert (record.op, record.output_shape) == (kinds[row["type"]], sizes(row["output"])), row["path"]
        assert record.input_shapes == [sizes(row["input"])], row["path"]
        windows = record.operation.windows(record.input_shapes[0])
        assert {(str(window.kernel), str(window.stride), str(window.before)) for window in windows} == {
            (row["kernel"], row["stride"], row["padding"])
        }, row["path"]
