"""torchvision's builders: published parameters, counted multiply-accumulates, least input sizes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_tables import sizes, table, walk

from cnncalc import bundled
from cnncalc.api import load

ROWS = {row["model"]: row for row in table("torchvision_cnns.csv")}

NOT_BUNDLED = {
    "alexnet",  # the one-tower network of arXiv:1404.5997; ours is that of 2012
    "convnext_base", "convnext_large", "convnext_small", "convnext_tiny",
    "efficientnet_b0", "efficientnet_b1", "efficientnet_b2", "efficientnet_b3", "efficientnet_b4", "efficientnet_b5",
    "efficientnet_b6", "efficientnet_b7", "efficientnet_v2_l", "efficientnet_v2_m", "efficientnet_v2_s",
    "mnasnet0_5", "mnasnet0_75", "mnasnet1_0", "mnasnet1_3",
    "regnet_x_16gf", "regnet_x_1_6gf", "regnet_x_32gf", "regnet_x_3_2gf", "regnet_x_400mf", "regnet_x_800mf", "regnet_x_8gf",
    "regnet_y_128gf", "regnet_y_16gf", "regnet_y_1_6gf", "regnet_y_32gf", "regnet_y_3_2gf", "regnet_y_400mf", "regnet_y_800mf",
    "regnet_y_8gf",
    "resnext101_32x8d", "resnext101_64x4d", "resnext50_32x4d", "wide_resnet101_2", "wide_resnet50_2",
    "shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0",
    "squeezenet1_0", "squeezenet1_1",
}  # fmt: skip
"""Builders without a file of ours: take a name off when its network is bundled."""

ELSEWHERE = {"inception_v3": "inception_v3"}
"""Builders whose network is bundled outside the collection."""

NETWORKS = {model: ELSEWHERE.get(model, f"torchvision/{model}") for model in ROWS if model not in NOT_BUNDLED}
HEADS = {"googlenet": "torchvision/googlenet_with_heads", "inception_v3": "inception_v3@with_head"}


def test_nothing_is_left_out_silently():
    ours = {network.name for network in bundled.networks()}
    assert {model for model in NOT_BUNDLED if f"torchvision/{model}" in ours} == set()
    assert set(ROWS) >= NOT_BUNDLED
    assert ours >= set(NETWORKS.values()) | set(HEADS.values())
    assert {model for model, row in ROWS.items() if row["aux_head_params"] != "0"} == set(HEADS)


@pytest.mark.parametrize("model", NETWORKS)
def test_parameters_and_macs(model):
    row, walked = ROWS[model], walk(NETWORKS[model])
    assert str(walked.input.shape) == row["input"]
    inside = int(row["aux_head_params"]) if model == "inception_v3" else 0
    assert walked.params == int(row["params_published"]) - inside
    assert walked.macs == int(row["macs_counted"])
    assert (Decimal(walked.macs) / 10**9).quantize(Decimal(row["gmacs_published"])) == Decimal(row["gmacs_published"])


@pytest.mark.parametrize("model", HEADS)
def test_auxiliary_heads(model):
    row, walked = ROWS[model], walk(HEADS[model])
    outside = int(row["aux_head_params"]) if model == "googlenet" else 0
    assert walked.params == int(row["params_published"]) + outside


@pytest.mark.parametrize("model", NETWORKS)
def test_least_input_size(model):
    """The size below which torchvision's model fails is the one below which ours does."""
    network, least = load(NETWORKS[model]), int(ROWS[model]["min_size"])
    channels = sizes(ROWS[model]["input"])[-1]
    assert network.try_walk((least, least, channels)).complete
    if least > 1:
        assert not network.try_walk((least - 1, least - 1, channels)).complete
