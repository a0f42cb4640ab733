"""All mistakes of a file in one run, each once, and nothing that merely follows from them."""

from __future__ import annotations

from language_helper import errors, found, walked

FIVE = """\
input: 64x64x3
vars: {width: 8, dpeth: 2}
blocks:
  Residual:
    params: {filters: required, stride: 1}
    layers:
      - add:
          main:
            - conv: {filters: =filters, kernel: 3, stride: =stride, padding: half}
            - conv: {filters: =filters, kernal: 3}
          shortcut:
            - conv: {filters: =filters, kernel: 1, stride: =stride}
      - relu
layers:
  - conv: {filters: =widht, kernel: 3}
  - Residual: =width
    repeat: =dpeth
  - head:
      aux: [flatten, {linear: 0}]
  - maxpool: 2
  - Residual: {filters: 16, stride: 2}
  - global_avgpool
  - batch_norm
  - flatten
  - linear: 10
    from: input
"""


def test_five_independent_mistakes():
    assert found(FIVE) == [
        ("CC105", 10, 41),  # kernal
        ("CC111", 15, 22),  # widht
        ("CC107", 19, 23),  # linear: 0
        ("CC108", 23, 5),  # batch_norm
        ("CC301", 25, 5),  # linear after the input, a map
    ]


def test_what_is_said_of_a_fault_in_a_block_is_its_first_call():
    text = FIVE.replace("=filters, kernel: 1,", "=filters / 3, kernel: 1,")
    assert ("CC107", 12, 22) in found(text)
    (fault,) = (fault for fault in errors(text) if fault.code == "CC107" and fault.span.line == 12)
    assert fault.label == "filters is 8"
    assert fault.trail == ("Residual[0] (line 16)", "shortcut")


def test_a_block_called_a_hundred_times_reports_its_fault_once():
    assert found(
        """
        input: 8x8x3
        blocks:
          Wide: {layers: [conv: {filters: 3, kernel: 9}]}
          Outer: {layers: [Wide, Wide]}
        layers:
          - Outer:
            repeat: 50
          - Outer:
            from: input
        """
    ) == [("CC310", 3, 38)]


def test_calls_that_work_do_not_hide_the_one_that_does_not():
    fault = errors(
        """
        input: 8x8x3
        blocks:
          Sized: {params: {size: required}, layers: [conv: {filters: 3, kernel: =size}]}
        layers:
          - Sized: 3
          - Sized: 5
          - Sized: 7
          - Sized: 9
        """
    )
    assert [(found.code, found.trail) for found in fault] == [("CC310", ("Sized[2] (line 7)",))]


def test_branches_go_on_independently():
    assert found(
        """
        input: 8x8x3
        layers:
          - concat:
              one: {conv: {filters: 3, kernel: 9}}
              two: [flatten, {conv: {filters: 3, kernel: 1}}, relu]
              three: {groupnorm: 2}
          - linear: 10
        """
    ) == [("CC310", 4, 32), ("CC301", 5, 23), ("CC320", 6, 15)]


def test_nothing_follows_from_a_faulty_layer():
    assert found(
        """
        input: 8x8x3
        layers:
          - conv: {filters: 0, kernel: 3}
            name: first
          - linear: 10
          - conv: {filters: =prev.channels / 7, kernel: 99}
          - add: [prev, first]
          - upsample: {size: first}
          - relu:
            when: =first.channels > 3
          - relu:
            repeat: =first.channels
          - conv: {filters: 3, kernel: 3}
            weights: first
          - slice: {start: =first.height}
            expect: 3x3x3
        expect: {output: 1, params: 1}
        """
    ) == [("CC107", 3, 12)]


def test_a_second_path_from_a_sound_tensor_goes_on():
    assert found(
        """
        input: 8x8x3
        layers:
          - relu:
            name: sound
          - conv: {filters: 0, kernel: 3}
          - maxpool: 9
            from: sound
        """
    ) == [("CC107", 5, 12), ("CC310", 6, 5)]


def test_a_faulty_variable_is_reported_where_it_is_written():
    assert found(
        """
        input: 8x8x3
        vars: {a: =1 +, b: {x: 1}, c: 0x10, d: =2 * a, e: 4}
        layers:
          - conv: {filters: =a, kernel: =b}
          - conv: {filters: =d, kernel: 3}
          - relu:
            when: =c > 3
          - conv: {filters: =e, kernel: 9}
            from: input
        """
    ) == [("CC110", 2, 14), ("CC107", 2, 17), ("CC107", 2, 31), ("CC310", 8, 25)]


