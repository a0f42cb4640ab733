"""Traps of YAML: what looks like one thing and would be read as another."""

from __future__ import annotations

import pytest
from language_helper import errors, found, layers, output, shape_after, walked

from cnncalc.api import Text, parse_network
from cnncalc.language import reader
from cnncalc.source import InputError


def decoded(data):
    """The findings of a file's bytes."""
    try:
        return parse_network(Text(reader.decode(data, "net.yaml"), None, "net", is_bundled=False)).try_walk().diagnostics
    except InputError as error:
        return error.diagnostics


@pytest.mark.parametrize(
    ("written", "message", "help"),
    [
        ("0x3", "`filters`: `0x3` is not a decimal number", "write `3`, or for a pair `[0, 3]`"),
        ("0x1F", "`filters`: `0x1F` is not a decimal number", "write `31`"),
        ("010", "`filters`: `010` is not a decimal number", "write `10`"),
        ("0o10", "`filters`: `0o10` is not a decimal number", "write `8`"),
        ("0b11", "`filters`: `0b11` is not a decimal number", "write `3`"),
        ("00", "`filters`: `00` is not a decimal number", "write `0`"),
        ("1:30", "`filters` takes a whole number of at least 1, found `1:30`", "as in `filters: 64`"),
        ("1__0", "`filters` takes a whole number of at least 1, found `1__0`", "as in `filters: 64`"),
        ("1_", "`filters` takes a whole number of at least 1, found `1_`", "as in `filters: 64`"),
        ("1,000", "a comma", ""),
        ("٣", "`filters` takes a whole number of at least 1, found `٣`", "as in `filters: 64`"),
        ("²", "`filters` takes a whole number of at least 1, found `²`", "as in `filters: 64`"),
        (".inf", "`filters` takes a whole number of at least 1, found `.inf`", "as in `filters: 64`"),
        (".nan", "`filters` takes a whole number of at least 1, found `.nan`", "as in `filters: 64`"),
        ("inf", "`filters` takes a whole number of at least 1, found `inf`", "as in `filters: 64`"),
        ("1e-5", "`filters`: 1e-05 is not a whole number", "write `0` or `1`"),
        ("2.5", "`filters`: 2.5 is not a whole number", "write `2` or `3`"),
        ("no", "`filters` takes a whole number of at least 1, found `no`", "as in `filters: 64`"),
        ("true", "`filters` takes a whole number of at least 1, found `true`", "as in `filters: 64`"),
        ("null", "`filters` takes a whole number of at least 1, found `null`", "as in `filters: 64`"),
        ("~", "`filters` takes a whole number of at least 1, found `~`", "as in `filters: 64`"),
        ("2020-01-01", "`filters` takes a whole number of at least 1, found `2020-01-01`", "as in `filters: 64`"),
    ],
)
def test_not_a_count(written, message, help):
    if written == "1,000":  # inside braces the comma ends the value
        assert found("input: 8x8x3\nlayers:\n  - conv: {filters: 1,000, kernel: 3}\n") == [("CC105", 3, 23)]
        return
    (fault,) = errors(f"input: 8x8x3\nlayers:\n  - conv: {{filters: {written}, kernel: 3}}\n")
    assert (fault.code, fault.message, fault.help, fault.position) == ("CC107", message, help, (3, 12))


@pytest.mark.parametrize("written", ["1_000", "1000", '"1000"', "'1000'", "1000.0", "1e3", "1E3", "+1000", "&a 1000"])
def test_a_count(written):
    assert shape_after(f"conv: {{filters: {written}, kernel: 1}}") == "32x32x1000"


@pytest.mark.parametrize(
    ("written", "slip"), [("no", "false"), ("on", "true"), ("Off", "false"), ("yes", "true"), ("TRUE", "true")]
)
def test_not_a_truth_value(written, slip):
    (fault,) = errors(f"input: 8x8x3\nlayers:\n  - conv: {{filters: 3, kernel: 3, bias: {written}}}\n")
    assert (fault.code, fault.help, fault.position) == ("CC107", f"use `{slip}`", (3, 35))


def test_words_of_yaml_are_words_here():
    walk = walked("input: 8x8x3\nname: no\nlayers: [{relu: , name: on}, {relu: , name: null}]\n")
    assert walk.network.name == "no"
    assert [layer.path for layer in walk.layers] == ["on", "null"]


