"""cnncalc conv, pool, linear and layer: the worked examples of courses, whole outputs, whole errors."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from math import prod

import pytest
import typer
from documents import REPORT
from fact_tables import HERE
from hypothesis import given, settings
from hypothesis import strategies as st
from runner import cnncalc, environment
from test_process import on_terminal, uncoloured

from cnncalc import layers
from cnncalc.cli import app

TEXTBOOK = json.loads((HERE / "textbook.json").read_text(encoding="utf-8"))
CS231N = {entry["q"]: entry for entry in TEXTBOOK["cs231n"]}
COURSES = {entry["q"]: entry for entry in TEXTBOOK["courses"]}
with (HERE / "rules_of_thumb.csv").open(encoding="utf-8", newline="") as file:
    RULES = list(csv.DictReader(file))

QUIZ = """\
32x32x10, 760 parameters

layer:           conv: {filters: 10, kernel: 5, padding: 2} on 32x32x3
                 Filters slide over the input; each puts out one channel, O =
                 (W - K + 2P)/S + 1 places on each axis.
output size:     O = (W - K + 2P)/S + 1
                 height and width: (32 - 5 + 2*2)/1 + 1 = 32
                 channels: 10, one for each filter: 32x32x10
padding:         2 on each side: 32x32x3 becomes 36x36x3
parameters:      one filter: 5x5x3 = 75 weights
                 10 filters: 10 x 75 = 750 weights
                 a bias for each filter: 10
                 750 + 10 = 760 parameters
MACs:            75 multiplications at each place for one filter, 750 for all
                 32x32 places x 750 = 768,000
FLOPs:           2 x 768,000 + 10,240 (the bias, added to each output) =
                 1,546,240
im2col:          75x1024: a column holds the 5x5x3 = 75 numbers under the window
                 at a place
                 filters 10x75 times it: 10x1024
memory:          10,240 numbers put out, 40.96 kB as float32
receptive field: 5x5 of its input, stride 1x1, from -2, -2
otherwise:       each output with weights of its own, none shared: 10,240
                 outputs x (75 weights + 1 bias) = 778,240 parameters
                 as a fully connected layer: 3,072 inputs x 10,240 outputs +
                 10,240 biases = 31,467,520 parameters
convention:      FLOPs = 2 x MACs + elementwise operations; batch 1; shapes are
                 height x width x channels
"""


def first(*arguments):
    """The first line of the output of a command that succeeds."""
    outcome = cnncalc(*arguments)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out.partition("\n")[0]


def derivation(*arguments):
    """What the JSON of a command says of its only layer's working."""
    (layer,) = json.loads(cnncalc(*arguments, "--json").out)["models"][0]["layers"]
    return layer["derivation"]


# The quiz


def test_the_quiz_in_full():
    """cs231n: 10*5*5*3 + 10 = 760; 32*32*10*75 = 768,000; (5*5*3 + 1)*10,240 = 778,240; 3,072*10,240 + 10,240 = 31,467,520."""
    assert cnncalc("conv", "32x32x3", "--filters", "10", "--kernel", "5", "--stride", "1", "--padding", "2") == (0, QUIZ, "")
    assert cnncalc("conv", "32x32x3", "-n10", "-k5", "-s1", "-p2").out == QUIZ
    assert cnncalc("conv", "32x32x3", "-n", "10", "-k", "5", "-p", "half").out.partition("\n")[0] == "32x32x10, 760 parameters"


def test_quiet_is_the_first_line():
    assert cnncalc("conv", "32x32x3", "-n", "10", "-k", "5", "-p", "2", "-q") == (0, "32x32x10, 760 parameters\n", "")


# Every worked example of one layer


def numbers(question):
    """W, F, S, P, K as the question names them."""
    found = {name: int(number) for name, number in re.findall(r"\b([WFSPK])=(\d+)", question)}
    volume = re.search(r"\((\d+),\d+,(\d+)\)", question)
    kernel = re.search(r"pool F=(\d+)", question)
    return {**found, **({"W": int(volume[1])} if volume else {}), **({"F": int(kernel[1])} if kernel else {})}


