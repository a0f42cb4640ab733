"""Layers in a file: words, the shorthand, modifiers, joins, heads, and which tensor goes where."""

from __future__ import annotations

import pytest
from language_helper import errors, found, layers, output, walked

from cnncalc.language.expressions import RESERVED


def made_from(text, path):
    """The paths of what a layer takes."""
    (layer,) = [layer for layer in walked(text).layers if layer.path == path]
    return [tensor.path for tensor in layer.inputs]


# Words


def test_a_layer_is_a_word_or_has_one_operation():
    text = """
        input: 8x8x3
        layers:
          - relu
          - relu:
          - relu: {}
          - conv: {filters: 4, kernel: 1}
          - maxpool: 2
          - {maxpool: 2, name: last}
        """
    assert list(layers(text).values()) == ["8x8x3"] * 3 + ["8x8x4", "4x4x4", "2x2x4"]


@pytest.mark.parametrize(
    ("layer", "code"),
    [("{}", "CC119"), ("[relu]", "CC119"), ("", "CC119"), ("{conv: 3, relu: }", "CC119"), ("{name: a}", "CC119"), ("3", "CC108"),
     ("Relu", "CC108"), ("{relu: [1]}", "CC105"), ("{relu: {a: 1}}", "CC105"), ("{flatten: 3}", "CC105"), ("null", "CC108")],
)  # fmt: skip
def test_what_is_no_layer(layer, code):
    assert [fault.code for fault in errors(f"input: 8x8x3\nlayers:\n  - {layer}\n")] == [code]


# The shorthand


def test_batchnorm_and_activation_become_layers_in_that_order():
    text = """
        input: 8x8x3
        layers:
          - conv: {filters: 4, kernel: 3, bias: false, activation: relu, batchnorm: true}
            name: stem
          - conv: {filters: 4, kernel: 3, batchnorm: true}
          - conv: {filters: 4, kernel: 3, activation: silu}
          - flatten
          - linear: {features: 10, activation: softmax}
        """
    assert list(layers(text)) == [
        "stem", "stem.batchnorm", "stem.relu", "conv[0]", "conv[0].batchnorm", "conv[1]", "conv[1].silu", "flatten",
        "linear", "linear.softmax",
    ]  # fmt: skip


def test_the_shorthand_takes_the_defaults_of_its_own_kind():
    text = """
        input: 8x8x3
        defaults: {batchnorm: {affine: false}, prelu: {shared: true}, conv: {batchnorm: true, activation: prelu, kernel: 3}}
        layers: [conv: 4, {conv: {filters: 4, activation: none}}, {conv: {filters: 4, batchnorm: false}}]
        """
    assert [(layer.path, layer.params) for layer in walked(text).layers] == [
        ("conv[0]", 112), ("conv[0].batchnorm", 0), ("conv[0].prelu", 1), ("conv[1]", 148), ("conv[1].batchnorm", 0),
        ("conv[2]", 148), ("conv[2].prelu", 1),
    ]  # fmt: skip


def test_the_shorthand_never_renumbers_written_layers():
    text = "input: 8x8x3\nlayers: [relu, {conv: {filters: 4, kernel: 1, activation: relu}}, relu]\n"
    assert list(layers(text)) == ["relu[0]", "conv", "conv.relu", "relu[1]"]


def test_a_name_means_the_tensor_after_the_shorthand():
    text = """
        input: 8x8x3
        layers:
          - conv: {filters: 3, kernel: 1, batchnorm: true, activation: relu}
            name: stem
          - tanh
          - add: [stem, prev]
        """
    assert made_from(text, "add") == ["stem.relu", "tanh"]


# prev, input, name, from


def test_prev_input_and_names():
    text = """
        input: 8x8x3
        layers:
          - relu:
            name: first
          - tanh
          - add: [prev, first, input]
          - sigmoid:
            from: first
          - gelu:
            from: input
          - elu:
            from: prev
        """
    assert made_from(text, "add") == ["tanh", "first", "input"]
    assert made_from(text, "sigmoid") == ["first"]
    assert made_from(text, "gelu") == ["input"]
    assert made_from(text, "elu") == ["gelu"]


