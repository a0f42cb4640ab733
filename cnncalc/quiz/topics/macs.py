"""macs: what a layer computes, in multiply-accumulates."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.exercises import (
    convolution,
    dense,
    depthwise_convolution,
    grouped_convolution,
    of_network,
    transposed_convolution,
)
from cnncalc.quiz.slips import again
from cnncalc.quiz.topic import Topic
from cnncalc.rules.words import counted

if TYPE_CHECKING:
    from cnncalc.quiz.answers import Answer
    from cnncalc.quiz.exercises import Exercise
    from cnncalc.quiz.topic import Wrong


def counted_one_place(exercise: Exercise) -> Wrong:
    """Each weight once."""
    places = exercise.x.places if exercise.record.op == "conv_transpose" else exercise.y.places
    return prod(exercise.record.weights["weight"]), f"the weights are used at each of the {places:,} places"


def gave_the_parameters(exercise: Exercise) -> Wrong:
    """Weights and biases."""
    if "bias" not in exercise.record.weights:
        return None
    return (
        exercise.record.measure.params,
        "those are the parameters: each weight is used at every place, and biases are not counted",
    )


def forgot_the_depth(exercise: Exercise) -> Wrong:
    """Flat filters."""
    if exercise.record.op not in ("conv", "conv_transpose"):
        return None
    record = again(exercise, exercise.x.with_channels(1), groups=1)
    channels = exercise.record.weights["weight"][1 if exercise.record.op == "conv" else 0]
    return (record.macs, f"a filter is as deep as what it sees, {counted(channels, 'channel')}") if record else None


def counted_one_filter(exercise: Exercise) -> Wrong:
    """A single filter at all places."""
    filters = exercise.y.channels
    return (
        exercise.record.measure.macs // filters,
        f"there are {filters} {'outputs' if exercise.record.op == 'linear' else 'filters'}",
    )


def took_the_places_of_the_input(exercise: Exercise) -> Wrong:
    """A window at every place of the input."""
    if exercise.record.op not in ("conv", "depthwise_conv"):
        return None
    weights = prod(exercise.record.weights["weight"])
    return weights * exercise.x.places, f"the window stops at the {exercise.y.places:,} places of the output"


def took_the_places_of_the_output(exercise: Exercise) -> Wrong:
    """A transposed convolution as if it were none."""
    if exercise.record.op != "conv_transpose":
        return None
    weights = prod(exercise.record.weights["weight"])
    return weights * exercise.y.places, f"it is the {exercise.x.places:,} places of the input that each write a window"


def counted_flops(exercise: Exercise) -> Wrong:
    """Multiplications and additions apart."""
    return 2 * exercise.record.measure.macs, "a multiply-accumulate is one multiplication with its addition"


def added_the_biases(exercise: Exercise) -> Wrong:
    """An addition for each output more."""
    if "bias" not in exercise.record.weights:
        return None
    return exercise.record.measure.macs + exercise.y.elements, "a bias is an addition, no multiply-accumulate"


def ignored_the_groups(exercise: Exercise) -> Wrong:
    """Filters over all channels."""
    record = again(exercise, groups=1)
    return (record.macs, "a filter sees the channels of its own group only") if record else None


def let_every_filter_see_every_channel(exercise: Exercise) -> Wrong:
    """The multiply-accumulates of a whole convolution."""
    if exercise.record.op != "depthwise_conv":
        return None
    return exercise.record.measure.macs * exercise.x.channels, "a depthwise filter sees one channel only"


class Macs(Topic):
    """The number of multiply-accumulates."""

    name = "macs"
    summary = "multiply-accumulates of a layer"
    asks = "How many multiply-accumulates (MACs) for one image?"
    form = FORMS["count"]
    hint = "the weights of one filter, times the elements of the output; biases and additions are not counted"
    steps = ("MACs",)
    slips = (
        counted_one_place, gave_the_parameters, forgot_the_depth, counted_one_filter, took_the_places_of_the_input,
        took_the_places_of_the_output, counted_flops, added_the_biases, ignored_the_groups, let_every_filter_see_every_channel,
    )  # fmt: skip
    recipes = (
        (convolution, convolution, convolution, of_network("conv")),
        (convolution, convolution, dense, of_network("conv", "linear")),
        (grouped_convolution, depthwise_convolution, transposed_convolution, of_network("conv", "depthwise_conv")),
    )

    def answer(self, exercise: Exercise) -> Answer:
        return exercise.record.measure.macs