@pytest.mark.parametrize("question", [question for question, entry in CS231N.items() if "valid" in entry])
def test_a_stride_of_cs231n(question):
    entry, asked = CS231N[question], numbers(question)
    size, command = f"{asked['W']}x{asked['W']}x3", "pool" if "pool" in question else "conv"
    options = ["-k", str(asked["F"]), "-s", str(asked["S"]), "-p", str(asked["P"])]
    options += ["-n", str(asked.get("K", 1))] if command == "conv" else []
    outcome = cnncalc(command, size, *options)
    assert outcome.code == 0
    strict = cnncalc(command, size, *options, "--rounding", "exact", "-q")
    if entry["valid"]:
        wanted = entry.get("volume", f"{entry['out']}x{entry['out']}x1")
        assert outcome.out.startswith(f"{wanted}, ")
        assert "fit" not in outcome.out
        assert (strict.code, strict.err) == (0, "")
    else:
        stride = asked["S"]
        assert f"stride {stride} does not fit the height and width: " in outcome.out.splitlines()[1]
        fraction = entry["out"] if entry["out"] is not None else "2.33"
        assert f" = {fraction}, taken as {int(float(fraction))} (rounding: floor)" in outcome.out.replace("\n", " ")
        assert (strict.code, strict.out) == (1, "")
        assert strict.err.startswith(f"error[CC402]: stride {stride} does not fit the height: ")
        assert f"--stride {stride}" in strict.err


def test_alexnet_with_and_without_sharing():
    entry = CS231N["AlexNet conv1 params with sharing: 96 unique 11x11x3 filters"]
    outcome = cnncalc("conv", "227x227x3", "-n", "96", "-k", "11", "-s", "4")
    assert outcome.out.startswith(f"55x55x96, {entry['params']:,} parameters\n")
    said = " ".join(outcome.out.split())
    assert "290,400 outputs x (363 weights + 1 bias) = 105,705,600 parameters" in said
    assert "34,848" in said
    alone = first("layer", "227x227x3", "locally_connected: {filters: 96, kernel: 11, stride: 4}")
    assert alone == "55x55x96, 105,705,600 parameters"


def test_im2col():
    entry = CS231N["im2col of 227x227x3 F=11 S=4"]
    assert "x".join(map(str, derivation("conv", "227x227x3", "-n", "96", "-k", "11", "-s", "4")["im2col"])) == entry["matrix"]
    assert f"im2col:          {entry['matrix']}: " in cnncalc("conv", "227x227x3", "-n", "96", "-k", "11", "-s", "4").out


def test_courses():
    answers = {question: entry.get("answer") for question, entry in COURSES.items()}
    conv = ("conv", "28x28x3", "-n", "1", "-k", "3", "-p", "valid")
    assert first(*conv, "-s", "1", "-q") == "26x26x1, 28 parameters"
    assert answers["Udacity SDC L9: input 28x28x3, 3x3 filters, VALID, stride 1"] == 26
    udacity = COURSES["Udacity SDC L9: input 28x28x3, 3x3 filters, VALID, stride 2"]
    outcome = cnncalc(*conv, "-s", "2")
    assert outcome.out.startswith(f"{udacity['accepted']}x{udacity['accepted']}x1, ")
    assert f" = {udacity['raw']}, taken as {udacity['accepted']} " in outcome.out.replace("\n", " ")
    assert "the last row and the last column of the input are read by nothing" in " ".join(outcome.out.split())
    dlnd = first("conv", "32x32x3", "-n", "20", "-k", "8", "-s", "2", "-p", "1", "--rounding", "exact", "-q")
    assert dlnd.startswith(f"{answers['Udacity DLND: 32x32x3 input, 20 filters 8x8x3, stride 2, padding 1']}, ")
    caffe = answers["Caffe 00-classification: 227x227 conv 11x11 s4 -> 55x55, pool 3x3 s2 -> 27x27"]
    assert first("pool", f"{caffe[0]}x{caffe[0]}x96", "-k", "3", "-s", "2", "-q") == f"{caffe[1]}x{caffe[1]}x96, 0 parameters"
    valid, same = answers["AlexNet at 224 with 11x11 s4: TF VALID / TF SAME"]
    for word, size in (("valid", valid), ("same", same)):
        assert first("conv", "224x224x3", "-n", "1", "-k", "11", "-s", "4", "-p", word, "-q").startswith(f"{size}x{size}x1, ")
    pooled = answers["TF max_pool 28x28 k2 s2 SAME"]
    assert first("pool", "28x28x1", "-k", "2", "-p", "same", "-q") == f"{pooled}x{pooled}x1, 0 parameters"
    for size, pads in answers["SAME k7 s2: input 224 -> pads (2,3); input 225 -> pads (3,3)"].items():
        windows = derivation("conv", f"{size}x{size}x1", "-n", "1", "-k", "7", "-s", "2", "-p", "same")["windows"]
        assert [window["padding"] for window in windows] == [pads, pads]


