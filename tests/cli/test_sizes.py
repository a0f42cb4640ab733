"""cnncalc sizes, through the command line."""

from __future__ import annotations

import json

import pytest
from runner import cnncalc

SMALL = """\
input: 32x40x3
layers:
  - conv: {filters: 8, kernel: 5, stride: 3}
    name: stem
  - maxpool: 2
  - flatten
  - linear: 10
"""

NEVER = """\
input: 32x32x3
layers:
  - conv: {filters: 4, kernel: 2, stride: 2}
    name: even
  - conv: {filters: 4, kernel: 3, stride: 2}
    from: input
    name: odd
"""

ASKS = """\
input: 64x64x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 1}
  - maxpool: 2
    when: =input.height > 40
  - conv: {filters: 8, kernel: 3, stride: 2}
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> str:
        (tmp_path / "net.yaml").write_text(text)
        return "net.yaml"

    return write


def sizes(*arguments: str):
    outcome = cnncalc("sizes", *arguments)
    return outcome.code, outcome.out, outcome.err


def test_everything_of_a_small_network(file):
    """By hand: the stem wants (H - 5) mod 3 = 0, the pool an even (H - 5)/3 + 1; at 122 40*40*8*75 + 20*20*8*10 = 992,000 MACs."""
    assert cnncalc("sizes", file(SMALL), "--near", "50", "--max-macs", "1M") == (
        0,
        """\
net (net.yaml): input HxWx3

fits:            H = 2 mod 6 from 8 on; W = 2 mod 6 from 8 on
reads all:       the same
by flooring:     any H from 8 on; any W from 8 on
budget:          macs at most 1M: up to 122x122x3 with macs 992,000; the next is 128x128x3 with macs
                 1,093,680

                    input      fits         output  params       MACs    memory
-------------------------------------------------------------------------------
the file's          32x40x3    by flooring  10       3,018     74,400  31.27 kB
smallest            8x8x3      yes          10         698      2,480   3.69 kB
nearest to 32x40x3  32x38x3    yes          10       3,018     74,400  30.50 kB
nearest to 50x50x3  50x50x3    yes          10       5,738    158,720  61.14 kB
largest in budget   122x122x3  yes          10      32,618    992,000   0.36 MB
the next            128x128x3  yes          10      35,898  1,093,680   0.40 MB

excluded          by       line  because
-------------------------------------------------------------------------
H = 1 to 7        maxpool     5  H = 7: a kernel of 2 does not fit into 1
H = 0 or 1 mod 3  stem        3  H = 49: (49 - 5)/3 + 1 = 15.67
H = 5 mod 6       maxpool     5  H = 47: (15 - 2)/2 + 1 = 7.5
and the same sizes of W as of H

parameters:      depend on the size, by linear: 80*floor((H + 4)/6)*floor((W + 4)/6) -
                 80*floor((H + 4)/6) - 80*floor((W + 4)/6) + 698
convention:      fits = every stride divides, (W - K + 2P) mod S = 0 on every axis, and all joins
                 meet; reads all = what a stride leaves over is padding alone; by flooring = all
                 layers can go on, and what is left over is dropped; memory = parameters and the
                 peak of activations (float32, batch 1)
