"""Where a layer and its units look: cases by hand, `explain LAYER --unit`, branches that are not aligned, and columns of `show`."""

from __future__ import annotations

import json

import pytest
from documents import REPORT
from runner import cnncalc

from cnncalc import load, loads
from cnncalc.analyses import receptive_field
from cnncalc.analyses.receptive_field import TooManyRead, positions, region
from cnncalc.textbook import page
from cnncalc.textbook.unit import look, steps
from cnncalc.textbook.working import working

WINDOW = "one window of this size and stride, so padded, spans the same"
DILATED = "conv: {filters: 1, kernel: 3, dilation: 2, padding: 2}"
HALVED = "conv: {filters: 1, kernel: 3, stride: 2, padding: 1}"


def walked(layers, input="9x1"):
    return loads(f"input: {input}\nlayers:\n" + "".join(f"  - {layer}\n" for layer in layers)).walk()


# By hand


@pytest.mark.parametrize(
    ("layers", "unit", "read"),
    [
        # Taps two apart, centred: 4 reads 2, 4, 6; at the border the tap at -2 is padding.
        ([DILATED], 4, [2, 4, 6]),
        ([DILATED], 0, [0, 2]),
        # Two of them: sums of two of {-2, 0, 2}.
        ([DILATED, DILATED], 4, [0, 2, 4, 6, 8]),
        # A dense 3 behind them closes the gaps.
        ([DILATED, "conv: {filters: 1, kernel: 3, padding: 1}"], 4, [1, 2, 3, 4, 5, 6, 7]),
        # Unit i of 9 writes to 2i, 2i+1, 2i+2: an even place hears i and i-1, an odd one i alone.
        (["conv_transpose: {filters: 1, kernel: 3, stride: 2}"], 6, [2, 3]),
        (["conv_transpose: {filters: 1, kernel: 3, stride: 2}"], 7, [3]),
        (["conv_transpose: {filters: 1, kernel: 3, stride: 2}"], 0, [0]),
        # With a kernel of 1 every other place hears nothing.
        (["conv_transpose: {filters: 1, kernel: 1, stride: 2}"], 7, None),
        # Nearest: places 6, 7, 8 repeat 2. Linear: place 6 lies at (6.5)/3 - 0.5 = 1.67, between 1 and 2; 7 lies on 2.
        (["upsample: 3"], 6, [2]),
        (["upsample: {scale: 3, mode: bilinear}"], 6, [1, 2]),
        (["upsample: {scale: 3, mode: bilinear}"], 7, [2]),
        # Halved, doubled: 5 repeats 2, which reads 3, 4, 5. A 3 over 4, 5, 6 repeats 2, 2, 3: 3 to 7.
        ([HALVED, "upsample: 2"], 5, [3, 4, 5]),
        ([HALVED, "upsample: 2", "conv: {filters: 1, kernel: 3, padding: 1}"], 5, [3, 4, 5, 6, 7]),
        # A pool of 9 by 2 leaves 8 unread, though a kernel of 3 around its last unit would hold 4 to 9.
        (["maxpool: 2", "conv: {filters: 1, kernel: 3, padding: 1}"], 3, [4, 5, 6, 7]),
        # Nothing but padding.
        (["pad: 3"], 1, None),
        # A blurpool's padding mirrors: unit 8 of a 5-tap filter reads 6, 7, 8 and, for 9 and 10, 7 and 6 again.
        (["blurpool: {kernel: 5, stride: 1}"], 8, [6, 7, 8]),
        # An even one reads one further behind: unit 8 of 4 taps reads 7, 8, and 7 and 6 in the mirror.
        (["blurpool: {kernel: 4, stride: 1}"], 8, [6, 7, 8]),
        # A mirror in a mirror: of one position there is only that.
        (["crop: 4", "blurpool: {kernel: 4, stride: 1}"], 0, [4]),
    ],
)  # fmt: skip
def test_positions(layers, unit, read):
    walk = walked(layers)
    assert positions(walk, walk.layers[-1], (unit,)) == (None if read is None else [read])
    assert region(walk, walk.layers[-1], (unit,)) == (None if read is None else ((read[0], read[-1]),))


