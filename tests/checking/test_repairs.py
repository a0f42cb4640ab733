"""Every first repair works: applied to the file, the finding is gone and nothing is worse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnncalc import bundled
from cnncalc.api import Text, locate
from cnncalc.checking.judge import Terms, judge
from cnncalc.checking.selection import Selection
from cnncalc.language.edits import apply, edits
from cnncalc.rules import RULES
from cnncalc.source import Source

EVERYTHING = Terms(Selection(["ALL"]), [])

SIZE = st.integers(5, 40)
STRIDED = st.fixed_dictionaries(
    {"kernel": st.integers(1, 7)},
    optional={
        "stride": st.integers(1, 5),
        "padding": st.one_of(st.integers(0, 4), st.sampled_from(["same", "half", "valid"])),
        "dilation": st.integers(1, 3),
    },
)


@st.composite
def layers(draw):
    """One entry of a list, as a file writes it."""
    sort = draw(st.sampled_from(["conv", "conv", "maxpool", "avgpool", "conv_transpose", "word", "linear"]))
    if sort == "word":
        return draw(st.sampled_from(["relu", "relu6", "batchnorm", "dropout", "softmax", "sigmoid", "tanh", "global_avgpool"]))
    if sort == "linear":
        return "sequence: [flatten, {linear: 16}, {reshape: 1x1x16}]"
    given = dict(draw(STRIDED))
    if sort == "avgpool":
        given.pop("dilation", None)
    if sort in ("conv", "conv_transpose"):
        given = {"filters": draw(st.sampled_from([4, 8, 12])), **given}
        given |= draw(st.fixed_dictionaries({}, optional={"batchnorm": st.just("true"), "activation": st.just("relu")}))
    return f"{sort}: {{{', '.join(f'{key}: {value}' for key, value in given.items())}}}"


@st.composite
def files(draw):
    """A chain of layers, in a file."""
    entries = draw(st.lists(layers(), min_size=1, max_size=5))
    return f"input: {draw(SIZE)}x{draw(SIZE)}x3\nlayers:\n" + "".join(f"  - {entry}\n" for entry in entries)


def judged(text):
    return judge(Text(Source("net.yaml", text), None, "net", is_bundled=False), EVERYTHING)


def check_first_repairs(text):
    """The codes whose first repair could be written, after asserting that each works."""
    before = judged(text)
    worked = set()
    for found in before.findings:
        changes = edits(found.repairs[0], Source("net.yaml", text)) if found.repairs else None
        if changes is None:
            continue
        repaired = apply(text, changes)
        again = judged(repaired).findings
        if found.repairs[0].changes[0].action == "remove":  # which renumbers the layers behind it
            gone = sum(one.code == found.code for one in again) < sum(one.code == found.code for one in before.findings)
        else:
            gone = (found.code, found.layer) not in {(one.code, one.layer) for one in again}
        assert gone, f"{found}\n\n{repaired}"
        worked.add(found.code)
    return worked


@settings(max_examples=300, deadline=None)
@given(files())
def test_the_first_repair_makes_the_finding_go_away(text):
    check_first_repairs(text)


def test_repairs_are_really_tried():
    """The strategy meets repairs of several rules (a test that finds none would prove nothing)."""
    text = (
        "input: 17x17x3\nvars: {unused: 1}\nlayers:\n  - conv: {filters: 8, kernel: 4, stride: 3, padding: same}\n"
        "  - conv: {filters: 8, kernel: 3, stride: 2}\n  - batchnorm\n  - relu\n  - relu\n  - dropout\n"
    )
    assert {"CC401", "CC406", "CC408", "CC412", "CC416"} <= check_first_repairs(text)


@pytest.mark.parametrize("code", RULES)
def test_the_repair_of_every_rules_own_example(code):
    from cnncalc.explanations import explanation

    check_first_repairs(explanation(code).bad)


@pytest.mark.parametrize("name", ["torchvision/resnet50", "vgg16", "inception_v3", "unet"])
def test_no_repair_breaks_a_bundled_file(name):
    """Whatever is repaired in a bundled file, it can still be read."""
    text = locate(name).source.text.replace("# cnncalc: ignore", "#")
    assert bundled.named(name)
    for found in judged(text).findings:
        changes = edits(found.repairs[0], Source("net.yaml", text)) if found.repairs else None
        if changes is not None:
            assert not any(one.code.startswith("CC1") and one.severity == "error" for one in judged(apply(text, changes)).findings)


def test_layers_that_do_nothing_hide_nothing():
    """What stands behind an activation that does nothing is judged by what stands before it."""
    assert check_first_repairs("input: 8x8x3\nlayers:\n  - relu6\n  - relu\n  - relu6\n") == {"CC408"}
    assert [found.layer for found in judged("input: 8x8x3\nlayers: [relu6, relu, relu6]\n").findings] == ["relu", "relu6[1]"]
