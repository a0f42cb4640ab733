"""Blocks, defaults, and the paths that everything has."""

from __future__ import annotations

from language_helper import errors, found, layers, output, walked

RESNET = """
    input: 224x224x3
    vars: {num_classes: 1000}
    defaults: {conv: {padding: half, bias: false, batchnorm: true, activation: relu}}
    blocks:
      Bottleneck:
        params: {width: required, stride: 1}
        layers:
          - add:
              main:
                - conv: {filters: =width, kernel: 1}
                - conv: {filters: =width, kernel: 3, stride: =stride}
                - conv: {filters: =4 * width, kernel: 1, activation: none}
              shortcut:
                - conv: {filters: =4 * width, kernel: 1, stride: =stride, activation: none}
                  when: =stride != 1 or input.channels != 4 * width
          - relu
      Stage:
        params: {width: required, depth: required, stride: 2}
        layers:
          - Bottleneck: {width: =width, stride: =stride}
          - Bottleneck: =width
            repeat: =depth - 1
    layers:
      - conv: {filters: 64, kernel: 7, stride: 2}
      - maxpool: {kernel: 3, stride: 2, padding: 1}
      - Stage: {width: 64, depth: 3, stride: 1}
      - Stage: {width: 128, depth: 4}
      - Stage: {width: 256, depth: 6}
      - Stage: {width: 512, depth: 3}
        name: layer4
        expect: 7x7x2048
      - global_avgpool
      - flatten
      - linear: =num_classes
    expect: {output: 1000, params: 25_557_032, macs: {max: 4.1G}}
    """


def paths(text, **settings):
    """The paths of all layers, in running order."""
    return list(layers(text, **settings))


def test_the_network_of_the_format_reference():
    walk = walked(RESNET)
    assert walk.diagnostics == []
    assert (walk.params, walk.macs) == (25_557_032, 4_089_184_256)
    names = [layer.path for layer in walk.layers]
    assert "layer4.Bottleneck[0].main.conv[1]" in names
    assert "layer4.Bottleneck[0].shortcut.conv.batchnorm" in names
    assert "Stage[0].Bottleneck[2].add" in names
    assert "Stage[2].Bottleneck[5].relu" in names
    assert len(set(names)) == len(names)
    assert names[:4] == ["conv", "conv.batchnorm", "conv.relu", "maxpool"]
    assert names[-3:] == ["global_avgpool", "flatten", "linear"]


# Paths


def test_siblings_of_one_name_are_numbered_once_there_are_two():
    assert paths("input: 8x8x3\nlayers: [relu, tanh, relu]\n") == ["relu[0]", "tanh", "relu[1]"]
    assert paths("input: 8x8x3\nlayers: [relu, tanh]\n") == ["relu", "tanh"]


def test_passes_count_as_siblings():
    assert paths("input: 8x8x3\nlayers: [{relu: , repeat: 2}, relu]\n") == ["relu[0]", "relu[1]", "relu[2]"]
    assert paths("input: 8x8x3\nlayers: [{relu: , repeat: 2, name: a}]\n") == ["a[0]", "a[1]"]


def test_what_is_left_out_takes_no_number():
    text = "input: 8x8x3\nlayers: [{relu: , when: false}, relu, {relu: , repeat: 0}]\n"
    assert paths(text) == ["relu"]


def test_a_plain_sequence_leaves_no_trace():
    assert paths("input: 8x8x3\nlayers: [relu, sequence: [relu, sequence: [relu]]]\n") == ["relu[0]", "relu[1]", "relu[2]"]


def test_a_named_sequence_adds_its_name():
    text = "input: 8x8x3\nlayers: [relu, {sequence: [relu, {sequence: [relu], name: inner}], name: stem}]\n"
    assert paths(text) == ["relu", "stem.relu", "stem.inner.relu"]
    text = "input: 8x8x3\nlayers: [{sequence: [relu, tanh], name: stem, repeat: 2}]\n"
    assert paths(text) == ["stem[0].relu", "stem[0].tanh", "stem[1].relu", "stem[1].tanh"]


def test_a_branch_stands_in_place_of_the_join():
    text = "input: 8x8x3\nlayers: [add: {main: [relu, relu], short: tanh}, add: {main: relu, other: }]\n"
    assert paths(text) == ["main[0].relu[0]", "main[0].relu[1]", "short.tanh", "add[0]", "main[1].relu", "add[1]"]


def test_a_named_join_holds_its_branches():
    text = "input: 8x8x3\nlayers: [{concat: {a: relu, b: }, name: cell}, {concat: {a: relu, b: }, name: next}]\n"
    assert paths(text) == ["cell.a.relu", "cell", "next.a.relu", "next"]