def test_names_are_given_once_and_above():
    assert found("input: 8x8x3\nlayers:\n  - {relu: , name: a}\n  - {relu: , name: a}\n") == [("CC113", 4, 20)]
    assert found("input: 8x8x3\nlayers:\n  - {relu: , from: a}\n  - {relu: , name: a}\n") == [("CC114", 3, 20)]
    assert found("input: 8x8x3\nlayers:\n  - {relu: , from: a, name: a}\n") == [("CC114", 3, 20)]
    assert found("inputs: {a: 8x8x3}\nlayers:\n  - {relu: , name: a}\n") == [("CC113", 3, 20)]


def test_names_do_not_shadow():
    shadowing = [
        "- {relu: , name: a}\n  - add: {b: {relu: , name: a}, c: }",
        "- {relu: , name: a}\n  - head: {b: [{relu: , name: a}]}",
        "- {relu: , name: a}\n  - {sequence: [{relu: , name: a}], repeat: 2}",
        "- {relu: , name: a}\n  - sequence: [{relu: , name: a}]",
    ]
    for layer in shadowing:
        assert [code for code, *_ in found(f"input: 8x8x3\nlayers:\n  {layer}\n")] == ["CC113"]


@pytest.mark.parametrize("word", RESERVED)
def test_words_of_the_language_are_no_names(word):
    assert [code for code, *_ in found(f"input: 8x8x3\nlayers:\n  - {{relu: , name: {word}}}\n")] == ["CC113"]


def test_what_names_see():
    """A branch, a head, a pass of a repeated layer and a body see what is above them, but keep their own names."""
    text = """
        input: 8x8x3
        layers:
          - {relu: , name: outer}
          - add:
              one: [{tanh: , name: inner}, add: [outer, inner]]
              two: [{tanh: , name: inner}]
          - head: {aux: [{tanh: , name: inner}, add: [outer, inner]]}
          - {sequence: [{tanh: , name: inner}, add: [outer, inner]], repeat: 2}
          - {elu: , from: outer}
        """
    assert walked(text).diagnostics == []
    for hidden in ("one", "two", "aux"):
        assert found(f"{text.rstrip()}\n          - {{elu: , from: {hidden}}}\n") == [("CC114", 10, 19)]
    assert found(f"{text.rstrip()}\n          - {{elu: , from: inner}}\n") == [("CC114", 10, 19)]


def test_a_plain_sequence_is_no_scope():
    text = """
        input: 8x8x3
        layers:
          - sequence:
              - {relu: , name: a}
              - sequence: [{tanh: , name: b}]
          - add: [a, b]
        """
    assert made_from(text, "add") == ["a", "b"]


def test_names_of_a_repeated_sequence_stay_inside():
    text = "input: 8x8x3\nlayers:\n  - {sequence: [{relu: , name: a}, add: [prev, a]], repeat: 3}\n  - {tanh: , from: a}\n"
    assert found(text) == [("CC114", 4, 20)]


def test_a_block_sees_nothing_of_its_caller():
    text = """
        input: 8x8x3
        blocks:
          Inner: {layers: [add: [prev, stem]]}
        layers:
          - {relu: , name: stem}
          - Inner
        """
    assert found(text) == [("CC114", 3, 32)]


def test_input_in_a_block_is_what_entered_it():
    text = """
        input: 8x8x3
        blocks:
          Residual: {layers: [tanh, add: [prev, input]]}
        layers: [relu, Residual]
        """
    assert made_from(text, "Residual.add") == ["Residual.tanh", "relu"]


def test_input_in_a_branch_is_what_entered_the_block_not_the_branch():
    text = "input: 8x8x3\nlayers: [relu, add: {a: [tanh, add: [prev, input]], b: }]\n"
    assert made_from(text, "a.add") == ["a.tanh", "input"]


def test_prev_at_the_start_of_a_branch_is_what_entered_the_branch():
    text = "input: 8x8x3\nlayers: [relu, concat: {a: [add: [prev, input], tanh], b: }]\n"
    assert made_from(text, "a.add") == ["relu", "input"]


# Joins


def test_branches():
    text = """
        input: 8x8x3
        layers:
          - relu
          - concat:
              word: tanh
              layer: {conv: {filters: 2, kernel: 1}}
              list: [{conv: {filters: 4, kernel: 1}}, elu]
              empty:
              nothing: []
              same: identity
          - add: {a: , b: }
        """
    assert made_from(text, "concat") == ["word.tanh", "layer.conv", "list.elu", "relu", "relu", "same.identity"]
    assert output(text) == "8x8x18"
    assert made_from(text, "add") == ["concat", "concat"]


