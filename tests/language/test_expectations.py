"""What a file asserts of itself, and the variants that it has."""

from __future__ import annotations

import pytest
from language_helper import errors, found, network, output, walked

from cnncalc.language.settings import UsageError

NET = """\
input: 32x32x3
vars: {filters: 10}
layers:
  - conv: {filters: =filters, kernel: 5, padding: 2}
  - head: {aux: [global_avgpool, flatten]}
  - maxpool: 2
expect: {EXPECT}
"""


def messages(expect, **settings):
    """What is said about an expectation of the network above."""
    return [found.message for found in errors(NET.replace("{EXPECT}", expect), **settings)]


@pytest.mark.parametrize(
    "expect",
    [
        "{output: 16x16x10}",
        "{output: {channels: 10, size: [16, 16]}}",
        "{output: {channels: =filters, size: 16x16}}",
        "{params: 760}",
        "{params: 7_60}",
        "{params: 0.76K}",
        "{params: 0.8K}",
        "{params: {min: 760, max: 760}}",
        "{params: {max: 1K}}",
        "{params: {min: 0.7k}}",
        "{params: =75 * filters + 10}",
        "{trainable_params: 760}",
        "{macs: 768_000}",
        "{macs: 768K}",
        "{macs: 0.77M}",
        "{macs: 0.8M}",
        "{macs: 1M}",
        "{flops: {max: 2M}}",
        "{memory: {max: 100kB}}",
        "{memory: {min: 1KiB, max: 1MiB}}",
        "{heads: {aux: 10}}",
        "{receptive_field: 6}",
        "{receptive_field: 6x6}",
        "{receptive_field: [6, 6]}",
        "{receptive_field: {min: 5, max: 6}}",
        "{}",
    ],
)
def test_what_holds(expect):
    assert messages(expect) == []


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ("{output: 16x16x11}", "expected output 16x16x11, got 16x16x10"),
        ("{params: 761}", "expected params 761, got 760 (1 less)"),
        ("{params: 0.75K}", "expected params 0.75K, got 760 (10 more)"),
        ("{params: {max: 759}}", "expected params at most 759, got 760 (1 more)"),
        ("{params: {min: 1K}}", "expected params at least 1K, got 760 (240 less)"),
        ("{macs: 0.76M}", "expected macs 0.76M, got 768,000 (8,000 more)"),
        ("{heads: {}}", "expected heads none, got aux 10"),
        ("{heads: {aux: 11}}", "expected heads aux 11, got aux 10"),
        ("{heads: {aux: 10, b: 1}}", "expected heads aux 10, b 1, got aux 10"),
        ("{receptive_field: 7}", "expected receptive_field 7, got 6x6"),
        ("{receptive_field: 6x7}", "expected receptive_field 6x7, got 6x6"),
        ("{receptive_field: {min: 7}}", "expected receptive_field at least 7, got 6x6"),
    ],
)
def test_what_does_not_hold(expect, message):
    assert messages(expect) == [message]


def test_rounded_figures_hold_to_the_digits_written():
    def holds(figure, params):
        text = f"input: {params}\nlayers: [scale]\nexpect: {{params: {figure}}}\n"
        return errors(text) == []

    assert holds("15.47M", 15_474_999)
    assert holds("15.47M", 15_465_000)
    assert not holds("15.47M", 15_475_001)
    assert not holds("15.47M", 15_464_999)
    assert holds("15M", 15_499_999)
    assert holds("15_470_264", 15_470_264)
    assert not holds("15_470_264", 15_470_265)
    assert not holds("15470264", 15_470_263)


def test_expect_of_a_layer():
    text = """
        input: 8x8x3
        blocks: {B: {layers: [{conv: {filters: 4, kernel: 3}, expect: 6x6x4}, relu]}}
        layers:
          - {B: , expect: {output: 6x6x4, params: 112, macs: 3_888, receptive_field: 3, trainable_params: 0}, frozen: true}
          - {relu: , repeat: 2, expect: =prev.channels}
        """
    assert [fault.message for fault in errors(text)] == ["expected output 4, got 6x6x4"] * 2
    assert errors(text.replace(", expect: =prev.channels", "")) == []


def test_a_failed_expectation_leaves_the_network_whole():
    walk = walked(NET.replace("{EXPECT}", "{params: 1}"))
    assert walk.complete
    assert str(walk.output_shape) == "16x16x10"
    assert [fault.code for fault in walk.diagnostics] == ["CC201"]


