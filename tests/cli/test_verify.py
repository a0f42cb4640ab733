"""cnncalc verify as its users meet it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys

import numpy as np
import pytest
from runner import cnncalc, environment

import cnncalc as library

NET = """\
input: 8x8x3
layers:
  - conv: {filters: 4, kernel: 3, activation: relu}
    name: stem
  - maxpool: 2
  - flatten
  - linear: 10
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "net.yaml").write_text(NET)
    return tmp_path


def test_the_table(folder):
    assert cnncalc("verify", "net.yaml", "--batch", "2", "--seed", "5", cwd=folder) == (
        0,
        """\
net (net.yaml): input 8x8x3, batch 2

layer      op       output  params   MACs
-----------------------------------------------------
stem       conv     6x6x4      112  3,888  as counted
stem.relu  relu     6x6x4        0      0  as counted
maxpool    maxpool  3x3x4        0      0  as counted
flatten    flatten  36           0      0  as counted
linear     linear   10         370    360  as counted

net: verified, 5 layers run (batch 2, float32, seed 5): every shape, 482 parameters and 4,248 MACs an example (4.248 K) as counted
receptive field: unit 1,1 of maxpool depends on rows 2 to 5 and columns 2 to 5 of the input, as computed
""",
        "",
    )


def test_json_holds_what_was_counted_and_what_was_run(folder):
    outcome = cnncalc("verify", "net.yaml", "--json", cwd=folder)
    assert (outcome.code, outcome.err) == (0, "")
    envelope = json.loads(outcome.out)
    (model,) = envelope["models"]
    assert envelope["schema_version"] == 1
    assert model["verified"] is True
    assert model["layers"][0] == {
        "index": 0, "path": "stem", "op": "conv", "line": 3, "output_shape": [6, 6, 4], "params": 112, "macs": 3888,
        "run": {"output_shape": [6, 6, 4], "weights": {"weight": [4, 3, 3, 3], "bias": [4]}, "params": 112, "macs": 3888},
    }  # fmt: skip
    assert model["receptive_field"] == {"layer": "maxpool", "unit": [1, 1], "computed": [[2, 5], [2, 5]], "run": [[2, 5], [2, 5]]}
    assert model["diagnostics"] == []


def test_several_networks_in_a_line_each():
    outcome = cnncalc("verify", "lenet5", "torchvision/squeezenet1_1", "-q")
    assert outcome == (
        0,
        "lenet5: verified, 13 layers run (batch 1, float32, seed 0): every shape, 60,000 parameters and 325,680 MACs (325.7 K) "
        "as counted\n"
        "torchvision/squeezenet1_1: verified, 66 layers run (batch 1, float32, seed 0): every shape, 1,235,496 parameters and "
        "349,151,936 MACs (349.2 M) as counted\n",
        "",
    )


def test_one_layer_or_all_below_a_path(folder):
    assert "verified, 1 layer run" in cnncalc("verify", "net.yaml", "--layer", "linear", "-q", cwd=folder).out
    outcome = cnncalc("verify", "vgg16", "--layer", "stem", "-q")
    assert outcome.code == 2
    assert outcome.err.startswith("cnncalc: vgg16: no layer `stem`: ")
    assert re.search(r"verified, 2 layers run", cnncalc("verify", "net.yaml", "--layer", "stem", "-q", cwd=folder).out)


