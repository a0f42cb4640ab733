"""Layers behind ``regions`` run once a region: weights once, work and activations times the count."""

from __future__ import annotations

import cnncalc

TEXT = """
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 1}
  - head: {proposals: [{conv: {filters: 4, kernel: 1}}]}
  - regions: {count: 50, size: 7}
  - flatten
  - linear: 10
"""


def test_work_is_multiplied_and_weights_are_not():
    walk = cnncalc.loads(TEXT).walk()
    assert [(layer.path, layer.times, layer.macs) for layer in walk.layers] == [
        ("conv", 1, 32 * 32 * 8 * 27),
        ("proposals.conv", 1, 32 * 32 * 4 * 8),
        ("regions", 50, 0),
        ("flatten", 50, 0),
        ("linear", 50, 50 * 392 * 10),
    ]
    assert walk.params == (8 * 27 + 8) + (4 * 8 + 4) + (392 * 10 + 10)
    assert walk.macs == 32 * 32 * 8 * 27 + 32 * 32 * 4 * 8 + 50 * 3_920
    assert walk.layers[-1].flops == 50 * (2 * 3_920 + 10)


def test_activations_are_multiplied():
    model = cnncalc.loads(TEXT).walk().to_dict()
    assert [layer["activation_bytes"] for layer in model["layers"]] == [4 * 8_192, 4 * 4_096, 4 * 50 * 392, 0, 4 * 50 * 10]
    assert [layer.get("times") for layer in model["layers"]] == [None, None, 50, 50, 50]
    # While the proposals are made: the image is gone, the map and the proposals are there; while regions are pooled, all three.
    assert model["totals"]["peak_activation_bytes"] == 4 * (8_192 + 4_096 + 50 * 392)


def test_regions_of_regions():
    walk = cnncalc.loads(
        "input: 32x32x3\nlayers: [{regions: 10}, {regions: {count: 5, size: 7}}, {conv: {filters: 2, kernel: 7}}]"
    ).walk()
    assert walk.layers[-1].times == 50
    assert walk.macs == 50 * 2 * 147
