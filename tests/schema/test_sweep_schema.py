"""The schema of sweeps: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import json

import pytest
from documents import REPORT, SWEEP
from printing import places, slips
from runner import cnncalc


def faults(report):
    """What the schema has against a report."""
    return [f"{error.json_path}: {error.message}" for error in SWEEP.iter_errors(report)]


def shown(*arguments, **more):
    return json.loads(cnncalc("show", "--json", *arguments, **more).out)


@pytest.fixture(scope="module")
def good():
    """A sweep with everything in it: a grid, and a point that fails."""
    return shown("unet", "--sweep", "input=571,572", "--sweep", "num_classes=2,3")


def test_what_is_printed(good):
    assert faults(good) == []
    assert [point["totals"] is None for point in good["models"][0]["sweep"]] == [True, True, False, False]
    swept = shown("torchvision/resnet", "vgg16", "--sweep", "variant=resnet18")
    assert faults(swept) == []
    assert [model["name"] for model in swept["models"]] == ["torchvision/resnet"]  # VGG-16 has no such variant
    lists = shown("torchvision/resnet", "--sweep", "depths=[2,2,2,2],[3,4,6,3]", "--sweep", "bottleneck=true,false")
    assert faults(lists) == []
    assert lists["models"][0]["axes"] == [
        {"name": "depths", "values": [[2, 2, 2, 2], [3, 4, 6, 3]]},
        {"name": "bottleneck", "values": [True, False]},
    ]


def test_a_file_that_cannot_be_read():
    report = shown("-", "--sweep", "input=1:3", stdin="[")
    assert faults(report) == []
    (model,) = report["models"]
    assert model["sweep"] == []
    assert [found["code"] for found in model["diagnostics"]] == ["CC101"]


def test_a_report_is_no_sweep(good):
    assert faults(shown("quiz"))
    assert list(REPORT.iter_errors(good))


def test_every_key_is_checked(good):
    assert len(list(places(good, ("values",)))) > 7
    assert slips("sweep", good, free=("values",)) == []
