"""cnncalc show with letters for sizes: every output, and what is said below it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from documents import REPORT
from runner import cnncalc

UNET = """\
input: 64x64x3
defaults: {conv: {kernel: 3, padding: half, activation: none}}
layers:
  - {conv: 8, name: fine}
  - maxpool: 2
  - conv: 16
  - {conv_transpose: {filters: 8, kernel: 2, stride: 2}, name: up}
  - concat: [fine, up]
  - conv: {filters: 2, kernel: 1}
"""
"""A U-Net of one level: what two places become one and then two again must be an even number of places."""


@pytest.fixture
def unet(tmp_path):
    path = tmp_path / "unet.yaml"
    path.write_text(UNET)
    return str(path)


def test_the_table(unet):
    """By hand: 8*(3*3*3) + 8 = 224, 16*(8*9) + 16, 8*(16*2*2) + 8 and 2*16 + 2 parameters, each weight once a place."""
    outcome = cnncalc("show", unet, "--input", "HxWx3", "--columns", "path,output_shape,params,macs")
    assert outcome.code == 0
    assert outcome.err == ""
    head, _, below = outcome.out.partition("\nparameters:")
    assert head.partition("\n")[2] == (
        """
layer    output                           params                                   MACs
---------------------------------------------------------------------------------------
fine     HxWx8                               224                                216*H*W
maxpool  floor(H/2) x floor(W/2) x 8           0                                      0
conv[0]  floor(H/2) x floor(W/2) x 16      1,168            1,152*floor(H/2)*floor(W/2)
up       2*floor(H/2) x 2*floor(W/2) x 8     520              512*floor(H/2)*floor(W/2)
concat   HxWx16                                0                                      0
conv[1]  HxWx2                                34                                 32*H*W
---------------------------------------------------------------------------------------
total                                      1,946  248*H*W + 1,664*floor(H/2)*floor(W/2)
"""
    )
    assert "MACs:            248*H*W + 1,664*floor(H/2)*floor(W/2)\n" in below
    assert "conditions:      H = 0 mod 2 (concat); W = 0 mod 2 (concat)\n" in below


def test_json(unet):
    report = json.loads(cnncalc("show", unet, "--input", "HxWx3", "--json", "--batch", "2").out)
    assert list(REPORT.iter_errors(report)) == []
    (model,) = report["models"]
    assert model["input_shape"] == ["H", "W", 3]
    assert model["output_shape"] == ["H", "W", 2]
    assert model["layers"][1]["output_shape"] == ["H//2", "W//2", 8]
    assert model["layers"][3]["macs"] == "1024*(H//2)*(W//2)"
    assert model["totals"]["params"] == 1946
    assert model["conditions"] == [
        {"condition": "H % 2 == 0", "layers": ["concat"], "lines": [8]},
        {"condition": "W % 2 == 0", "layers": ["concat"], "lines": [8]},
    ]
    known = json.loads(cnncalc("show", unet, "--input", "6x10x3", "--json", "--batch", "2").out)["models"][0]
    assert "conditions" not in known
    for key in ("macs", "flops", "activation_bytes", "peak_activation_bytes"):
        assert eval(model["totals"][key], {"H": 6, "W": 10, "max": max}) == known["totals"][key]


def test_csv_markdown_and_latex(unet):
    rows = list(csv.DictReader(io.StringIO(cnncalc("show", unet, "--input", "NxWx3", "--format", "csv").out)))
    assert [row["output_shape"] for row in rows][:2] == ["NxWx8", "N//2 x W//2 x 8"]
    assert rows[2]["macs"] == "1152*(N//2)*(W//2)"
    assert "| floor(N/2) x floor(W/2) x 8 |" in cnncalc("show", unet, "--input", "NxWx3", "--format", "markdown").out
    latex = cnncalc("show", unet, "--input", "NxNx3", "--format", "latex").out
    assert r"maxpool & maxpool & $\lfloor N/2 \rfloor\times \lfloor N/2 \rfloor\times 8$ & 0 & 0 &" in latex
    assert r"& $1152 \cdot \lfloor N/2 \rfloor^{2}$ &" in latex
    assert r"total &  &  & 1,946 & $248 \cdot N^{2} + 1664 \cdot \lfloor N/2 \rfloor^{2}$ &" in latex


def test_numbers_and_letters_together(unet):
    out = cnncalc("show", unet, "--input", "Hx32x3", "--columns", "path,output_shape").out
    assert "\nup       2*floor(H/2) x 32 x 8\n" in out
    assert "conditions:      H = 0 mod 2 (concat)\n" in out


def test_a_size_that_never_fits_is_the_error():
    text = "input: 8x8x3\nlayers:\n  - add:\n      a: {conv: {filters: 3, kernel: 3}}\n      b:\n"
    outcome = cnncalc("show", "-", "--input", "HxWx3", stdin=text)
    assert outcome.code == 1
    assert (
        outcome.err
        == """\
error[CC330]: `add` cannot join (H - 2) x (W - 2) x 3, HxWx3: the sizes must be equal, or 1x1 to count for all
  --> <stdin>:3:5
   |
 3 |   - add:
   |     ^^^ a is (H - 2) x (W - 2) x 3, b is HxWx3
   = help: `crop: 1` on HxWx3 makes it (H - 2) x (W - 2) x 3
"""
    )


def test_a_decision_that_depends_on_a_letter():
    text = "input: 8x8x3\nlayers:\n  - maxpool: 2\n    when: =input.height >= 1\n  - relu:\n    when: =input.width > 7\n"
    outcome = cnncalc("show", "-", "--input", "HxWx3", stdin=text)
    assert outcome.code == 1
    assert "maxpool  maxpool  floor(H/2) x floor(W/2) x 3" in outcome.out
    assert (
        outcome.err
        == """\
error[CC340]: whether `W > 7` depends on W
  --> <stdin>:6:12
   |
 6 |     when: =input.width > 7
   |            ^^^^^^^^^^^^^^^
   = help: give a number in place of the letter, as in `--input 224x224x3`
"""
    )


@pytest.mark.parametrize("shape", ["heightxwidthx3", "HxWxX", "HxWx", "\u00c4xWx3"])
def test_what_is_no_letter(shape):
    outcome = cnncalc("show", "quiz", "--input", shape)
    assert (outcome.code, outcome.out) == (2, "")
    expected = "expected a shape, height x width x channels, as in `224x224x3`, or a whole number for a vector"
    help = "a size that is not known is a letter from A to Z, but x, as in `HxWx3`"
    assert outcome.err == f"cnncalc: {expected}, found `{shape}`: {help}\n"


def test_channels_first_is_said_of_letters_too():
    outcome = cnncalc("show", "quiz", "--input", "3xHxW")
    assert outcome.code == 0
    assert outcome.err.startswith("warning[CC118]: 3xHxW is 3 high, H wide and W channels deep")
    assert "for 3 channels write `HxWx3`" in outcome.err
