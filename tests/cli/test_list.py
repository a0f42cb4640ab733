"""cnncalc list."""

from __future__ import annotations

import json

from runner import cnncalc

from cnncalc import bundled, layers, load


def cnncalc_load(name):
    return load(name).walk()


def listed(*arguments):
    return json.loads(cnncalc("list", *arguments, "--json").out)["networks"]


def test_every_file_is_listed_and_every_name_can_be_shown():
    entries = listed()
    names = [entry["name"] for entry in entries]
    assert len(names) == len(set(names))
    assert all(entry["description"] and entry["source"] and entry["input"] for entry in entries)
    for file in bundled.folder().rglob("*.yaml"):
        assert any(network.file == file for network in bundled.networks()), file
    assert cnncalc("show", *names, "--depth", "1").code == 0


def test_the_facts_are_those_of_the_walk():
    for entry in listed():
        walk = cnncalc_load(entry["name"])
        assert entry["params"] in (None, walk.params), entry["name"]
        assert entry["macs"] in (None, walk.macs), entry["name"]
        assert entry["input"] == " ".join(str(tensor.shape) for tensor in walk.inputs.values())


def test_facts_and_search():
    (vgg,) = [entry for entry in listed("vgg16", "configuration") if entry["name"] == "vgg16"]
    assert (vgg["params"], vgg["macs"], vgg["year"], vgg["input"]) == (138_357_544, 15_470_264_320, 2014, "224x224x3")
    assert "Simonyan" in vgg["source"]
    assert {entry["name"] for entry in listed("SIMONYAN", "configuration d")} == {"vgg16", "vgg16@c"}
    outcome = cnncalc("list", "no such network")
    assert outcome.code == 2
    assert "`no such network`" in outcome.err


def test_the_list_is_aligned():
    lines = cnncalc("list").out.splitlines()
    assert lines[0].split() == ["name", "params", "macs", "input", "description"]
    assert len({line.index("  ", line.index("x") - 8) for line in lines if line.startswith("vgg1")}) == 1


def test_operations():
    entries = json.loads(cnncalc("list", "--operations", "--json").out)["operations"]
    assert [entry["name"] for entry in entries] == list(layers.places())
    assert "filters*, kernel" in next(entry["parameters"] for entry in entries if entry["name"] == "conv")