def test_a_faulty_default_of_a_block_is_reported_there_alone():
    assert found(
        """
        input: 8x8x3
        blocks:
          Basic:
            params: {width: =2 *, i: 3, depth: }
            layers: [conv: {filters: =width, kernel: =depth}]
        layers:
          - Basic
          - Basic: {width: 3, i: 4}
          - Basic: {width: 3, depth: 3}
        """
    ) == [("CC110", 4, 24), ("CC113", 4, 27), ("CC106", 4, 33)]


def test_a_faulty_argument_does_not_fall_back_to_the_default():
    assert found(
        """
        input: 8x8x3
        blocks:
          Basic: {params: {size: 9}, layers: [maxpool: =size]}
        layers:
          - Basic: {size: =max(1, 2)}
          - Basic: {size: =1 +}
        """
    ) == [("CC110", 5, 19), ("CC110", 6, 22)]


def test_a_faulty_modifier_that_leaves_the_shape_alone_hides_nothing():
    assert found(
        """
        input: 8x8x3
        layers:
          - relu:
            name: 3
          - relu:
            expect: {size: 3}
          - relu:
            frozen: maybe
          - conv: {filters: 3, kernel: 1}
            weights: nowhere
          - maxpool: 9
        """
    ) == [("CC113", 4, 11), ("CC105", 6, 14), ("CC107", 8, 5), ("CC114", 10, 14), ("CC310", 11, 5)]


def test_a_faulty_modifier_that_changes_the_shape_hides_what_follows():
    for modifier in ("from: 3", "repeat: =1 +", "when: =1 +", "reapet: 3"):
        assert len(found(f"input: 8x8x3\nlayers:\n  - relu:\n    {modifier}\n  - maxpool: 9\n")) == 1


def test_a_layer_that_is_left_out_is_still_read():
    assert found(
        """
        input: 8x8x3
        layers:
          - conv: {filters: 0, kernel: 3}
            when: false
          - conv: {filters: =width, kernel: 3}
            repeat: 0
          - maxpool: 9
            when: false
        """
    ) == [("CC107", 3, 12), ("CC111", 5, 22)]


def test_a_block_nobody_calls_is_still_read():
    assert found(
        """
        input: 8x8x3
        blocks:
          Unused: {layers: [conv: {filters: 0, kernel: 3}, add: [prev, nowhere], Other]}
        layers: [relu]
        """
    ) == [("CC107", 3, 28), ("CC114", 3, 64), ("CC108", 3, 74)]


def test_the_table_ends_before_the_first_fault():
    walk = walked(
        """
        input: 8x8x3
        layers:
          - relu
          - conv: {filters: 3, kernel: 9}
          - relu
          - conv: {filters: 3, kernel: 3}
            from: input
        """
    )
    assert [layer.path for layer in walk.layers] == ["relu[0]"]
    assert not walk.complete
    assert walk.output is None
    assert walk.fault.path == "conv[0]"


def test_a_fault_beside_others_in_a_variant_is_told_for_the_variant_alone():
    text = """
        input: 8x8x3
        vars: {size: 3}
        variants: {large: {set: {size: 9}}}
        layers: [maxpool: =size]
        """
    assert found(text) == []
    assert found(text, variant="large") == [("CC310", 4, 10)]


def test_faults_of_variants_are_found_whichever_is_walked():
    assert found(
        """
        input: 8x8x3
        vars: {size: 3}
        variants:
          a: {set: {size: {x: 1}}}
          b: {set: {sise: 3}}
          c: {expect: {params: many}}
        layers: [maxpool: =size]
        """
    ) == [("CC107", 4, 13), ("CC111", 5, 13), ("CC107", 6, 16)]


def test_a_set_value_that_no_layer_takes_is_told_at_the_layer():
    (fault,) = errors("input: 8x8x3\nvars: {size: 3}\nlayers: [maxpool: =size]\n", set={"size": 2.5})
    assert (fault.message, fault.label) == ("`kernel`: 2.5 is not a whole number", "size is 2.5 (--set size)")


def test_a_set_value_of_an_input_is_told_at_the_input():
    text = "input: {channels: =c, size: [8, 8]}\nvars: {c: 3}\nlayers: [relu]\n"
    (fault,) = errors(text, set={"c": 0})
    assert (fault.code, fault.span.line, fault.label) == ("CC107", 1, "c is 0 (--set c)")