def test_joins_in_branches():
    text = "input: 8x8x3\nlayers: [concat: {a: {add: {x: relu, y: }}, b: {add: {x: tanh, y: }}}]\n"
    assert paths(text) == ["a.x.relu", "a.add", "b.x.tanh", "b.add", "concat"]


def test_the_key_of_a_head_is_its_place():
    text = "input: 8x8x3\nlayers: [head: {aux: [flatten]}, relu, head: {aux: [flatten]}]\n"
    assert paths(text) == ["aux[0].flatten", "relu", "aux[1].flatten"]


def test_blocks_by_their_word_or_their_name():
    text = """
        input: 8x8x3
        blocks: {A: {layers: [relu, B]}, B: {layers: [tanh, tanh]}}
        layers: [A, {A: , name: last}, A]
        """
    assert paths(text) == [
        "A[0].relu", "A[0].B.tanh[0]", "A[0].B.tanh[1]", "last.relu", "last.B.tanh[0]", "last.B.tanh[1]",
        "A[1].relu", "A[1].B.tanh[0]", "A[1].B.tanh[1]",
    ]  # fmt: skip


def test_keys_may_have_digits_and_dashes():
    assert paths("input: 8x8x3\nlayers: [concat: {1x1: relu, pool-proj: tanh}]\n") == ["1x1.relu", "pool-proj.tanh", "concat"]


# Blocks


def test_parameters():
    text = """
        input: 8x8x3
        vars: {base: 2}
        blocks:
          B:
            params: {n: required, double: =2 * n, sum: =double + base, entering: =input.channels}
            layers:
              - conv: {filters: =n, kernel: 1}
              - conv: {filters: =double, kernel: 1}
              - conv: {filters: =sum, kernel: 1}
              - conv: {filters: =entering, kernel: 1}
        layers: [B: 4, B: {n: 5, double: 1}]
        """
    assert [shape.rpartition("x")[2] for shape in layers(text).values()] == ["4", "8", "10", "3", "5", "1", "3", "3"]


def test_a_single_value_is_the_first_parameter():
    text = """
        input: 8x8x3
        blocks: {B: {params: {n: 1, m: 2}, layers: [conv: {filters: =n * m, kernel: 1}]}}
        layers: [B, B: 5, B: =3 + 1, B: {m: 7}]
        """
    assert [shape.rpartition("x")[2] for shape in layers(text).values()] == ["2", "10", "8", "7"]


def test_a_list_may_be_a_parameter():
    text = """
        input: 8x8x3
        blocks: {B: {params: {widths: [1, 2]}, layers: [{conv: {filters: "=widths[i]", kernel: 1}, repeat: 2}]}}
        layers: [B, B: [3, 4], B: {widths: [5, 6]}]
        """
    assert [shape.rpartition("x")[2] for shape in layers(text).values()] == ["1", "2", "3", "4", "5", "6"]


def test_arguments_are_computed_where_the_call_stands():
    text = """
        input: 8x8x3
        blocks:
          B: {params: {n: required}, layers: [tanh, conv: {filters: =n, kernel: 1}]}
        layers:
          - {conv: {filters: 5, kernel: 1}, name: a}
          - conv: {filters: 6, kernel: 1}
          - B: =prev.channels + a.channels + input.channels
          - {B: =prev.channels, from: a}
        """
    assert [shape.rpartition("x")[2] for path, shape in layers(text).items() if path.startswith("B")] == ["6", "14", "5", "5"]


def test_a_block_may_be_called_before_it_is_described():
    assert output("input: 8x8x3\nlayers: [A]\nblocks: {A: {layers: [B]}, B: {layers: [maxpool: 2]}}\n") == "4x4x3"


def test_tensor_parameters():
    text = """
        input: 8x8x3
        blocks:
          Cell:
            params: {filters: required, skip: tensor, width: =skip.channels + 1}
            layers:
              - conv: {filters: =filters, kernel: 1}
              - concat: [prev, skip]
              - upsample: {size: skip}
              - {conv: {filters: =width + skip.height, kernel: 1}, from: skip}
        layers:
          - {conv: {filters: 5, kernel: 1}, name: c1}
          - {maxpool: 2, name: c2}
          - Cell: {filters: 44, skip: c2}
          - {Cell: {filters: 4, skip: prev}, from: c1, when: false}
          - Cell: {filters: 4, skip: prev}
          - {maxpool: 1, name: small}
          - Cell: {filters: 4, skip: input}
        """
    walk = walked(text.replace("          - Cell: {filters: 4, skip: input}\n", ""))
    assert walk.diagnostics == []
    shapes = {layer.path: str(layer.output_shape) for layer in walk.layers}
    assert shapes["Cell[0].concat"] == "4x4x49"
    assert shapes["Cell[0].conv[1]"] == "4x4x10"
    assert shapes["Cell[1].concat"] == "4x4x14"
    (fault,) = errors(text)  # the skip is 8x8 here, the block's own tensor 4x4
    assert (fault.code, fault.label) == ("CC330", "prev is 4x4x4, skip is 8x8x3")


