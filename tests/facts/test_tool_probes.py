"""Single layers that other counters were asked about: the true figure is ours, whatever they print."""

from __future__ import annotations

import pytest
from fact_tables import layers, table

ROWS = {row["probe"]: row for row in table("tool_layer_probes.csv")}
TOOLS = ("torchinfo1.8.0", "ptflops0.7.5_pytorch", "ptflops0.7.5_aten", "fvcore", "thop0.1.1")

NETWORKS = {
    "Conv2d 3->8 k3 p1 nobias 16x16": ("16x16x3", "conv: {filters: 8, kernel: 3, padding: 1, bias: false}"),
    "Conv2d 3->8 k3 p1 BIAS 16x16": ("16x16x3", "conv: {filters: 8, kernel: 3, padding: 1}"),
    "Conv2d groups=4 8->8": ("16x16x8", "conv: {filters: 8, kernel: 3, padding: 1, groups: 4, bias: false}"),
    "depthwise": ("16x16x8", "depthwise_conv: {kernel: 3, padding: 1, bias: false}"),
    "ConvT 8->4 k2 s2": ("16x16x8", "conv_transpose: {filters: 4, kernel: 2, stride: 2, bias: false}"),
    "ConvT 8->8 k4 s2 p1 g8": ("16x16x8", "conv_transpose: {filters: 8, kernel: 4, stride: 2, padding: 1, groups: 8, bias: false}"),
    "Linear bias 32->16": ("32", "linear: 16"),
    "BatchNorm2d 8 16x16 (eval)": ("16x16x8", "batchnorm"),
    "ReLU": ("16x16x8", "relu"),
    "MaxPool2": ("16x16x8", "maxpool: 2"),
    "AvgPool k3 s1": ("16x16x8", "avgpool: {kernel: 3, stride: 1, padding: 1}"),
    "AdaptiveAvg 1": ("16x16x8", "adaptive_avgpool: 1"),
    "Upsample bilinear x2": ("16x16x8", "upsample: {scale: 2, mode: bilinear}"),
    "functional conv": ("16x16x3", "conv: {filters: 8, kernel: 3, padding: 1, bias: false}"),
    "functional add/relu/mul": ("16x16x8", "add: [prev, input]", "relu", "multiply: [prev, input]"),
    "functional max_pool": ("16x16x8", "maxpool: 2"),
    "reused conv x3": (
        "16x16x8", "{conv: {filters: 8, kernel: 3, padding: 1, bias: false}, name: one}",
        "{conv: {filters: 8, kernel: 3, padding: 1, bias: false}, weights: one, repeat: 2}",
    ),
    "PReLU": ("16x16x8", "prelu"),
    "Softmax": ("16x16x8", "softmax"),
    "Conv1d 8->8 k3": ("16x8", "conv: {filters: 8, kernel: 3, bias: false}"),
    "Conv3d 2->4 k3": ("8x8x8x2", "conv: {filters: 4, kernel: 3, bias: false}"),
}  # fmt: skip

OTHER_CONVENTIONS = {
    "Linear on 4-D [1,5,10,32]->16": "`linear` takes a vector here",
    "functional matmul": "no layer of a CNN",
    "Embedding-like? LayerNorm 16": "over the last axis, which is the width there; ours is over the channels",
}

TRUE = {
    # as the table says it: multiply-accumulates, elementwise operations
    "55296": (55296, 0),
    "55296 (+2048 bias adds)": (55296, 2048),
    "36864": (36864, 0),
    "18432": (18432, 0),
    "32768": (32768, 0),
    "8*16*256=32768 (padding-cropped less)": (8 * 16 * 256, 0),
    "512 (+16)": (512, 16),
    "0 / 1 per elem=2048 / 2 per elem 4096": (0, 4096),
    "0 or 2048 comps": (0, 2048),
    "0 or 3 comps/out": (0, 3 * 8 * 8 * 8),
    "2048*9 adds": (0, 2048 * 9),
    "0 MAC, 3*2048 elementwise": (0, 3 * 2048),
    "442368": (442368, 0),
    "2688": (2688, 0),
    "46656": (46656, 0),
}
UNSAID = ("AdaptiveAvg 1", "Upsample bilinear x2", "functional max_pool", "PReLU", "Softmax")
"""Probes for which the table has no true figure: no multiply-accumulates, whatever their operations are called."""


def network(probe):
    walked = layers(*NETWORKS[probe])
    assert walked.diagnostics == []
    return walked


def test_no_row_is_left_out():
    assert set(ROWS) == set(NETWORKS) | set(OTHER_CONVENTIONS)
    assert {probe for probe in NETWORKS if not ROWS[probe]["true_MAC"]} == set(UNSAID)


@pytest.mark.parametrize("probe", NETWORKS)
def test_output_shape(probe):
    batch, channels, *places = (int(size) for size in ROWS[probe]["output"].strip("()").split(",") if size.strip())
    assert batch == 1
    assert network(probe).output_shape == (*places, channels)


@pytest.mark.parametrize("probe", NETWORKS)
def test_work(probe):
    walked = network(probe)
    if probe in UNSAID:
        assert walked.macs == 0
        assert walked.flops > 0
        return
    macs, elementwise = TRUE[ROWS[probe]["true_MAC"]]
    assert walked.macs == macs
    assert walked.flops == 2 * macs + elementwise
    if macs:
        printed = [float(ROWS[probe][tool]) for tool in TOOLS]
        assert macs in printed, "some tool is right"
    if probe.startswith("ConvT"):
        assert float(ROWS[probe]["thop0.1.1"]) == 4 * macs, "counted by output elements: too much by the stride squared"


def test_a_layer_used_three_times_has_its_parameters_once():
    walked = network("reused conv x3")
    assert walked.params == 8 * 8 * 9
    assert [record.params for record in walked.layers] == [8 * 8 * 9, 0, 0]