@pytest.mark.parametrize(
    ("layers", "shown"),
    [
        # 5 wide, every step 1, two before.
        ([DILATED], {"size": [5], "stride": [1], "start": [-2], "padding": [2]}),
        # Place u hears units from ceil((u - 2)/2) to floor(u/2): 0 hears -1 and 0, 1 hears 0.
        (["conv_transpose: {filters: 1, kernel: 3, stride: 2}"], {"size": [2], "stride": ["1/2"], "start": [-1], "padding": [1]}),
        (["upsample: 3"], {"size": [1], "stride": ["1/3"], "start": [0], "padding": [0]}),
        # Cut: the first unit looks at 2.
        (["crop: 2"], {"size": [1], "stride": [1], "start": [2], "padding": [-2]}),
        ([HALVED, "upsample: 2", DILATED], {"size": [7], "stride": [1], "start": [-3], "padding": [3]}),
    ],
)
def test_fields(layers, shown):
    assert walked(layers).to_dict()["totals"]["receptive_field"] == shown


def test_too_much_is_not_followed(monkeypatch):
    monkeypatch.setattr(receptive_field, "MOST_READ", 9)
    walk = walked(["conv: {filters: 1, kernel: 9}", "conv: {filters: 1, kernel: 1}"], "10x1")
    assert region(walk, walk.layers[-1], (1,)) == ((1, 9),)
    walk = walked(["conv: {filters: 1, kernel: 10}"], "10x1")
    with pytest.raises(TooManyRead):
        region(walk, walk.layers[0], (0,))


# The step of a layer


def told(layers, input="9x1"):
    walk = walked(layers, input)
    (lines,) = [step.lines for step in working(walk.layers[-1], walk.fields) if step.heading == "receptive field"]
    return [line for line in lines if not line.startswith("R =")][1:]


@pytest.mark.parametrize(
    ("layers", "input", "lines"),
    [
        # 5 units of 3, 2 apart, from -1 to 9: one cell of padding at each end.
        ([HALVED], "9x1", ["up to 3 of 9 positions, 33 % of the input", f"effective padding 1: {WINDOW}"]),
        # On 8 the last of 4 ends at -1 + 3*2 + 2 = 7, the last position.
        (
            [HALVED],
            "8x1",
            [
                "up to 3 of 8 positions, 38 % of the input",
                f"effective padding 1 before and 0 after: {WINDOW}",
            ],
        ),
        (
            [HALVED],
            "9x8x1",
            [
                "up to 3x3 of 9x8 positions, 12 % of the input",
                "effective padding 1 (height), 1 before and 0 after (width): one window of this size and stride, so padded, "
                "spans the same",
            ],
        ),
        # A pool of 2 leaves position 8 outside, a crop both ends.
        (
            ["maxpool: 2"],
            "9x1",
            [
                "up to 2 of 9 positions, 22 % of the input",
                f"effective padding 0 before and -1 after: {WINDOW}",
                "where it is negative, so much of the input lies outside every field",
            ],
        ),
        # Wider than the input: -9 to 17, cut at its borders.
        (
            ["conv: {filters: 1, kernel: 19, padding: 9}"],
            "9x1",
            ["up to 9 of 9 positions, 100 % of the input", f"effective padding 9: {WINDOW}"],
        ),
        (
            ["conv_transpose: {filters: 1, kernel: 3, stride: 2}"],
            "9x1",
            [
                "up to 2 of 9 positions, 22 % of the input",
                "no one window spans the same: on length the fields of 2 neighbouring units do not lie one stride apart, 1 to 2 "
                "positions wide; the next 2 look 1 further on",
            ],
        ),
        (
            ["conv_transpose: {filters: 1, kernel: 1, stride: 2}"],
            "9x1",
            [
                "up to 1 of 9 positions, 11 % of the input",
                "no one window spans the same: on length the fields of 2 neighbouring units do not lie one stride apart, some of "
                "them empty; the next 2 look 1 further on",
            ],
        ),
        # A layer that sees everything has said so.
        (["global_avgpool"], "9x1", []),
        (["linear: 3"], "9", []),
    ],
)  # fmt: skip
def test_share_and_effective_padding(layers, input, lines):
    assert told(layers, input) == lines