def test_a_branch_of_a_layer_that_is_left_out_passes_its_input_through():
    text = "input: 8x8x3\nlayers: [relu, add: {main: tanh, short: {conv: {filters: 3, kernel: 1}, when: false}}]\n"
    assert made_from(text, "add") == ["main.tanh", "relu"]


def test_a_list_joins_what_exists():
    text = "input: 8x8x3\nlayers: [{relu: , name: a}, tanh, {concat: [prev, a, input, a]}]\n"
    assert made_from(text, "concat") == ["tanh", "a", "input", "a"]
    assert output(text) == "8x8x12"


@pytest.mark.parametrize(
    ("operation", "shape"),
    [("add", "8x8x4"), ("multiply", "8x8x4"), ("concat", "8x8x8"), ("maximum", "8x8x4"), ("average", "8x8x4")],
)
def test_joins(operation, shape):
    assert output(f"input: 8x8x4\nlayers: [{operation}: {{a: , b: }}]\n") == shape


@pytest.mark.parametrize("operation", ["add", "multiply"])
def test_broadcasting(operation):
    gate = "[global_avgpool, sigmoid]"
    assert output(f"input: 8x8x4\nlayers: [{operation}: {{a: , gate: {gate}}}]\n") == "8x8x4"
    assert output(f"input: 8x8x4\nlayers: [{operation}: {{gate: {gate}, a: }}]\n") == "8x8x4"
    assert output(f"input: 8x8x4\nlayers: [{operation}: {{a: , map: channel_avgpool}}]\n") == "8x8x4"
    assert output(f"input: 8x8x4\nlayers: [{operation}: {{one: {gate}, map: channel_avgpool}}]\n") == "8x8x4"


def test_from_beside_branches_is_where_they_start():
    text = "input: 8x8x3\nlayers: [{relu: , name: a}, tanh, {add: {x: elu, y: }, from: a}]\n"
    assert made_from(text, "x.elu") == ["a"]
    assert made_from(text, "add") == ["x.elu", "a"]


# repeat, i, when


def test_repeat_counts_from_zero():
    text = "input: 8x8x3\nlayers: [{conv: {filters: =4 * (i + 1), kernel: 1}, repeat: 3}]\n"
    assert layers(text) == {"conv[0]": "8x8x4", "conv[1]": "8x8x8", "conv[2]": "8x8x12"}


def test_a_layer_repeated_once_has_no_number():
    assert list(layers("input: 8x8x3\nlayers: [{relu: , repeat: 1}]\n")) == ["relu"]


def test_repeat_zero_passes_the_tensor_on_under_its_name():
    text = "input: 8x8x3\nlayers: [relu, {conv: {filters: 9, kernel: 1}, repeat: 0, name: a}, tanh, {add: [prev, a]}]\n"
    assert made_from(text, "add") == ["tanh", "relu"]
    assert list(layers(text)) == ["relu", "tanh", "add"]


def test_the_name_of_a_repeated_layer_is_its_last_pass():
    text = "input: 8x8x3\nlayers: [{relu: , repeat: 3, name: a}, tanh, {add: [prev, a]}]\n"
    assert made_from(text, "add") == ["tanh", "a[2]"]


def test_only_the_first_pass_takes_from():
    text = "input: 8x8x3\nlayers: [tanh, {relu: , repeat: 3, from: input}]\n"
    assert [made_from(text, f"relu[{n}]") for n in range(3)] == [["input"], ["relu[0]"], ["relu[1]"]]


def test_i_is_seen_in_all_that_stands_below_a_repeated_layer():
    text = """
        input: 8x8x3
        blocks:
          Wide: {params: {width: required}, layers: [conv: {filters: =width, kernel: 1}]}
        layers:
          - sequence:
              - Wide: =i + 1
              - concat: {a: {conv: {filters: =10 + i, kernel: 1}}, b: {sequence: [{conv: {filters: =20 + i, kernel: 1}}]}}
              - {relu: , when: =i == 1}
              - {tanh: , repeat: =i}
              - {conv: {filters: =i + 1, kernel: 1}, expect: =i + 100}
            repeat: 2
        """
    walk = walked(text.replace(", expect: =i + 100", ""))
    assert walk.diagnostics == []
    assert [f"{layer.path} {layer.output_shape.channels}" for layer in walk.layers] == [
        "Wide[0].conv 1", "a[0].conv 10", "b[0].conv 20", "concat[0] 30", "conv[0] 1",
        "Wide[1].conv 2", "a[1].conv 11", "b[1].conv 21", "concat[1] 32", "relu 32", "tanh 32", "conv[1] 2",
    ]  # fmt: skip
    assert [found.message for found in errors(text)] == ["expected output 100, got 8x8x1", "expected output 101, got 8x8x2"]


