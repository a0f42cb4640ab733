"""cnncalc show --sweep, through the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from runner import cnncalc

from cnncalc import render
from cnncalc.render import sweep as sweep_formats

CONVENTION = """\
convention:      MACs = multiply-accumulates of conv, transposed conv and linear layers; FLOPs = 2 x
                 MACs + elementwise operations; params = trainable + frozen weights, running
                 statistics apart (buffers); float32, batch 1; shapes are height x width x channels
"""

SMALL = """\
vars: {filters: 10}
input: 8x8x1
layers:
  - conv: {filters: =filters, kernel: 3}
variants:
  20: {set: {filters: 20}}
"""


def rows(*arguments, **more):
    """The rows of a CSV output."""
    outcome = cnncalc("show", *arguments, "--format", "csv", **more)
    return outcome.code, list(csv.DictReader(io.StringIO(outcome.out)))


def test_sizes_some_of_which_do_not_fit():
    """By hand: 10 filters of 9 weights and a bias on (side - 2)^2 places; the input and the output are alive at once."""
    outcome = cnncalc("show", "-", "--sweep", "input=1:4", stdin=SMALL)
    assert outcome == (
        1,
        f"""\
stdin (<stdin>): 4 values of input

input  output  params  MACs  FLOPs  activation bytes  peak bytes
----------------------------------------------------------------
    1  x error[CC310]: kernel 3 does not fit: the padded input is 1 high (1 + 2*0)
    2  x error[CC310]: kernel 3 does not fit: the padded input is 2 high (2 + 2*0)
    3  1x1x10     100    90    190                40          76
    4  2x2x10     100   360    760               160         224

{CONVENTION}""",
        """\
cnncalc: stdin: 2 of 4 points have errors, first at input=1:
error[CC310]: kernel 3 does not fit: the padded input is 1 high (1 + 2*0)
  --> <stdin>:4:31
   |
 4 |   - conv: {filters: =filters, kernel: 3}
   |                               ^^^^^^^^^ the layer sees 1x1x1
   = help: use `kernel: 1` or less, or `padding: 1`