def test_a_small_number_with_an_exponent_is_a_number():
    assert walked("input: 8x8x3\nlayers: [batchnorm: {epsilon: 1e-5}]\n").diagnostics == []
    (fault,) = errors("input: 8x8x3\nlayers: [batchnorm: {epsilon: 1e-}]\n")
    assert fault.message == "`epsilon` takes a number above 0, found `1e-`"


def test_a_pair_that_looks_like_a_hexadecimal_number():
    (fault,) = errors("input: 8x8x3\nlayers:\n  - conv: {filters: 3, kernel: 3, padding: 0x1}\n")
    assert (fault.code, fault.position) == ("CC107", (3, 35))
    assert fault.help == "`0x…` reads as a hexadecimal number elsewhere: write `[0, 1]`"
    assert shape_after("conv: {filters: 3, kernel: 3, padding: [0, 1]}") == "30x32x3"


def test_a_duplicate_key_is_an_error_at_the_second():
    (fault,) = errors("input: 8x8x3\nlayers: [relu]\ninput: 9x9x3\n")
    assert (fault.code, fault.position) == ("CC104", (3, 1))
    assert [(text, span.line, span.column) for text, span in fault.notes] == [("the first time", 1, 1)]
    assert found("input: 8x8x3\nlayers: [conv: {filters: 3, kernel: 1, filters: 3}]\n") == [("CC104", 2, 40)]
    assert found("input: 8x8x3\nlayers: [relu]\nvars: {a: 1, 'a': 2}\n") == [("CC104", 3, 14)]


def test_each_of_three_equal_keys_but_the_first_is_reported():
    assert found("input: 8x8x3\nname: a\nname: b\nname: c\nlayers: [relu]\n") == [("CC104", 3, 1), ("CC104", 4, 1)]


@pytest.mark.parametrize("tag", ["!!str", "!!int", "!!python/name:os.system", "!custom", "!", "!<tag:a,b>"])
def test_tags_are_refused(tag):
    assert found(f"input: {tag} 8x8x3\nlayers: [relu]\n") == [("CC102", 1, 8)]


def test_tags_on_collections_are_refused_and_reading_goes_on():
    text = "input: 8x8x3\nvars: !!omap {a: 3}\nlayers: !!set [relu, conv: {filters: 0, kernel: 1}]\n"
    assert found(text) == [("CC102", 2, 7), ("CC102", 3, 9), ("CC107", 3, 30)][:2]


def test_merge_keys_are_refused():
    text = "input: 8x8x3\nvars: {a: 3}\nlayers:\n  - conv: &c {filters: 3, kernel: 1}\n  - conv: {<<: *c, filters: 4}\n"
    assert found(text) == [("CC102", 5, 12)]
    assert found('input: 8x8x3\nlayers: [relu]\nvars: {"<<": 3}\n') == [("CC113", 3, 8)]


@pytest.mark.parametrize("key", ["? [a]\n  : 3", "? {a: 1}\n  : 3", "[a, b]: 3", "{a: 1}: 3"])
def test_complex_keys_are_refused(key):
    text = f"input: 8x8x3\nlayers: [relu]\nvars:\n  {key}\n"
    assert [code for code, *_ in found(text)] == ["CC102"]


def test_a_second_document_is_refused():
    assert found("input: 8x8x3\nlayers: [relu]\n---\ninput: 8x8x3\n") == [("CC102", 3, 1)]
    assert output("---\ninput: 8x8x3\nlayers: [relu]\n...\n") == "8x8x3"


def test_plain_anchors_and_aliases_are_fine():
    text = """
        input: 8x8x3
        layers:
          - conv: &wide {filters: 4, kernel: &size 3}
          - conv: *wide
          - maxpool: *size
        """
    assert layers(text) == {"conv[0]": "6x6x4", "conv[1]": "4x4x4", "maxpool": "1x1x4"}


def test_an_anchor_may_be_used_again_for_another_value():
    text = "input: 8x8x3\nlayers:\n  - maxpool: &k 2\n  - maxpool: *k\n"
    text += "  - conv: {filters: &k 5, kernel: 1}\n  - conv: {filters: *k, kernel: 1}\n"
    assert list(layers(text).values()) == ["4x4x3", "2x2x3", "2x2x5", "2x2x5"]


def test_a_fault_behind_an_alias_is_reported_once_where_it_is_written():
    text = "input: 8x8x3\nlayers:\n  - conv: &c {filters: 3, kernel: 9}\n  - conv: *c\n    from: input\n"
    assert found(text) == [("CC310", 3, 27)]


