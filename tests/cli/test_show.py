"""cnncalc show, through the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from runner import cnncalc

from cnncalc.cli import COMMANDS

QUIZ = "input: 32x32x3\nlayers:\n  - conv: {filters: 10, kernel: 5, stride: 1, padding: 2}\n"

RESIDUAL = """\
name: tiny
input: 8x8x3
vars: {width: 4}
defaults: {conv: {kernel: 3, padding: half}}
blocks:
  Unit:
    layers:
      - add: {main: [{conv: =input.channels}], shortcut: }
      - relu
layers:
  - conv: =width
  - Unit:
    repeat: 3
  - flatten
  - linear: 10
expect: {output: 10}
variants:
  wide: {set: {width: 8}, expect: {output: 10}}
"""


@pytest.fixture
def tiny(tmp_path):
    path = tmp_path / "tiny.yaml"
    path.write_text(RESIDUAL)
    return path


def test_the_quiz_layer_on_standard_input():
    """cs231n: 32x32x3, ten 5x5 filters, stride 1, pad 2: 32x32x10 and 760 parameters."""
    outcome = cnncalc("show", "-", stdin=QUIZ)
    assert outcome == (
        0,
        """\
stdin (<stdin>): input 32x32x3

layer  op    output    params     MACs      FLOPs
-------------------------------------------------
conv   conv  32x32x10     760  768,000  1,546,240
-------------------------------------------------
total                     760  768,000  1,546,240

parameters:      760 (all trainable)
MACs:            768,000 (768 K)
FLOPs:           1,546,240 (1.546 M)
receptive field: 5x5, stride 1x1, from -2, -2
memory:          56.29 kB to run: parameters 3.04 kB + at most 53.25 kB of activations alive at once
                 at conv
size:            input 12.29 kB, activations 40.96 kB, parameters 3.04 kB, estimated total 56.29 kB
                 (float32, batch 1, MB = 10^6 bytes; every output kept once, no gradients)
convention:      MACs = multiply-accumulates of conv, transposed conv and linear layers; FLOPs = 2 x
                 MACs + elementwise operations; params = trainable + frozen weights, running
                 statistics apart (buffers); batch 1; shapes are height x width x channels