CEIL = [question for question in COURSES if question.startswith("ceil_mode")]


@pytest.mark.parametrize("question", CEIL)
def test_ceil_mode(question):
    size, kernel, stride, padding = re.fullmatch(r"ceil_mode: n(\d+) k(\d+) s(\d+) p(\d+)", question).groups()
    wanted = COURSES[question]["torch"]
    outcome = cnncalc("pool", f"{size}x{size}x1", "-k", kernel, "-s", stride, "-p", padding, "--rounding", "ceil")
    assert outcome.out.startswith(f"{wanted}x{wanted}x1, 0 parameters\n")
    assert f"rounding: ceil would make it {COURSES[question]['naive_ceil']}, but" in " ".join(outcome.out.split())


def test_several_layers_in_a_row():
    """The LeNet-like network of Coursera, and TensorFlow-Examples' 7*7*64."""
    entry = COURSES[
        "Coursera CNN example (LeNet-like, 32x32x3): CONV1 f5 s1 x8, POOL1 2/2, CONV2 f5 s1 x16, POOL2 2/2, FC120, FC84, softmax10"
    ]
    row = [
        "conv: {filters: 8, kernel: 5}", "maxpool: 2", "conv: {filters: 16, kernel: 5}", "maxpool: 2", "flatten", "linear: 120",
        "linear: 84", "linear: 10",
    ]  # fmt: skip
    outcome = cnncalc("layer", "32x32x3", *row)
    assert outcome.out.startswith(f"10, {sum(entry['params']):,} parameters\n")
    answers = [line for line in outcome.out.splitlines() if re.fullmatch(r"\w+(\[\d\])?: [\dx]+, [\d,]+ parameters?", line)]
    wanted = [f"{shape}, {params:,} parameters" for shape, params in zip(entry["shapes"], entry["params"], strict=True)]
    assert [line.partition(": ")[2] for line in answers if not line.startswith("flatten")] == wanted
    tensorflow = [
        "{conv: {filters: 32, kernel: 5, padding: same}}",
        "maxpool: 2",
        "[{conv: {filters: 64, kernel: 5, padding: same}}, maxpool: 2]",
        "flatten",
    ]
    (wanted,) = [entry["answer"] for question, entry in COURSES.items() if question.startswith("TF-Examples")]
    assert first("layer", "28x28x1", *tensorflow, "-q").startswith(f"{wanted.rpartition(' = ')[2]}, ")


ANSWERED = (
    "AlexNet conv1 params", "im2col", "Udacity SDC", "Udacity DLND", "Caffe", "AlexNet at 224", "TF-Examples", "TF max_pool",
    "SAME k7", "Coursera CNN", "ceil_mode",
)  # fmt: skip
"""How the questions begin that are answered here beside those of strides."""


def test_no_course_is_left_out():
    left = [question for question, entry in {**CS231N, **COURSES}.items() if "valid" not in entry]
    assert [question for question in left if not question.startswith(ANSWERED)] == []
    assert all(any(question.startswith(beginning) for question in left) for beginning in ANSWERED)