def test_aliases_that_are_not_there():
    assert found("input: *size\nlayers: [relu]\n") == [("CC102", 1, 8)]
    assert found("input: 8x8x3\nlayers: &a [relu, sequence: *a]\n") == [("CC102", 2, 29)]
    assert found("&a {input: 8x8x3, layers: *a}\n") == [("CC102", 1, 27)]
    assert found("*a\n")[0] == ("CC102", 1, 1)


def test_a_byte_order_mark_and_windows_line_ends_are_fine():
    good = b"\xef\xbb\xbfinput: 8x8x3\r\nlayers:\r\n  - relu\r\n"
    assert decoded(good) == []
    (fault,) = decoded(good.replace(b"- relu", b"- conv: {filters: 0, kernel: 1}"))
    assert fault.position == (3, 12)
    assert str(fault).splitlines()[3] == " 3 |   - conv: {filters: 0, kernel: 1}"


def test_old_mac_line_ends_are_fine():
    (fault,) = decoded(b"input: 8x8x3\rlayers:\r  - conv: {filters: 0, kernel: 1}\r")
    assert fault.position == (3, 12)


@pytest.mark.parametrize("line", ["\t- relu", "  -\trelu: \n\t  name: a", "  - conv:\n\t  filters: 3"])
def test_a_tab_that_indents(line):
    (fault,) = errors(f"input: 8x8x3\nlayers:\n{line}\n")
    assert (fault.code, fault.help) == ("CC101", "indent with spaces")
    assert fault.span.source.line(fault.span.line)[fault.span.column - 1] == "\t"


def test_tabs_between_words_are_fine():
    assert output("input:\t8x8x3\nlayers:\t[relu,\ttanh]\t# two\n") == "8x8x3"


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        (b"input: 8x8x3\nname: a\x00b\nlayers: [relu]\n", "CC117", (2, 8)),
        (b"input: 8x8x3\n# \x1b[31m\nlayers: [relu]\n", "CC117", (2, 3)),
        (b"input: 8x8x3\nname: \x7f\nlayers: [relu]\n", "CC117", (2, 7)),
        (b"input: 8x8x3\nname: \xef\xbb\xbf\nlayers: [relu]\n", "CC117", (2, 7)),
        (b"input: 8x8x3\nname: \xef\xbf\xbe\nlayers: [relu]\n", "CC117", (2, 7)),
        (b"input: 8x8x3\nname: ab\xff\nlayers: [relu]\n", "CC117", (2, 9)),
        ("input: 8x8x3\nname: é".encode("latin-1") + b"\n", "CC117", (2, 7)),
        ("input: 8x8x3\n".encode("utf-16"), "CC117", (1, 1)),
        (b"\xed\xa0\x80", "CC117", (1, 1)),
    ],
)
def test_what_is_no_text(text, code, position):
    assert [(fault.code, fault.position) for fault in decoded(text)] == [(code, position)]


@pytest.mark.parametrize("line_break", ["\x85", "\u2028", "\u2029"])
def test_other_line_breaks_count_as_the_parser_counts_them(line_break):
    text = f"input: 8x8x3\n# a{line_break}# b\nlayers:\n  - conv: {{filters: 0, kernel: 1}}\n"
    (fault,) = errors(text)
    assert fault.position == (5, 12)
    assert fault.span.source.line(5) == "  - conv: {filters: 0, kernel: 1}"
    (fault,) = decoded(f"input: 8x8x3\n# a{line_break}# \x01\n".encode())
    assert (fault.code, fault.position) == ("CC117", (3, 3))


def test_a_form_feed_is_no_line_break():
    assert [(fault.code, fault.position) for fault in decoded(b"input: 8x8x3\n# a\x0cb\nlayers: [relu]\n")] == [("CC117", (2, 4))]


def test_columns_count_characters_and_carets_stand_below_them():
    (fault,) = errors('input: 8x8x3\nlayers: [conv: {filters: 3, kernel: 1}, "卷积层": 3, conv: {filters: 0, kernel: 1}]\n')[1:]
    assert fault.position == (2, 58)
    line, carets = str(fault).splitlines()[3:5]
    assert line.index("filters: 0") + 3 == carets.index("^")  # each of the three signs is two columns wide


@pytest.mark.parametrize("name", ["😀", "e\u0301", "ﬁ", "ü", "日本"])
def test_columns_after_other_signs(name):
    (fault,) = errors(f'input: 8x8x3\nlayers: [{{relu: {{}}, expect: "{name}"}}]\n')
    assert fault.position == (2, 29)
    assert fault.span.end_column == 29 + len(name) + 2


