"""Every topic: answers against a reader of the question's own text that counts by hand, and mistakes against figures by hand."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from cnncalc import quiz
from cnncalc.core.shape import Shape
from cnncalc.quiz import exercises
from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.chance import Chance
from cnncalc.quiz.exercises import LEVELS, Exercise, alone
from cnncalc.quiz.topics import TOPICS, topic
from cnncalc.quiz.topics.receptive_field import row_of_layers
from cnncalc.quiz.topics.same_padding import KEPT, SAME
from cnncalc.textbook.layer import Row, build

SEEDS = 60

EVERY = [(name, level) for name in TOPICS for level in LEVELS]


def questions(name, level, seeds=SEEDS):
    return [topic(name).question(Chance(seed), level) for seed in range(seeds)]


# The answers, from the text of the question alone


class Told:
    """What the text of a question says of a layer."""

    def __init__(self, text):
        self.text = text
        self.x = self.sizes(r"Input volume: ([0-9x]+)") or self.sizes(r"a vector of ([0-9]+)")
        *self.spatial, self.depth = self.x
        self.filters = self.number(r"([0-9]+) [0-9x]+ filters")
        kernel = self.sizes(r"([0-9x]+) (?:filter|max|average)")
        self.kernel = kernel if kernel and len(kernel) > 1 else kernel * 2 if kernel else None
        self.stride = self.pair("stride") or [1, 1]
        self.padding = self.pair("pad") or [0, 0]
        self.dilation = self.pair("dilation") or [1, 1]
        self.groups = self.number(r"in ([0-9]+) groups") or 1
        self.outputs = self.number(r"with ([0-9]+) outputs")
        self.has_bias = "without bias" not in text
        self.is_transposed = "transposed" in text
        self.is_depthwise = "depthwise convolution" in text
        self.is_pool = " pool with " in text

    def sizes(self, pattern):
        found = re.search(pattern, self.text)
        return [int(size) for size in found[1].split("x")] if found else None

    def number(self, pattern):
        found = self.sizes(pattern)
        return found[0] if found else None

    def pair(self, word):
        found = self.sizes(rf"\b{word} ([0-9x]+)")
        return None if found is None else found if len(found) > 1 else found * 2

    def places(self, axis):
        """The places of the window on an axis, by moving it."""
        size, kernel, stride = self.spatial[axis], self.kernel[axis], self.stride[axis]
        padding, dilation = self.padding[axis], self.dilation[axis]
        if self.is_transposed:
            written = {unit * stride + tap * dilation for unit in range(size) for tap in range(kernel)}
            return len(range(min(written) + padding, max(written) + 1 - padding))
        starts, span = [], dilation * (kernel - 1) + 1
        while (start := len(starts) * stride - padding) + span <= size + padding:
            starts.append(start)
        if "rounding up" in self.text and starts[-1] + span < size + padding and starts[-1] + stride < size:
            starts.append(starts[-1] + stride)
        return len(starts)

    def is_exact(self, axis):
        """Whether the last window ends where the padded input ends."""
        span = self.dilation[axis] * (self.kernel[axis] - 1) + 1
        covered = (self.places(axis) - 1) * self.stride[axis] + span
        return covered == self.spatial[axis] + 2 * self.padding[axis]

    @property
    def channels(self):
        return self.depth if self.is_pool or self.is_depthwise else self.filters

    @property
    def weights_of_a_filter(self):
        """Counted one by one."""
        cells = [(row, column) for row in range(self.kernel[0]) for column in range(self.kernel[1])]
        depth = 1 if self.is_depthwise else len(range(0, self.depth, self.groups))
        return sum(depth for _ in cells)


def output_size(text):
    told = Told(text)
    return (told.places(0), told.places(1), told.channels)


def parameters(text):
    told = Told(text)
    if told.is_pool:
        return 0
    if told.outputs:
        inputs = 1
        for size in told.x:
            inputs *= size
        return sum(inputs + told.has_bias for _ in range(told.outputs))
    return sum(told.weights_of_a_filter + told.has_bias for _ in range(told.channels))


def macs(text):
    told = Told(text)
    if told.outputs:
        return parameters(text) - told.outputs * told.has_bias
    windows = told.spatial[0] * told.spatial[1] if told.is_transposed else told.places(0) * told.places(1)
    return sum(windows * told.weights_of_a_filter for _ in range(told.channels))


def fit(text):
    told = Told(text)
    return told.is_exact(0) and told.is_exact(1)


def same_padding(text):
    told = Told(text)
    wanted = told.spatial[0] if KEPT in text else len(range(0, told.spatial[0], told.stride[0]))
    span = told.dilation[0] * (told.kernel[0] - 1) + 1
    total = 0
    while (places := (told.spatial[0] + total - span) // told.stride[0] + 1) < wanted:
        total += 1
    assert places == wanted or total == 0
    return (total // 2, total - total // 2)


def receptive_field(text):
    layers = re.findall(r"([0-9]+)x[0-9]+ (?:conv|pool) with stride ([0-9]+)(?:, dilation ([0-9]+))?", text)
    seen = {0}
    for kernel, stride, dilation in reversed(layers):
        seen = {unit * int(stride) + tap * int(dilation or 1) for unit in seen for tap in range(int(kernel))}
    return max(seen) - min(seen) + 1


BY_HAND = {
    "output-size": output_size,
    "parameters": parameters,
    "same-padding": same_padding,
    "fit": fit,
    "receptive-field": receptive_field,
    "macs": macs,
}


@pytest.mark.parametrize(("name", "level"), EVERY)
def test_the_answer_is_what_the_text_of_the_question_comes_to(name, level):
    for question in questions(name, level):
        assert question.answer == BY_HAND[name](question.text), question.text


def test_the_reader_of_questions_reads_the_published_ones():
    """Stanford CS231n: the quiz layer, AlexNet's first, and strides that do not fit."""
    assert output_size("Input volume: 32x32x3. 10 5x5 filters with stride 1, pad 2.") == (32, 32, 10)
    assert parameters("Input volume: 32x32x3. 10 5x5 filters with stride 1, pad 2.") == 760
    assert output_size("Input volume: 227x227x3. 96 11x11 filters with stride 4, pad 0.") == (55, 55, 96)
    assert parameters("Input volume: 227x227x3. 96 11x11 filters with stride 4, pad 0.") == 34_944
    assert not fit("Input volume: 7x7x1. 1 3x3 filters with stride 3, pad 0.")
    assert not fit("Input volume: 224x224x3. 96 11x11 filters with stride 4, pad 0.")
    assert fit("Input volume: 227x227x3. 96 11x11 filters with stride 4, pad 0.")
    assert same_padding(f"Input volume: 224x224x3. 64 7x7 filters with stride 2. {SAME}") == (2, 3)
    assert same_padding(f"Input volume: 225x225x3. 64 7x7 filters with stride 2. {SAME}") == (3, 3)
    assert receptive_field("3x3 conv with stride 1, then 3x3 conv with stride 1, then 3x3 conv with stride 1.") == 7


