"""The working of every kind: its figures are those of the tables, and every equation in it is true."""

from __future__ import annotations

import re
from fractions import Fraction
from importlib import import_module
from itertools import pairwise
from math import prod

import pytest
from generated import chains, checked, file, walked
from hypothesis import given, settings
from hypothesis import strategies as st
from layer_tables import build, rows, shapes

from cnncalc import layers, load
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.textbook import layer as textbook_layer
from cnncalc.textbook import spelling
from cnncalc.textbook.derivations import DERIVATIONS, derivation
from cnncalc.textbook.working import answer, text, to_dict, verdict, working
from cnncalc.walk import Walker

ROWS = [
    pytest.param(operation, row, id=f"{operation}-{index}")
    for operation in layers.places()
    for index, row in enumerate(rows(operation))
]


def placed(operation, row):
    """The layer of a table's row, on its input."""
    walker = Walker()
    inputs = tuple(walker.input(f"input{number}", shape) for number, shape in enumerate(shapes(row["input"])))
    return walker.apply(build(operation, row["given"]), inputs)


def one(operation, size, **given):
    """A layer on an input of this size."""
    return textbook_layer.Row(Shape(map(int, size.split("x")))).put(textbook_layer.build(operation, given))


def steps(record):
    """The lines of each step, by its heading."""
    return {step.heading: list(step.lines) for step in working(record)}


# Every equation is true


def equations(line):
    """The sides of every equation in a line that are numbers and signs alone, each as its value and whether it is rounded."""
    line = re.sub(r"`[^`]*`|\([a-z][^()]*\)|floor\([^()]*\)", " ", line)  # code, remarks in brackets
    for clause in re.split(r"[:;]|, (?!\d{3})|\bfrom\b|\bmakes\b", line):
        sides = [re.sub(r"\b[A-Za-z]{2,}\b", " ", side) for side in clause.split(" = ")]
        values = [evaluated(side) for side in sides]
        for left, right in pairwise(values):
            if left is not None and right is not None:
                yield line, left, right


def evaluated(side):
    """The value of a side in exact arithmetic; None where letters are in it."""
    side = re.sub(r"(?<=\d),(?=\d{3})", "", side).strip(" ,")
    side = re.sub(r"(?<=[\d)]) *x *(?=[\d(])", "*", side).replace("^", "**")
    if not re.fullmatch(r"[\d+\-*/(). ]*\d[\d+\-*/(). ]*", side):
        return None
    try:
        return eval(re.sub(r"\d+(\.\d+)?", lambda number: f"Fraction('{number[0]}')", side), {"Fraction": Fraction})
    except SyntaxError:
        return None


def false_equations(record, fields=None):
    """Those that do not hold: a decimal may be off by what two places leave out."""
    lines = [line for step in working(record, fields) for line in step.lines]
    return [
        found
        for found in (equation for line in lines for equation in equations(line))
        if abs(found[1] - found[2]) > (0 if found[2].denominator == 1 and found[1].denominator == 1 else Fraction(1, 199))
    ]


def test_the_equations_are_read():
    lines = [
        ("height and width: (7 - 3 + 2*0)/3 + 1 = 4/3 + 1 = 2.33 is not whole", 2),
        ("32x32 places x 750 = 768,000", 1),
        ("10 filters: 10 x 75 = 750 weights", 1),
        ("290,400 outputs x (363 weights + 1 bias) = 105,705,600 parameters", 1),
        ("FLOPs: 2 x 768,000 + 10,240 (the bias, added to each output) = 1,546,240", 1),
    ]
    for line, count in lines:
        found = list(equations(line))
        assert len(found) == count, line
        assert all(abs(left - right) < Fraction(1, 199) for _, left, right in found)
    assert [left for _, left, _ in equations("10 filters: 10 x 76 = 750 weights")] == [760]


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_every_equation_is_true(operation, row):
    assert false_equations(placed(operation, row)) == []


# The figures are those of the tables


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_figures_are_those_of_the_table(operation, row):
    record = placed(operation, row)
    params = sum(map(prod, row.get("weights", {}).values()))
    macs, flops = row.get("macs", 0), row.get("flops", 0)
    plural = "" if params == 1 else "s"
    assert answer(record) == f"{row['output']}, {params:,} parameter{plural}"
    lines = steps(record)
    assert next(iter(lines)) == "layer"
    assert list(lines)[-1] == "convention"
    assert any(row["output"] in line for line in lines["output size"]) or "x" not in row["output"] or has_axes(lines, row["output"])
    assert ends_in(lines["parameters"], params) if params else lines["parameters"][0] == "none: nothing in it is trained"
    assert ends_in(lines["MACs"], macs)
    assert ends_in(lines["FLOPs"], flops)