@pytest.mark.parametrize("rule", RULES, ids=[rule["says"] for rule in RULES])
def test_rule_of_thumb(rule):
    outcome = cnncalc("layer", rule["input"], rule["layer"])
    if not rule["output"]:
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith("error[CC402]: ")
        return
    assert outcome.code == 0
    params = f"{int(rule['params']):,}" if rule["params"] else r"[\d,]+"
    assert re.match(rf"{rule['output']}, {params} parameters?\n", outcome.out)
    if rule["macs_each_output"] not in ("", "0") and rule["layer"].startswith("conv"):
        assert f"{int(rule['macs_each_output']):,} multiplications at each place for one filter" in outcome.out


def test_a_quarter_is_kept():
    outcome = cnncalc("pool", "224x224x64", "-k", "2", "-s", "2")
    assert outcome.out.startswith("112x112x64, 0 parameters\n")
    assert "802,816 of 3,211,264 activations are left: 25 %" in outcome.out


# Options


def test_a_volume_is_flattened_and_it_says_so():
    outcome = cnncalc("linear", "7x7x512", "4096")
    assert outcome.out.startswith(
        "4096, 102,764,544 parameters\n\nflattened:       7x7x512 becomes a vector of 7 x 7 x 512 = 25,088 numbers\n"
    )
    vector = cnncalc("linear", "25088", "--features", "4096")
    assert vector.out.startswith("4096, 102,764,544 parameters\n\nlayer:           linear: 4096 on 25088\n")
    assert first("linear", "25088", "-n", "4096", "--no-bias", "-q") == "4096, 102,760,448 parameters"


def test_every_parameter_of_the_language_has_its_option():
    group = typer.main.get_command(app)
    left_out = {"connections", "batchnorm", "activation"}
    kinds = {"conv": ["conv"], "pool": ["maxpool", "avgpool", "l2pool"], "linear": ["linear"]}
    for command, operations in kinds.items():
        names = {parameter.name for parameter in group.commands[command].params}
        for operation in operations:
            assert set(layers.kind(operation).fields) - left_out <= names


PARAMETERS = [
    (["conv", "32x32x3", "-n", "10", "-k", "3x5", "-s", "2x1"], "15x28x10, 460 parameters"),
    (["conv", "32x32x3", "-n", "10", "-k", "[3, 5]", "-s", "[2, 1]"], "15x28x10, 460 parameters"),
    (["conv", "32x32x4", "-n", "10", "-k", "3", "-g", "2", "-d", "2", "--no-bias"], "28x28x10, 180 parameters"),
    (["conv", "16000x1", "-n", "8", "-k", "9", "-s", "4", "-p", "full"], "4002x8, 80 parameters"),
    (["conv", "8x8x3", "-n", "2", "-k", "3", "-p", "{top: 1, left: 2}"], "7x8x2, 56 parameters"),
    (["conv", "8x8x3", "-n", "2", "-k", "3", "-s", "2", "--rounding", "ceil", "--bias"], "4x4x2, 56 parameters"),
    (["conv", "8x8x3", "-n", "=2 * input.channels", "-k", "1"], "8x8x6, 24 parameters"),
    (["pool", "9x9x4", "-k", "3", "--kind", "avg", "--no-count-include-pad", "-p", "1"], "3x3x4, 0 parameters"),
    (["pool", "9x9x4", "-k", "3", "--kind", "l2"], "3x3x4, 0 parameters"),
    (["pool", "9x9x4", "-k", "3", "-s", "1", "-d", "2"], "5x5x4, 0 parameters"),
    (["layer", "8x8x3", "add: [prev, input]", "conv: {filters: 3, kernel: 1, activation: relu}"], "8x8x3, 12 parameters"),
    (["layer", "8x8x3", "concat: {a: {conv: {filters: 2, kernel: 1}}, b: }"], "8x8x5, 8 parameters"),
    (["layer", "8x8x3", "[relu, maxpool: 2]"], "4x4x3, 0 parameters"),
    (["layer", "8x8x3", "{relu: , repeat: 30}"], "8x8x3, 0 parameters"),
]


@pytest.mark.parametrize(("arguments", "wanted"), PARAMETERS, ids=[" ".join(arguments) for arguments, _ in PARAMETERS])
def test_options(arguments, wanted):
    assert first(*arguments, "-q") == wanted
    assert first(*arguments) == wanted