@pytest.mark.parametrize("level", LEVELS)
def test_questions_are_of_networks_too(level):
    for name in ("output-size", "parameters", "fit", "macs"):
        texts = [question.text for question in questions(name, level)]
        assert any(text.startswith("Layer ") for text in texts)
        assert any(text.startswith("Input volume: ") for text in texts)


@pytest.mark.parametrize(("name", "level"), EVERY)
def test_questions_are_not_all_alike(name, level):
    found = questions(name, level)
    assert len({question.text for question in found}) > SEEDS / 4
    assert len({question.answer for question in found}) >= (2 if name == "fit" else 5)


@pytest.mark.parametrize("level", LEVELS)
def test_about_half_of_the_layers_fit(level):
    assert SEEDS / 4 < sum(question.answer for question in questions("fit", level)) < SEEDS * 3 / 4


def test_on_the_first_level_every_size_comes_out_even():
    assert not any("rounded down" in question.text for question in questions("output-size", 1))
    assert any("rounded down" in question.text for question in questions("output-size", 2))


# The mistakes


@pytest.mark.parametrize(("name", "level"), EVERY)
def test_mistakes_are_recognised_and_the_right_answer_is_never_one(name, level):
    for question in questions(name, level):
        assert question.judge(question.right) == ("right", (), "")
        for mistake in question.mistakes:
            assert mistake.answer != question.answer
            verdict = question.judge(question.form.write(mistake.answer))
            assert verdict.outcome == "wrong"
            assert mistake in verdict.mistakes


@pytest.mark.parametrize("name", TOPICS)
def test_every_mistake_is_made_somewhere(name):
    made = {mistake.name for level in LEVELS for question in questions(name, level) for mistake in question.mistakes}
    assert made == {slip.__name__ for slip in topic(name).slips}


