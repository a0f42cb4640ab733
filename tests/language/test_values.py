"""Shapes, pairs, padding, rounding, expressions: everything that stands behind a key."""

from __future__ import annotations

import pytest
from language_helper import errors, found, output, shape_after, value_of, walked

from cnncalc.core.shape import Shape


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("224x224x3", "224x224x3"),
        ("16000x1", "16000x1"),
        ("16x112x112x3", "16x112x112x3"),
        ("100", "100"),
        ("1_000", "1000"),
        ('"32x32x3"', "32x32x3"),
        ("32 x 32 x 3", "32x32x3"),
        ("{channels: 3, size: [224, 225]}", "224x225x3"),
        ("{channels: 3, size: 224x225}", "224x225x3"),
        ("{channels: 3, size: [16, 112, 112]}", "16x112x112x3"),
        ("{channels: 3, size: [16]}", "16x3"),
        ("{channels: 3, size: 16}", "16x3"),
        ("{channels: 3}", "3"),
        ("{channels: =c, size: [=s, =s * 2]}", "8x16x4"),
        ("{channels: =c, size: =s}", "8x4"),
    ],
)
def test_shapes(written, shape):
    assert output(f"input: {written}\nvars: {{c: 4, s: 8}}\nlayers: [identity]\n") == shape


@pytest.mark.parametrize(
    "written", ["224x224", "3x3x3x3x3", "x3", "3x", "0", "-3", "3.5", "[3, 3, 3]", "{size: 3}", "{}", "", "0x0", "big"]
)
def test_not_shapes(written):
    if written == "224x224":  # one spatial axis of 224 and as many channels
        assert output("input: 224x224\nlayers: [relu]\n") == "224x224"
        return
    assert {code for code, *_ in found(f"input: {written}\nlayers: [relu]\n")} <= {"CC105", "CC106", "CC107"} != set()


def test_a_shape_from_an_expression_is_a_vector():
    assert output("input: =n\nvars: {n: 12}\nlayers: [relu]\n") == "12"


@pytest.mark.parametrize(
    ("shape", "warned"),
    [("3x224x224", True), ("1x28x28", True), ("4x64x64", True), ("224x224x3", False), ("1x100x8", False), ("3x3x512", False),
     ("1x1x1024", False), ("3x16x112", True), ("2x64x64", False), ("16x112x112x3", False)],
)  # fmt: skip
def test_channels_first_is_warned_of(shape, warned):
    walk = walked(f"input: {shape}\nlayers: [relu]\n")
    assert [found.code for found in walk.diagnostics] == (["CC118"] if warned else [])
    assert walk.complete
    assert str(walk.output_shape) == shape


def test_several_inputs():
    text = """
        inputs: {left: 8x8x3, right: {channels: 5, size: [8, 8]}}
        layers:
          - relu
          - concat: [prev, right, left, input]
        """
    walk = walked(text)
    assert [str(tensor.shape) for tensor in walk.inputs.values()] == ["8x8x3", "8x8x5"]
    assert str(walk.output_shape) == "8x8x14"
    assert [tensor.path for tensor in walk.layers[1].inputs] == ["relu", "right", "left", "left"]


def test_inputs_from_outside():
    text = "inputs: {left: 8x8x3, right: 8x8x3}\nlayers: [concat: [left, right]]\n"
    assert str(walked(text, input={"right": "8x8x1"}).output_shape) == "8x8x4"
    assert str(walked(text, input={"": "8x8x2", "right": "8x8x1"}).output_shape) == "8x8x3"


