"""Receptive field, effective stride and effective padding at the end points of TF-Slim's networks."""

from __future__ import annotations

from functools import cache

import pytest
from fact_tables import HERE, table, walk

SLIM = HERE / "slim"
NETWORKS = {
    "alexnet_v2": SLIM / "alexnet_v2.yaml",
    "mobilenet_v1": SLIM / "mobilenet_v1.yaml",
    "resnet_v1_50": SLIM / "resnet_v1_50.yaml",
    "vgg_a": "vgg11",  # the same convolutions and pools
    "vgg_16": "vgg16",
}
OTHER_SIZES = {"alexnet_v2": (225, 321), "mobilenet_v1": (225, 321), "resnet_v1_50": (225, 321), "vgg_a": (), "vgg_16": ()}
"""Beside 224: what does not depend on the resolution is asked at odd ones too. VGG's dense layers take no other size."""

ROWS = table("receptive_field.csv")


@cache
def layers(model, size):
    walked = walk(NETWORKS[model], f"{size}x{size}x3").to_dict()
    return walked["layers"]


def field(model, size, end_point):
    """That of the last layer that bears the end point's name, or stands below it."""
    name = end_point.rpartition("/")[2]
    inside = [layer for layer in layers(model, size) if layer["path"] == name or layer["path"].startswith(name + ".")]
    return inside[-1]["receptive_field"]


def test_every_network_is_here():
    assert {row["model"] for row in ROWS} == set(NETWORKS)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['end_point']}-{row['resolution']}" for row in ROWS])
def test_end_point(row):
    model = row["model"]
    sizes = (224, *OTHER_SIZES[model]) if row["resolution"] == "None" else (int(row["resolution"]),)
    for size in sizes:
        found = field(model, size, row["end_point"])
        assert found["size"] == [int(row["rf"])] * 2, size
        assert found["stride"] == [int(row["effective_stride"])] * 2, size
        if row["effective_padding"] != "None":
            assert found["start"] == [-int(row["effective_padding"])] * 2, size