def test_of_many_layers_the_answers_alone():
    lines = cnncalc("layer", "8x8x3", "{relu: , repeat: 21}").out.splitlines()
    assert lines[2:] == [f"relu[{number}]: 8x8x3, 0 parameters" for number in range(21)]


@settings(deadline=None, max_examples=15)
@given(
    size=st.integers(6, 40), channels=st.integers(1, 8), filters=st.integers(1, 20), kernel=st.integers(1, 6),
    stride=st.integers(1, 4), padding=st.integers(0, 3),
)  # fmt: skip
def test_any_convolution(size, channels, filters, kernel, stride, padding):
    """By counting places one by one."""
    places = len([at for at in range(0, size + 2 * padding, stride) if at + kernel <= size + 2 * padding])
    given = ["-n", str(filters), "-k", str(kernel), "-s", str(stride), "-p", str(padding)]
    wanted = f"{places}x{places}x{filters}, {filters * (channels * kernel * kernel + 1):,} parameters"
    assert first("conv", f"{size}x{size}x{channels}", *given, "-q") == wanted


# JSON


COMMANDS = [arguments for arguments, _ in PARAMETERS] + [["linear", "7x7x2", "4"], ["conv", "5x5x3", "-n", "1", "-k", "7"]]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_json_is_a_report(arguments):
    report = json.loads(cnncalc(*arguments, "--json").out)
    assert list(report) == ["schema_version", "cnncalc_version", "models"]
    assert [f"{error.json_path}: {error.message}" for error in REPORT.iter_errors(report)] == []


def test_json():
    report = json.loads(cnncalc("conv", "7x7x1", "-n", "2", "-k", "3", "-s", "3", "--json").out)
    (model,) = report["models"]
    assert (model["input_shape"], model["output_shape"], model["complete"]) == ([7, 7, 1], [2, 2, 2], True)
    (layer,) = model["layers"]
    assert (layer["params"], layer["macs"], layer["flops"]) == (20, 72, 152)
    found = layer["derivation"]
    assert found["fits"] is False
    assert found["windows"][0] == {
        "axis": "height", "input": 7, "kernel": 3, "dilation": 1, "extent": 3, "stride": 3, "padding": [0, 0], "padded": 7,
        "rounding": "floor", "output": 2, "remainder": 1, "unread_at_the_end": 1,
    }  # fmt: skip
    assert found["filter_shape"] == [3, 3, 1]
    assert prod(found["filter_shape"]) == found["multiplications_at_each_place"]
    assert [step["heading"] for step in found["working"]][:2] == ["layer", "output size"]


def test_json_of_a_layer_that_does_not_fit():
    outcome = cnncalc("conv", "5x5x3", "-n", "1", "-k", "7", "--json")
    (model,) = json.loads(outcome.out)["models"]
    assert outcome.code == 1
    assert model["complete"] is False
    assert model["layers"] == []
    assert [(found["code"], found["file"], found["column"]) for found in model["diagnostics"]] == [("CC310", "command line", 32)]
    assert outcome.err.startswith("error[CC310]: ")


# Errors