# Kernels, strides, padding, rounding


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        ("conv: {filters: 4, kernel: 3}", "30x30x4"),
        ("conv: {filters: 4, kernel: 3x5}", "30x28x4"),
        ("conv: {filters: 4, kernel: [3, 5]}", "30x28x4"),
        ("conv: {filters: 4, kernel: [3, 5], stride: 2x1}", "15x28x4"),
        ("conv: {filters: 4, kernel: 3, dilation: [1, 2]}", "30x28x4"),
        ("conv: {filters: 4, kernel: 3, padding: 1}", "32x32x4"),
        ("conv: {filters: 4, kernel: 3, padding: 1x0}", "32x30x4"),
        ("conv: {filters: 4, kernel: 3, padding: [0, 1]}", "30x32x4"),
        ("conv: {filters: 4, kernel: 5, padding: half}", "32x32x4"),
        ("conv: {filters: 4, kernel: 4, padding: half}", "31x31x4"),
        ("conv: {filters: 4, kernel: 3, dilation: 2, padding: half}", "32x32x4"),
        ("conv: {filters: 4, kernel: 4, stride: 3, padding: same}", "11x11x4"),
        ("conv: {filters: 4, kernel: 1, stride: 2, padding: same}", "16x16x4"),
        ("conv: {filters: 4, kernel: 3, dilation: 2, padding: same}", "32x32x4"),
        ("conv: {filters: 4, kernel: 3, padding: valid}", "30x30x4"),
        ("conv: {filters: 4, kernel: 3, padding: full}", "34x34x4"),
        ("conv: {filters: 4, kernel: 3, dilation: 2, padding: full}", "36x36x4"),
        ("conv: {filters: 4, kernel: 3, padding: {bottom: 1, right: 1}}", "31x31x4"),
        ("conv: {filters: 4, kernel: 3, padding: {top: 0, bottom: 1, left: 0, right: 2}}", "31x32x4"),
        ("conv: {filters: 4, kernel: 3, padding: {}}", "30x30x4"),
        ("conv: {filters: 4, kernel: 3, padding: {top: =1 + 1}}", "32x30x4"),
        ("maxpool: 2", "16x16x3"),
        ("maxpool: 3x2", "10x16x3"),
        ("maxpool: [3, 2]", "10x16x3"),
        ("maxpool: {kernel: 3, stride: 2}", "15x15x3"),
        ("maxpool: {kernel: 3, stride: 2, rounding: ceil}", "16x16x3"),
        ("maxpool: {kernel: 3, stride: 2, padding: 1, rounding: ceil}", "17x17x3"),
        ("maxpool: {kernel: 2, stride: 3, padding: 1, rounding: ceil}", "11x11x3"),  # the twelfth would start in the padding
        ("conv: {filters: 1, kernel: 3, stride: 2, rounding: ceil}", "16x16x1"),
        ("conv: {filters: 1, kernel: 4, stride: 2, padding: 1, rounding: exact}", "16x16x1"),
        ("pad: 1", "34x34x3"),
        ("pad: {top: 1}", "33x32x3"),
        ("pad: {padding: {top: 1}}", "33x32x3"),
        ("crop: [1, 2]", "30x28x3"),
        ("crop: {left: 5, right: 6}", "32x21x3"),
        ("conv_transpose: {filters: 2, kernel: 3, stride: 2, padding: 1, output_padding: 1}", "64x64x2"),
        ("conv_transpose: {filters: 2, kernel: 3, stride: 2, padding: same}", "64x64x2"),
        ("conv_transpose: {filters: 2, kernel: 3, stride: 2, output_padding: [0, 1]}", "65x66x2"),
    ],
)
def test_windows(layer, shape):
    assert shape_after(layer) == shape


def test_axes():
    assert shape_after("conv: {filters: 2, kernel: 3}", "100x1") == "98x2"
    assert shape_after("conv: {filters: 2, kernel: [3]}", "100x1") == "98x2"
    assert shape_after("conv: {filters: 2, kernel: [3, 1, 1]}", "8x9x10x1") == "6x9x10x2"
    assert shape_after("conv: {filters: 2, kernel: 3x1x1}", "8x9x10x1") == "6x9x10x2"
    assert shape_after("pad: {front: 1, back: 2}", "8x9x10x1") == "11x9x10x1"
    assert shape_after("pad: {left: 1}", "8x1") == "9x1"
    assert found("input: 8x8x1\nlayers: [pad: {front: 1}]\n") == [("CC302", 2, 10)]
    assert found("input: 8x1\nlayers: [pad: {top: 1}]\n") == [("CC302", 2, 10)]


def test_a_stride_that_must_fit():
    (fault,) = errors("input: 33x32x1\nlayers:\n  - conv: {filters: 1, kernel: 3, stride: 2, rounding: exact}\n")
    assert (fault.code, fault.position) == ("CC402", (3, 35))
    assert fault.message == "stride 2 does not fit the width: (32 - 3 + 0)/2 + 1 = 29/2 + 1 is not whole, 1 left over"


