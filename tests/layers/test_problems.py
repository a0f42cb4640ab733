"""What each layer says when it cannot go on: the whole message, and a repair that works."""

from __future__ import annotations

import pytest
from layer_tables import build, shapes

from cnncalc.core.problem import Problem

# operation, given, input; code, field at fault, message, help; what the help leads to, as given and input.
PROBLEMS = [
    # A vector where a map is needed, or the reverse.
    ("conv", {"filters": "8", "kernel": "3"}, "10",
     "CC301", None, "`conv` needs a feature map, and gets a vector of 10", "put it before `flatten`, or `reshape: 1x1x10` first",
     ({"filters": "8", "kernel": "1"}, "1x1x10")),
    ("linear", "4096", "7x7x512",
     "CC301", None, "`linear` takes a vector, and gets a feature map of 7x7x512",
     "put `flatten` before it: 7x7x512 becomes a vector of 25,088", ("4096", "25088")),
    ("linear", "10", "1x1x2048",
     "CC301", None, "`linear` takes a vector, and gets a feature map of 1x1x2048",
     "put `flatten` before it: 1x1x2048 becomes a vector of 2,048", ("10", "2048")),
    # Another number of entries or sides than axes.
    ("maxpool", ["2", "2"], "16000x1",
     "CC302", "kernel", "`kernel` has 2 entries, the input 16000x1 has 1 spatial axis (length)",
     "give it 1 entry, or a single number", ("2", "16000x1")),
    ("conv_transpose", {"filters": "1", "kernel": "2", "output_padding": ["0"]}, "4x4x1",
     "CC302", "output_padding", "`output_padding` has 1 entry, the input 4x4x1 has 2 spatial axes (height, width)",
     "give it 2 entries, or a single number", ({"filters": "1", "kernel": "2", "output_padding": "0"}, "4x4x1")),
    ("adaptive_avgpool", "7x7", "4x4x4x1",
     "CC302", "size", "`size` has 2 entries, the input 4x4x4x1 has 3 spatial axes (depth, height, width)",
     "give it 3 entries, or a single number", ("7", "4x4x4x1")),
    ("upsample", {"size": "8x8"}, "4x1",
     "CC302", "size", "`size` has 2 entries, the input 4x1 has 1 spatial axis (length)",
     "give it 1 entry, or a single number", ({"size": "8"}, "4x1")),
    ("pad", {"padding": {"front": "1"}}, "8x8x3",
     "CC302", "padding", "`front` is no side of the input 8x8x3", "its sides are `top`, `bottom`, `left`, `right`",
     ({"padding": {"top": "1"}}, "8x8x3")),
    ("crop", {"margin": {"top": "1"}}, "100x8",
     "CC302", "margin", "`top` is no side of the input 100x8", "its sides are `left`, `right`",
     ({"margin": {"left": "1"}}, "100x8")),
    # More elements than can be counted exactly.
    ("pad", {"padding": {"top": "9007199254740992"}}, "1x1x1",
     "CC303", None, "the output 9007199254740993x1x1 has 9,007,199,254,740,993 elements, more than 2^53",
     "no computer holds so many: make the input smaller, or its channels fewer", None),
    # A window that does not fit.
    ("conv", {"filters": "8", "kernel": "7"}, "5x5x64",
     "CC310", "kernel", "kernel 7 does not fit: the padded input is 5 high (5 + 2*0)", "use `kernel: 5` or less, or `padding: 1`",
     ({"filters": "8", "kernel": "7", "padding": "1"}, "5x5x64")),
    ("conv", {"filters": "8", "kernel": "3", "dilation": "4", "padding": {"left": "1"}}, "9x5x1",
     "CC310", "kernel", "kernel 3 (dilated 4: 9 wide) does not fit: the padded input is 6 wide (5 + 1 + 0)",
     "use `kernel: 2` or less", ({"filters": "8", "kernel": "2", "dilation": "4", "padding": {"left": "1"}}, "9x5x1")),
    ("maxpool", ["3", "1"], "2x2x1",
     "CC310", "kernel", "kernel 3 does not fit: the padded input is 2 high (2 + 2*0)",
     "use a kernel of 2 or less there, or `padding: 1`", (["2", "1"], "2x2x1")),
    ("avgpool", {"kernel": "9", "rounding": "ceil", "stride": "2"}, "4x1",
     "CC310", "kernel", "kernel 9 does not fit: the padded input is 4 long (4 + 2*0)", "use `kernel: 4` or less, or `padding: 3`",
     ({"kernel": "9", "rounding": "ceil", "stride": "2", "padding": "3"}, "4x1")),
    ("l2pool", "2", "1x1x1",
     "CC310", "kernel", "kernel 2 does not fit: the padded input is 1 high (1 + 2*0)", "use `kernel: 1` or less, or `padding: 1`",
     ("1", "1x1x1")),
    # Nothing left.
    ("conv_transpose", {"filters": "1", "kernel": "3", "stride": "2", "padding": "3", "output_padding": "1"}, "2x9x1",
     "CC311", "padding", "nothing is left of the height: (2 - 1)*2 + 3 + 1 - 6 = 0", "use `padding: 2` or less",
     ({"filters": "1", "kernel": "3", "stride": "2", "padding": "2", "output_padding": "1"}, "2x9x1")),
    ("conv_transpose", {"filters": "1", "kernel": "2", "padding": "full"}, "4x1x1",
     "CC311", "padding", "nothing is left of the width: (1 - 1)*1 + 2 - 2 = 0", "use `padding: 0`",
     ({"filters": "1", "kernel": "2", "padding": "0"}, "4x1x1")),
    ("crop", {"margin": {"top": "4", "bottom": "4"}}, "8x8x3",
     "CC311", "margin", "nothing is left of the height: 8 - 8 = 0", "cut off at most 7 there, both ends together",
     ({"margin": {"top": "4", "bottom": "3"}}, "8x8x3")),
    ("crop", "3", "8x5x3",
     "CC311", "margin", "nothing is left of the width: 5 - 6 = -1", "cut off at most 4 there, both ends together",
     ("2", "8x5x3")),
    # Output padding.
    ("conv_transpose", {"filters": "1", "kernel": "3", "stride": "2", "output_padding": "2"}, "4x4x1",
     "CC312", "output_padding", "output_padding 2 must be less than the stride (2) or the dilation (1)",
     "use `output_padding: 1` or less", ({"filters": "1", "kernel": "3", "stride": "2", "output_padding": "1"}, "4x4x1")),
    ("conv_transpose", {"filters": "1", "kernel": "3", "output_padding": ["0", "1"]}, "4x4x1",
     "CC312", "output_padding", "output_padding 1 must be less than the stride (1) or the dilation (1)", "use `output_padding: 0`",
     ({"filters": "1", "kernel": "3", "output_padding": "0"}, "4x4x1")),
    # Shapes of other sizes.
    ("reshape", "4x4x512", "16384",
     "CC313", "shape", "4x4x512 has 8,192 elements, the input 16384 has 16,384",
     "use a shape of 16,384 elements, as `reshape: 4x4x1024`", ("4x4x1024", "16384")),
    ("reshape", "7x7x3", "5x5x3",
     "CC313", "shape", "7x7x3 has 147 elements, the input 5x5x3 has 75", "use a shape of 75 elements, as `reshape: 75`",
     ("75", "5x5x3")),
    # Divisors.
    ("conv", {"filters": "64", "kernel": "1", "groups": "3"}, "8x8x6",
     "CC320", "groups", "groups 3 does not divide filters 64", "use `groups: 1` or `groups: 2`",
     ({"filters": "64", "kernel": "1", "groups": "2"}, "8x8x6")),
    ("locally_connected", {"filters": "8", "kernel": "1", "groups": "4"}, "8x8x6",
     "CC320", "groups", "groups 4 does not divide channels 6", "use `groups: 1` or `groups: 2`",
     ({"filters": "8", "kernel": "1", "groups": "2"}, "8x8x6")),
    ("conv_transpose", {"filters": "9", "kernel": "1", "groups": "6"}, "8x8x6",
     "CC320", "groups", "groups 6 does not divide filters 9", "use `groups: 1` or `groups: 3`",
     ({"filters": "9", "kernel": "1", "groups": "3"}, "8x8x6")),
    ("groupnorm", "32", "8x8x48",
     "CC320", "groups", "groups 32 does not divide channels 48", "use `groups: 16` or `groups: 24`", ("24", "8x8x48")),
    ("channel_shuffle", "4", "8x8x6",
     "CC320", "groups", "groups 4 does not divide channels 6", "use `groups: 2` or `groups: 3`", ("3", "8x8x6")),
    ("chunk", {"part": "1", "of": "2"}, "8x8x3",
     "CC320", "of", "of 2 does not divide channels 3", "use `of: 1`", ({"part": "1", "of": "1"}, "8x8x3")),
    ("pixel_shuffle", "2", "8x8x6",
     "CC320", "factor", "factor 2: 2^2 = 4 does not divide channels 6", "`conv: {filters: 8, kernel: 1}` before it makes them 8",
     ("2", "8x8x8")),
    ("space_to_depth", "4", "8x10x3",
     "CC320", "factor", "factor 4 does not divide width 10", "use `factor: 1` or `factor: 2`", ("2", "8x10x3")),
    # Fields that contradict each other.
    ("conv", {"filters": "3", "kernel": "1", "connections": [["0"], ["1"]]}, "8x8x2",
     "CC321", "connections", "2 connections for 3 filters", "use `filters: 2`, or one list for each filter",
     ({"filters": "2", "kernel": "1", "connections": [["0"], ["1"]]}, "8x8x2")),
    ("conv", {"filters": "2", "kernel": "1", "groups": "2", "connections": [["0"], ["1"]]}, "8x8x2",
     "CC321", "connections", "`connections` and `groups` both say what a filter sees", "keep one of them",
     ({"filters": "2", "kernel": "1", "groups": "2"}, "8x8x2")),
    ("scale", {"value": "0.17", "bias": "true"}, "8x8x2",
     "CC321", "value", "`value: 0.17` is a constant without parameters, `bias: true` a parameter", "leave out one of them",
     ({"value": "0.17"}, "8x8x2")),
    ("upsample", None, "8x8x2",
     "CC321", None, "`upsample` needs `scale` or `size`", "as in `upsample: 2`, or `upsample: {size: 56x56}`", ("2", "8x8x2")),
    ("upsample", {"scale": "2", "size": "16"}, "8x8x2",
     "CC321", "size", "`scale` and `size` both say how large the output is", "keep one of them", ({"size": "16"}, "8x8x2")),
    # Channels and parts that are not there.
    ("conv", {"filters": "2", "kernel": "1", "connections": [["0"], ["1", "2"]]}, "8x8x2",
     "CC322", "connections", "filter 1 sees channel 2, the input has 2", "channels count from 0 to 1",
     ({"filters": "2", "kernel": "1", "connections": [["0"], ["1"]]}, "8x8x2")),
    ("slice", {"stop": "65"}, "8x8x64",
     "CC322", "stop", "`stop: 65` lies beyond the last channel: the input 8x8x64 has 64", "use `stop: 64` or less, or leave it out",
     ({"stop": "64"}, "8x8x64")),
    ("slice", {"start": "64"}, "8x8x64",
     "CC322", "start", "no channels from 64 up to 64", "use `start: 63` or less", ({"start": "63"}, "8x8x64")),
    ("slice", {"start": "5", "stop": "3"}, "10",
     "CC322", "start", "no channels from 5 up to 3", "use `start: 2` or less", ({"start": "2", "stop": "3"}, "10")),
    ("chunk", {"part": "3", "of": "2"}, "8x8x4",
     "CC322", "part", "there is no part 3 of 2", "parts count from 1 to 2", ({"part": "2", "of": "2"}, "8x8x4")),
    # Operands that do not fit together.
    ("concat", None, ["64x64x64", "56x56x64"],
     "CC330", None, "`concat` cannot join 64x64x64, 56x56x64: the sizes must be equal, only channels may differ",
     "`crop: 4` on 64x64x64 makes it 56x56x64", (None, ["56x56x64", "56x56x64"])),
    ("concat", None, ["14x14x8", "28x28x4"],
     "CC330", None, "`concat` cannot join 14x14x8, 28x28x4: the sizes must be equal, only channels may differ",
     "`upsample: 2` on 14x14x8 makes it 28x28x8", (None, ["28x28x8", "28x28x4"])),
    ("concat", None, ["28x26x8", "28x28x4"],
     "CC330", None, "`concat` cannot join 28x26x8, 28x28x4: the sizes must be equal, only channels may differ",
     "`crop: [0, 1]` on 28x28x4 makes it 28x26x4", (None, ["28x26x8", "28x26x4"])),
    ("concat", None, ["28x28x8", "27x25x4"],
     "CC330", None, "`concat` cannot join 28x28x8, 27x25x4: the sizes must be equal, only channels may differ",
     "`crop: {bottom: 1, left: 1, right: 2}` on 28x28x8 makes it 27x25x8", (None, ["27x25x8", "27x25x4"])),
    ("concat", None, ["13x8", "8x4"],
     "CC330", None, "`concat` cannot join 13x8, 8x4: the sizes must be equal, only channels may differ",
     "`crop: {left: 2, right: 3}` on 13x8 makes it 8x8", (None, ["8x8", "8x4"])),
    ("concat", None, ["28x14x8", "14x28x4"],
     "CC330", None, "`concat` cannot join 28x14x8, 14x28x4: the sizes must be equal, only channels may differ", "", None),
    ("concat", None, ["14x14x8", "196"],
     "CC330", None, "`concat` cannot join 14x14x8, 196: they have different numbers of axes",
     "`reshape: 1x1x196` on the vector makes it a map", None),
    ("concat", None, ["1x1x1", "1x1x2", "1x1x3", "1x1x4", "1x1x5", "196"],
     "CC330", None, "`concat` cannot join 1x1x1, 1x1x2, 1x1x3, 1x1x4, 1x1x5, 196: they have different numbers of axes",
     "`reshape: 1x1x196` on the vector makes it a map", (None, ["1x1x1", "1x1x196"])),
    ("concat", None, ["1x1x1", "1x1x2", "1x1x3", "1x1x4", "5", "6", "7"],
     "CC330", None, "`concat` cannot join 1x1x1, 1x1x2, 1x1x3, 1x1x4, 5, 6, …: they have different numbers of axes",
     "`reshape: 1x1x5` on the vector makes it a map", None),
    ("add", None, ["56x56x64", "56x56x256"],
     "CC330", None, "`add` cannot join 56x56x64, 56x56x256: the channels must be equal, or 1 to count for all",
     "`conv: {filters: 256, kernel: 1}` on 56x56x64 makes it 56x56x256; `concat` puts their channels side by side: 56x56x320",
     (None, ["56x56x256", "56x56x256"])),
    ("multiply", None, ["56x56x64", "28x28x64"],
     "CC330", None, "`multiply` cannot join 56x56x64, 28x28x64: the sizes must be equal, or 1x1 to count for all",
     "`conv: {filters: 64, kernel: 1, stride: 2}` on 56x56x64 makes it 28x28x64, or `upsample: 2` on 28x28x64 makes it 56x56x64",
     (None, ["28x28x64", "28x28x64"])),
    ("maximum", None, ["8x8x4", "8x8x1"],
     "CC330", None, "`maximum` cannot join 8x8x4, 8x8x1: all must be equal",
     "`conv: {filters: 4, kernel: 1}` on 8x8x1 makes it 8x8x4; `concat` puts their channels side by side: 8x8x5",
     (None, ["8x8x4", "8x8x4"])),
    ("average", None, ["8x8x4", "1x1x4"],
     "CC330", None, "`average` cannot join 8x8x4, 1x1x4: all must be equal",
     "`conv: {filters: 4, kernel: 1, stride: 8}` on 8x8x4 makes it 1x1x4, or `upsample: 8` on 1x1x4 makes it 8x8x4",
     (None, ["8x8x4", "8x8x4"])),
    # A stride that has to divide.
    ("maxpool", {"kernel": "3", "stride": "2", "rounding": "exact"}, "32x32x4",
     "CC402", "stride", "stride 2 does not fit the height: (32 - 3 + 0)/2 + 1 = 29/2 + 1 is not whole, 1 left over",
     "an input 33 or 31 high fits; so does `rounding: floor`, which drops the rest",
     ({"kernel": "3", "stride": "2", "rounding": "exact"}, "33x33x4")),
    ("conv", {"filters": "1", "kernel": "3", "stride": "3", "padding": ["1", "0"], "rounding": "exact"}, "5x6x1",
     "CC402", "stride", "stride 3 does not fit the height: (5 - 3 + 2)/3 + 1 = 4/3 + 1 is not whole, 1 left over",
     "an input 7 or 4 high fits; so does `rounding: floor`, which drops the rest",
     ({"filters": "1", "kernel": "3", "stride": "3", "padding": ["1", "0"], "rounding": "exact"}, "7x6x1")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "given", "input", "code", "field", "message", "help", "repaired"),
    [pytest.param(*row, id=f"{row[3]}-{row[0]}-{index}") for index, row in enumerate(PROBLEMS)],
)
def test_problem(operation, given, input, code, field, message, help, repaired):
    with pytest.raises(Problem) as raised:
        build(operation, given).measure(shapes(input))
    problem = raised.value
    assert (problem.code, problem.field, problem.message, problem.help) == (code, field, message, help)
    if repaired:
        given, input = repaired
        build(operation, given).measure(shapes(input))