""",
        "",
    )


def test_resnet50_fits_at_225_and_not_at_224():
    code, out, err = sizes("torchvision/resnet50", "--near", "350")
    assert (code, err) == (0, "")
    assert out.startswith(
        "torchvision/resnet50 (bundled): input HxWx3\n\n"
        "fits:            H = 1 mod 32; W = 1 mod 32\n"
        "reads all:       H = 1 to 4 mod 32; W = 1 to 4 mod 32\n"
        "by flooring:     any H; any W\n"
    )
    rows = {line.split("  ")[0]: line for line in out.splitlines()}
    assert "225x225x3  yes" in rows["nearest to 224x224x3"]
    assert "353x353x3  yes" in rows["nearest to 350x350x3"]
    assert "by flooring" in rows["the file's"]
    assert "H = 224: (224" not in out, "examples are taken near to what is asked for"
    assert "H = 0 mod 2    conv1 " in out


def test_vgg16_has_parameters_that_depend_on_the_size():
    """fc6 reads 512 channels of floor(H/32) x floor(W/32) places: 4096 * 512 = 2,097,152 weights a place."""
    _, out, _ = sizes("vgg16")
    assert "fits:            H = 0 mod 32; W = 0 mod 32\n" in out
    assert "by flooring:     any H from 32 on; any W from 32 on\n" in out
    assert "depend on the size, by fc6: 2,097,152*floor(H/32)*floor(W/32) + 35,597,096\n" in out
    assert "parameters:      138,357,544 at every size\n" in sizes("torchvision/vgg16")[1]


def test_the_classic_question_of_unet():
    """Ronneberger et al. 2015: all pools must see an even size; at 572 they do, and every 16 pixels from there."""
    code, out, _ = sizes("unet", "--near", "512", "--max", "300", "--min", "200")
    assert code == 0
    assert "fits:            H = 12 mod 16 from 188 on; W = 12 mod 16 from 188 on\n" in out
    assert "200 to 300:      H = 204, 220, 236, 252, 268, 284 or 300; W = 204," in out
    assert "nearest to 512x512x1  300x300x1  yes" in out, "within --max"
    assert "H = 1 to 175  up3.DoubleConv.conv[1]    22  H = 175: a kernel of 3 does not fit into 2\n" in out


def test_two_layers_that_exclude_each_other(file):
    code, out, err = sizes(file(NEVER))
    assert (code, err) == (1, "")
    assert "fits:            no H; no W\n" in out
    assert "no H or W fits:  even needs H = 0 mod 2 and odd needs H = 1 mod 2\n" in out
    assert "by flooring:     any H from 3 on; any W from 3 on\n" in out


def test_sizes_that_never_meet(file):
    text = "input: 32x32x3\nlayers:\n  - {relu: , name: a}\n  - conv: {filters: 3, kernel: 3}\n  - concat: [prev, a]\n"
    code, out, err = sizes(file(text))
    assert (code, out) == (1, "")
    assert err.startswith("error[CC330]: `concat` cannot join (H - 2) x (W - 2) x 3, HxWx3")
    assert err.endswith("cnncalc: no size can be walked; the layers before it need H >= 3 (conv); W >= 3 (conv)\n")


def test_a_file_whose_own_size_does_not_fit_is_answered(file):
    text = "input: 30x30x3\nlayers:\n  - {relu: , name: a}\n  - maxpool: 4\n  - upsample: 4\n  - add: [prev, a]\n"
    code, out, err = sizes(file(text))
    assert (code, err) == (0, "")
    assert "by flooring:     the same\n" in out
    assert "the file's          30x30x3  no\n" in out
    assert "nearest to 30x30x3  28x28x3  yes" in out, "the smaller of two that are as near"
    assert "H = 1 to 3        maxpool     4  H = 3: a kernel of 4 does not fit into 3\n" in out


def test_a_file_that_asks_for_its_size_is_tried(file):
    """Up to 40 one window of 3 by 2: odd sizes; above, two: 4*k + 2."""
    code, out, _ = sizes(file(ASKS))
    assert code == 0
    assert "N = 2 mod 4 from 42 on (of 1 to 512, tried one by one)" in " ".join(out.split())
    assert "35, 37 or 39, or" in out
    assert "formulas:        none, as the file asks which size it has" in out
    assert sizes(file(ASKS), "--max-macs", "1M") == (
        2,
        "",
        "cnncalc: there are no formulas, as the file asks which size it has: a budget needs them\n",
    )


def test_one_and_three_axes(file):
    text = "input: 100x1\nlayers:\n  - conv: {filters: 2, kernel: 10, stride: 5}\n  - maxpool: 3\n"
    assert "fits:            L = 5 mod 15 from 20 on\n" in sizes(file(text))[1]
    text = "input: 8x20x30x1\nlayers:\n  - maxpool: {kernel: [2, 3, 5]}\n"
    assert "fits:            D = 0 mod 2; H = 0 mod 3; W = 0 mod 5\n" in sizes(file(text))[1]
    assert "fits:            N = 0 mod 30\n" in sizes(file(text), "--square")[1]


def test_inputs_of_one_size_vary_together(file):
    text = ("inputs: {left: 64x64x3, right: 64x64x3, seed: 32x32x1}\nlayers:\n  - maxpool: 4\n  - add: [prev, right]\n").replace(
        "[prev, right]", "{a: , b: [{maxpool: 4, from: right}]}"
    )
    code, out, _ = sizes(file(text))
    assert code == 0
    assert out.startswith(
        "net (net.yaml): input left HxWx3, right HxWx3, seed 32x32x1\n\nfits:            H = 0 mod 4; W = 0 mod 4\n"
    )


def test_conditions_on_several_letters(file):
    """ceil(H/2)*ceil(W/2) places must be 14*14 for the reshape: odd sizes, 27x27 or 3x195."""
    text = "input: 28x28x1\nlayers:\n  - conv: {filters: 4, kernel: 3, stride: 2, padding: 1}\n  - flatten\n  - reshape: 14x14x4\n"
    code, out, _ = sizes(file(text), "--near", "40x200")
    assert code == 0
    assert "fits:            H = 1 mod 2; W = 1 mod 2; 4*floor((H + 1)/2)*floor((W + 1)/2) = 784 (reshape)\n" in out
    assert "nearest to 28x28x1   27x27x1  yes" in out
    assert "nearest to 40x200x1  3x195x1  yes" in out


def test_letters_of_the_user(file):
    """Only the height varies: the width of 224 leaves 1 over in the first convolution, whatever the height."""
    code, out, _ = sizes("torchvision/resnet50", "--input", "Hx224x3")
    assert code == 1
    assert "no H fits:       conv1 never fits, as (224 - 7 + 6)/2 + 1 = 112.5\n" in out
    assert sizes("torchvision/resnet50", "--input", "Hx225x3")[1].count("fits:            H = 1 mod 32\n") == 1


def test_the_fraction_of_a_large_size(file):
    """(12346 - 2)/4 + 1 = 3087 is whole; three more leave three quarters over."""
    _, out, _ = sizes(file("input: 12349x12346x1\nlayers:\n  - maxpool: {kernel: 2, stride: 4}\n"))
    assert "H = 12,349: (12349 - 2)/4 + 1 = 3087.75\n" in out


def test_a_period_too_long_to_be_tried(file):
    """512 * 512 = 262,144 must divide the size: of the 100,000 sizes from there on only the first does."""
    _, out, _ = sizes(file("input: 1000x1\nlayers:\n  - maxpool: 512\n  - maxpool: 512\n"))
    assert "fits:            L = 262,144 (of 1 to 362,143, tried one by one)\n" in out
    assert "by flooring:     any L from 262,144 on\n" in out
    assert "excluded, as far as tried " in out


def test_a_bound_that_is_far_away(file):
    """2 * 10^9 cells are cropped; maps of so many on both axes are more than 2^53."""
    code, out, _ = sizes(file("input: 1000x1000x1\nlayers:\n  - crop: 1000000000\n  - maxpool: 2\n"))
    assert code == 1
    assert "fits:            H = 0 mod 2 from 2,000,000,002 on; W = 0 mod 2 from 2,000,000,002 on\n" in out
    assert "smallest                2000000002x2000000002x1  no\n" in out


def test_budgets():
    code, out, _ = sizes("torchvision/resnet50", "--max-macs", "1G", "--max-memory", "200MiB")
    assert code == 0
    told = " ".join(out.split())
    assert "macs at most 1G and memory at most 200MiB: up to 97x97x3 with macs 996,519,104 and memory 104,148,128; the next" in told
    code, out, _ = sizes("torchvision/resnet50", "--max-params", "5M")
    assert code == 1
    assert "budget:          params at most 5M: nothing keeps within it, 1x1x3 with params 25,557,032 already\n" in out
    assert "every size keeps within it" in sizes("torchvision/resnet50", "--max-params", "30M")[1]


def test_no_size_within_bounds():
    code, out, _ = sizes("torchvision/resnet50", "--min", "100", "--max", "110")
    assert code == 1
    assert "100 to 110:      no H; no W\n" in out


def test_json():
    outcome = cnncalc("sizes", "vgg16", "--json", "--near", "350", "--max-params", "100M")
    answer = json.loads(outcome.out)
    assert list(answer)[:2] == ["schema_version", "cnncalc_version"]
    (model,) = answer["models"]
    assert model["complete"] is True
    assert model["input_shape"] == ["H", "W", 3]
    height, width = model["letters"]
    assert height["fits"] == {
        "rule": "H = 0 mod 32", "period": 32, "residues": [0], "start": 32, "runs": [], "end": None, "smallest": 32,
    }  # fmt: skip
    assert width["walks"]["rule"] == "any W from 32 on"
    assert [(one["layers"], one["sizes"]["period"], one["sizes"]["residues"]) for one in height["excluded"]] == [
        (["pool5"], 1, []),
        (["pool1"], 2, [1]),
        (["pool2"], 4, [2]),
        (["pool3"], 8, [4]),
        (["pool4"], 16, [8]),
        (["pool5"], 32, [16]),
    ]
    assert {one["what"]: one["input_shape"][:2] for one in model["sizes"]} == {
        "own": [224, 224], "smallest": [32, 32], "nearest": [352, 352], "largest": [160, 160], "next": [192, 192],
    }  # fmt: skip
    assert model["params"] == "2097152*(H//32)*(W//32) + 35597096"
    assert model["budget"] == {"asked": ["params at most 100M"], "largest": 160, "next": 192, "unlimited": False}


def test_what_fits_exactly_is_shown_once_where_flooring_will_do():
    (model,) = json.loads(cnncalc("sizes", "unet", "--any", "--json").out)["models"]
    assert [one["what"] for one in model["sizes"]] == ["own", "smallest"]


def test_json_of_a_file_with_errors(file):
    for text in ("input: 32x32x3\nlayers:\n  - conv: {filters: 4, kernal: 3}\n", "input: [\n"):
        outcome = cnncalc("sizes", file(text), "--json")
        (model,) = json.loads(outcome.out)["models"]
        assert outcome.code == 1
        assert model["complete"] is False
        assert model["diagnostics"]
        assert outcome.err.startswith("error[CC")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["vgg99"], "cnncalc: no file and no bundled network `vgg99`: did you mean `vgg19`?\n"),
        (["lenet5", "--near", "9" * 6000], "cnncalc: --near takes sizes for H, W, as in 350 or 350x500, found `9999"),
        (["lenet5", "--near", "0"], "cnncalc: --near takes sizes for H, W, as in 350 or 350x500, found `0`\n"),
        (["lenet5", "--near", "1x2x3"], "cnncalc: --near takes sizes for H, W, as in 350 or 350x500, found `1x2x3`\n"),
        (["lenet5", "--near", "\x1b[2J"], "cnncalc: --near takes sizes for H, W, as in 350 or 350x500, found `\\x1b[2J`\n"),
        (["lenet5", "--near", ""], "cnncalc: --near takes sizes for H, W, as in 350 or 350x500, found ``\n"),
        (["lenet5", "--max-macs", "many"], "cnncalc: --max-macs takes a figure as in `5M`, found `many`\n"),
        (["lenet5", "--max-memory", "1X"], "cnncalc: --max-memory takes a figure as in `10MiB`, found `1X`\n"),
        (["lenet5", "--set", "nothing=1"], "cnncalc: <bundled>/lenet5.yaml has no variable `nothing`"),
        (["lenet5", "--input", "HxHxC", "--max-macs", "1M"], "cnncalc: a budget speaks of square inputs: give the channels as a"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(arguments, message):
    code, out, err = sizes(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_bounds_that_leave_nothing():
    for arguments in (["--min", "0"], ["--max", "9" * 5000], ["--min", "10", "--max", "9"]):
        code, out, err = sizes("lenet5", *arguments)
        assert (code, out) == (2, "")
        assert "Error: Invalid value for" in err


def test_a_vector_has_no_size(file):
    assert sizes(file("input: 784\nlayers:\n  - linear: 10\n")) == (
        2,
        "",
        "cnncalc: the input is a vector of 784: it has no height or width that could be another\n",
    )


def test_standard_input_and_variants():
    assert cnncalc("sizes", "-", stdin=SMALL).out.startswith("stdin (<stdin>): input HxWx3\n")
    assert "any H from 79 on" in sizes("googlenet@with_heads")[1]
    assert "any H from 79 on" in sizes("googlenet", "--variant", "with_heads")[1]