def test_regions_say_that_one_was_run(folder):
    (folder / "regions.yaml").write_text(
        "input: 16x16x3\nlayers:\n  - regions: {count: 300, size: 7}\n  - flatten\n  - linear: 2\n"
    )
    outcome = cnncalc("verify", "regions.yaml", cwd=folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("regions: one of 300 was run, the whole map\n")


def test_a_disagreement_ends_with_one_and_says_where(folder):
    program = (
        "import sys; from cnncalc.layers.conv import Conv; Conv.macs = lambda self, x, y: 1\n"
        "from cnncalc.cli import main; sys.argv = ['cnncalc', 'verify', 'net.yaml']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, env=environment(), check=False
    )
    assert done.returncode == 1
    assert (
        done.stdout
        == """\
net (net.yaml): input 8x8x3

layer  op    output  params   MACs
-------------------------------------------
stem   conv  6x6x4      112      1  counted
             6x6x4      112  3,888  run

net: not verified, 1 layer run (batch 1, float32, seed 0)
"""
    )
    assert (
        done.stderr
        == """\
error[CC501]: `conv` does 3,888 multiply-accumulates when run, and 1 were counted
  --> net.yaml:3:5
   |
 3 |   - conv: {filters: 4, kernel: 3, activation: relu}
   |     ^^^^ MACs
   = help: one of the two is a bug in cnncalc: please report it, with this file
"""
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--memory-limit", "1kB"],
            r"net.yaml: a pass of batch 1 in float32 takes up to [0-9.]+ MB, more than the limit of 1.00 kB: .*",
        ),
        (["--dtype", "int8"], r"net.yaml: a network runs in float32 or float64, not in int8"),
        (["--input", "0x8x3"], r"expected a shape, .*found `0x8x3`: every size is at least 1, .*"),
        (["--input", "HxWx3"], r"net.yaml: a network is run on numbers: give the input HxWx3 sizes, as in 224x224x3"),
        (["--weights", "none.npz"], r"net.yaml: cannot read none.npz: No such file or directory"),
        (["--weights", "net.yaml"], r"net.yaml: net.yaml: weights are read from .npz \(numpy.savez\) and .safetensors files"),
        (
            ["--image", "none.png"],
            r"net.yaml: (cannot read none.png: No such file or directory|none.png: reading a picture needs .*)",
        ),
    ],
)
def test_what_cannot_be_run_ends_with_two(folder, arguments, message):
    outcome = cnncalc("verify", "net.yaml", *arguments, cwd=folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert re.fullmatch(f"cnncalc: {message}\n", outcome.err), outcome.err


def test_a_field_that_is_not_measured_is_told(folder):
    """Branches of different strides have no field together."""
    text = "input: 8x8x1\nlayers:\n  - concat: {a: {maxpool: 2}, b: [{conv: {filters: 1, kernel: 1}}, {crop: 2}]}\n"
    (folder / "branches.yaml").write_text(text)
    outcome = cnncalc("verify", "branches.yaml", cwd=folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith(
        "receptive field: not measured, as the walk has none to compare, or one of too many cells to follow\n"
    )


def test_a_network_that_is_none_is_named_once():
    assert cnncalc("verify", "lenet").err.startswith("cnncalc: no file and no bundled network `lenet`: did you mean `lenet5`")


def test_a_limit_that_is_no_size_is_refused(folder):
    outcome = cnncalc("verify", "net.yaml", "--memory-limit", "much", cwd=folder)
    assert outcome.code == 2
    assert "`much`: write a number of bytes, as in 2GiB or 500MB" in outcome.err


def test_a_file_with_errors_shows_them(folder):
    (folder / "bad.yaml").write_text(NET.replace("kernel: 3", "kernel: 9"))
    outcome = cnncalc("verify", "bad.yaml", "net.yaml", "-q", cwd=folder)
    assert outcome.code == 1
    assert outcome.err.startswith("error[CC310]: kernel 9 does not fit")
    assert outcome.out.startswith("net: verified")


def test_weights_in_running_order_are_shown(folder):
    walk = library.loads(NET).walk()
    arrays = {f"layers.{index}": np.zeros(shape, np.float32) for index, shape in enumerate([(4, 3, 3, 3), (4,), (10, 36), (10,)])}
    kinds = ["weight", "bias", "weight", "bias"]
    np.savez(folder / "net.npz", **{f"{name}.{kind}": array for (name, array), kind in zip(arrays.items(), kinds, strict=True)})
    outcome = cnncalc("verify", "net.yaml", "--weights", "net.npz", cwd=folder)
    assert outcome.code == 0, outcome.err
    assert outcome.out.endswith("""\
weights: 4 arrays of the file matched in running order by shape:
layer          from
------------------------------
stem.weight    layers.0.weight
stem.bias      layers.1.bias
linear.weight  layers.2.weight
linear.bias    layers.3.bias
""")
    assert len(walk.layers) == 5


def test_a_picture_gives_the_largest_outputs(folder):
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    image.new("RGB", (30, 20), (255, 0, 0)).save(folder / "red.png")
    outcome = cnncalc("verify", "net.yaml", "--image", "red.png", "--json", cwd=folder)
    assert outcome.code == 0, outcome.err
    (model,) = json.loads(outcome.out)["models"]
    assert len(model["most_likely"]) == 5
    scores = [one["score"] for one in model["most_likely"]]
    assert scores == sorted(scores, reverse=True)


def test_without_numpy_it_says_what_to_install(folder):
    program = (
        "import sys; sys.modules['numpy'] = None\n"
        "import importlib.util; find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'numpy' else find(name, *rest)\n"
        "from cnncalc.cli import main; sys.argv = ['cnncalc', 'verify', 'net.yaml']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, env=environment(), check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "cnncalc: net.yaml: running a network needs NumPy: pip install 'cnncalc[verify]'\n"


def test_progress_is_for_terminals(folder):
    """On a terminal a long run says how far it is, and clears the line; a short one says nothing."""
    leader, follower = pty.openpty()
    program = (
        "import sys, cnncalc.cli.verify as verify; verify.PATIENCE = -1\n"
        "from cnncalc.cli import main; sys.argv = ['cnncalc', 'verify', 'net.yaml', '-q']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=follower, cwd=folder, env=environment(), check=False
    )
    os.close(follower)
    seen = os.read(leader, 10_000).decode()
    os.close(leader)
    assert done.returncode == 0
    assert "verifying net: 0 of 5 layers" in seen
    assert seen.endswith("\r\x1b[K")