def has_axes(lines, shape):
    """Whether the size of each axis is said by itself."""
    return all(any(re.search(rf"= {size}\b", line) for line in lines["output size"]) for size in shape.split("x"))


def ends_in(lines, figure):
    """Whether a figure stands in the last line of a step that has one, behind all others."""
    if not figure:
        return lines[0].startswith(("0", "none"))
    return any(re.search(rf"(^|[^\d,]){figure:,}($|[^\d,])", line) for line in lines)


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_json_has_the_same_figures(operation, row):
    record = placed(operation, row)
    figures = to_dict(record)
    assert figures["output_shape"] == list(record.shape)
    assert (figures["params"], figures["macs"], figures["flops"]) == (
        sum(map(prod, row.get("weights", {}).values())), row.get("macs", 0), row.get("flops", 0),
    )  # fmt: skip
    assert figures["derivation"]["fits"] is not bool(verdict(record))
    assert [step["heading"] for step in figures["derivation"]["working"]] == [step.heading for step in working(record)]
    for window, size in zip(figures["derivation"].get("windows", []), record.shape.spatial, strict=False):
        assert window["output"] == size


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_the_layer_is_written_as_a_file_writes_it(operation, row):
    """What the working says of the layer, read again, is the same layer."""
    record = placed(operation, row)
    written = spelling.layer(record.operation)
    if len(record.inputs) > 1 or layers.is_join(operation):
        assert written == operation
        return
    from cnncalc import loads

    net = loads(f"input: {row['input']}\nlayers:\n  - {written}\n").try_walk()
    assert [found for found in net.diagnostics if found.severity == "error"] == []
    assert net.layers[0].operation == record.operation


@pytest.mark.parametrize(("operation", "row"), ROWS)
def test_text_is_wrapped_and_nothing_is_cut(operation, row):
    record = placed(operation, row)
    printed = text(working(record))
    assert max(map(len, printed.splitlines())) <= 80
    words = " ".join(word for step in working(record) for line in step.lines for word in line.split())
    flowing = " ".join(re.sub(r"^\w[\w ]*: +", "", printed, flags=re.MULTILINE).split())
    assert sorted(flowing.split()) == sorted(words.split())


@checked(150)
@given(chains())
def test_any_chain(chain):
    """Figures by ``independent``, which shares no code with cnncalc."""
    start, entries = chain
    walk = walked(file(start, [made.value for made in entries]))
    wanted = [made for entry in entries for made in entry.layers]
    for record, made in zip(walk.layers, wanted, strict=True):
        assert false_equations(record, walk.fields) == []
        lines, figures = steps(record), made.figures
        assert answer(record).startswith(f"{'x'.join(map(str, figures['output_shape']))}, {figures['params']:,} parameter")
        assert ends_in(lines["MACs"], figures["macs"])
        assert ends_in(lines["FLOPs"], figures["flops"])
        assert all(step.lines and all(step.lines) for step in working(record, walk.fields))


# The registry


def test_every_derivation_is_of_a_class_that_exists_and_is_used():
    classes = {cls for operation in layers.places() for cls in layers.kind(operation).__mro__}
    assert set(DERIVATIONS) <= {f"{cls.__module__}:{cls.__name__}" for cls in classes}
    for place in DERIVATIONS.values():
        module, _, name = place.partition(":")
        assert hasattr(import_module(f"cnncalc.textbook.derivations.{module}"), name)


def test_every_derivation_has_a_case():
    derivations = {type(derivation(placed(operation, row))).__name__ for operation in layers.places() for row in rows(operation)}
    assert derivations == {place.partition(":")[2] for place in DERIVATIONS.values()}


# What is read, and what would fit


sizes = st.integers(1, 40)
small = st.integers(1, 6)