def test_the_innermost_i_counts():
    text = "input: 8x8x3\nlayers: [{sequence: [{conv: {filters: =i + 1, kernel: 1}, repeat: =i + 1}], repeat: 3}]\n"
    assert [layer.output_shape.channels for layer in walked(text).layers] == [1, 1, 2, 1, 2, 3]


def test_i_is_not_seen_in_the_body_of_a_called_block():
    text = "input: 8x8x3\nblocks: {B: {layers: [conv: {filters: =i + 1, kernel: 1}]}}\nlayers: [{B: , repeat: 2}]\n"
    assert found(text) == [("CC111", 2, 40)]


def test_when_false_leaves_a_layer_out_with_its_from():
    text = """
        input: 8x8x3
        vars: {on: false}
        layers:
          - {relu: , name: a}
          - tanh
          - {elu: , from: a, when: =on, name: b}
          - add: [prev, b]
        """
    assert made_from(text, "add") == ["tanh", "tanh"]
    assert [tensor.path for tensor in walked(text, set={"on": True}).layers[3].inputs] == ["b", "b"]


def test_when_may_ask_for_sizes():
    text = "input: 8x8x3\nlayers: [{relu: , when: =input.channels == 3 and prev.height > 8}, {tanh: , when: =prev.width == 8}]\n"
    assert list(layers(text)) == ["tanh"]


def test_when_of_a_repeated_layer_is_asked_at_each_pass():
    text = "input: 8x8x3\nlayers: [{conv: {filters: =i, kernel: 1}, repeat: 5, when: =i % 2 == 1}]\n"
    assert layers(text) == {"conv[0]": "8x8x1", "conv[1]": "8x8x3"}


def test_what_a_left_out_layer_holds_has_no_names():
    text = "input: 8x8x3\nlayers: [{sequence: [{relu: , name: a}], when: false}, {tanh: , from: a}]\n"
    (fault,) = errors(text)
    assert (fault.code, fault.message) == ("CC114", "`a` is not there: what makes it is left out by `when` or `repeat`")


# frozen and weights


def test_frozen_layers_are_not_trained():
    text = """
        input: 8x8x3
        blocks: {B: {layers: [{conv: {filters: 3, kernel: 1, batchnorm: true}}, {conv: {filters: 3, kernel: 1}}]}}
        layers:
          - {B: , frozen: true}
          - {B: , frozen: false}
          - {conv: {filters: 3, kernel: 1, batchnorm: true}, frozen: =input.channels == 3}
          - sequence: [{head: {aux: {conv: {filters: 3, kernel: 1}}}}]
            frozen: true
        """
    walk = walked(text)
    assert walk.diagnostics == []
    assert walk.params == 2 * 30 + 18 + 12
    assert walk.totals.trainable_params == 30
    assert [layer.frozen for layer in walk.layers] == [True] * 3 + [False] * 3 + [True] * 3


def test_weights_of_a_layer_are_counted_once():
    text = """
        input: 8x8x3
        layers:
          - {conv: {filters: 3, kernel: 3, padding: same, batchnorm: true, activation: prelu}, name: one}
          - {conv: {filters: 3, kernel: 3, padding: same, batchnorm: true, activation: prelu}, weights: one, name: two}
          - {conv: {filters: 3, kernel: 3, padding: same, batchnorm: true, activation: prelu}, weights: two}
        """
    walk = walked(text)
    assert walk.diagnostics == []
    assert walk.params == 84 + 6 + 3
    assert walk.totals.buffers == 6
    assert walk.macs == 3 * 8 * 8 * 81
    assert [layer.shares.path for layer in walk.layers if layer.shares] == ["one", "one.batchnorm", "one.prelu"] * 2