@pytest.mark.parametrize("name", ["vgg16", "resnet50", "torchvision/mobilenet_v2", "unet", "yolov3"])
def test_one_window_so_padded_spans_the_same(name):
    """O = (W - K + 2P)/S + 1 without a rest, and the first and the last field as the walk has them."""
    walk = load(name).walk()
    spanned = 0
    for record in walk.layers:
        field = walk.fields[record]
        if field is None or field.is_everything:
            continue
        for axis, places, size in zip(field.axes, record.shape.spatial, walk.input.shape.spatial, strict=True):
            ends = axis.paddings(places, size) if axis is not None else None
            if ends is not None:
                assert size - axis.size + sum(ends) == (places - 1) * axis.shift
                assert axis.bounds(0)[0] == -ends[0]
                spanned += 1
    assert spanned


# A unit


def test_a_unit_of_vgg16():
    """pool3 of the published 44, stride 8, padding 18: row 0 from -18 to 25, column 13 from 86 to 129."""
    outcome = cnncalc("explain", "vgg16", "pool3", "--unit", "0,13")
    assert (outcome.code, outcome.err) == (0, "")
    assert (
        outcome.out
        == """\
vgg16 (bundled): input 224x224x3

pool3: unit 0,13 of 28x28x256 depends on rows 0 to 25 and columns 86 to 129 of
the input

receptive field: rows -18 to 25 and columns 86 to 129: 44x44
padding:         18 rows before the input
share:           26x44 of 224x224 positions, 2 % of the input
"""
    )


def test_a_unit_as_json():
    outcome = cnncalc("explain", "vgg16", "pool3", "--unit", "0, 13", "--json")
    found = json.loads(outcome.out)
    REPORT.validate(found)
    (layer,) = found["models"][0]["layers"]
    assert layer["derivation"]["unit"] == {
        "unit": [0, 13],
        "field": [[-18, 25], [86, 129]],
        "region": [[0, 25], [86, 129]],
        "read": [26, 44],
        "positions": 1144,
        "input_positions": 50176,
    }
    assert layer["derivation"]["receptive_field"] == {
        "positions": 1936,
        "input_positions": 50176,
        "padding": [[18, 18], [18, 18]],
    }


def sections(layers, unit, input="9x9x1"):
    walk = walked(layers, input)
    return {step.heading: list(step.lines) for step in steps(look(walk, walk.layers[-1], unit))}


def test_gaps_and_padding_on_the_way():
    assert sections([DILATED], (4, 0)) == {
        "receptive field": ["rows 2 to 6 and columns -2 to 2: 5x5"],
        "padding": ["2 columns before the input"],
        "gaps": ["3 of the 5 rows are read: 2, 4 and 6", "2 of the 3 columns are read: 0 and 2"],
        "share": ["3x2 of 9x9 positions, 7 % of the input"],
    }
    # The pool drops row 8; around its last unit a kernel of 3 reads padding where the field has rows 8 and 9.
    assert sections(["maxpool: 2", "conv: {filters: 1, kernel: 3, padding: 1}"], (3, 1)) == {
        "receptive field": ["rows 4 to 9 and columns 0 to 5: 6x6"],
        "padding": [
            "1 row behind the input",
            "of rows 4 to 8 and columns 0 to 5, rows 4 to 7 and columns 0 to 5 alone are read: the rest falls to padding of layers "
            "between, or to gaps",
        ],
        "share": ["4x6 of 9x9 positions, 30 % of the input"],
    }


