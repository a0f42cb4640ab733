"""cnncalc explain ARCH [LAYER]: pages of networks, workings of layers, and where everything comes from."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from documents import REPORT
from runner import cnncalc

from cnncalc import bundled, load, loads
from cnncalc.cli.explain_network import _Unknown, find
from cnncalc.language.expressions import parse
from cnncalc.textbook import page
from cnncalc.textbook.provenance import found

NET = """\
name: tiny
input: 16x16x3
vars:
  width: 4
  twice: =2 * width
defaults: {conv: {kernel: 3, padding: half, filters: =width}}
blocks:
  Stage:
    params: {filters: required, again: =filters}
    layers:
      - {conv: {filters: =again, activation: relu}, repeat: 2, name: many}
      - conv: =input.channels
layers:
  - conv
  - {conv: =twice, name: second}
  - {Stage: =twice, name: stage}
  - {maxpool: 2}
  - {conv: {filters: =second.channels + prev.height}, repeat: 2}
variants:
  wide: {set: {width: 8}}
"""


@pytest.fixture
def net(tmp_path):
    path = tmp_path / "net.yaml"
    path.write_text(NET)
    return path


def values(walk, path):
    """The origins of a layer's parameters, by name."""
    record = next(record for record in walk.layers if record.path == path)
    return {origin.name: origin for origin in found(walk, record)}


def told(origin):
    """An origin as a tuple without its parts."""
    return (origin.value, origin.said_by, origin.text, origin.line, origin.where)


# Where parameters come from


def test_with_the_layer_with_the_file_or_with_the_kind():
    walk = loads(NET).walk()
    second = values(walk, "second")
    assert told(second["filters"]) == (8, "layer", "=twice", 15, "")
    assert [told(part) for part in second["filters"].parts] == [(8, "variable", "=2 * width", 5, "")]
    assert [told(part) for part in second["filters"].parts[0].parts] == [(4, "variable", "4", 4, "")]
    assert told(second["kernel"]) == (3, "defaults", "3", 6, "")
    assert told(second["stride"]) == (1, "kind", "", None, "")
    first = values(walk, "conv[0]")
    assert told(first["filters"]) == (4, "defaults", "=width", 6, "")
    assert [told(part) for part in first["filters"].parts] == [(4, "variable", "4", 4, "")]


def test_through_the_call_of_a_block():
    walk = loads(NET).walk()
    many = values(walk, "stage.many[1]")
    (again,) = many["filters"].parts
    assert told(again) == (8, "block", "=filters", 9, "Stage")
    (filters,) = again.parts
    assert told(filters) == (8, "call", "=twice", 16, "Stage")
    assert [told(part) for part in filters.parts] == [(8, "variable", "=2 * width", 5, "")]


def test_shapes_and_passes():
    walk = loads(NET).walk()
    inside = values(walk, "stage.conv")
    assert [told(part) for part in inside["filters"].parts] == [((16, 16, 8), "tensor", "", None, "second")]
    last = values(walk, "conv[2]")
    # 8 channels of `second`, 8 rows above: 16 filters.
    assert last["filters"].value == 16
    assert [told(part) for part in last["filters"].parts] == [
        ((16, 16, 8), "tensor", "", None, "second"),
        ((8, 8, 16), "tensor", "", None, "conv[1]"),
    ]
    repeated = loads("input: 8\nlayers:\n  - linear: =4 + i\n    repeat: 3\n").walk()
    assert told(values(repeated, "linear[2]")["features"].parts[0]) == (2, "repeat", "", 4, "")


def test_variants_and_settings():
    wide = loads(NET).walk(variant="wide")
    (width,) = values(wide, "conv[0]")["filters"].parts
    assert told(width) == (8, "variant", "8", 20, "wide")
    given = loads(NET).walk(width=5)
    (width,) = values(given, "conv[0]")["filters"].parts
    assert told(width) == (5, "set", "", None, "")