""",
    )


def test_published_figures():
    """torchvision prints 4.09 G MACs for ResNet-50, the paper of MobileNetV2 and torchvision the parameters of its widths."""
    code, found = rows("torchvision/resnet50", "--sweep", "input=128:512:32", "--columns", "params,macs")
    assert code == 0
    assert [row["input"] for row in found] == [str(side) for side in range(128, 513, 32)]
    assert {row["params"] for row in found} == {"25557032"}
    assert {row["input"]: row["macs"] for row in found}["224"] == "4089184256"
    code, found = rows("torchvision/resnet", "--sweep", "variant=resnet18,resnet101", "--columns", "params")
    assert [row["params"] for row in found] == ["11689512", "44549160"]


def test_exact_decimals():
    code, found = rows("torchvision/mobilenet_v2", "--sweep", "width_mult=0.1:0.5:0.1", "--columns", "params")
    assert code == 0
    assert [row["width_mult"] for row in found] == ["0.1", "0.2", "0.3", "0.4", "0.5"]


def test_csv_has_every_figure_and_the_error():
    code, found = rows("-", "--sweep", "input=2,3", "--sweep", "filters=1,2", stdin=SMALL)
    assert code == 1
    assert [(row["input"], row["filters"], row["params"], row["memory"]) for row in found] == [
        ("2", "1", "", ""),
        ("2", "2", "", ""),
        ("3", "1", "10", str(4 * (10 + 9 + 1))),
        ("3", "2", "20", str(4 * (20 + 9 + 2))),
    ]
    assert found[0]["error"] == "error[CC310]: kernel 3 does not fit: the padded input is 2 high (2 + 2*0)"
    assert found[2]["error"] == ""


def test_json():
    outcome = cnncalc("show", "-", "--sweep", "input=2,4", "--batch", "2", "--dtype", "float16", "--json", stdin=SMALL)
    assert outcome.code == 1
    report = json.loads(outcome.out)
    (model,) = report.pop("models")
    assert report == {"schema_version": 1, "cnncalc_version": report["cnncalc_version"]}
    fails, fits = model.pop("sweep")
    model.pop("convention")
    assert model == {
        "name": "stdin",
        "file": "<stdin>",
        "layout": "HWC",
        "batch": 2,
        "dtype": "float16",
        "axes": [{"name": "input", "values": [2, 4]}],
        "diagnostics": [],
    }
    assert [found["code"] for found in fails.pop("diagnostics")] == ["CC310"]
    assert fails == {"values": {"input": 2}, "input_shape": None, "output_shape": None, "totals": None}
    assert fits == {
        "values": {"input": 4},
        "input_shape": [4, 4, 1],
        "output_shape": [2, 2, 10],
        "totals": {
            "layers": 1,
            "params": 100,
            "trainable_params": 100,
            "frozen_params": 0,
            "buffers": 0,
            "macs": 2 * 360,
            "flops": 2 * 760,
            "param_bytes": 200,
            "activation_bytes": 2 * 2 * 40,
            "peak_activation_bytes": 2 * 2 * 56,
            "memory": 200 + 2 * 2 * 56,
        },
        "diagnostics": [],
    }


def test_markdown():
    outcome = cnncalc("show", "-", "--sweep", "input=2,40", "--columns", "output_shape,macs", "--format", "markdown", stdin=SMALL)
    assert outcome.out.splitlines()[:6] == [
        "### stdin (\\<stdin\\>): 2 values of input",
        "",
        "| input | output | MACs |",
        "| ---: | :--- | ---: |",
        "| 2 | error\\[CC310\\]: kernel 3 does not fit: the padded input is 2 high (2 + 2\\*0) |  |",
        "| 40 | 38x38x10 | 129,960 |",
    ]


def test_latex():
    outcome = cnncalc("show", "-", "--sweep", "input=2,40", "--columns", "output_shape,macs", "--format", "latex", stdin=SMALL)
    assert outcome.out.splitlines()[3:9] == [
        r"  \begin{tabular}{rlr}",
        r"    \toprule",
        r"    input & output & MACs \\",
        r"    \midrule",
        r"    2 & \multicolumn{2}{l}{error[CC310]: kernel 3 does not fit: the padded input is 2 high (2 + 2*0)} \\",
        r"    40 & $38\times 38\times 10$ & 129,960 \\",
    ]


def test_letters_and_whole_shapes():
    """What is not square: 30 MACs a place with 10 filters on 3 channels of a 1x1 kernel."""
    text = "input: 8x8x3\nlayers: [{conv: {filters: 10, kernel: 1}}]\n"
    code, found = rows("-", "--input", "Hx5x3", "--sweep", "H=2,4", "--columns", "macs", stdin=text)
    assert (code, [row["macs"] for row in found]) == (0, [str(30 * 10), str(30 * 20)])
    code, found = rows("-", "--sweep", "input=2x5x3,4x7x3,3", "--columns", "macs", stdin=text)
    assert (code, [row["macs"] for row in found]) == (0, [str(30 * 10), str(30 * 28), str(30 * 9)])
    code, found = rows("-", "--input", "1x1x2", "--sweep", "input=3", "--columns", "input_shape", stdin=text)
    assert (code, [row["input_shape"] for row in found]) == (0, ["3x3x2"])


def test_a_variant_may_look_like_a_number():
    code, found = rows("-", "--sweep", "variant=20", "--columns", "params", stdin=SMALL)
    assert (code, [(row["variant"], row["params"]) for row in found]) == (0, [("20", "200")])


def test_several_networks():
    code, found = rows("quiz", "nothing", "lenet5", "--sweep", "input=32,64", "--columns", "params")
    assert code == 2
    assert [row["model"] for row in found] == ["quiz", "quiz", "lenet5", "lenet5"]


def test_expectations_are_no_part_of_a_sweep():
    """They are for `check`: a sweep asks for figures."""
    text = "input: 8x8x1\nlayers: [{conv: {filters: 1, kernel: 3}}]\nvariants: {v: {expect: {params: 3}}}\n"
    code, found = rows("-", "--sweep", "variant=v", "--columns", "params", stdin=text)
    assert (code, [row["params"] for row in found]) == (0, ["10"])


def test_a_file_that_cannot_be_read():
    outcome = cnncalc("show", "-", "--sweep", "input=1:3", stdin="[")
    assert (outcome.code, outcome.out) == (1, "")
    assert "error[CC101]" in outcome.err


# Plots


def plot(*arguments, width="50", stdin=SMALL):
    outcome = cnncalc("show", "-", *arguments, stdin=stdin, COLUMNS=width)
    return outcome.out.partition(CONVENTION + "\n")[2]


def test_a_plot_of_one_axis():
    """By hand: 90 MACs times the square of 1 to 6, on four lines of 250 each below a thousand."""
    assert (
        plot("--sweep", "input=1:8", "--plot", "macs")
        == """\