ERRORS = {
    ("conv", "5x5x3", "-n", "10", "-k", "7"): (1, """\
error[CC310]: kernel 7 does not fit: the padded input is 5 high (5 + 2*0)
  --> command line:1:33
   |
 1 | cnncalc conv 5x5x3 --filters 10 --kernel 7
   |                                 ^^^^^^^^^^ the layer sees 5x5x3
   = help: use `--kernel 5` or less, or `--padding 1`
"""),
    ("conv", "7x7x1", "-n", "1", "-k", "3", "-s", "3", "--rounding", "exact"): (1, """\
error[CC402]: stride 3 does not fit the height: (7 - 3 + 0)/3 + 1 = 4/3 + 1 is not whole, 1 left over
  --> command line:1:43
   |
 1 | cnncalc conv 7x7x1 --filters 1 --kernel 3 --stride 3 --rounding exact
   |                                           ^^^^^^^^^^ the layer sees 7x7x1
   = help: an input 9 or 6 high fits; so does `--rounding floor`, which drops the rest
"""),
    ("conv", "8x8x4", "-n", "10", "-k", "3", "-g", "4", "--no-bias"): (1, """\
error[CC320]: groups 4 does not divide filters 10
  --> command line:1:44
   |
 1 | cnncalc conv 8x8x4 --filters 10 --kernel 3 --groups 4 --no-bias
   |                                            ^^^^^^^^^^ the layer sees 8x8x4
   = help: use `--groups 1` or `--groups 2`
"""),
    ("conv", "3072", "-n", "10", "-k", "3"): (1, """\
error[CC301]: `conv` needs a feature map, and gets a vector of 3072
  --> command line:1:9
   |
 1 | cnncalc conv 3072 --filters 10 --kernel 3
   |         ^^^^ the layer sees 3072
   = help: write the input as height x width x channels, as in 32x32x3
"""),
    ("conv", "7x7x1", "-n", "1", "-k", "x", "--no-bias"): (2, """\
error[CC107]: `--kernel` takes a whole number of at least 1, or one an axis as in `3x5` or `[3, 5]` (height, width), found `x`
  --> command line:1:32
   |
 1 | cnncalc conv 7x7x1 --filters 1 --kernel x --no-bias
   |                                ^^^^^^^^^^
   = help: as in `--kernel 3`
"""),
    ("conv", "7x7x1", "-n", "1", "-k", "3", "-p", "sane"): (2, """\
error[CC107]: `--padding` takes a number, a pair, `same`, `half`, `valid`, `full`, or sides as in `{top: 0, bottom: 1}`, \
found `sane`
  --> command line:1:43
   |
 1 | cnncalc conv 7x7x1 --filters 1 --kernel 3 --padding sane
   |                                           ^^^^^^^^^^^^^^
   = help: did you mean `same`?
"""),
    ("conv", "7x7x1", "-n", "1", "-k", "[3, y]"): (2, """\
error[CC107]: `--kernel` takes a whole number of at least 1, found `y`
  --> --kernel:1:5
   |
 1 | [3, y]
   |     ^
   = help: as in `--kernel 3`
"""),
    ("conv", "7by7", "-n", "1", "-k", "3"): (2, """\
error[CC107]: `INPUT` takes a shape, height x width x channels, as in `224x224x3`, or a whole number for a vector, found `7by7`
  --> command line:1:14
   |
 1 | cnncalc conv 7by7 --filters 1 --kernel 3
   |              ^^^^
   = help: as in `224x224x3`
"""),
    ("pool", "8x8x1", "-k", "2", "--kind", "avg", "-d", "2"): (2, """\
error[CC105]: `avgpool` has no parameter `--dilation`
  --> command line:1:42
   |
 1 | cnncalc pool 8x8x1 --kind avg --kernel 2 --dilation 2
   |                                          ^^^^^^^^^^
   = help: `avgpool` has: kernel, stride, padding, rounding, count_include_pad
"""),
    ("linear", "7x7x512", "many"): (2, """\
error[CC107]: `--features` takes a whole number of at least 1, found `many`
  --> command line:1:24
   |
 1 | cnncalc linear 7x7x512 many
   |                        ^^^^
   = help: as in `--features 64`
"""),
    ("layer", "8x8x3", "maxpoool: 2"): (2, """\
error[CC108]: unknown operation `maxpoool`
  --> LAYER:1:1
   |
 1 | maxpoool: 2
   | ^^^^^^^^
   = help: did you mean `maxpool`?
"""),
    ("layer", "8x8x3", "relu", "conv: {filters: 3, kernal: 9}"): (2, """\
error[CC105]: `conv` has no parameter `kernal`
  --> LAYER 2:1:20
   |
 1 | conv: {filters: 3, kernal: 9}
   |                    ^^^^^^
   = help: did you mean `kernel`?
"""),
    ("layer", "8x8x3", "Stage: 3"): (2, """\
error[CC108]: unknown block `Stage`
  --> LAYER:1:1
   |
 1 | Stage: 3
   | ^^^^^
   = help: only a file has variables and blocks: `cnncalc show` takes one
"""),
    ("layer", "8x8x3", " "): (2, """\
error[CC106]: no layer is written here
  --> LAYER:1:1
   |
 1 |
   | ^
   = help: as in `maxpool: 2`
"""),
    ("layer", "8x8x3", "linear: 10"): (1, """\
error[CC301]: `linear` takes a vector, and gets a feature map of 8x8x3
  --> LAYER:1:1
   |
 1 | linear: 10
   | ^^^^^^ the layer sees 8x8x3
   = help: put `flatten` before it: 8x8x3 becomes a vector of 192
"""),
}  # fmt: skip


