"""Repairs written into the text: everything else stays as it was."""

from __future__ import annotations

import pytest

from cnncalc.api import Text, parse_network
from cnncalc.language.edits import apply, edits
from cnncalc.source import Change, Repair, Source


def changed(text, change_of):
    """``text`` after one change, which ``change_of`` makes from its walk; None when it cannot be written."""
    source = Source("net.yaml", text)
    walk = parse_network(Text(source, None, "net", is_bundled=False)).try_walk()
    found = edits(Repair("it", (change_of(walk),)), source)
    return None if found is None else apply(text, found)


def set_padding(walk):
    return Change("set", walk.layers[0].written, "padding", "1")


HEAD = "input: 8x8x3  # an image\nlayers:\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - maxpool: {kernel: 2, padding: 0}  # halves\n", "  - maxpool: {kernel: 2, padding: 1}  # halves\n"),
        ("  - maxpool: {kernel: 2}\n", "  - maxpool: {kernel: 2, padding: 1}\n"),
        ("  - maxpool: { kernel: 2 }\n", "  - maxpool: { kernel: 2, padding: 1 }\n"),
        ("  - maxpool: 2  # halves\n", "  - maxpool: {kernel: 2, padding: 1}  # halves\n"),
        ("  - {maxpool: 2, name: pool}\n", "  - {maxpool: {kernel: 2, padding: 1}, name: pool}\n"),
        ("  - maxpool: [2, 2]\n", "  - maxpool: {kernel: [2, 2], padding: 1}\n"),
        (
            "  - maxpool:\n      kernel: 2\n      stride: 2  # halves\n",
            "  - maxpool:\n      kernel: 2\n      stride: 2  # halves\n      padding: 1\n",
        ),
        (
            "  - maxpool:\n      kernel: 2\n      padding: 0\n    name: pool\n",
            "  - maxpool:\n      kernel: 2\n      padding: 1\n    name: pool\n",
        ),
        ("  - maxpool:\n      kernel: 2", "  - maxpool:\n      kernel: 2\n      padding: 1\n"),
        ("  - maxpool:\r\n      kernel: 2\r\n  - relu\r\n", "  - maxpool:\r\n      kernel: 2\r\n      padding: 1\r\n  - relu\r\n"),
        ("  - maxpool:\n      kernel: 2\n      padding: {top: 1}\n", "  - maxpool:\n      kernel: 2\n      padding: 1\n"),
        (
            "  - conv: {filters: 4, kernel: 3,\n           padding: 0}\n",
            "  - conv: {filters: 4, kernel: 3,\n           padding: 1}\n",
        ),
    ],
)
def test_set(before, after):
    assert changed(HEAD + before, set_padding) == HEAD + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - maxpool\n", "  - maxpool: {padding: 1}\n"),
        ("  - maxpool:\n    name: pool\n", "  - maxpool: {padding: 1}\n    name: pool\n"),
        ("  - {maxpool: {}, name: pool}\n", "  - {maxpool: {padding: 1}, name: pool}\n"),
        ("  [maxpool, relu]\n", "  [{maxpool: {padding: 1}}, relu]\n"),
    ],
)
def test_set_where_the_layer_says_nothing(before, after):
    head = "input: 8x8x3\ndefaults: {maxpool: {kernel: 2}}\nlayers:\n"
    assert changed(head + before, set_padding) == head + after


@pytest.mark.parametrize(
    "layer",
    [
        "  - maxpool: {kernel: 2, padding: &p 0}\n  - avgpool: {kernel: 2, padding: *p}\n",  # the second is written elsewhere
        "  - maxpool: {kernel: 2,\n              stride: 2}\n",  # braces over lines: where would it go?
    ],
)
def test_what_cannot_be_set_without_touching_something_else(layer):
    def change(walk):
        return Change("set", walk.layers[-1].written, "padding", "1")

    assert changed(HEAD + layer, change) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - relu\n  - relu  # again\n  - maxpool: 2\n", "  - relu\n  - maxpool: 2\n"),
        ("  [relu, relu, {maxpool: 2}]\n", "  [relu, {maxpool: 2}]\n"),
        ("  [relu, relu]\n", "  [relu]\n"),
        ("  - relu\n  - leaky_relu:\n      slope: 0.2\n  - maxpool: 2\n", "  - relu\n  - maxpool: 2\n"),
    ],
)
def test_remove_a_layer(before, after):
    assert changed(HEAD + before, lambda walk: Change("remove", walk.layers[1].written)) == HEAD + after


@pytest.mark.parametrize(
    "layers",
    ["  - relu\n  - {relu: {}, name: used}\n", "  - sequence: [relu]\n  - sequence: [relu]\n"],
)
def test_a_layer_that_must_stay(layers):
    assert changed(HEAD + layers, lambda walk: Change("remove", walk.layers[1].written)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("input: 8x8x3\nvars: {a: 1, b: 2}\nlayers: [relu]\n", "input: 8x8x3\nvars: {b: 2}\nlayers: [relu]\n"),
        ("input: 8x8x3\nvars:\n  a: 1  # one\n  b: 2\nlayers: [relu]\n", "input: 8x8x3\nvars:\n  b: 2\nlayers: [relu]\n"),
        ("input: 8x8x3\nvars:\n  a: 1  # one\nlayers: [relu]\n", "input: 8x8x3\nlayers: [relu]\n"),
        ("input: 8x8x3\nvars: {a: 1}\nlayers: [relu]\n", "input: 8x8x3\nlayers: [relu]\n"),
    ],
)
def test_remove_a_variable(before, after):
    def change(walk):
        return Change("remove", span=walk.network.document.variables["a"].entry.key.span)

    assert changed(before, change) == after