stdin: MACs by input

4 K +
    |
    |
    |                                            *
3 K +
    |
    |
    |                                      *
2 K +
    |
    |                                *
    |
1 K +
    |                          *
    |
    |                   *
  0 +             *
    +---------------------------------------------
      1     2     3     4      5     6     7     8
               input (size of every side)
2 of 8 points have errors and are left out
"""
    )


def test_a_plot_of_a_grid():
    """The longer axis goes across; parameters do not depend on the input, so the last marks cover the others."""
    assert (
        plot("--sweep", "input=4,8", "--sweep", "filters=1,2,3", "--plot", "params", width="60")
        == """\
stdin: params by input and filters

32 +
   |                                                       +
   |
   |
24 +
   |
   |                            +
   |
16 +
   |
   |
   | +
 8 +
   |
   |
   |
 0 +
   +--------------------------------------------------------
     1                          2                          3
                             filters

input: * 4   + 8   (3 marks lie below others)
"""
    )


def test_a_plot_of_words():
    """Bars to scale: 10 * 36 and 10 * 72 MACs, the longest as long as the terminal leaves room for."""
    assert (
        plot("--sweep", "input=4x4x1,4x6x1", "--plot", "macs,param_bytes", width="40")
        == """\
stdin: MACs by input

4x4x1 |=============== 360
4x6x1 |============================= 720

stdin: parameter bytes by input

