"""What a hostile file can ask for, and what it gets: a finding with a place, in well under two seconds."""

from __future__ import annotations

from time import process_time

import pytest
import yaml
from language_helper import errors, found, output, walked

from cnncalc.language import reader
from cnncalc.language.reader import decode
from cnncalc.source import InputError

LIMIT = 2.0


@pytest.fixture(autouse=True, params=["C", "Python"])
def parser(request, monkeypatch):
    """Both of YAML's parsers."""
    if request.param == "Python":
        monkeypatch.setattr(reader, "PARSER", yaml.Loader)
    return request.param


@pytest.fixture(autouse=True)
def _quickly(parser):
    """The parser in Python reads 50,000 values in some seconds: that is no fault of ours."""
    start = process_time()
    yield
    assert process_time() - start < (LIMIT if parser == "C" else 8 * LIMIT)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_fifty_thousand_levels(opening):
    text = "input: 8x8x3\nlayers: " + ("\n" if opening == "- " else "") + opening * 50_000
    (fault,) = errors(text)
    assert (fault.code, fault.message) == ("CC103", "nested deeper than 64 levels")


def test_sixty_four_levels_are_enough():
    def nested(levels):
        return "input: 8x8x3\nlayers: " + "[sequence: " * levels + "[relu]" + "]" * levels

    assert output(nested(30)) == "8x8x3"
    assert [code for code, *_ in found(nested(33))] == ["CC103"]


def test_aliases_that_explode():
    text = "input: 8x8x3\nvars:\n  a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for name, inner in zip("bcdefghij", "abcdefghi", strict=True):
        text += f"  {name}: &{name} [{', '.join([f'*{inner}'] * 9)}]\n"
    (fault,) = errors(text + "layers: [relu]\n")
    assert (fault.code, fault.message) == ("CC103", "more than 50,000 values, aliases counted at every use")
    assert len(text) < 500
    assert fault.position == (7, 10 + 5 * 4)


def test_aliases_that_explode_in_keys_of_layers():
    text = "input: 8x8x3\nlayers:\n  - sequence: &a [relu, relu, relu, relu, relu, relu, relu, relu, relu]\n"
    for name, inner in zip("bcdefghij", "abcdefghi", strict=True):
        text += f"  - sequence: &{name} [{', '.join([f'{{sequence: *{inner}}}'] * 9)}]\n"
    assert [code for code, *_ in found(text)] == ["CC103"]


def test_deep_levels_by_way_of_aliases():
    text = "input: 8x8x3\nvars:\n  v0: &v0 [1]\n" + "".join(f"  v{n}: &v{n} [*v{n - 1}]\n" for n in range(1, 80))
    (fault,) = [fault for fault in errors(text + "layers: [relu]\n") if fault.code == "CC103"]
    assert fault.message == "nested deeper than 64 levels"