@pytest.mark.parametrize(
    "name", ["resnet50", "googlenet", "torchvision/densenet121", "torchvision/efficientnet_b0", "vgg16", "lenet5"]
)
def test_every_origin_of_a_bundled_network_is_found(name):
    """Evaluated by nobody: a literal is its own text, what is named is named with its value."""
    walk = load(name).walk()
    lines = walk.network.text.source.lines
    for record in walk.layers[:: max(1, len(walk.layers) // 25)]:
        for origin in found(walk, record):
            assert origin.value == getattr(record.operation, origin.name)
            stack = [origin]
            while stack:
                one = stack.pop()
                stack += one.parts
                if one.line is not None and one.text:
                    assert one.text in lines[one.line - 1] or one.text == "…", (record.path, one)
                if one.text.isdigit():
                    assert one.value == int(one.text)


# Layers


def test_a_layer_in_full():
    """By hand: 1x1 of 256 channels on 56x56 with stride 2: 28.5 places; 128*256 = 32,768; 28*28*32,768."""
    outcome = cnncalc("explain", "resnet50", "conv3_x.Bottleneck[0].main.conv[0]")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("""\
resnet50 (bundled): input 224x224x3

conv3_x.Bottleneck[0].main.conv[0]: 28x28x128, 32,768 parameters
stride 2 does not fit the height and width: (56 - 1 + 2*0)/2 + 1 = 55/2 + 1 =
28.5, taken as 28 (rounding: floor)

written:         <bundled>/resnet50.yaml:23, in conv3_x (line 43) >
                 Bottleneck[0] (line 35) > main
input:           56x56x256 from conv2_x.Bottleneck[2].relu
values:          filters: 128, `=width`, line 23
                   width: 128, `=width`, given to Bottleneck, line 35
                     width: 128, given to Stage, line 43
                 kernel: 1, line 23
                 stride: 2, `=stride`, line 23
                   stride: 2, `=stride`, given to Bottleneck, line 35
                     stride: 2, the default of Stage, line 33
                 padding: half, from the file's defaults, line 15
                 rounding: floor, by default
                 dilation: 1, by default
                 bias: false, from the file's defaults, line 15
                 groups: 1, by default
layer:           conv: {filters: 128, kernel: 1, stride: 2, padding: half, bias:
""")
    assert "28x28 places x 32,768 = 25,690,112\n" in outcome.out
    assert "receptive field: 35x35 of the network's input, stride 8x8, from -17, -17\n" in outcome.out


def test_settings_reach_the_layer(net):
    outcome = cnncalc("explain", str(net), "second", "--set", "width=6", "--input", "32x32x1")
    assert outcome.code == 0
    assert "second: 32x32x12, 660 parameters\n" in outcome.out
    assert (
        "                   twice: 12, `=2 * width`, under vars, line 5\n                     width: 6, by --set width\n"
        in outcome.out
    )
    assert "second: 16x16x16, " in cnncalc("explain", f"{net}@wide", "second").out
    assert "second: 16x16x16, " in cnncalc("explain", str(net), "second", "--variant", "wide").out


def test_several_layers_and_a_part():
    outcome = cnncalc("explain", "vgg16", "conv1_1", "fc8")
    assert outcome.out.count("vgg16 (bundled)") == 1
    assert "\n\nconv1_1: 224x224x64, 1,792 parameters\n" in outcome.out
    assert "\n\nfc8: 1000, 4,097,000 parameters\n" in outcome.out
    part = cnncalc("explain", "resnet50", "conv3_x")
    assert part.code == 0
    lines = part.out.splitlines()
    assert lines[2] == "conv3_x: 28x28x512, 1,219,584 parameters, 950,534,144 MACs"
    assert [line.split("  ")[0] for line in lines[6:8]] == ["conv3_x.Bottleneck[0]", "conv3_x.Bottleneck[1-3] x3"]


def test_a_layer_is_found_by_its_path_or_its_end():
    walk = load("resnet50").walk()
    for record in walk.layers:
        assert find(walk, record.path).layer is record
    assert find(walk, "Bottleneck[5].main.conv[1]").layer.path == "conv4_x.Bottleneck[5].main.conv[1]"
    assert len(find(walk, "conv5_x").records) == 32
    with pytest.raises(_Unknown, match=r"^16 places end in `main.conv\[1\]`: conv2_x.Bottleneck\[0\].main.conv\[1\], "):
        find(walk, "main.conv[1]")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["vgg16", "conv6_1"], "no layer `conv6_1` in vgg16: did you mean `conv5_1`?"),
        (["vgg16", "zzz\x1b"], "no layer `zzz\\x1b` in vgg16: `cnncalc show vgg16` names them all"),
        (["vgg16", "conv1_1", "--set", "classes=3"], "<bundled>/vgg16.yaml has no variable `classes`: did you mean `num_classes`?"),
        (["nosuchnet"], "no file and no bundled network `nosuchnet`"),
        (["missing.yaml"], "no such file: missing.yaml"),
        (["resnet50@zzz"], "zzz"),
    ],
)
def test_what_is_unknown(arguments, message):
    outcome = cnncalc("explain", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("cnncalc: ")
    assert message in outcome.err


def test_a_known_layer_beside_an_unknown_one():
    outcome = cnncalc("explain", "vgg16", "conv9", "pool1")
    assert outcome.code == 2
    assert "pool1: 112x112x64, 0 parameters" in outcome.out
    assert "no layer `conv9`" in outcome.err


# Codes and networks


def test_a_code_is_a_code_unless_a_file_bears_its_name(tmp_path):
    assert cnncalc("explain", "CC310", cwd=tmp_path).out.startswith("CC310 kernel-does-not-fit\n")
    (tmp_path / "CC310").write_text("input: 8x8x3\nlayers: [relu]\n")
    assert cnncalc("explain", "CC310", cwd=tmp_path).out.startswith("CC310 (CC310): input 8x8x3\n")


def test_a_code_has_no_sizes():
    outcome = cnncalc("explain", "CC310", "--input", "8x8x3")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Invalid value for --input: a code has no sizes: this is for networks" in outcome.err


def test_standard_input_and_errors():
    """As `show`: what there is up to the fault, then the fault, exit code 1."""
    text = "input: 5x5x3\nlayers: [relu, {conv: {filters: 3, kernel: 7}}, relu]\n"
    shown, explained = cnncalc("show", "-", stdin=text), cnncalc("explain", "-", stdin=text)
    assert explained.code == shown.code == 1
    assert "error[CC310]: kernel 7 does not fit" in explained.err
    assert explained.err.endswith(shown.err)
    assert "relu[0]" in explained.out
    broken = cnncalc("explain", "-", stdin="[")
    assert (broken.code, broken.out) == (1, "")
    assert broken.err.startswith("error[CC101]: ")


# Pages


def test_vgg16_in_full():
    """Parameters and MACs by the table of the paper and of cs231n; the sizes and the receptive fields of facts/."""
    outcome = cnncalc("explain", "vgg16")
    assert (outcome.code, outcome.err) == (0, "")
    assert (
        outcome.out
        == """\
vgg16 (bundled): input 224x224x3
VGG-16 (2014), configuration D, thirteen 3x3 convolutions and three dense layers
also bundled: torchvision/vgg16

1000, 138,357,544 parameters, 15,470,264,320 MACs

stage               output       layers       params                    MACs         sees
-----------------------------------------------------------------------------------------------
conv1_1 to conv1_2  224x224x64        4       38,720  0.028 %  1,936,392,192   13 %  5x5
pool1 to conv2_2    112x112x128       5      221,440   0.16 %  2,774,532,096   18 %  14x14
pool2 to conv3_3    56x56x256         7    1,475,328      1 %  4,624,220,160   30 %  40x40
pool3 to conv4_3    28x28x512         7    5,899,776      4 %  4,624,220,160   30 %  92x92
pool4 to conv5_3    14x14x512         7    7,079,424      5 %  1,387,266,048    9 %  196x196
pool5               7x7x512           1            0                       0         212x212
flatten to softmax  1000              9  123,642,856     89 %    123,633,664  0.8 %  everything

size:            224x224 -> 112x112 (pool1) -> 56x56 (pool2) -> 28x28 (pool3) ->
                 14x14 (pool4) -> 7x7 (pool5)
parameters:      138,357,544 parameters: linear 123,642,856 (89 %), conv
                 14,714,688 (11 %)
                 most in fc6 102,764,544 (74 %), fc7 16,781,312 (12 %), fc8
                 4,097,000 (3 %)
MACs:            15,470,264,320 MACs: conv 15,346,630,656 (99.2 %), linear
                 123,633,664 (0.8 %)
                 most in conv1_2 1,849,688,064 (12 %), conv2_2 1,849,688,064
                 (12 %), conv3_2 1,849,688,064 (12 %)
receptive field: 5x5 (conv1_2) -> 14x14 (conv2_2) -> 40x40 (conv3_3) -> 92x92
                 (conv4_3) -> 196x196 (conv5_3) -> 212x212 (pool5)
                 before anything sees everything: 212x212 of the 224x224 input,
                 stride 32x32
convention:      MACs = multiply-accumulates of conv, transposed conv and linear
                 layers; FLOPs = 2 x MACs + elementwise operations; params =
                 trainable + frozen weights, running statistics apart (buffers);
                 batch 1; shapes are height x width x channels
"""
    )


@pytest.mark.parametrize("name", [network.name for network in bundled.networks()])
def test_the_stages_of_a_network_add_up(name):
    walk = load(name).walk()
    stages = page.stages(walk)
    assert sum(stage.sums.layers for stage in stages) == len(walk.layers)
    assert [record for stage in stages for record in stage.records] == walk.layers
    assert sum(stage.sums.params for stage in stages) == walk.params
    assert sum(stage.sums.macs for stage in stages) == walk.macs
    for one, next_one in pairwise(stages):
        assert one.end.shape.spatial != next_one.end.shape.spatial
    printed = page.table(walk, stages)
    assert len(printed) == len(stages) + 2
    assert max(len(line) for line in page.table(walk, stages)) <= 160


def test_a_network_without_parameters_or_places():
    for text in ("input: 8\nlayers: [relu]\n", "input: 8x8x1\nlayers: [relu, maxpool: 2]\n", "input: 4x4x1\nlayers: []\n"):
        outcome = cnncalc("explain", "-", stdin=text)
        assert (outcome.code, outcome.err) == (0, "")
        assert "Traceback" not in outcome.out


# JSON


@pytest.mark.parametrize(
    "arguments",
    [
        ["vgg16"],
        ["resnet50", "conv3_x"],
        ["resnet50", "fc", "conv1"],
        ["torchvision/efficientnet_b0", "stage3"],
        ["unet"],
        ["lenet5", "C3"],
    ],
    ids=" ".join,
)
def test_json_is_a_report(arguments):
    outcome = cnncalc("explain", *arguments, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    report = json.loads(outcome.out)
    assert [f"{error.json_path}: {error.message}" for error in REPORT.iter_errors(report)] == []


def test_json():
    (model,) = json.loads(cnncalc("explain", "vgg16", "--json").out)["models"]
    assert [stage["output_shape"] for stage in model["stages"]][:2] == [[224, 224, 64], [112, 112, 128]]
    assert sum(stage["params"] for stage in model["stages"]) == model["totals"]["params"] == 138_357_544
    (model,) = json.loads(cnncalc("explain", "resnet50", "fc", "--set", "num_classes=10", "--json").out)["models"]
    (layer,) = model["layers"]
    assert (layer["path"], layer["params"]) == ("fc", 20_490)
    features = layer["derivation"]["origins"][0]
    assert features == {
        "name": "features", "value": 10, "said_by": "layer", "text": "=num_classes", "line": 48, "where": "",
        "parts": [{"name": "num_classes", "value": 10, "said_by": "set", "text": "", "line": None, "where": "", "parts": []}],
    }  # fmt: skip


class Told:
    """What the parts of an origin say that names stand for."""

    def __init__(self, parts):
        self.parts = {part.name: part.value for part in parts}

    def value(self, name):
        return self.parts[name]

    def shape(self, name):
        return self.parts[name]


@pytest.mark.parametrize("file", sorted({network.file for network in bundled.networks()}), ids=lambda file: file.stem)
def test_an_expression_and_its_parts_give_the_value(file):
    """For layers of every bundled file: what is said of the names, put into the expression, is the value."""
    name = next(network.name for network in bundled.networks() if network.file == file)
    walk = load(name).walk()
    for record in walk.layers[:: max(1, len(walk.layers) // 8)]:
        for origin in found(walk, record):
            stack = [(origin, record.operation.fields[origin.name].type.read)]
            while stack:
                one, read = stack.pop()
                if one.text.startswith("="):
                    assert read(parse(one.text).evaluate(Told(one.parts))) == one.value, (record.path, one)
                stack += [(part, lambda value: value) for part in one.parts]