@pytest.mark.parametrize("arguments", ERRORS, ids=" ".join)
def test_an_error_in_full(arguments):
    code, said = ERRORS[arguments]
    outcome = cnncalc(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err == said
    assert cnncalc(*arguments, "-q") == outcome


USAGE = {
    ("conv", "8x8x3", "-n", "3"): "Missing option '--kernel' / '-k'.",
    ("conv", "8x8x3", "-k", "3"): "Missing option '--filters' / '-n'.",
    ("conv",): "Missing argument 'INPUT'.",
    ("pool", "8x8x3", "-k", "2", "--kind", "avgg"): "Invalid value for --kind: unknown kind `avgg`: did you mean `avg`?",
    ("linear", "8"): "Invalid value for FEATURES: name the number of outputs once, as in `cnncalc linear 25088 4096`",
    (
        "linear",
        "8",
        "3",
        "-n",
        "3",
    ): "Invalid value for FEATURES: name the number of outputs once, as in `cnncalc linear 25088 4096`",
    ("layer", "8x8x3"): "Missing argument 'LAYER...'.",
}


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_usage(arguments):
    outcome = cnncalc(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines()[-1] == f"Error: {USAGE[arguments]}"


HOSTILE = [
    "9" * 5000, "-1", "", "\u202e", "\x1b[31m", "é", "0x3", "1e400", "[[[[", "{a: *b}", "!!python/object:os.system", "=1/0",
    "=" + "(" * 300, "3\n4", "'", "NaN",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_nothing_ends_in_a_traceback(value):
    for arguments in (
        ("conv", "8x8x3", "-n", "4", "-k", value),
        ("conv", value, "-n", "4", "-k", "3"),
        ("pool", "8x8x3", "-k", "2", "-p", value),
        ("linear", "8", f"-n{value}"),
        ("layer", "8x8x3", value),
        ("layer", value, "relu"),
    ):
        outcome = cnncalc(*arguments)
        assert outcome.code == 2, arguments
        assert "Traceback" not in outcome.err
        assert "a bug in cnncalc" not in outcome.err
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", outcome.err)


# What it costs


@pytest.mark.parametrize(
    "arguments", [["conv", "32x32x3", "-n", "10", "-k", "5"], ["layer", "8x8x3", "relu"], ["explain", "vgg16"]]
)
def test_neither_rich_nor_numpy_is_imported_when_piped(arguments):
    program = (
        f"import sys\nsys.argv = ['cnncalc', *{arguments!r}]\ntry:\n    from cnncalc.cli import main\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), timeout=60, check=True
    )
    modules = {name.partition(".")[0] for name in finished.stderr.split()}
    assert "typer" in modules
    assert not modules & {"rich", "numpy", "pydantic", "click"}


def test_a_terminal_gets_the_same_text_with_headings_in_bold():
    shown = on_terminal("conv", "32x32x3", "-n", "10", "-k", "5", "-p", "2", columns=80)
    assert shown.startswith("\x1b[1m32x32x10, 760 parameters\x1b[0m\n\n\x1b[1mlayer:\x1b[0m           conv: ")
    assert uncoloured(shown) == QUIZ
    assert on_terminal("conv", "32x32x3", "-n", "10", "-k", "5", "-p", "2", columns=80, NO_COLOR="1") == QUIZ


@pytest.mark.parametrize(
    ("shape", "note"),
    [
        ("7x7", "cnncalc: 7x7 was read as a line of 7 with 7 channels; a picture of one channel is 7x7x1\n"),
        ("16000x2", ""),
        ("7x7x1", ""),
    ],
)
def test_two_numbers_are_said_to_be_a_line(shape, note):
    outcome = cnncalc("conv", shape, "-n", "1", "-k", "3", "-q")
    assert (outcome.code, outcome.err) == (0, note)