def test_the_faulty_filter_is_named():
    with pytest.raises(Problem) as raised:
        build("conv", {"filters": "2", "kernel": "1", "connections": [["0"], ["1", "2"]]}).measure(shapes("8x8x2"))
    assert raised.value.within == (1,)


MAPS_ONLY = [
    ("conv", {"filters": 1, "kernel": 1}), ("depthwise_conv", 1), ("conv_transpose", {"filters": 1, "kernel": 1}),
    ("locally_connected", {"filters": 1, "kernel": 1}), ("maxpool", 1), ("avgpool", 1), ("l2pool", 1), ("subsample", 1),
    ("adaptive_avgpool", 1), ("adaptive_maxpool", 1), ("global_avgpool", None), ("global_maxpool", None), ("channel_avgpool", None),
    ("channel_maxpool", None), ("blurpool", 3), ("instancenorm", None), ("grn", None), ("upsample", 2), ("pad", 1), ("crop", 1),
    ("pixel_shuffle", 1), ("space_to_depth", 1),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "given"), MAPS_ONLY)
def test_a_vector_where_a_map_is_needed(operation, given):
    with pytest.raises(Problem) as raised:
        build(operation, given).measure(shapes("10"))
    assert raised.value.code == "CC301"
    assert raised.value.message == f"`{operation}` needs a feature map, and gets a vector of 10"


@pytest.mark.parametrize("value", ["same", "half", "valid", "full"])
@pytest.mark.parametrize(("operation", "field"), [("pad", "padding"), ("crop", "margin")])
def test_no_word_where_there_is_no_kernel(operation, field, value):
    with pytest.raises(Problem) as raised:
        build(operation, {field: value})
    assert raised.value.code == "CC107"
