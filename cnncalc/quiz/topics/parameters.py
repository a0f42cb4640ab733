"""parameters: what a layer learns, weights and biases."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.exercises import (
    convolution,
    convolution_without_bias,
    dense,
    depthwise_convolution,
    grouped_convolution,
    of_network,
    pool,
    transposed_convolution,
    windows,
)
from cnncalc.quiz.slips import again
from cnncalc.quiz.topic import Topic
from cnncalc.rules.words import counted

if TYPE_CHECKING:
    from cnncalc.quiz.answers import Answer
    from cnncalc.quiz.exercises import Exercise
    from cnncalc.quiz.topic import Wrong


def forgot_the_bias(exercise: Exercise) -> Wrong:
    """The weights alone."""
    record = again(exercise, bias=False)
    biases = exercise.record.weights.get("bias")
    return (record.params, f"every output channel has one, {prod(biases):,} in all") if record and biases else None


def added_a_bias(exercise: Exercise) -> Wrong:
    """Weights and the biases that are not there."""
    record = again(exercise, bias=True)
    return (record.params, "the layer has no bias") if record else None


def counted_one_bias(exercise: Exercise) -> Wrong:
    """The weights and 1."""
    biases = exercise.record.weights.get("bias")
    return (exercise.record.measure.params - prod(biases) + 1, "every output channel has a bias of its own") if biases else None


def forgot_the_depth(exercise: Exercise) -> Wrong:
    """Flat filters."""
    if exercise.record.op not in ("conv", "conv_transpose"):
        return None
    record = again(exercise, exercise.x.with_channels(1), groups=1)
    channels = exercise.record.weights["weight"][1 if exercise.record.op == "conv" else 0]
    return (record.params, f"a filter is as deep as what it sees, {counted(channels, 'channel')}") if record else None


def counted_one_filter(exercise: Exercise) -> Wrong:
    """A single filter with its bias."""
    if exercise.record.op not in ("conv", "depthwise_conv"):
        return None
    filters = exercise.record.weights["weight"][0]
    return exercise.record.measure.params // filters, f"there are {filters} of them"


def forgot_to_share(exercise: Exercise) -> Wrong:
    """Weights of its own for each place."""
    places = exercise.y.places
    return exercise.record.measure.params * places, f"all {places:,} places of the output share the same weights"


def ignored_the_groups(exercise: Exercise) -> Wrong:
    """Filters over all channels."""
    record = again(exercise, groups=1)
    return (record.params, "a filter sees the channels of its own group only") if record else None


def let_every_filter_see_every_channel(exercise: Exercise) -> Wrong:
    """The parameters of a whole convolution."""
    if exercise.record.op != "depthwise_conv":
        return None
    (filters, _, *kernel), bias = exercise.record.weights["weight"], exercise.record.weights.get("bias", (0,))
    because = "a depthwise filter sees one channel only"
    return filters * exercise.x.channels * prod(kernel) + prod(bias), because


def gave_a_pool_weights(exercise: Exercise) -> Wrong:
    """The cells of the window, times the depth."""
    if exercise.record.weights:
        return None
    return prod(window.kernel for window in windows(exercise.record)) * exercise.x.channels, "a pool has nothing to learn"


def counted_the_outputs(exercise: Exercise) -> Wrong:
    """The elements of the output volume."""
    return exercise.y.elements, "that is the size of the output, not of the weights"


class Parameters(Topic):
    """The number of weights and biases."""

    name = "parameters"
    summary = "weights and biases of a layer"
    asks = "Number of parameters in this layer?"
    form = FORMS["count"]
    hint = "each filter has kernel height x kernel width x input channels weights, and one bias; a pool has none"
    steps = ("parameters",)
    slips = (
        forgot_the_bias, added_a_bias, counted_one_bias, forgot_the_depth, counted_one_filter, forgot_to_share, ignored_the_groups,
        let_every_filter_see_every_channel, gave_a_pool_weights, counted_the_outputs,
    )  # fmt: skip
    recipes = (
        (convolution, convolution, convolution, of_network("conv")),
        (convolution, convolution_without_bias, dense, dense, pool, of_network("conv", "linear")),
        (grouped_convolution, depthwise_convolution, transposed_convolution, of_network("conv", "depthwise_conv", "linear")),
    )

    def answer(self, exercise: Exercise) -> Answer:
        return exercise.record.measure.params