# Expressions


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("=1 + 2 * 3", 7),
        ("=(1 + 2) * 3", 9),
        ("=2 - 3 - 4", -5),
        ("=7 // 2", 3),
        ("=-7 // 2", -4),
        ("=7 % 3", 1),
        ("=7 / 2", 3.5),
        ("=8 / 2", 4.0),
        ("=-2 * -3", 6),
        ("=+3", 3),
        ("=- - 3", 3),
        ("=1.5 * 2", 3.0),
        ("=.5", 0.5),
        ("=1_000", 1000),
        ("=1e3", 1000.0),
        ("=1e-2", 0.01),
        ("=  7  ", 7),
        ("=true", True),
        ("=not true", False),
        ("=not 1 > 2", True),
        ("=1 < 2 and 2 < 1", False),
        ("=1 < 2 or 2 < 1", True),
        ("=true or false and false", True),
        ("=1 == 1.0", True),
        ("=1 != 2", True),
        ("=3 >= 3", True),
        ("=3 <= 2", False),
        ("=1 == true", False),
        ("=true == true", True),
        ("=1 + 1 == 2 and 2 * 2 > 3", True),
        ("=1 if 2 > 1 else 3", 1),
        ("=1 if false else 2 if false else 3", 3),
        ("=(1 if true else 2) + 10", 11),
        ("=min(3, 1, 2)", 1),
        ("=max(3, 1, 2)", 3),
        ("=max(7)", 7),
        ("=abs(-3)", 3),
        ("=floor(2.7)", 2),
        ("=floor(-2.7)", -3),
        ("=ceil(2.1)", 3),
        ("=round(2.5)", 2),
        ("=round(3.5)", 4),
        ("=round(-2.5)", -2),
        ("=round(2.51)", 3),
        ("=make_divisible(30)", 32),
        ("=make_divisible(28)", 32),
        ("=make_divisible(27)", 24 + 8),
        ("=make_divisible(44 * 0.5)", 24),
        ("=make_divisible(3)", 8),
        ("=make_divisible(10)", 16),
        ("=make_divisible(100, 16)", 96),
        ("=make_divisible(100, divisor=16)", 96),
        ("=make_divisible(16 * 0.75)", 16),
        ("=n", 5),
        ("=n * 2", 10),
        ("=word", "wide"),
        ("=word == word", True),
        ("=list", [3, 4, 6]),
        ("=list[0]", 3),
        ("=list[1 + 1]", 6),
        ("=list[n - 4] * 2", 8),
        ("=x.channels", 3),
        ("=x.height * x.width", 8 * 9),
        ("=line.length", 7),
        ("=cube.depth", 2),
        ("=vector.channels", 10),
        ("=false and 1 / 0 > 1", False),
        ("=true or 1 / 0 > 1", True),
        ("=1 if true else 1 / 0", 1),
    ],
)
def test_expressions(expression, value):
    names = {
        "n": 5, "word": "wide", "list": [3, 4, 6], "x": Shape((8, 9, 3)), "line": Shape((7, 2)), "cube": Shape((2, 3, 4, 1)),
        "vector": Shape((10,)),
    }  # fmt: skip
    given = value_of(expression, **names)
    assert given == value
    assert type(given) is type(value)


def test_never_more_than_a_tenth_below():
    for x in range(1, 2000):
        rounded = value_of(f"=make_divisible({x})")
        assert rounded % 8 == 0
        assert rounded >= 0.9 * x
        assert rounded - x <= 8


@pytest.mark.parametrize(
    ("expression", "code", "marked"),
    [
        ("=1 / 0", "CC112", "1 / 0"),
        ("=1 // (2 - 2)", "CC112", "1 // (2 - 2)"),
        ("=5 + 7 % 0", "CC112", "7 % 0"),
        ("=1 + word", "CC112", "word"),
        ("=flag + 1", "CC112", "flag"),
        ("=-flag", "CC112", "flag"),
        ("=list + 1", "CC112", "list"),
        ("=list[3]", "CC112", "list[3]"),
        ("=list[-1]", "CC112", "list[-1]"),
        ("=n[0]", "CC112", "n"),
        ("=not n", "CC112", "n"),
        ("=1 if n else 2", "CC112", "n"),
        ("=n and flag", "CC112", "n"),
        ("=word < 3", "CC112", "word"),
        ("=max(1, flag)", "CC112", "flag"),
        ("=9007199254740992 + 1", "CC112", "9007199254740992 + 1"),
        ("=input.depth", "CC112", "input.depth"),
        ("=9007199254740993", "CC112", "9007199254740993"),
        ("=nobody + 1", "CC111", "nobody"),
        ("=nobody.channels", "CC114", "nobody"),
        ("=input.colour", "CC110", "colour"),
        ("=n.real", "CC110", "real"),
        ("=__import__(1)", "CC110", "__import__"),
        ("=().x", "CC110", ")"),
        ("=n; 3", "CC110", ";"),
        ("=n := 3", "CC110", ":"),
        ("=lambda: 3", "CC110", ":"),
        ("=[1, 2][0]", "CC110", "["),
        ("=n < 2 < 3", "CC110", "<"),
    ],
)
def test_the_caret_stands_below_the_part_at_fault(expression, code, marked):
    text = f"input: 8x8x3\nvars:\n  n: 5\n  word: wide\n  flag: true\n  list: [3, 4, 6]\n  x: '{expression}'\nlayers: [relu]\n"
    (fault,) = errors(text)
    assert (fault.code, fault.span.line) == (code, 7)
    line = fault.span.source.line(7)
    assert line[fault.span.column - 1 : fault.span.end_column - 1] == marked