""",
        "",
    )


def test_json_is_the_contract():
    outcome = cnncalc("show", "-", "--json", stdin=QUIZ)
    assert outcome.code == 0
    assert outcome.err == ""
    report = json.loads(outcome.out)
    (model,) = report.pop("models")
    assert report == {"schema_version": 1, "cnncalc_version": report["cnncalc_version"]}
    convention = model.pop("convention")
    assert "MACs = multiply-accumulates" in convention
    assert model == {
        "name": "stdin",
        "file": "<stdin>",
        "layout": "HWC",
        "batch": 1,
        "dtype": "float32",
        "complete": True,
        "input_shape": [32, 32, 3],
        "output_shape": [32, 32, 10],
        "heads": {},
        "layers": [
            {
                "index": 0,
                "path": "conv",
                "op": "conv",
                "inputs": ["input"],
                "input_shapes": [[32, 32, 3]],
                "output_shape": [32, 32, 10],
                "weights": {"weight": [10, 3, 5, 5], "bias": [10]},
                "buffer_shapes": {},
                "params": 760,
                "trainable_params": 760,
                "buffers": 0,
                "macs": 768_000,
                "flops": 1_546_240,
                "activation_bytes": 40_960,
                "receptive_field": {"size": [5, 5], "stride": [1, 1], "start": [-2, -2], "padding": [2, 2]},
                "line": 3,
            }
        ],
        "totals": {
            "layers": 1,
            "params": 760,
            "trainable_params": 760,
            "frozen_params": 0,
            "buffers": 0,
            "macs": 768_000,
            "flops": 1_546_240,
            "param_bytes": 3_040,
            "activation_bytes": 40_960,
            "peak_activation_bytes": 53_248,
            "peak_layer": "conv",
            "receptive_field": {"size": [5, 5], "stride": [1, 1], "start": [-2, -2], "padding": [2, 2]},
        },
        "expectations": {"checked": 0, "failed": 0, "skipped": 0},
        "diagnostics": [],
    }


def test_a_bundled_network_from_any_folder(tmp_path):
    outcome = cnncalc("show", "vgg16", "--json", cwd=tmp_path)
    assert json.loads(outcome.out)["models"][0]["totals"]["params"] == 138_357_544


@pytest.mark.parametrize(
    "name", ["vgg16", "vgg16.yaml", "torchvision/vgg16", "vgg16_bn", "densenet121", "vgg16@c", "preact_resnet152"]
)
def test_names_of_bundled_networks(name):
    outcome = cnncalc("show", name)
    assert outcome.code == 0, outcome.err
    assert "(bundled)" in outcome.out.splitlines()[0]


def test_the_other_network_of_the_same_name_is_mentioned():
    assert "also bundled: torchvision/resnet50" in cnncalc("show", "resnet50").out
    assert json.loads(cnncalc("show", "resnet50", "--json").out)["models"][0]["totals"]["macs"] == 3_857_973_248


def test_an_existing_path_wins_at_sign_and_all(tmp_path):
    (tmp_path / "vgg16").write_text(QUIZ)
    (tmp_path / "a@b.yaml").write_text(QUIZ)
    assert "vgg16 (vgg16): input 32x32x3" in cnncalc("show", "vgg16", cwd=tmp_path).out
    assert "a@b (a@b.yaml): input 32x32x3" in cnncalc("show", "a@b.yaml", cwd=tmp_path).out


def test_depth_folds_equal_passes(tiny):
    lines = cnncalc("show", str(tiny), "--depth", "1", "--columns", "path,op,params").out.splitlines()
    assert lines[2:9] == [
        "layer         op       params",
        "-----------------------------",
        "conv          conv        112",
        "Unit[0-2] x3  Unit        444",
        "flatten       flatten       0",
        "linear        linear    2,570",
        "-----------------------------",
    ]
    assert lines[9].split() == ["total", "3,126"]


def test_depth_never_changes_json(tiny):
    assert cnncalc("show", str(tiny), "--json", "--depth", "1").out == cnncalc("show", str(tiny), "--json").out


def test_set_and_variant(tiny):
    def params(*arguments):
        return json.loads(cnncalc("show", *arguments, "--json").out)["models"][0]["totals"]["params"]

    assert params(str(tiny)) == 112 + 3 * 148 + 2_570
    assert params(str(tiny), "--variant", "wide") == params(f"{tiny}@wide") == params(str(tiny), "--set", "width=8") == 7_106
    assert params(f"{tiny}@wide", "--set", "width=4") == params(str(tiny))


def test_expectations_are_skipped_under_other_settings(tiny):
    skipped = json.loads(cnncalc("show", str(tiny), "--input", "16x16x3", "--json").out)["models"][0]
    assert skipped["expectations"] == {"checked": 0, "failed": 0, "skipped": 1}
    assert skipped["input_shape"] == [16, 16, 3]
    assert "1 of the file's own skipped" in cnncalc("show", str(tiny), "--input", "16x16x3").out


def test_transfer_learning():
    """Replace the last layer, freeze the others: 2048 x 10 + 10 parameters are left to train."""
    arguments = ("show", "torchvision/resnet50", "--set", "num_classes=10", "--freeze", "all-but-last", "--json")
    model = json.loads(cnncalc(*arguments).out)["models"][0]
    assert model["totals"]["trainable_params"] == 20_490
    assert model["totals"]["frozen_params"] == model["totals"]["params"] - 20_490
    assert model["expectations"]["failed"] == 0
    assert json.loads(cnncalc("show", "quiz", "--freeze", "all", "--json").out)["models"][0]["totals"]["trainable_params"] == 0
    assert cnncalc("show", "quiz", "--freeze", "some").code == 2


def test_batch_and_dtype(tiny):
    one = json.loads(cnncalc("show", str(tiny), "--json").out)["models"][0]
    many = json.loads(cnncalc("show", str(tiny), "--batch", "8", "--dtype", "float16", "--json").out)["models"][0]
    assert many["totals"]["macs"] == 8 * one["totals"]["macs"]
    assert many["totals"]["params"] == one["totals"]["params"]
    assert many["totals"]["param_bytes"] == one["totals"]["param_bytes"] // 2
    assert many["totals"]["activation_bytes"] == 4 * one["totals"]["activation_bytes"]
    assert [layer["macs"] for layer in many["layers"]] == [8 * layer["macs"] for layer in one["layers"]]


def test_csv(tiny):
    table = list(csv.reader(io.StringIO(cnncalc("show", str(tiny), "quiz", "--format", "csv", "--columns", "path,macs").out)))
    assert table[0] == ["model", "path", "macs"]
    assert table[1] == ["tiny", "conv", "6912"]
    assert table[-1] == ["quiz", "conv", "768000"]


def test_csv_has_every_key_unless_told():
    header = cnncalc("show", "quiz", "--format", "csv").out.splitlines()[0]
    layer = json.loads(cnncalc("show", "quiz", "--json").out)["models"][0]["layers"][0]
    assert header.split(",") == ["model", *layer]


def test_markdown(tiny):
    lines = cnncalc("show", str(tiny), "--format", "markdown", "--columns", "path,output_shape,params").out.splitlines()
    assert lines[2:5] == ["| layer | output | params |", "| :--- | :--- | ---: |", "| conv | 8x8x4 | 112 |"]
    assert "| Unit\\[0\\].main.conv | 8x8x4 | 148 |" in lines
    assert "| **total** |  | **3,126** |" in lines


def test_latex(tiny):
    out = cnncalc("show", str(tiny), "--format", "latex", "--columns", "path,output_shape,params").out
    assert "\\begin{tabular}{llr}\n    \\toprule\n    layer & output & params \\\\\n    \\midrule\n" in out
    assert "    conv & $8\\times 8\\times 4$ & 112 \\\\\n" in out
    assert "    total &  & 3,126 \\\\\n    \\bottomrule\n" in out


def test_an_error_ends_the_table_and_exits_1(tmp_path):
    (tmp_path / "net.yaml").write_text("input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3}\n  - maxpool: 7\n  - relu\n")
    outcome = cnncalc("show", "net.yaml", cwd=tmp_path)
    assert outcome.code == 1
    assert "x maxpool: the table ends here" in outcome.out
    assert "relu" not in outcome.out.split("parameters:")[0]
    assert (
        outcome.err
        == """\