def test_weights_of_a_block_and_of_a_repeated_layer():
    text = """
        input: 8x8x3
        blocks: {B: {params: {n: 1}, layers: [{conv: {filters: =n, kernel: 1}, repeat: 2}, relu]}}
        layers:
          - {B: {n: 4}, name: one}
          - {conv: {filters: 3, kernel: 1}}
          - {B: {n: 4}, weights: one}
          - {conv: {filters: 3, kernel: 1}}
          - {B: {n: 4}, weights: one}
          - {conv: {filters: 4, kernel: 1}, repeat: 3, name: many}
          - {conv: {filters: 4, kernel: 1}, weights: many}
        """
    walk = walked(text)
    assert walk.diagnostics == []
    assert walk.params == (16 + 20) + 15 + 15 + 3 * 20
    assert walk.layers[-1].shares.path == "many[2]"


def test_a_repeated_layer_may_use_the_weights_of_another_at_every_pass():
    text = (
        "input: 8x8x3\nlayers: [{conv: {filters: 3, kernel: 1}, name: a}, {conv: {filters: 3, kernel: 1}, weights: a, repeat: 4}]\n"
    )
    walk = walked(text)
    assert walk.diagnostics == []
    assert walk.params == 12
    assert walk.macs == 5 * 8 * 8 * 9


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("{conv: {filters: 4, kernel: 1}, weights: one}", "CC122"),
        ("{depthwise_conv: 1, weights: one}", "CC122"),
        ("{conv: {filters: 3, kernel: 1, bias: false}, weights: one}", "CC122"),
        ("{conv: {filters: 3, kernel: 1, batchnorm: true}, weights: one}", "CC122"),
        ("{relu: , weights: one}", "CC122"),
        ("{conv: {filters: 3, kernel: 1}, weights: prev}", "CC114"),
        ("{conv: {filters: 3, kernel: 1}, weights: input}", "CC114"),
        ("{conv: {filters: 3, kernel: 1}, weights: two}", "CC114"),
    ],
)
def test_weights_that_cannot_be_shared(layer, code):
    text = f"input: 8x8x3\nlayers:\n  - {{conv: {{filters: 3, kernel: 1}}, name: one}}\n  - {layer}\n"
    assert [fault.code for fault in errors(text)] == [code]


# Heads


def test_a_head_leaves_the_main_path_alone():
    text = """
        input: 8x8x3
        layers:
          - relu
          - head: {aux1: [global_avgpool, flatten, {linear: 10}], aux2: flatten}
          - tanh
        """
    walk = walked(text)
    assert walk.diagnostics == []
    assert {name: str(tensor.shape) for name, tensor in walk.heads.items()} == {"aux1": "10", "aux2": "192"}
    assert str(walk.output_shape) == "8x8x3"
    assert walk.params == 40
    assert made_from(text, "tanh") == ["relu"]
    assert [layer.path for layer in walk.layers] == [
        "relu",
        "aux1.global_avgpool",
        "aux1.flatten",
        "aux1.linear",
        "aux2.flatten",
        "tanh",
    ]


def test_heads_of_repeated_blocks_are_numbered():
    text = """
        input: 8x8x3
        blocks: {Stage: {layers: [relu, head: {aux: [flatten]}]}}
        layers: [{Stage: , repeat: 2}, Stage, head: {last: [flatten]}]
        """
    assert list(walked(text).heads) == ["aux[0]", "aux[1]", "aux[2]", "last"]


def test_a_head_with_from_and_when():
    text = """
        input: 8x8x3
        layers:
          - {maxpool: 2, name: a}
          - maxpool: 2
          - {head: {aux: flatten}, from: a}
          - {head: {other: flatten}, when: false}
          - relu
        """
    assert {name: str(tensor.shape) for name, tensor in walked(text).heads.items()} == {"aux": "48"}
    assert output(text) == "2x2x3"


def test_an_empty_head_is_the_tensor_itself():
    assert {name: tensor.path for name, tensor in walked("input: 8x8x3\nlayers: [relu, head: {features: }]\n").heads.items()} == {
        "features": "relu"
    }


# A tensor's name for its size


def test_upsample_to_the_size_of_another_tensor():
    text = "input: 9x7x3\nlayers: [{relu: , name: a}, {maxpool: 2}, {upsample: {size: a}}, {add: [prev, a]}]\n"
    assert layers(text)["upsample"] == "9x7x3"
    assert output("input: 9x7x3\nlayers: [{maxpool: 2}, {upsample: {size: input}}]\n") == "9x7x3"
    assert output("input: 9x7x3\nlayers: [{upsample: {size: [=2 * 4, 3]}}]\n") == "8x3x3"
    assert found("input: 9x7x3\nlayers: [{upsample: {size: b}}]\n") == [("CC114", 2, 28)]