def test_expectations_are_skipped_under_other_settings_and_that_is_said():
    text = NET.replace("{EXPECT}", "{params: 1, macs: 1}").replace("  - maxpool: 2", "  - {maxpool: 2, expect: 1}")
    assert len(errors(text)) == 3
    for settings in ({"set": {"filters": 3}}, {"set": {"filters": 10}}, {"input": "32x32x3"}):
        walk = walked(text, **settings)
        assert walk.diagnostics == []
        assert walk.to_dict()["expectations"]["checked"] == 0
        assert walk.to_dict()["expectations"]["skipped"] >= 2
    assert walked(text, batch=3).to_dict()["expectations"] == {"checked": 3, "failed": 3, "skipped": 0}


def test_expectations_of_a_network_with_a_fault_wait():
    assert found(NET.replace("{EXPECT}", "{params: 1}").replace("kernel: 5", "kernel: 99")) == [("CC310", 4, 31)]


# Variants

VARIANTS = """\
input: 8x8x3
vars: {depths: [1, 1], width: 4}
layers:
  - {conv: {filters: =width, kernel: 1}, repeat: "=depths[0]", expect: 8x8x4}
  - {relu: , repeat: "=depths[1]"}
expect: {params: 16}
variants:
  deep: {set: {depths: [2, 3]}, expect: {params: 36}}
  wide: {set: {width: =2 * input.channels}}
  wrong: {set: {width: 5}, expect: {params: 1}}
  3x-small: {set: {width: 1}}
  same: {}
"""


def test_variants_set_variables():
    assert [layer.path for layer in walked(VARIANTS).layers] == ["conv", "relu"]
    deep = walked(VARIANTS, variant="deep")
    assert [layer.path for layer in deep.layers] == ["conv[0]", "conv[1]", "relu[0]", "relu[1]", "relu[2]"]
    assert deep.diagnostics == []
    assert output(VARIANTS, variant="wide") == "8x8x6"
    assert output(VARIANTS, variant="3x-small") == "8x8x1"
    assert output(VARIANTS, variant="same") == "8x8x4"


def test_variants_have_expectations_of_their_own():
    assert found(VARIANTS) == []
    assert [fault.message for fault in errors(VARIANTS, variant="wrong")] == ["expected params 1, got 20 (19 more)"]
    assert walked(VARIANTS, variant="wrong").diagnostics[0].position == (10, 37)
    assert walked(VARIANTS, variant="deep").to_dict()["expectations"]["checked"] == 1


def test_set_counts_after_the_variant():
    assert output(VARIANTS, variant="wide", set={"width": 7}) == "8x8x7"
    deep = walked(VARIANTS, variant="deep", set={"width": 7})
    assert (len(deep.layers), str(deep.output_shape)) == (5, "8x8x7")
    assert deep.diagnostics == []
    assert deep.to_dict()["expectations"]["checked"] == 0
    assert deep.to_dict()["expectations"]["skipped"] >= 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"variant": "deeep"}, "net.yaml has no variant `deeep`: did you mean `deep`? it has deep, wide, wrong, 3x-small, same"),
        ({"variant": "zzz"}, "net.yaml has no variant `zzz`: it has deep, wide, wrong, 3x-small, same"),
        ({"set": {"widht": 3}}, "net.yaml has no variable `widht`: did you mean `width`? it has depths, width"),
        ({"set": {"zzz": 3}}, "net.yaml has no variable `zzz`: it has depths, width"),
        (
            {"set": {"width": None}},
            "`width` cannot hold nothing: a variable is a number, a word, true or false, or a list of numbers",
        ),
        (
            {"set": {"width": {"a": 1}}},
            "`width` cannot hold `key: value` pairs: a variable is a number, a word, true or false, or a list of numbers",
        ),
        ({"input": {"left": "8x8x3"}}, "net.yaml has no input `left`: it has input"),
    ],
)
def test_what_the_file_does_not_have(settings, message):
    with pytest.raises(UsageError) as raised:
        walked(VARIANTS, **settings)
    assert str(raised.value) == message


def test_a_file_without_variants_or_variables():
    for settings in ({"variant": "a"}, {"set": {"a": 1}}):
        with pytest.raises(UsageError, match="it has none"):
            walked("input: 8x8x3\nlayers: [relu]\n", **settings)


def test_the_top_of_a_file():
    text = "cnncalc: 1\nname: My net\ndescription: two words\nsource: https://example.org\ninput: 8x8x3\nlayers: [relu]\n"
    document = network(text).document
    assert (document.name, document.description, document.reference) == ("My net", "two words", "https://example.org")
    for version in ("2", "1.0", "one", "[1]", ""):
        assert found(text.replace("cnncalc: 1", f"cnncalc: {version}")) == [("CC120", 1, 1)]