def test_a_tensor_parameter_needs_a_name():
    text = "input: 8x8x3\nblocks: {B: {params: {skip: tensor}, layers: [add: [prev, skip]]}}\nlayers: [relu, LAYER]\n"
    assert output(text.replace("LAYER", "B: input")) == "8x8x3"
    assert found(text.replace("LAYER", "B")) == [("CC106", 3, 16)]
    assert found(text.replace("LAYER", "B: nowhere")) == [("CC114", 3, 19)]
    assert found(text.replace("LAYER", "B: =prev")) == [("CC113", 3, 19)]
    assert found(text.replace("LAYER", "B: 3")) == [("CC113", 3, 19)]


def test_an_empty_block_passes_its_input_through():
    assert layers("input: 8x8x3\nblocks: {B: {layers: []}}\nlayers: [B, relu]\n") == {"relu": "8x8x3"}


def test_two_blocks_that_differ_in_case_from_an_operation():
    assert output("input: 8x8x3\nblocks: {Relu: {layers: [relu, maxpool: 2]}}\nlayers: [Relu]\n") == "4x4x3"


# Defaults


def test_defaults_are_merged_key_by_key():
    text = """
        input: 16x16x3
        defaults: {conv: {kernel: 3, padding: half}, maxpool: {kernel: 2, stride: 1}, dropout: {rate: 0.1}}
        layers: [conv: 4, conv: {filters: 4, padding: 0}, conv: {filters: 4, kernel: 5}, maxpool, maxpool: {stride: 2}, dropout]
        """
    assert list(layers(text).values()) == ["16x16x4", "14x14x4", "14x14x4", "13x13x4", "6x6x4", "6x6x4"]


def test_a_default_may_be_the_main_parameter_alone():
    assert output("input: 16x16x3\ndefaults: {maxpool: 4}\nlayers: [maxpool]\n") == "4x4x3"


def test_defaults_hold_in_blocks():
    text = "input: 16x16x3\ndefaults: {maxpool: 4}\nblocks: {B: {layers: [maxpool]}}\nlayers: [B]\n"
    assert output(text) == "4x4x3"


def test_defaults_are_computed_where_they_are_used():
    text = """
        input: 16x16x3
        vars: {n: 2}
        defaults: {conv: {kernel: 1, filters: =n * input.channels}}
        blocks: {B: {params: {k: 1}, layers: [relu, conv]}}
        layers: [conv, conv, B, {conv: , repeat: 2}]
        """
    assert [shape.rpartition("x")[2] for shape in layers(text).values()] == ["6", "6", "6", "12", "6", "6"]


def test_a_default_may_name_a_parameter_that_all_users_have():
    text = """
        input: 16x16x3
        defaults: {conv: {kernel: =k}}
        blocks: {A: {params: {k: 1}, layers: [conv: 4]}, B: {params: {k: 3}, layers: [conv: 4]}}
        layers: [A, B, A: 5]
        """
    assert list(layers(text).values()) == ["16x16x4", "14x14x4", "10x10x4"]


def test_a_faulty_default_is_reported_once_there():
    assert found("input: 8x8x3\ndefaults: {conv: {kernel: 0}}\nlayers: [conv: 3, conv: 3]\n") == [("CC107", 2, 19)]
    assert found("input: 8x8x3\ndefaults: {conv: {kernal: 3}}\nlayers: [conv: 3, conv: 3]\n") == [("CC105", 2, 19)]
    assert found("input: 8x8x3\nvars: {k: 0}\ndefaults: {conv: {kernel: =k}}\nlayers: [conv: 3, conv: 3]\n") == [("CC107", 3, 19)]


def test_what_a_default_makes_impossible_is_reported_at_each_layer():
    text = "input: 8x8x3\ndefaults: {conv: {kernel: 9}}\nlayers: [{conv: 3, from: input}, {conv: 3, from: input}]\n"
    faults = errors(text)
    assert [(fault.code, fault.position) for fault in faults] == [("CC310", (3, 11)), ("CC310", (3, 35))]
    for fault in faults:
        ((note, span),) = fault.notes
        assert (note, span.line, span.column) == ("`kernel` comes from the file's defaults", 2, 19)