@pytest.mark.parametrize(("name", "level"), EVERY)
def test_the_working_comes_to_the_answer(name, level):
    for question in questions(name, level, 20):
        assert question.working
        if name in ("parameters", "macs", "receptive-field") and question.answer:
            assert question.right in question.working.split()[-2:] or f"= {question.right}" in question.working
        if name == "output-size":
            assert question.right in question.working
        if name == "fit":
            assert ("does not fit" in question.working) == (not question.answer)


def exercise(text, records=None, x="32x32x3", operation="conv", **values):
    """An exercise of our own, its figures worked out by hand below."""
    made = Exercise(text, records) if records else alone(operation, Shape(map(int, x.split("x"))), values)
    assert made is not None
    return made._replace(text=text) if text else made


def row(*layers):
    made = Row(Shape((64, 64, 3)))
    return tuple(made.put(build("conv", {"filters": 8, "kernel": kernel, "stride": stride})) for kernel, stride in layers)


def dense():
    made = Row(Shape((5, 5, 16)))
    return made.put(build("flatten", {})), made.put(build("linear", {"features": 120}))


QUIZ_LAYER = {"filters": 10, "kernel": 5, "stride": 1, "padding": 2}

MISTAKES = {
    "the quiz layer": (
        "output-size", exercise("", **QUIZ_LAYER), (32, 32, 10),
        {
            "forgot_the_padding": (28, 28, 10),             # 32 - 5 + 1
            "added_the_padding_once": (30, 30, 10),         # 32 - 5 + 2 + 1
            "forgot_to_add_one": (31, 31, 10),
            "kept_the_depth_of_the_input": (32, 32, 3),
            "multiplied_the_depths": (32, 32, 30),
            "left_out_the_depth": (32, 32),
            "put_the_channels_first": (10, 32, 32),
        },
    ),
    "a stride, a dilation and a rectangle": (
        "output-size", exercise("", x="20x30x4", filters=6, kernel=3, stride=2, padding=1, dilation=2), (9, 14, 6),
        {                                                   # (20 - 5 + 2)/2 + 1 = 9.5, (30 - 5 + 2)/2 + 1 = 14.5
            "forgot_the_padding": (8, 13, 6),               # 15/2 + 1 = 8.5, 25/2 + 1 = 13.5
            # padding once: 16/2 + 1 = 9, 26/2 + 1 = 14, which is right
            "forgot_to_add_one": (8, 13, 6),
            "ignored_the_stride": (18, 28, 6),              # 20 - 5 + 2 + 1, 30 - 5 + 2 + 1
            "ignored_the_dilation": (10, 15, 6),            # (20 - 3 + 2)/2 + 1 = 10.5, 29/2 + 1 = 15.5
            "rounded_up": (10, 15, 6),
            "kept_the_depth_of_the_input": (9, 14, 4),
            "multiplied_the_depths": (9, 14, 24),
            "left_out_the_depth": (9, 14),
            "put_the_channels_first": (6, 9, 14),
            "swapped_height_and_width": (14, 9, 6),
        },
    ),
    "a pool that rounds up": (
        "output-size", exercise("", x="112x112x64", operation="maxpool", kernel=3, stride=2, rounding="ceil"), (56, 56, 64),
        {                                                   # 109/2 + 1 = 55.5
            "forgot_to_add_one": (55, 55, 64),
            "ignored_the_stride": (110, 110, 64),
            "rounded_down": (55, 55, 64),
            "pooled_the_depth": (56, 56, 32),
            "left_out_the_depth": (56, 56),
            "put_the_channels_first": (64, 56, 56),
        },
    ),
    "a transposed convolution": (
        "output-size", exercise("", x="7x7x8", operation="conv_transpose", filters=4, kernel=4, stride=2, padding=1), (14, 14, 4),
        {                                                   # (7 - 1)*2 + 4 - 2
            "mistook_it_for_a_convolution": (3, 3, 4),      # (7 - 4 + 2)/2 + 1 = 3.5
            "forgot_to_cut_the_padding_off": (16, 16, 4),
            "kept_the_depth_of_the_input": (14, 14, 8),
            "multiplied_the_depths": (14, 14, 32),
            "left_out_the_depth": (14, 14),
            "put_the_channels_first": (4, 14, 14),
        },
    ),
    "parameters of the quiz layer": (
        "parameters", exercise("", **QUIZ_LAYER), 760,
        {
            "forgot_the_bias": 750,
            "counted_one_bias": 751,
            "forgot_the_depth": 260,                        # 10 * (25 + 1)
            "counted_one_filter": 76,
            "forgot_to_share": 778_240,                     # 760 * 1024
            "counted_the_outputs": 10_240,
        },
    ),
    "groups without bias": (
        "parameters", exercise("", x="8x8x4", filters=6, kernel=3, groups=2, bias=False), 108,
        {                                                   # 6 * 2*9
            "added_a_bias": 114,
            "forgot_the_depth": 54,
            "counted_one_filter": 18,
            "forgot_to_share": 3_888,                       # 108 * 36
            "ignored_the_groups": 216,
            "counted_the_outputs": 216,                     # 6*6*6
        },
    ),
    "a depthwise convolution": (
        "parameters", exercise("", x="8x8x4", operation="depthwise_conv", kernel=3), 40,
        {
            "forgot_the_bias": 36,
            "counted_one_bias": 37,
            "counted_one_filter": 10,
            "forgot_to_share": 1_440,                       # 40 * 36
            "let_every_filter_see_every_channel": 148,      # 4 * (36 + 1)
            "counted_the_outputs": 144,
        },
    ),
    "parameters of a pool": (
        "parameters", exercise("", x="8x8x4", operation="maxpool", kernel=2), 0,
        {"gave_a_pool_weights": 16, "counted_the_outputs": 64},
    ),
    "parameters of a dense layer": (
        "parameters", exercise("flattened", dense()), 48_120,
        {"forgot_the_bias": 48_000, "counted_one_bias": 48_001, "counted_the_outputs": 120},
    ),
    "MACs of a strided convolution": (
        "macs", exercise("", x="9x9x4", filters=6, kernel=3, stride=2), 3_456,
        {                                                   # 4*4 places, 6 * 36 weights
            "counted_one_place": 216,
            "gave_the_parameters": 222,
            "forgot_the_depth": 864,
            "counted_one_filter": 576,
            "took_the_places_of_the_input": 17_496,         # 81 * 216
            "counted_flops": 6_912,
            "added_the_biases": 3_552,                      # 96 outputs
        },
    ),
    "MACs of a transposed convolution": (
        "macs", exercise("", x="3x3x2", operation="conv_transpose", filters=5, kernel=2, stride=2), 360,
        {                                                   # 9 places of the input, 2*5*4 weights
            "counted_one_place": 40,
            "gave_the_parameters": 45,
            "forgot_the_depth": 180,
            "counted_one_filter": 72,
            "took_the_places_of_the_output": 1_440,         # 36 * 40
            "counted_flops": 720,
            "added_the_biases": 540,                        # 180 outputs
        },
    ),
    "MACs of a depthwise convolution": (
        "macs", exercise("", x="8x8x4", operation="depthwise_conv", kernel=3, bias=False), 1_296,
        {
            "counted_one_place": 36,
            "counted_one_filter": 324,
            "took_the_places_of_the_input": 2_304,          # 64 * 36
            "counted_flops": 2_592,
            "let_every_filter_see_every_channel": 5_184,
        },
    ),
    "MACs in groups": (
        "macs", exercise("", x="8x8x4", filters=6, kernel=3, groups=2, bias=False), 3_888,
        {
            "counted_one_place": 108,
            "forgot_the_depth": 1_944,
            "counted_one_filter": 648,
            "took_the_places_of_the_input": 6_912,
            "counted_flops": 7_776,
            "ignored_the_groups": 7_776,
        },
    ),
    "a dilated kernel that keeps the size": (
        "same-padding", exercise(KEPT, x="28x28x8", filters=4, kernel=5, dilation=2, padding="half"), (4, 4),
        {"gave_both_ends_together": (8, 8), "forgot_to_subtract_one": (5, 5), "ignored_the_dilation": (2, 2), "added_none": (0, 0)},
    ),
    "same with a stride": (
        "same-padding", exercise(SAME, x="224x224x3", filters=64, kernel=7, stride=2, padding="same"), (2, 3),
        {
            "gave_both_ends_together": (5, 5),
            "ignored_the_stride": (3, 3),
            "put_the_odd_row_at_the_top": (3, 2),
            "padded_both_ends_alike": (3, 3),
            "added_none": (0, 0),
        },
    ),
    "7 in steps of 3": (
        "fit", exercise("", x="7x7x1", filters=1, kernel=3, stride=3), False, {"took_the_floor": True},
    ),
    "padding that makes it fit": (
        "fit", exercise("", x="8x8x1", filters=1, kernel=3, stride=3, padding=2), True,
        {"forgot_the_padding": False, "added_the_padding_once": False},  # 9/3 against 5/3 and 7/3; 12/3 without the kernel
    ),
    "a dilation that breaks it": (
        "fit", exercise("", x="11x11x1", filters=1, kernel=2, stride=3, padding=1, dilation=4), False,
        {                                                   # 8/3; dense it is 11/3, without padding 6/3, padded once 7/3
            "took_the_floor": True,
            "forgot_the_padding": True,
        },
    ),
    "a dilation that is needed": (
        "fit", exercise("", x="10x10x1", filters=1, kernel=3, stride=5, dilation=2), True,
        {"ignored_the_dilation": False},                    # 5/5, dense 7/5; the whole input 10/5
    ),
    "a kernel that is forgotten": (
        "fit", exercise("", x="6x6x1", filters=1, kernel=3, stride=2), False,
        {"took_the_floor": True, "forgot_the_kernel": True},  # 3/2, 6/2
    ),
    "three layers": (
        "receptive-field", exercise("rows", row((3, 2), (5, 2), (3, 1))), 19,
        {                                                   # 1 + 2 + 4*2 + 2*4 = 19
            "added_the_kernels": 11,
            "multiplied_the_kernels": 45,
            "ignored_the_strides": 9,                       # 1 + 2 + 4 + 2
            "took_each_stride_too_early": 29,               # 1 + 2*2 + 4*4 + 2*4
            "looked_at_the_last_layer_alone": 3,
            "left_out_the_last_layer": 11,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_come_to_what_they_come_to_by_hand(name):
    of, made, answer, mistakes = MISTAKES[name]
    asked = topic(of)
    assert asked.answer(made) == answer
    assert {mistake.name: mistake.answer for mistake in asked.mistakes(made)} == mistakes


def test_a_dilated_layer_in_a_row():
    """Another row where the dilation is forgotten: 1 + 4 + 2 = 7, not 5."""
    made = Row(Shape((64, 64, 3)))
    records = tuple(made.put(build("conv", {"filters": 1, "kernel": 3, "dilation": dilation})) for dilation in (2, 1))
    asked = topic("receptive-field")
    assert asked.answer(Exercise("rows", records)) == 7
    assert {one.name: one.answer for one in asked.mistakes(Exercise("rows", records))}["ignored_the_dilation"] == 5


def test_every_mistake_has_a_figure_by_hand():
    covered = {(of, mistake) for of, _, _, mistakes in MISTAKES.values() for mistake in mistakes}
    every = {(name, slip.__name__) for name in TOPICS for slip in topic(name).slips}
    assert every - covered == {("receptive-field", "ignored_the_dilation")}, "which has a test of its own"


# The registry


def test_every_topic_is_registered_and_complete():
    folder = Path(quiz.__file__).parent / "topics"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {place.partition(":")[0].rpartition(".")[2] for place in TOPICS.values()} == modules
    assert set(BY_HAND) == set(TOPICS)
    for name in TOPICS:
        asked = topic(name)
        assert asked.name == name == name.lower()
        assert asked.summary
        assert asked.hint
        assert asked.form in FORMS.values()
        assert len(asked.recipes) == len(LEVELS)
        assert len({slip.__name__ for slip in asked.slips}) == len(asked.slips)
        module = import_module(type(asked).__module__)
        assert {slip for slip in asked.slips if slip.__module__ == module.__name__} == set(asked.slips)


def test_every_network_that_is_picked_from_has_layers_to_ask_about():
    for level, networks in exercises.NETWORKS.items():
        for network in networks:
            told = {record.op for record in exercises.walked(network).layers if exercises.is_told(record)}
            assert "conv" in told, (level, network)


def test_a_row_that_does_not_fit_is_no_exercise():
    """64 pixels are few for four layers with strides and large dilated kernels."""
    drawn = [row_of_layers(Chance(seed), 3) for seed in range(400)]
    assert None in drawn
    assert sum(one is None for one in drawn) < 40