def test_what_sees_everything_or_nothing():
    # 9 places halved by 2 leave one: a unit of the gate depends on the 8 that the pool reads.
    gated = ["maxpool: 2", "{multiply: {x: identity, gate: [global_avgpool, sigmoid]}}"]
    assert sections(gated, (1, 1)) == {
        "receptive field": ["everything: each output depends on the whole of the input"],
        "share": ["8x8 of 9x9 positions, 79 % of the input"],
    }
    assert sections(["pad: 3"], (0, 0)) == {
        "receptive field": ["row -3 and column -3: 1x1"],
        "padding": ["3 rows before and 3 columns before the input"],
    }
    walk = loads("inputs: {left: 9x9x1, right: 9x9x1}\nlayers:\n  - {conv: {filters: 1, kernel: 3}, from: right}\n").walk()
    found = look(walk, walk.layers[0], (0, 0))
    assert [step.lines for step in steps(found)] == [("none: nothing leads from `left` to this layer",)]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["vgg16", "pool3", "--unit", "4"],
            "`--unit 4` has 1 number: pool3 puts out 28x28x256, and a place on it is height and width, as in `--unit 14,14`\n",
        ),
        (["vgg16", "pool3", "--unit", "4,28"], "cnncalc: pool3 has no unit 4,28: it puts out 28x28x256, columns 0 to 27\n"),
        (
            ["vgg16", "fc6", "--unit", "0,0"],
            "cnncalc: fc6 puts out 4096, a vector: its numbers have no place; `--unit` takes the units of a map\n",
        ),
        (
            ["resnet50", "conv5_x", "--unit", "0,0"],
            "cnncalc: conv5_x holds 32 layers: name the one that the unit is of, as in conv5_x.Bottleneck[2].relu, its last\n",
        ),
        (["vgg16", "--unit", "0,0"], "a unit of which layer? As in `cnncalc explain vgg16 LAYER --unit 0,0`\n"),
        (["CC310", "--unit", "0,0"], "a code has no sizes: this is for networks\n"),
        (["vgg16", "pool3", "--unit", "-1,0"], "`-1,0` is no place: write where the unit stands on each axis, from 0, as in 3,4\n"),
        (["vgg16", "pool3", "--unit", "3x4"], "`3x4` is no place"),
        (["vgg16", "pool3", "--unit", ""], "`` is no place"),
        (["vgg16", "pool3", "--unit", "٣,٤"], "is no place"),
        (["vgg16", "pool3", "--unit", "9" * 5000 + ",0"], "is no place"),
        (["vgg16", "pool3", "--unit", "\x1b[1m"], r"`\x1b[1m` is no place"),
        (
            ["vgg16", "pool3", "--input", "HxWx3"],
            "cnncalc: a working has numbers: give one for H and W, as in `--input 224x224x3`; `cnncalc show` takes letters\n",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_no_such_unit(arguments, complaint):
    outcome = cnncalc("explain", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert complaint in outcome.err
    assert "Traceback" not in outcome.err


def test_a_unit_of_a_map_too_wide(tmp_path):
    path = tmp_path / "wide.yaml"
    path.write_text("input: 8000000x1\nlayers:\n  - conv: {filters: 1, kernel: 3000000}\n  - crop: 3\n")
    outcome = cnncalc("explain", str(path), "crop", "--unit", "0")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "cnncalc: a unit of crop depends on more than 1,048,576 positions along an axis of a layer before it: "
        "that is not followed\n"
    )


# Branches


SHIFTED = """\
input: 32x32x4
layers:
  - {relu: {}, name: early}
  - maxpool: {kernel: 3, stride: 2, padding: 1}
  - {upsample: 2, name: up}
  - {add: [early, up], name: sum}
"""


def test_branches_that_are_not_aligned():
    """Units 0 and 1 of `up` both look at -1 to 1, centred on 0; those of `early` at 0 and 1, on 0.5 in the mean."""
    walk = loads(SHIFTED).walk()
    (lines,) = [step.lines for step in page.steps(walk, page.stages(walk)) if step.heading == "branches"]
    assert lines == (
        "sum: the branches are not centred alike: on height and width early looks 0.5 pixels of the input further on than up",
        "  early: 1x1, stride 1x1, from 0, 0",
        "  up: 3x3, stride 1x1, from -1, -1",
    )
    assert page.misaligned_to_list(walk) == [
        {
            "layer": "sum",
            "gaps": [
                {"axis": axis, "pixels": "1/2", "near": "up", "far": "early"} for axis in ("height", "width")
            ],
            "branches": [
                {"path": "early", "receptive_field": {"size": [1, 1], "stride": [1, 1], "start": [0, 0], "padding": [0, 0]}},
                {"path": "up", "receptive_field": {"size": [3, 3], "stride": [1, 1], "start": [-1, -1], "padding": [1, 1]}},
            ],
        }
    ]  # fmt: skip


def test_strides_that_differ():
    """9 places become 5 by a rounded-up pool, then 9 again: steps of 10/9.

    Unit u of `up` looks at 2*floor(5u/9) and one more: the mean over 9 units of 2*floor(5u/9) + 1/2 - 10u/9 is
    (2*(0+0+1+1+2+2+3+3+4) + 4.5 - 40)/9 = -3.5/9. At unit 8 that is 80/9 - 3.5/9 = 8.5: half a position beyond 8.
    """
    enlarged = ["{relu: {}, name: x}", "maxpool: {kernel: 2, rounding: ceil}", "{upsample: {size: x}, name: up}"]
    walk = walked([*enlarged, "{add: [x, up], name: sum}"])
    assert walk.to_dict()["layers"][-1]["receptive_field"] is None
    ((gap,),) = [found["gaps"] for found in page.misaligned_to_list(walk)]
    assert gap == {"axis": "length", "pixels": "1/2", "near": "x", "far": "up"}
    (lines,) = [step.lines for step in page.steps(walk, page.stages(walk)) if step.heading == "branches"]
    assert lines[0].startswith("sum: the branches move apart: on length a step of up is 1.111 pixels of the input and one of x 1")


def test_many_are_counted(tmp_path):
    path = tmp_path / "net.yaml"
    path.write_text(SHIFTED + "".join(f"  - {{add: [early, up], name: sum{at}}}\n" for at in range(4)))
    outcome = cnncalc("explain", str(path), "--json")
    found = json.loads(outcome.out)
    REPORT.validate(found)
    assert [one["layer"] for one in found["models"][0]["misaligned"]] == ["sum", "sum0", "sum1", "sum2", "sum3"]
    assert "and at 2 more joins: `cnncalc check --select CC410` shows them all" in " ".join(
        cnncalc("explain", str(path)).out.split()
    )


def test_aligned_branches_are_not_mentioned():
    walk = load("resnet50").walk()
    assert page.misaligned_to_list(walk) == []
    assert "branches" not in [step.heading for step in page.steps(walk, page.stages(walk))]


# Columns


COLUMNS = "path,receptive_field.size,receptive_field.stride,receptive_field.start,receptive_field.padding"


def test_columns_of_the_field(tmp_path):
    """The published figures of pool1 to pool3, in every format."""
    lines = cnncalc("show", "vgg16", "--columns", COLUMNS).out.splitlines()
    assert next(line for line in lines if line.startswith("layer")).split("  ")[0] == "layer"
    assert [line.split() for line in lines if line.startswith(("pool1", "pool3"))] == [
        ["pool1", "6x6", "2x2", "-2,", "-2", "2,", "2"],
        ["pool3", "44x44", "8x8", "-18,", "-18", "18,", "18"],
    ]
    csv = cnncalc("show", "vgg16", "--format", "csv", "--columns", COLUMNS).out.splitlines()
    assert csv[0] == f"model,{COLUMNS}"
    assert 'vgg16,pool3,44x44,8x8,"-18, -18","18, 18"' in csv
    assert (
        "| pool3 | 44x44 | 8x8 | -18, -18 | 18, 18 |" in cnncalc("show", "vgg16", "--format", "markdown", "--columns", COLUMNS).out
    )
    assert r"pool3 & 44x44 & 8x8 & -18, -18 & 18, 18 \\" in cnncalc("show", "vgg16", "--format", "latex", "--columns", COLUMNS).out
    # Where the field cannot be told, and where it is a formula: 3x3 with stride 2, `same`.
    path = tmp_path / "net.yaml"
    path.write_text("input: 9x1\nlayers:\n  - {relu: {}, name: x}\n  - conv: {filters: 1, kernel: 3, stride: 2, padding: same}\n"
                    "  - {upsample: {size: x}, name: up}\n  - {add: [x, up], name: sum}\n")  # fmt: skip
    assert cnncalc("show", str(path), "--format", "csv", "--columns", COLUMNS).out.splitlines()[-1] == "net,sum,,,,"
    start = cnncalc(
        "show", str(path), "--input", "Nx1", "--format", "csv", "--columns", "path,receptive_field.start"
    ).out.splitlines()
    formula = start[2].removeprefix("net,conv,")
    # Padding in all is 2*ceil(N/2) + 1 - N: 1 for an even N, none of it before, else 2, one of it before.
    assert [eval(formula, {"N": size}) for size in (8, 9, 224, 225)] == [0, -1, 0, -1]


def test_an_unknown_part():
    outcome = cnncalc("show", "vgg16", "--columns", "receptive_field.sise")
    assert outcome.code == 2
    assert "unknown column `receptive_field.sise`: did you mean `receptive_field.size`?" in outcome.err
