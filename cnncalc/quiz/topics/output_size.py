"""output-size: what comes out of a layer, O = (W - K + 2P)/S + 1 on each axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.window import Window
from cnncalc.quiz.answers import FORMS
from cnncalc.quiz.exercises import convolution, of_network, pool, transposed_convolution, windows
from cnncalc.quiz.slips import again, slid
from cnncalc.quiz.topic import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.quiz.answers import Answer
    from cnncalc.quiz.exercises import Exercise
    from cnncalc.quiz.topic import Wrong


def forgot_the_padding(exercise: Exercise) -> Wrong:
    """W - K."""
    because = f"with its padding the input is {'x'.join(str(window.padded(size)) for window, size in exercise.axes)}"
    return _changed(exercise, lambda window: window._replace(before=0, after=0), because)


def added_the_padding_once(exercise: Exercise) -> Wrong:
    """W - K + P."""
    return _changed(exercise, lambda window: window._replace(after=0), "it stands on both sides, 2P in all")


def forgot_to_add_one(exercise: Exercise) -> Wrong:
    """(W - K + 2P)/S."""
    places = slid(exercise, lambda window: window)
    return (
        (tuple(size - 1 for size in places) + exercise.y[-1:], "the place where the window starts counts too") if places else None
    )


def ignored_the_stride(exercise: Exercise) -> Wrong:
    """W - K + 2P + 1."""
    return _changed(exercise, lambda window: window._replace(stride=1), "the window moves on by the stride")


def ignored_the_dilation(exercise: Exercise) -> Wrong:
    """The kernel as if it were dense."""
    spans = dict.fromkeys(f"{window.dilation}*({window.kernel} - 1) + 1 = {window.extent}" for window, _ in exercise.axes)
    return _changed(exercise, lambda window: window._replace(dilation=1), f"dilated, the window spans {' and '.join(spans)}")


def rounded_up(exercise: Exercise) -> Wrong:
    """A window that hangs over the end."""
    return _changed(exercise, lambda window: window._replace(rounding="ceil"), "a window that does not fit any more is dropped")


def rounded_down(exercise: Exercise) -> Wrong:
    """The last window left out."""
    return _changed(exercise, lambda window: window._replace(rounding="floor"), "the layer rounds up")


def mistook_it_for_a_convolution(exercise: Exercise) -> Wrong:
    """The size of a convolution with the same numbers."""
    if exercise.record.op != "conv_transpose":
        return None
    axes = zip(windows(exercise.record), exercise.x.spatial, strict=True)
    places = [Window(one.kernel, one.stride, one.before, one.after).slide(size) for one, size in axes]
    return (*places, exercise.y.channels), "a transposed convolution enlarges: (W - 1)*S + K - 2P"


def forgot_to_cut_the_padding_off(exercise: Exercise) -> Wrong:
    """(W - 1)*S + K."""
    record = again(exercise, padding=0) if exercise.record.op == "conv_transpose" else None
    return (tuple(record.output_shape), "the padding of a transposed convolution is cut off its output") if record else None


def kept_the_depth_of_the_input(exercise: Exercise) -> Wrong:
    """The channels that came in."""
    filters = exercise.y.channels
    return (*exercise.y.spatial, exercise.x.channels), f"each of the {filters} filters puts out one channel"


def multiplied_the_depths(exercise: Exercise) -> Wrong:
    """Channels times filters."""
    if exercise.record.op not in ("conv", "conv_transpose"):
        return None
    because = f"a filter sees all {exercise.x.channels} channels and adds them up to one"
    return (*exercise.y.spatial, exercise.x.channels * exercise.y.channels), because


def pooled_the_depth(exercise: Exercise) -> Wrong:
    """Channels over stride."""
    if exercise.record.op not in ("maxpool", "avgpool"):
        return None
    channels = exercise.x.channels // exercise.axes[0][0].stride
    return (*exercise.y.spatial, channels), "a pool works on each channel by itself: the depth stays"


def left_out_the_depth(exercise: Exercise) -> Wrong:
    """Height and width alone."""
    return exercise.y.spatial, f"a volume has a depth too, here {exercise.y.channels}"


def put_the_channels_first(exercise: Exercise) -> Wrong:
    """Channels x height x width."""
    return (exercise.y.channels, *exercise.y.spatial), "sizes are height x width x channels here"


def swapped_height_and_width(exercise: Exercise) -> Wrong:
    """Width x height x channels."""
    return (*exercise.y.spatial[::-1], exercise.y.channels), "the height comes first"


def _changed(exercise: Exercise, change: Callable[[Window], Window], because: str) -> Wrong:
    """The output of changed windows, its depth right."""
    places = slid(exercise, change)
    return ((*places, exercise.y.channels), because) if places else None


class OutputSize(Topic):
    """The shape that a layer puts out."""

    name = "output-size"
    summary = "the volume that comes out of a layer"
    asks = "Output volume size?"
    form = FORMS["size"]
    hint = "O = (W - K + 2P)/S + 1 on each axis, and one channel for each filter; a pool leaves the depth as it is"
    steps = ("output size",)
    slips = (
        forgot_the_padding, added_the_padding_once, forgot_to_add_one, ignored_the_stride, ignored_the_dilation, rounded_up,
        rounded_down, mistook_it_for_a_convolution, forgot_to_cut_the_padding_off, kept_the_depth_of_the_input,
        multiplied_the_depths, pooled_the_depth, left_out_the_depth, put_the_channels_first, swapped_height_and_width,
    )  # fmt: skip
    recipes = (
        (convolution, convolution, convolution, of_network("conv")),
        (convolution, convolution, pool, of_network("conv", "maxpool", "avgpool")),
        (convolution, pool, transposed_convolution, of_network("conv", "depthwise_conv", "maxpool")),
    )

    def answer(self, exercise: Exercise) -> Answer:
        return tuple(exercise.y)

    def text(self, exercise: Exercise) -> str:
        """Where the stride does not fit, what becomes of the fraction."""
        is_told = "rounding" in exercise.text or all(window.remainder(size) == 0 for window, size in exercise.axes)
        return super().text(exercise) if is_told else f"{exercise.text} Output volume size, rounded down?"

    def accepts(self, exercise: Exercise, level: int) -> bool:
        """On level 1 everything fits."""
        return level > 1 or all(window.remainder(size) == 0 for window, size in exercise.axes)