def test_a_word_from_an_expression():
    assert shape_after("conv: {filters: 4, kernel: 3, padding: =p}", p="same") == "32x32x4"
    assert shape_after("conv: {filters: 4, kernel: =k}", k="3x5") == "30x28x4"
    assert shape_after("conv: {filters: 4, kernel: =k}", k="[3, 5]") == "30x28x4"
    text = "input: 8x8x3\nvars: {act: relu}\nlayers: [conv: {filters: 4, kernel: 3, activation: =act}]\n"
    assert [layer.op for layer in walked(text).layers] == ["conv", "relu"]


def test_a_count_is_never_rounded():
    (fault,) = errors("input: 8x8x3\nvars: {mult: 0.3}\nlayers:\n  - conv: {filters: =32 * mult, kernel: 1}\n")
    assert (fault.code, fault.message, fault.label) == ("CC107", "`filters`: 9.6 is not a whole number", "mult is 0.3")
    assert shape_after("conv: {filters: =32 * m, kernel: 1}", m="0.5") == "32x32x16"


def test_an_equals_sign_in_quotes_is_an_expression_too():
    assert shape_after('conv: {filters: "=max(4, 2)", kernel: 1}') == "32x32x4"
    assert shape_after("conv: {filters: '=max(4, 2)', kernel: 1}") == "32x32x4"


# Variables


def test_variables_are_computed_in_order():
    text = "input: 8x8x3\nvars: {a: 2, b: =a * 3, c: =b + a}\nlayers: [conv: {filters: =c, kernel: 1}]\n"
    assert output(text) == "8x8x8"
    assert output(text, set={"a": 1}) == "8x8x4"
    assert output(text, set={"b": 10}) == "8x8x12"
    assert found("input: 8x8x3\nvars: {b: =a, a: 2}\nlayers: [relu]\n") == [("CC111", 2, 12)]
    assert found("input: 8x8x3\nvars: {a: =a}\nlayers: [relu]\n") == [("CC111", 2, 12)]


def test_variables_may_ask_for_the_input():
    text = "input: 8x9x3\nvars: {a: =input.channels * 2, b: =a + input.width}\nlayers: [conv: {filters: =b, kernel: 1}]\n"
    assert output(text) == "8x9x15"
    assert output(text, input="8x8x4") == "8x8x16"
    assert output(text, set={"a": 1}) == "8x9x10"


def test_variables_may_ask_for_one_of_several_inputs():
    text = "inputs: {a: 8x8x3, b: 8x8x5}\nvars: {n: =b.channels, m: =input.channels}\n"
    text += "layers: [conv: {filters: =n + 10 * m, kernel: 1}]\n"
    assert output(text) == "8x8x35"


def test_an_input_may_ask_for_variables():
    text = "input: {channels: =c, size: [=s, =s]}\nvars: {c: 3, s: =c * 4, n: =input.height}\n"
    text += "layers: [conv: {filters: =n, kernel: 1}]\n"
    assert output(text) == "12x12x12"
    assert output(text, set={"c": 1}) == "4x4x4"


def test_an_input_and_a_variable_cannot_ask_for_each_other():
    text = "input: {channels: =b, size: 8}\nvars: {a: =input.channels, b: =a}\nlayers: [relu]\n"
    assert found(text) == [("CC112", 1, 19)]


@pytest.mark.parametrize("value", ["{a: 1}", "[a, b]", "[1, true]", "[[1]]", "", "null", "~"])
def test_what_a_variable_cannot_hold(value):
    assert [code for code, *_ in found(f"input: 8x8x3\nvars:\n  a: {value}\nlayers: [relu]\n")] == ["CC107"]


def test_null_in_quotes_is_a_word():
    assert found('input: 8x8x3\nvars: {a: "null", b: "3"}\nlayers: [relu]\n') == []