def test_a_file_of_a_mebibyte():
    line = b"# " + b"x" * 61 + b"\n"
    head = b"input: 8x8x3\nlayers: [relu]\n"
    fill = line * ((2**20 - len(head)) // 64)
    full = head + fill + b"#" * (2**20 - len(head) - len(fill))
    assert len(full) == 2**20
    assert output(decode(full, "net.yaml").text) == "8x8x3"
    with pytest.raises(InputError) as raised:
        decode(full + b"#", "net.yaml")
    (fault,) = raised.value.diagnostics
    assert (fault.code, fault.position) == ("CC103", (1, 1))
    assert fault.message == "the file is larger than 1 MiB (1,048,577 bytes): this is no architecture file"


def test_a_text_of_a_mebibyte():
    (fault,) = errors("input: 8x8x3\nlayers: [relu]\n" + "#" * 2**20)
    assert (fault.code, fault.message) == ("CC103", "the text is larger than 1 MiB: this is no architecture file")


def test_fifty_thousand_values():
    (fault,) = errors("input: 8x8x3\nlayers:\n" + "  - relu\n" * 50_000)
    assert (fault.code, fault.message) == ("CC103", "more than 50,000 values, aliases counted at every use")
    assert fault.position == (3 + 50_000 - 5, 5)


def test_a_line_of_a_mebibyte():
    text = "input: 8x8x3\nname: " + "x" * 1_000_000 + "\nlayers: [conv: {filters: 0, kernel: 1}]\n"
    assert found(text) == [("CC107", 3, 17)]
    assert found("input: " + "x" * 1_000_000 + "\nlayers: [relu]\n") == [("CC107", 1, 1)]
    assert all(
        len(line) < 200 for fault in errors("input: " + "8x" * 400_000 + "\nlayers: [relu]\n") for line in str(fault).splitlines()
    )


@pytest.mark.parametrize("count", [20_001, 10**9, 2**53])
def test_a_layer_repeated_too_often(count):
    (fault,) = errors(f"input: 8x8x3\nlayers:\n  - relu:\n    repeat: {count}\n")
    assert (fault.code, fault.position) == ("CC116", (4, 5))
    assert fault.label == f"{count:,} passes"


def test_twenty_thousand_layers_are_allowed():
    assert len(walked("input: 8x8x3\nlayers:\n  - relu:\n    repeat: 20000\n").layers) == 20_000


@pytest.mark.parametrize(
    "inner", ["{relu: , when: false}", "{relu: , repeat: 0}", "{sequence: [], repeat: 1000000000}", "{head: {a: }}"]
)
def test_repeats_of_what_is_not_there(inner):
    text = f"""
        input: 8x8x3
        layers:
          - sequence:
              - sequence: [{inner}]
                repeat: 1000000
            repeat: 1000000
        """
    (fault,) = errors(text)
    assert fault.code == "CC116"
    assert fault.span.source.line(fault.span.line)[fault.span.column - 1 :].startswith("repeat: 1000000")


def test_repeats_of_blocks_that_hold_nothing():
    text = "input: 8x8x3\nblocks:\n  B0: {layers: []}\n"
    text += "".join(f"  B{n}: {{layers: [{', '.join([f'B{n - 1}'] * 10)}]}}\n" for n in range(1, 12))
    (fault,) = errors(text + "layers: [B11]\n")
    assert (fault.code, fault.help) == ("CC116", "a network has far fewer layers: use fewer blocks and branches")


def test_repeats_of_wide_joins_and_calls():
    wide = ", ".join(["prev"] * 1000)
    assert [code for code, *_ in found(f"input: 8x8x3\nlayers:\n  - add: [{wide}]\n    repeat: 19000\n")] == ["CC116"]
    branches = ", ".join(f"b{n}: " for n in range(1000))
    assert [code for code, *_ in found(f"input: 8x8x3\nlayers:\n  - add: {{{branches}}}\n    repeat: 19000\n")] == ["CC116"]
    params = ", ".join(f"p{n}: 1" for n in range(2000))
    text = (
        f"input: 8x8x3\nblocks: {{B: {{params: {{{params}}}, layers: [relu]}}}}\nlayers:\n  - B: {{{params}}}\n    repeat: 19000\n"
    )
    assert [code for code, *_ in found(text)] == ["CC116"]


def test_repeats_of_a_block_with_many_defaults():
    params = ", ".join(f"p{n}: =1 + 1" for n in range(2000))
    text = f"input: 8x8x3\nblocks: {{B: {{params: {{{params}}}, layers: [relu]}}}}\nlayers:\n  - B:\n    repeat: 9000\n"
    assert [code for code, *_ in found(text)] == ["CC116"]


def test_repeats_of_long_expressions():
    long = f"={'1 + ' * 120}1"
    text = f"input: 8x8x3\nlayers:\n  - relu:\n    when: {long} > 0\n    repeat: 3000\n"
    assert output(text) == "8x8x3"
    ones = "=1" + " * 1" * 120
    fields = ", ".join(f"{field}: {ones}" for field in ("filters", "kernel", "stride", "dilation", "groups"))
    text = f"input: 8x8x3\nlayers:\n  - conv: {{{fields}}}\n    repeat: 19000\n"
    assert found(text) == [("CC116", 4, 5)]
    assert output(text.replace("19000", "1000")) == "8x8x1"


def test_repeats_of_long_lists():
    numbers = ", ".join(["0"] * 40_000)
    text = "input: 8x8x3\nblocks: {B: {params: {a: [1]}, layers: [relu]}}\n"
    text += f"layers:\n  - B: {{a: [{numbers}]}}\n    repeat: 19000\n"
    assert [code for code, *_ in found(text)] == ["CC116"]
    rows = ", ".join(["[0]"] * 20_000)
    conv = f"{{filters: =20000 + 0 * i, kernel: 1, connections: [{rows}]}}"
    text = f"input: 8x8x3\nlayers:\n  - conv: {conv}\n    repeat: 19000\n"
    assert [code for code, *_ in found(text)] == ["CC116"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("1" * 501, "an expression has at most 500 characters, this one has 502"),
        ("1 + " * 125 + "1", "an expression has at most 500 characters, this one has 502"),
        ("(" * 100 + "1" + ")" * 100, "nested deeper than 40 levels"),
        ("-" * 100 + "1", "nested deeper than 40 levels"),
        ("not " * 100 + "true", "nested deeper than 40 levels"),
        ("max(" * 80 + "1" + ")" * 80, "nested deeper than 40 levels"),
        ("1 if true else " * 33 + "1", None),
        ("1 + (2 * " * 41 + "1" + ")" * 41, "nested deeper than 40 levels"),
        ("1" + " - 1" * 120, None),
        ("9" * 400, "the value is beyond all numbers"),
    ],
)
def test_long_and_deep_expressions(expression, message):
    faults = errors(f"input: 8x8x3\nvars:\n  a: ={expression}\nlayers: [relu]\n")
    assert [fault.message for fault in faults] == ([message] if message else [])
    assert all(fault.position[0] == 3 for fault in faults)


