"""torchvision's builders: published parameters, counted multiply-accumulates, least input sizes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_tables import sizes, table, walk

from cnncalc import bundled
from cnncalc.api import load

ROWS = {row["model"]: row for row in table("torchvision_cnns.csv")}

NETWORKS = {model: f"torchvision/{model}" for model in ROWS}
HEADS = {model: f"{network}_with_heads" for model, network in NETWORKS.items() if ROWS[model]["aux_head_params"] != "0"}

RUNS_BELOW = {"efficientnet_v2_s", "efficientnet_v2_m", "efficientnet_v2_l"}
"""Models that run on less than torchvision says: every window of theirs is padded, so that a single pixel will do."""


def test_nothing_is_left_out():
    assert {network.name for network in bundled.networks()} >= set(NETWORKS.values()) | set(HEADS.values())
    assert set(HEADS) == {"googlenet", "inception_v3"}


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
    network, least = load(NETWORKS[model]), 1 if model in RUNS_BELOW else int(ROWS[model]["min_size"])
    channels = sizes(ROWS[model]["input"])[-1]
    assert network.try_walk((least, least, channels)).complete
    if least > 1:
        assert not network.try_walk((least - 1, least - 1, channels)).complete