4x4x1 |=========================== 400 B
4x6x1 |=========================== 400 B
"""
    )


@pytest.mark.parametrize("width", ["1", "40", "57", "80", "133"])
def test_a_plot_is_no_wider_than_the_terminal(width):
    for sweep in (["input=8:9999:7"], ["input=8:40", "--sweep", "filters=1:33"], ["input=8x8x1,9x9x1", "--sweep", "filters=3"]):
        found = plot("--sweep", *sweep, "--plot", "memory,macs", width=width)
        assert found.isascii()
        assert found.count(" by ") == 2
        assert max(map(len, found.splitlines())) <= max(int(width), 40)


def test_a_plot_of_nothing():
    assert plot("--sweep", "input=1,2", "--plot", "macs") == "stdin: MACs by input: every point has errors\n"
    zero = "input: 8x8x1\nlayers: [identity]\n"
    assert plot("--sweep", "input=1,2", "--plot", "macs", stdin=zero).splitlines()[-4].startswith("0 + *")
    assert plot("--sweep", "input=1x1x1", "--plot", "macs", stdin=zero).splitlines()[-1] == "1x1x1 | 0"


# What cannot be done


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--sweep", "input"], "`input`: write `NAME=FIRST:LAST:STEP`, as in `input=128:512:32`, or `NAME=A,B,C`"),
        (["--sweep", "=1:2"], "`=1:2`: write `NAME=FIRST:LAST:STEP`"),
        (["--sweep", "input="], "`input=`: write `NAME=FIRST:LAST:STEP`"),
        (["--sweep", "input=1:2:3:4"], "write `NAME=FIRST:LAST:STEP`"),
        (["--sweep", "input=1e3:2e3"], "write `NAME=FIRST:LAST:STEP`"),
        (["--sweep", f"input=1:{'9' * 5000}"], "write `NAME=FIRST:LAST:STEP`"),
        (["--sweep", "input=\x1b[31m"], "`input=\\x1b[31m`: the character U+001B is not allowed"),
        (["--sweep", "input=1:2:0"], "a step of 0 leads nowhere"),
        (["--sweep", "input=5:1"], "no step of 1 leads from 5 to 1"),
        (["--sweep", "input=1:5:-1"], "no step of -1 leads from 1 to 5"),
        (["--sweep", "input=1:10001"], "10,001 points are too many: a sweep has at most 10,000; take a larger step"),
        (["--sweep", "input=1:200", "--sweep", "num_classes=1:51"], "10,200 points are too many"),
        (["--sweep", f"num_classes={','.join('1' * 10001)}"], "10,001 points are too many"),
        (["--sweep", "input=32,,64"], "`input=32,,64`: a value is missing beside a comma"),
        (["--sweep", "input=32", "--sweep", "input=64"], "`input` is swept twice: put all its values into one list"),
        (["--sweep", "input=32", "--sweep", "num_classes=1", "--sweep", "last_kernel=1"], "at most 2 axes, which make a grid"),
        (["--sweep", "num_classes==1+1"], "`--sweep` takes a value, not an expression"),
        (["--sweep", "num_classes=[1"], "`[` is not closed"),
        (["--sweep", "input=0:10"], "`input` is a size: a whole number of at least 1, not 0"),
        (["--sweep", "input=1.5,2"], "whole number of at least 1, not 1.5"),
        (["--sweep", "input=large"], "whole number of at least 1, not large"),
        (["--sweep", "input=HxWx3"], "`HxWx3` has letters: give it as `--input HxWx3`, and sweep these"),
        (["--sweep", "input=8xx3"], "expected a shape"),
        (["--sweep", "num_clases=10"], "did you mean `num_classes`? it has num_classes, last_kernel, input, variant"),
        (["--sweep", "variant=c,z"], "has no variant `z`: it has c"),
        (["--sweep", "variant=c", "--variant", "c"], "a variant is both given and swept"),
        (["--sweep", "num_classes=1,2", "--set", "num_classes=3"], "both set and swept: leave out `--set num_classes=…`"),
        (["--sweep", "H=1:2", "--input", "HxWx3"], "`W` of the input has no size: sweep it too (`--sweep W=…`)"),
        (["--sweep", "H=0:2", "--input", "HxHx3"], "`H` is a size"),
        (["--sweep", "input=1:2", "--input", "HxWx3"], "letters: sweep these, as in `--sweep H=128:512:32`, not `input`"),
        (["--sweep", "input=1:2", "--input", "8xx8"], "expected a shape"),
        (["--sweep", "input=1:2", "--input", "12"], "a vector of 12 has none: use `--input N --sweep N=…`"),
        (["--sweep", "input=1:2", "--columns", "path"], "unknown column `path`"),
        (["--sweep", "input=1:2", "--plot", "mac"], "unknown column `mac`: did you mean `macs`?"),
        (["--sweep", "input=1:2", "--plot", "output_shape"], "a shape is not a number that could be drawn"),
        (["--sweep", "input=1:2", "--plot", "macs", "--json"], "a plot stands below a table"),
        (["--sweep", "input=99:199", "--sweep", "num_classes=1:34", "--plot", "macs"], "a plot has at most 33 lines"),
        (["--sweep", "input=1:2", "--depth", "1"], "a sweep shows totals, not layers"),
        (["--plot", "macs"], "only a sweep is drawn: `--sweep input=128:512:32 --plot macs`"),
        (["--sweep", "input=1:2", "--dtype", "float12"], "unknown dtype `float12`"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_exits_2(arguments, complaint):
    outcome = cnncalc("show", "vgg16", *arguments)
    assert outcome.code == 2
    assert complaint in " ".join(outcome.err.split())
    assert "Traceback" not in outcome.err
    assert "bug" not in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("text", "arguments", "complaint"),
    [
        ("vars: {H: 3}\ninput: 8x8x3\nlayers: [{conv: =H}]", ["--input", "HxHx3", "--sweep", "H=1:2"],
         "a variable of the file and a letter of the input"),
        ("inputs: {a: 8x8x3, b: 8x8x3}\nlayers: [{add: [a, b]}]", ["--sweep", "input=1:2"],
         "`--input a=NxNx3 --input b=NxNx3 --sweep N=…`"),
    ],
)  # fmt: skip
def test_names_that_say_two_things(text, arguments, complaint):
    outcome = cnncalc("show", "-", *arguments, stdin=text)
    assert (outcome.code, outcome.out) == (2, "")
    assert complaint in outcome.err


def test_every_format_of_show_has_its_sweep():
    assert list(sweep_formats.FORMATS) == list(render.FORMATS)
    for format in render.FORMATS:
        assert callable(sweep_formats.renderer(format))