def test_five_hundred_characters_are_allowed():
    expression = "=" + "1+" * 249 + "1"
    assert len(expression) == 500
    assert output(f"input: 8x8x3\nvars:\n  a: {expression}\nlayers: [conv: {{filters: =a, kernel: 1}}]\n") == "8x8x250"


def test_powers_are_out_of_reach():
    (fault,) = errors("input: 8x8x3\nvars:\n  a: =9**9**9\nlayers: [relu]\n")
    assert (fault.code, fault.position) == ("CC110", (3, 9))
    doubling = "".join(f"  a{n + 1}: =a{n} * a{n}\n" for n in range(12))
    faults = errors(f"input: 8x8x3\nvars:\n  a0: 10\n{doubling}layers: [relu]\n")
    assert [(fault.code, fault.position) for fault in faults] == [("CC112", (7, 8))]


def test_a_block_that_calls_itself():
    text = "input: 8x8x3\nblocks:\n  A: {layers: [relu, A, A]}\nlayers: [A]\n"
    assert found(text) == [("CC115", 3, 22), ("CC115", 3, 25)]


def test_recursion_by_way_of_branches_heads_and_sequences():
    text = """
        input: 8x8x3
        blocks:
          A: {layers: [add: {left: B, right: [sequence: [{head: {aux: C}}]]}]}
          B: {layers: [relu, {A: , when: false}]}
          C: {layers: [{B: , repeat: 0}]}
        layers: [A, B, C]
        """
    assert found(text) == [("CC115", 4, 23)]


def test_five_thousand_blocks_that_call_each_other():
    text = (
        "input: 8x8x3\nblocks:\n"
        + "".join(f"  B{n}: {{layers: [B{n + 1}]}}\n" for n in range(5000))
        + "  B5000: {layers: [relu]}\n"
    )
    (fault,) = errors(text + "layers: [B0]\n")
    assert (fault.code, fault.message) == ("CC103", "blocks and branches are nested deeper than 64 levels")
    assert output(text + "layers: [B4950]\n") == "8x8x3"


def test_a_circle_of_five_thousand_blocks():
    text = "input: 8x8x3\nblocks:\n" + "".join(f"  B{n}: {{layers: [B{(n + 1) % 5000}]}}\n" for n in range(5000))
    (fault,) = errors(text + "layers: [B0]\n")
    assert (fault.code, fault.position) == ("CC115", (5002, 20))
    assert fault.message == "the block `B0` calls itself: B0 > B1 > B2 > … > B4998 > B4999 > B0"


def test_many_blocks_that_each_call_all_before():
    text = "input: 8x8x3\nblocks:\n  B0: {layers: [relu]}\n"
    text += "".join(f"  B{n}: {{layers: [{', '.join(f'B{m}' for m in range(n))}]}}\n" for n in range(1, 150))
    assert [code for code, *_ in found(text + "layers: [B149]\n")] == ["CC116"]


def test_many_unknown_names_among_many_known_ones():
    known = "".join(f"  - relu:\n    name: name_{n}\n" for n in range(4000))
    unknown = "".join(f"  - relu:\n    from: nmae_{n}\n" for n in range(400))
    assert len(found(f"input: 8x8x3\nlayers:\n{known}{unknown}")) == 201


def test_many_duplicate_keys():
    assert len(found("input: 8x8x3\nlayers: [relu]\n" + "name: a\n" * 10_000)) == 201


def test_two_hundred_findings_of_reading_and_walking_together():
    text = "input: 8x8x3\nlayers:\n" + "  - relu: 3\n" * 150 + "  - {maxpool: 9, from: input}\n" * 150
    faults = errors(text)
    assert len(faults) == 201
    assert faults[-1].code == "CC103"
