"""cnncalc list."""

from __future__ import annotations

import json

from runner import cnncalc

from cnncalc import bundled, layers


def test_every_file_is_listed_and_every_name_can_be_shown():
    outcome = cnncalc("list", "--json")
    listed = json.loads(outcome.out)["networks"]
    names = [entry["name"] for entry in listed]
    assert len(names) == len(set(names))
    assert all(entry["description"] for entry in listed)
    for file in bundled.folder().rglob("*.yaml"):
        assert any(network.file == file for network in bundled.networks()), file
    assert cnncalc("show", *names, "--depth", "1").code == 0


def test_the_list_is_aligned():
    lines = cnncalc("list").out.splitlines()
    assert any(line.startswith("vgg16 ") for line in lines)
    assert len({len(line) - len(line.split("  ", 1)[1].lstrip()) for line in lines}) == 1


def test_operations():
    entries = json.loads(cnncalc("list", "--operations", "--json").out)["operations"]
    assert [entry["name"] for entry in entries] == list(layers.places())
    assert "filters*, kernel" in next(entry["description"] for entry in entries if entry["name"] == "conv")
