"""The schema of sweeps: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import copy
import json

import pytest
from documents import REPORT, SWEEP
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


def places(value, path=()):
    """Where there are objects that have keys of their own."""
    if isinstance(value, dict):
        if path[-1:] != ("values",):
            yield path
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def changed(report, path, change):
    """A copy in which the object at a place is changed."""
    copied = copy.deepcopy(report)
    value = copied
    for step in path:
        value = value[step]
    change(value)
    return copied


def test_every_key_is_checked(good):
    for path in places(good):
        assert faults(changed(good, path, lambda value: value.update(parms=1))), path
        found = good
        for step in path:
            found = found[step]
        for key in found:
            assert faults(changed(good, path, lambda value, key=key: value.pop(key))), (*path, key)
            assert faults(changed(good, path, lambda value, key=key: value.update({key: 1.5}))), (*path, key)