@settings(deadline=None, max_examples=150)
@given(size=sizes, kernel=small, stride=small, padding=st.integers(0, 4), dilation=st.integers(1, 3))
def test_what_is_unread_is_counted_cell_by_cell(size, kernel, stride, padding, dilation):
    try:
        record = one(
            "conv", f"{size}x1", filters="1", kernel=str(kernel), stride=str(stride), padding=str(padding), dilation=str(dilation)
        )
    except Problem:
        return
    (window,) = to_dict(record)["derivation"]["windows"]
    places = [place for place in range(0, size + 2 * padding, stride) if place + dilation * (kernel - 1) < size + 2 * padding]
    read = {place + dilation * tap - padding for place in places for tap in range(kernel)}
    unread = [cell for cell in range(size) if cell not in read]
    tail = [cell for cell in unread if not any(later in read for later in range(cell, size + padding)) and cell > max(read)]
    assert window["output"] == len(places)
    assert window["unread_at_the_end"] == len(tail)
    between = len(unread) - len(tail)
    said = " ".join(steps(record)["output size"])
    assert (f"{between} position{'s' if between > 1 else ''} of {size} in between" in said) == bool(between)
    assert ("the last " in said) == bool(tail) or between
    assert false_equations(record) == []


@settings(deadline=None, max_examples=100)
@given(size=sizes, kernel=small, stride=small, padding=st.integers(0, 4))
def test_what_is_said_to_fit_does(size, kernel, stride, padding):
    try:
        record = one("maxpool", f"{size}x1", kernel=str(kernel), stride=str(stride), padding=str(padding))
    except Problem:
        return
    room = size - kernel + 2 * padding
    assert bool(verdict(record)) == bool(room % stride)
    said = [line for line in steps(record)["output size"] if line.startswith("it would fit with ")]
    assert bool(said) == bool(room % stride)
    for line in said:
        for clause in line.removeprefix("it would fit with ").split("; "):
            name, *values = re.findall(r"padding|kernel|stride|length|\d+", clause)
            for value in map(int, values):
                now = {"padding": padding, "kernel": kernel, "stride": stride, "length": size, name: value}
                left = now["length"] - now["kernel"] + 2 * now["padding"]
                assert left >= 0 and left % now["stride"] == 0, clause  # noqa: PT018


def test_a_stride_that_does_not_fit_in_full():
    """CS231n: 7x7 with 3x3 and stride 3 does not fit, 7/3 = 2.33 places."""
    record = one("conv", "7x7x1", filters="1", kernel="3", stride="3")
    assert verdict(record) == (
        "stride 3 does not fit the height and width: (7 - 3 + 2*0)/3 + 1 = 4/3 + 1 = 2.33, taken as 2 (rounding: floor)"
    )
    assert steps(record)["output size"] == [
        "O = (W - K + 2P)/S + 1",
        "height and width: (7 - 3 + 2*0)/3 + 1 = 4/3 + 1 = 2.33 is not whole: the stride does not fit",
        "the fraction is dropped (rounding: floor): 2, 1 left over",
        "the last row and the last column of the input are read by nothing",
        "it would fit with padding 1; kernel 1 or 4; stride 2 or 4; an input of height and width 6 or 9",
        "channels: 1, one for each filter: 2x2x1",
    ]


def test_ceil_says_what_hangs_over_and_what_is_left_out():
    over = one("maxpool", "112x112x64", kernel="3", stride="2", rounding="ceil")
    assert "rounding: ceil makes it 56: the last window hangs over the end by 1" in steps(over)["output size"]
    dropped = one("maxpool", "6x1", kernel="3", stride="4", padding="1", rounding="ceil")
    assert (
        "rounding: ceil would make it 3, but that window would start in the padding at the end and is left out, "
        "as PyTorch does: 2" in steps(dropped)["output size"]
    )


def test_same_says_which_side_gets_the_odd_pixel():
    """tensorflow#18213: 2 and 3 at 224, 3 and 3 at 225."""
    record = one("conv", "224x225x3", filters="1", kernel="7", stride="2", padding="same")
    assert steps(record)["padding"] == [
        "top 2, bottom 3, left 3, right 3: 224x225x3 becomes 229x231x3",
        "`same` wants W/S = 224/2 = 112 places: (112 - 1)*2 + 7 - 224 = 5 in all, the odd one at the end (height)",
        "`same` wants W/S = 225/2, rounded up = 113 places: (113 - 1)*2 + 7 - 225 = 6 in all (width)",
    ]
    tiny = one("maxpool", "28x28x3", kernel="1", stride="2", padding="same")
    assert steps(tiny)["padding"] == ["none"]


