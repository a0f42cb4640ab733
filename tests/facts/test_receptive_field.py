"""Receptive field, effective stride and effective padding at the end points of TF-Slim's networks: as published, and as run."""

from __future__ import annotations

from functools import cache

import pytest
from fact_tables import HERE, table, walk

from cnncalc.analyses.receptive_field import region
from cnncalc.run.probe import probe

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
def walked(model, height, width):
    return walk(NETWORKS[model], f"{height}x{width}x3")


@cache
def layers(model, height, width):
    return walked(model, height, width).to_dict()["layers"]


def layer(model, size, end_point):
    """The last layer that bears the end point's name, or stands below it."""
    name = end_point.rpartition("/")[2]
    inside = [one for one in layers(model, size, size) if one["path"] == name or one["path"].startswith(name + ".")]
    return inside[-1]


def field(model, size, end_point):
    return layer(model, size, end_point)["receptive_field"]


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
            assert found["padding"] == [int(row["effective_padding"])] * 2, size


@pytest.mark.parametrize("model", ["alexnet_v2", "mobilenet_v1", "resnet_v1_50"])
def test_formulas(model):
    """With letters for the input too: a start that depends on them comes out where they are 224."""
    for row in ROWS:
        if row["model"] == model and row["effective_padding"] != "None":
            found = layer(model, "N", row["end_point"])["receptive_field"]
            paddings = [eval(str(padding), {"N": 224}) for padding in found["padding"]]
            assert (found["size"], found["stride"]) == ([int(row["rf"])] * 2, [int(row["effective_stride"])] * 2)
            assert paddings == [int(row["effective_padding"])] * 2


MEASURED = [row for row in ROWS if row["effective_padding"] != "None" and row["resolution"] == "224" and int(row["rf"]) < 224]


@pytest.mark.parametrize("row", MEASURED, ids=[row["end_point"] for row in MEASURED])
def test_runs_find_the_published_region(row):
    """NaN in the pixels that the published figures name, and in no others, reaches a unit in the middle and one in the corner."""
    network = walked(row["model"], 224, 224)
    record = network.layers[layer(row["model"], 224, row["end_point"])["index"]]
    size, stride, padding = (int(row[key]) for key in ("rf", "effective_stride", "effective_padding"))
    for at in (0, record.shape[0] // 2):
        first = at * stride - padding
        published = (max(first, 0), min(first + size, 224) - 1)
        assert region(network, record, (at, at)) == (published,) * 2
        assert probe(network, record, (published,) * 2, (at, at)).measured == (published,) * 2