def test_a_very_long_line_is_cut_around_the_caret():
    text = "input: 8x8x3\nlayers: [" + "relu, " * 500 + "conv: {filters: 0, kernel: 1}, " + "relu, " * 500 + "relu]\n"
    (fault,) = errors(text)
    line, carets = str(fault).splitlines()[3:5]
    assert fault.position == (2, 10 + 3000 + 7)
    assert len(line) < 130
    assert line[carets.index("^") :].startswith("filters: 0")
    assert line.count("…") == 2


def test_a_long_value_is_cut_in_the_message():
    (fault,) = errors(f"input: 8x8x3\nlayers: [conv: {{filters: {'a' * 5000}, kernel: 1}}]\n")
    assert len(fault.message) < 130
    assert fault.message.endswith("…`")


def test_values_over_several_lines():
    text = """
        input: 8x8x3
        description: >
          Two lines
          of text.
        layers:
          - conv:
              filters:
                3
              kernel: 1
          - conv: {filters: 4,
                   kernel: 1}
        """
    assert list(layers(text).values()) == ["8x8x3", "8x8x4"]
    (fault,) = errors(text.replace("kernel: 1}", "kernel: 9}"))
    assert fault.position == (11, 12)


@pytest.mark.parametrize(
    ("layer", "at", "quoted"),
    [
        ("conv: {filters: =max(1, 2), kernel: 1}", 21, '"=max(1, 2)"'),
        ("conv: {kernel: 1, filters: =max(1, 2)}", 32, '"=max(1, 2)"'),
        ("conv: {kernel: [=max(1, 2), 3], filters: 1}", 21, '"=max(1, 2)"'),
        ("conv: {filters: =max(1, min(2, 3), 4), kernel: 1}", 21, '"=max(1, min(2, 3), 4)"'),
        ("{conv: {filters: 1, kernel: 1}, when: =max(1, 2) > 1, name: a}", 43, '"=max(1, 2) > 1"'),
    ],
)
def test_an_expression_that_a_comma_splits(layer, at, quoted):
    text = f"input: 8x8x3\nlayers:\n  - {layer}\n"
    (fault,) = errors(text)
    assert (fault.code, fault.position, fault.help) == ("CC110", (3, at), f"quote it: `{quoted}`")
    assert walked(text.replace(quoted[1:-1], quoted)).diagnostics == []


def test_an_index_inside_braces():
    text = "input: 8x8x3\nvars: {depths: [3, 4]}\nlayers:\n  - conv: {filters: =depths[0], kernel: 1}\n"
    (fault,) = errors(text)
    assert (fault.code, fault.position) == ("CC101", (4, 28))
    assert fault.help.endswith('as in `"=depths[0]"`')
    assert output(text.replace("=depths[0]", '"=depths[0]"')) == "8x8x3"
    assert output(text.replace("{filters: =depths[0], kernel: 1}", "\n      filters: =depths[0]\n      kernel: 1")) == "8x8x3"


def test_a_number_of_5000_digits():
    for place in (
        "conv: {filters: N, kernel: 1}",
        "conv: {filters: =N, kernel: 1}",
        "{relu: , repeat: N}",
        "reshape: N",
        "dropout: N",
    ):
        (fault,) = errors(f"input: 8x8x3\nlayers:\n  - {place.replace('N', '9' * 5000)}\n")
        assert fault.code in ("CC107", "CC110", "CC112")
        assert len(fault.message) < 160
    (fault,) = errors(f"input: {'9' * 5000}x8x3\nlayers: [relu]\n")
    assert fault.code == "CC107"
    (fault,) = errors(f"input: 8x8x3\nvars: {{a: {'9' * 5000}}}\nlayers: [relu]\n")
    assert fault.code == "CC107"
    (fault,) = errors(f"input: 8x8x3\nlayers: [relu]\nexpect: {{params: {'9' * 5000}}}\n")
    assert fault.code == "CC107"


def test_a_fault_in_an_alias_s_use_stands_at_the_key():
    (fault,) = errors("input: 8x8x3\nlayers: [{maxpool: &k 2}, {relu: , when: *k }]\n")
    assert (fault.message, fault.position) == ("`when` takes `true` or `false`, found `2`", (2, 36))
    assert (fault.span.end_line, fault.span.end_column) == (2, 40)