def test_dilation_is_explained():
    record = one("conv", "16x16x1", filters="1", kernel="3", dilation="2")
    assert steps(record)["output size"][1:3] == [
        "K = 2*(3 - 1) + 1 = 5: 3 cells, each 2 from the next",
        "height and width: (16 - 5 + 2*0)/1 + 1 = 12",
    ]


def test_alexnet():
    """CS231n: the matrix of im2col is 363x3025; without sharing 105,705,600 parameters."""
    record = one("conv", "227x227x3", filters="96", kernel="11", stride="4")
    lines = steps(record)
    assert lines["im2col"][0].startswith("363x3025: ")
    assert lines["im2col"][1] == "filters 96x363 times it: 96x3025"
    assert lines["otherwise"] == [
        "each output with weights of its own, none shared: 290,400 outputs x (363 weights + 1 bias) = 105,705,600 parameters",
        "as a fully connected layer: 154,587 inputs x 290,400 outputs + 290,400 biases = 44,892,355,200 parameters",
    ]
    facts = to_dict(record)["derivation"]
    assert facts["im2col"] == [363, 3025]
    assert facts["params_without_sharing"] == 105_705_600
    assert facts["params_fully_connected"] == 154_587 * 290_400 + 290_400
    assert facts["multiplications_at_each_place"] == 363


# In a network


def test_a_receptive_field_grows():
    walk = load("vgg16").walk()
    conv = next(record for record in walk.layers if record.path == "conv2_1")
    (lines,) = [step.lines for step in working(conv, walk.fields) if step.heading == "receptive field"]
    # 6x6 with stride 2 after pool1, published in facts; 6 + 2*2 = 10.
    assert lines == (
        "10x10 of the network's input, stride 2x2, from -4, -4",
        "R = R before + (K - 1) x stride before: 6 + (3 - 1)*2 = 10",
        "up to 10x10 of 224x224 positions, 0.2 % of the input",
        "effective padding 4: one window of this size and stride, so padded, spans the same",
    )


@pytest.mark.parametrize(
    "name", ["resnet50", "googlenet", "lenet5", "unet", "torchvision/efficientnet_b0", "torchvision/shufflenet_v2_x1_0"]
)
def test_every_layer_of_a_network_has_its_working(name):
    walk = load(name).walk()
    for record in walk.layers:
        assert false_equations(record, walk.fields) == [], record.path
        told = [step.lines for step in working(record, walk.fields)]
        assert all(lines and all(lines) for lines in told)
        if record.measure.weights:
            assert any(f"{record.measure.params:,}" in line for line in steps(record)["parameters"])
        assert any(f"{record.measure.macs:,}" in line for line in steps(record)["MACs"])
        assert any(f"{record.measure.flops:,}" in line for line in steps(record)["FLOPs"])


def test_shared_frozen_and_repeated_layers_say_so():
    from cnncalc import loads

    walk = loads(
        "input: 8x8x3\nlayers:\n  - {conv: {filters: 3, kernel: 1}, name: one}\n  - {conv: {filters: 3, kernel: 1}, weights: one}\n"
        "  - {conv: {filters: 2, kernel: 1}, frozen: true}\n  - regions: {count: 5, size: 2}\n  - conv: {filters: 2, kernel: 1}\n"
    ).walk()
    _, shared, frozen, _, regional = walk.layers
    assert answer(shared) == "8x8x3, 0 parameters"
    assert "they are those of one, where they are counted: 0 are added here" in steps(shared)["parameters"]
    assert "frozen: training leaves them as they are" in steps(frozen)["parameters"]
    # 2x2 places x 2 filters x 2 channels = 16 for a region, 5 regions.
    assert steps(regional)["MACs"][-2:] == ["2x2 places x 4 = 16", "for each of 5 regions: 80"]


@pytest.mark.parametrize(
    ("numerator", "divisor", "shown"),
    [
        (7, 3, "2.33"), (27, 2, "13.5"), (217, 4, "54.25"), (8, 2, "4"), (-1, 3, "-0.33"), (300_001, 300, "1000.003"),
        (2, 3, "0.67"), (1, 10**40, "1/1" + "0" * 40),
    ],
)  # fmt: skip
def test_a_fraction_is_never_shown_as_whole(numerator, divisor, shown):
    assert spelling.quotient(numerator, divisor) == shown