error[CC310]: kernel 7 does not fit: the padded input is 6 high (6 + 2*0)
  --> net.yaml:4:5
   |
 4 |   - maxpool: 7
   |     ^^^^^^^^^^ the layer sees 6x6x4
   = help: use `kernel: 6` or less, or `padding: 1`
"""
    )
    model = json.loads(cnncalc("show", "net.yaml", "--json", cwd=tmp_path).out)["models"][0]
    assert model["complete"] is False
    assert [layer["path"] for layer in model["layers"]] == ["conv"]
    assert model["totals"]["params"] == 112
    (finding,) = model["diagnostics"]
    assert finding == {
        "code": "CC310",
        "severity": "error",
        "message": "kernel 7 does not fit: the padded input is 6 high (6 + 2*0)",
        "help": "use `kernel: 6` or less, or `padding: 1`",
        "file": "net.yaml",
        "line": 4,
        "column": 5,
        "end_line": 4,
        "end_column": 15,
        "layer": "maxpool",
    }


def test_a_failed_expectation_exits_1_and_the_table_is_whole():
    outcome = cnncalc("show", "-", stdin=QUIZ + "expect: {params: 750}\n")
    assert outcome.code == 1
    assert "expectations:    1 of 1 fail" in outcome.out
    assert "error[CC201]: expected params 750, got 760 (10 more)" in outcome.err


def test_an_unreadable_file_is_a_model_without_layers(tmp_path):
    (tmp_path / "net.yaml").write_text("layers: [\n")
    outcome = cnncalc("show", "net.yaml", "quiz", "--json", cwd=tmp_path)
    assert outcome.code == 1
    broken, quiz = json.loads(outcome.out)["models"]
    assert (broken["complete"], broken["layers"], broken["diagnostics"][0]["code"]) == (False, [], "CC101")
    assert broken["totals"]["params"] == 0
    assert quiz["totals"]["params"] == 760


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["vgg17"], "no file and no bundled network `vgg17`: did you mean `vgg1"),
        (["nets/x.yaml"], "no such file: nets/x.yaml"),
        (["a" * 5000], "no file and no bundled network `aaaa"),
        (["vgg16@c@d"], "`vgg16@c` is a variant itself: it has none called `d`"),
        (["quiz", "--variant", "b"], "quiz.yaml has no variant `b`: it has none"),
        (["vgg16@d"], "vgg16.yaml has no variant `d`: "),
        (["vgg16", "--set", "classes=10"], "vgg16.yaml has no variable `classes`: did you mean `num_classes`?"),
        (["vgg16", "--input", "left=8x8x3"], "has no input `left`: it has input"),
        (["vgg16", "--input", "224by224"], "expected a shape"),
        (["vgg16", "--batch", "0"], "the batch must be at least 1, not 0"),
        (["vgg16", "--dtype", "float12"], "unknown dtype `float12`: did you mean `float"),
        (["vgg16", "--set", "num_classes"], "write `--set name=value`"),
        (["vgg16", "--set", "num_classes=[1"], "`[` is not closed"),
        (["vgg16", "--set", "num_classes==1"], "`--set` takes a value, not an expression"),
        (["vgg16", "--set", "num_classes={a: 1}"], "`num_classes` cannot hold `key: value` pairs"),
        (["vgg16", "--format", "xml"], "unknown format `xml`"),
        (["vgg16", "--columns", "param"], "unknown column `param`: did you mean `params`?"),
        (["vgg16", "--columns", ","], "no column named"),
        (["vgg16", "--depth", "0"], "0 is not in the range"),
        ([], "Missing argument"),
        (["."], "is a folder"),
    ],
)
def test_what_cannot_be_done_exits_2(arguments, complaint, tmp_path):
    outcome = cnncalc("show", *arguments, cwd=tmp_path)
    assert outcome.code == 2
    assert complaint in " ".join(outcome.err.split())
    assert "Traceback" not in outcome.err
    assert outcome.out == ""


def test_the_others_run_before_exit_2():
    outcome = cnncalc("show", "nothing", "quiz")
    assert outcome.code == 2
    assert "760" in outcome.out
    assert "nothing" in outcome.err


def test_standard_input_that_is_no_text():
    outcome = cnncalc("show", "-", stdin=b"input: \xff\n")
    assert outcome.code == 1
    assert "error[CC117]: not UTF-8: byte 0xff" in outcome.err


def test_several_inputs():
    text = "inputs: {left: 8x8x3, right: 8x8x3}\nlayers:\n  - add: [left, right]\n"
    model = json.loads(cnncalc("show", "-", "--json", "--input", "left=4x4x3", "--input", "right=4x4x3", stdin=text).out)["models"][
        0
    ]
    assert model["input_shapes"] == {"left": [4, 4, 3], "right": [4, 4, 3]}
    assert model["input_shape"] == [4, 4, 3]
    assert model["layers"][0]["inputs"] == ["left", "right"]


def test_version():
    outcome = cnncalc("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("cnncalc ")


def test_a_network_in_a_commands_place():
    outcome = cnncalc("vgg16@c")
    assert outcome.code == 2
    assert "cnncalc: to show a network, write `cnncalc show vgg16@c`" in outcome.err
    assert "No such command 'vgg16@c'" in outcome.err
    assert "Did you mean 'show'" in cnncalc("shwo").err


def test_every_command_is_summed_up_on_a_line():
    lines = cnncalc("--help", COLUMNS="80").out.partition("Commands:")[2].split("\n")
    assert not [line for line in lines if line.endswith("...")]
    assert [line.split()[0] for line in lines if line] == list(COMMANDS)