def test_an_input_from_outside_has_no_place_in_the_file():
    (warning,) = walked("input: 8x8x3\nlayers: [relu]\n", input="3x32x32").diagnostics
    assert (warning.code, warning.span, warning.severity) == ("CC118", None, "warning")


def test_a_broken_part_takes_no_innocent_name_with_it():
    for broken in ("vars: [a]", "vars: 3", "vars: !!map {a: 3}"):
        assert len(found(f"input: 8x8x3\n{broken}\nlayers: [conv: {{filters: =a, kernel: =b}}]\n")) == 1
    assert len(found("inputs: [a, b]\nlayers: [add: [a, b]]\n")) == 1
    assert len(found("input: 8x8x3\nblocks: [A]\nlayers: [A, B: 3]\n")) == 1
    assert len(found("input: 8x8x3\ndefaults: [A]\nlayers: [conv: 3]\n")) == 1
    assert len(found("input: 8x8x3\nlayers:\n  - sequnce: [relu: {}, {relu: , name: a}]\n  - add: [prev, a]\n")) == 1
    assert len(found("input: 8x8x3\nlayers:\n  - !x {relu: , name: a}\n  - add: [prev, a]\n")) == 1


def test_a_file_of_two_hundred_faults_stops():
    text = "input: 8x8x3\nlayers:\n" + "  - conv: {filters: 0, kernel: 1}\n" * 300
    faults = errors(text)
    assert len(faults) == 201
    assert faults[-1].message == "200 findings: the rest of the file is not read"
    assert [fault.span.line for fault in faults] == [*range(3, 203), 202]


def test_no_message_can_send_control_codes_to_a_terminal():
    evil = '"\\e[31m\\a\\u202e"'
    places = [
        "{0}: 3\n", "name: [{0}]\n", "vars: {{{0}: 3}}\n", "inputs2: {{{0}: 3x3x3}}\n", "defaults: {{{0}: 3}}\n",
        "defaults: {{conv: {{{0}: 3}}}}\n", "blocks: {{{0}: 3}}\n", "blocks: {{{0}: {{}}}}\n", "blocks: {{{0}: {{layers: {0}}}}}\n",
        "blocks: {{A: {{{0}: 3}}}}\n", "blocks: {{A: {{params: {{{0}: 3}}, layers: [{0}]}}}}\n", "expect: {{{0}: 3}}\n",
        "expect: {{params: {0}}}\n", "expect: {{params: {{{0}: 3}}}}\n", "expect: {{heads: {{{0}: {0}}}}}\n",
        "variants: {{{0}: 3}}\n", "variants: {{a: {{{0}: 3}}}}\n", "variants: {{a: {{set: {{{0}: 3}}}}}}\n", "vars: {{a: [{0}]}}\n",
        "vars: {{a: {{{0}: 3}}}}\n", "vars: {{a: 3, b: \"=a + \\e\"}}\n", "cnncalc: {0}\n", "{0}: 3\n{0}: 3\n",
    ]  # fmt: skip
    layers = [
        "{0}", "{{{0}: 3}}", "{{conv: {0}}}", "{{conv: {{{0}: 3}}}}", "{{conv: {{filters: {0}, padding: {0}, bias: {0}}}}}",
        "{{relu: {0}}}", "{{relu: , name: {0}}}", "{{relu: , from: {0}, when: {0}, repeat: {0}, weights: {0}, frozen: {0}}}",
        "{{relu: , {0}: 3}}", "{{conv: , {0}: 3, kernel: {0}}}", "{{add: [{0}, prev]}}", "{{add: {{{0}: relu, b: {0}}}}}",
        "{{head: {{{0}: {0}}}}}", "{{relu: , expect: {0}}}", "{{relu: , expect: {{{0}: 3}}}}", "{{pad: {{{0}: 3}}}}",
        "{{reshape: {0}}}", "{{upsample: {{size: {0}, mode: {0}}}}}", "{{conv: {{filters: 1, kernel: 1, connections: [[{0}]]}}}}",
    ]  # fmt: skip
    texts = [f"input: 8x8x3\nlayers: [relu]\n{place.format(evil)}" for place in places]
    texts += [f"input: 8x8x3\nlayers:\n  - {layer.format(evil)}\n" for layer in layers]
    texts += [f"input: {evil}\nlayers: [relu]\n", f"inputs: {{{evil}: 3x3x3}}\nlayers: [relu]\n"]
    for text in texts:
        faults = errors(text)
        assert faults, text
        assert "".join(map(str, faults)).replace("\n", "").isprintable(), text
