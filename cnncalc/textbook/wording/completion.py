"""What a row of readings amounts to: the input put together, letters settled, names of one layer joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc import layers
from cnncalc.textbook.wording.draft import CONVOLUTIONS, COUNTED, POOLS, SLIDING, Contradiction, Draft, Volume

if TYPE_CHECKING:
    from cnncalc.textbook.wording.draft import Question
    from cnncalc.textbook.wording.readings import Input, Sizes
    from cnncalc.textbook.wording.row import Row

COLOUR_CHANNELS = (1, 3, 4)
"""A first size that is one of these is taken for channels, where the others are larger."""

MOST_AXES = 3

MOST_LAYERS = 100
"""So many layers a number in words stands for at most: ``three 3x3 convolutions``."""


def complete(row: Row) -> Question:
    """The question that a row of readings amounts to.

    Raises:
        Contradiction: the input is said to be two things.
    """
    question = row.question
    question.layers = _spread([layer for draft in _joined(row.drafts) for layer in _settled(draft, question)])
    volume = question.input = _input(row)
    for layer in question.layers:
        _keep_own_settings(layer, row)
        _split_depth(layer, volume)
        if volume.channels is None and layer.depth is None and layer.kind in SLIDING and not layer.is_counted:
            # A plane and a filter: heights and widths are spoken of, and nothing else.
            layer.count = None
    if row.announced not in (None, sum(layer.is_convolution for layer in question.layers)):
        question.unread.append(str(row.announced))
    _units_from_classes(question, row.classes)
    _count_from_sizes(question)
    _count_from_output(question)
    _channels_from_depth(question)
    question.asked = list(dict.fromkeys([name for name, asks in row.asked if asks] or [name for name, _ in row.asked]))
    question.unread = list(dict.fromkeys(question.unread))
    return question


# Layers


def _joined(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that only name the layer before or after them again."""
    result: list[Draft] = []
    for draft in drafts:
        before = result[-1] if result else None
        if before is not None and before.kind in ("", draft.kind) and _is_only_named(before) and draft.kind in SLIDING:
            result[-1] = _together(draft, before)
        elif before is not None and draft.kind in ("", before.kind) and _is_only_named(draft) and before.kind in CONVOLUTIONS:
            result[-1] = _together(before, draft)
        else:
            result.append(draft)
    return result


def _is_only_named(draft: Draft) -> bool:
    return not draft.is_begun and draft.k is None


def _together(one: Draft, other: Draft) -> Draft:
    """One draft of two that speak of the same layer."""
    return replace(
        one, settings={**other.settings, **one.settings}, words={**other.words, **one.words}, before=one.before or other.before
    )


def _settled(draft: Draft, question: Question) -> list[Draft]:
    """A draft whose letters and numbers have their meaning; several where it stands for several layers."""
    if draft.k is not None:
        if draft.kernel is None:
            draft.kernel = draft.k
        elif not draft.is_counted:
            draft.count, draft.is_counted = draft.k[0], True
        else:
            question.unread.append(f"K={_spelled(draft.k)}")
    if not draft.kind:
        draft.kind = "pad" if not draft.is_begun and list(draft.settings) == ["padding"] else "conv"
    if (draft.is_bare or draft.is_layer) and not draft.is_counted and draft.kind in SLIDING:
        draft.count = None
    if draft.kind == "depthwise_conv" and draft.count not in (None, 1):
        # It has as many as channels come in.
        question.unread.append(f"{draft.count} filters")
    repeats = 1
    if draft.before is not None and draft.kind in ("linear", *POOLS):
        repeats = draft.before
    elif draft.before is not None and draft.kind not in COUNTED:
        question.unread.append(str(draft.before))
    elif draft.before is not None:
        if draft.count is None and not draft.is_plural:
            # 64 3x3 convolutions: so many filters, unless their number is said elsewhere.
            draft.count, draft.is_counted = draft.before, True
        else:
            repeats = draft.before
    if draft.kind == "separable":
        bias = {name: value for name, value in draft.settings.items() if name == "bias"}
        pointwise = Draft("conv", (1, 1), count=draft.count, is_counted=draft.is_counted, settings=bias)
        return [replace(draft, kind="depthwise_conv", count=None), pointwise]
    counts = (draft.count, *draft.counts_after)
    repeats = max(repeats, len(counts))
    if repeats > MOST_LAYERS:
        raise Contradiction(f"{repeats:,} layers are said to stand in a row", f"at most {MOST_LAYERS} are read from a number")
    return [replace(draft, settings=dict(draft.settings), count=counts[min(place, len(counts) - 1)]) for place in range(repeats)]


def _keep_own_settings(layer: Draft, row: Row) -> None:
    """A layer takes what is said of all; what its kind has no parameter for is not read."""
    fields = layers.kind(layer.kind).fields
    if row.bias is not None and "bias" in fields and "bias" not in layer.settings:
        layer.set("bias", row.bias.value, row.bias.said)
    for name in [name for name in layer.settings if name not in fields]:
        row.question.unread.append(f"{name} {layer.settings.pop(name)}")


def _split_depth(layer: Draft, volume: Volume) -> None:
    """A kernel with one size more than the input has axes says how deep its filters are."""
    axes = len(volume.spatial) if volume.spatial else 2
    if layer.kernel is not None and len(layer.kernel) == axes + 1 and layer.kind in SLIDING:
        layer.depth = layer.kernel[-1] if layer.is_convolution else None
        layer.kernel = layer.kernel[:-1]


def _spread(layers: list[Draft]) -> list[Draft]:
    """The layers, with one that stands behind each convolution standing behind each."""
    result: list[Draft] = []
    for layer in layers:
        if not layer.is_after_each:
            result.append(layer)
            continue
        copies = ((other, replace(layer, settings=dict(layer.settings))) for other in result)
        result = [each for other, copy in copies for each in ((other, copy) if other.kind in CONVOLUTIONS else (other,))]
    return result


def _units_from_classes(question: Question, classes: int | None) -> None:
    """The last layer, if it is fully connected and its units are not said, has one for each class."""
    last = question.layers[-1] if question.layers else None
    if classes is None:
        return
    if last is not None and last.kind == "linear" and last.count in (None, classes):
        if last.count is None:
            question.notes.append(f"{classes} units, one for each class")
        last.count, last.is_counted = classes, True
    else:
        question.unread.append(f"{classes} classes")


def _count_from_sizes(question: Question) -> None:
    """``conv 3x3x32`` has 32 filters, unless it is its input that has 32 channels."""
    channels = question.input.channels
    for layer in question.layers:
        is_count = layer.has_sizes and layer.count is None and layer.depth is not None and channels not in (None, layer.depth)
        if is_count:
            sizes = _spelled((*(layer.kernel or ()), layer.depth or 0))
            question.notes.append(f"{sizes} is read as {layer.depth} filters, as {channels} channels come in")
            layer.count, layer.is_counted, layer.depth = layer.depth, True, None
        channels = layer.count if layer.is_convolution and layer.count is not None else channels


def _count_from_output(question: Question) -> None:
    """What comes out has a channel for each filter of the last convolution."""
    output, volume = question.output, question.input
    axes = len(volume.spatial) if volume.spatial else 2
    last = question.layers[-1] if question.layers else None
    if last is not None and last.kind in COUNTED and last.count is None and output is not None and len(output) == axes + 1:
        last.count, last.is_counted = output[-1], True
        question.notes.append(f"{output[-1]} filters, as {_spelled(output)} comes out")


def _channels_from_depth(question: Question) -> None:
    """Filters say how many channels come in, where nothing else does."""
    if question.input.channels is not None:
        return
    for layer in question.layers:
        if layer.depth is not None:
            question.input.channels, question.input.channels_said = layer.depth, "the filters' depth"
        if layer.kind not in POOLS:
            return


# What goes in


def _input(row: Row) -> Volume:
    """All that is said of the input, put together.

    Raises:
        Contradiction: it is said to have two numbers of channels.
    """
    volume = Volume()
    is_dense = bool(row.drafts) and row.drafts[0].kind == "linear"
    for part in row.inputs:
        if part.sizes is not None and (part.is_vector or (part.is_side and is_dense)):
            volume.spatial, volume.channels = (), part.sizes[0]
        elif part.sizes is not None:
            _add_sizes(volume, part, part.sizes, row)
        if part.channels is not None and volume.channels is None:
            volume.channels, volume.channels_said = part.channels, part.word
        elif part.channels not in (None, volume.channels) and part.sizes is None:
            message = f"the input is said to have {volume.channels} and {part.channels} channels"
            raise Contradiction(message, "say it once")
    if volume.spatial is None and row.sides:
        volume.spatial = _from_sides(row)
    row.question.unread += [f"{name} {size}" for name, size in row.sides.items() if size not in (volume.spatial or (size,))]
    expected = _expected(row)
    if expected is not None and volume.channels is None:
        volume.channels, volume.channels_said = expected, "the first layer's arguments"
        if is_dense and volume.spatial is None:
            volume.spatial = ()
    return volume


def _from_sides(row: Row) -> Sizes | None:
    """Height and width by name; one alone is a square's."""
    sides = row.sides
    if "length" in sides:
        return (sides["length"],)
    known = [(name, sides[name]) for name in ("height", "width") if name in sides]
    if len(known) == 1:
        ((name, size),) = known
        row.question.notes.append(f"{name} {size} alone: the input is taken as square")
        return (size, size)
    return tuple(size for _, size in known) or None


def _expected(row: Row) -> int | None:
    """The channels that the first layer is told to expect, if nothing before it can change them."""
    for draft in row.drafts:
        if draft.expects is not None or (draft.is_begun and draft.kind not in POOLS):
            return draft.expects
    return None


def _add_sizes(volume: Volume, part: Input, sizes: Sizes, row: Row) -> None:
    """Sizes of the input, in whichever order they are written; further ones only where they say the same."""
    axes = 1 if "length" in row.sides else row.axes
    has_batch = len(sizes) == axes + 2 and (part.is_list or sizes[0] == 1 or axes == MOST_AXES)
    if has_batch:
        row.question.notes.append(f"{_spelled(sizes)}: the first number is the batch, figures are for one example")
        sizes = sizes[1:]
    if len(sizes) > MOST_AXES + 1:
        row.question.unread.append(_spelled(sizes))
        return
    axes = max(axes, len(sizes) - 1)
    has_channels = len(sizes) == axes + 1
    if has_channels and _is_channels_first(sizes, row, is_shape=part.is_list or has_batch):
        row.question.notes.append(f"{_spelled(sizes)} is read as channels x height x width, as PyTorch writes it")
        sizes = (*sizes[1:], sizes[0])
    channels = sizes[-1] if has_channels else None
    spatial = sizes[:-1] if has_channels else sizes * 2 if len(sizes) == 1 and axes == 2 else sizes
    if len(spatial) < row.axes:
        message = f"{_spelled(sizes)} has {len(spatial)} axes, and the layers are said to have {row.axes}"
        raise Contradiction(message, "say all of the input's sizes, as in `16x112x112`")
    if volume.spatial not in (None, spatial) or (volume.channels is not None and channels not in (None, volume.channels)):
        row.question.unread.append(_spelled(sizes))
        return
    volume.spatial = spatial
    volume.channels = channels if volume.channels is None else volume.channels


def _is_channels_first(sizes: Sizes, row: Row, *, is_shape: bool) -> bool:
    """Whether the first of ``sizes`` is the channels; ``is_shape`` says that they are written as code writes a shape."""
    first, last = sizes[0], sizes[-1]
    expected = _expected(row)
    if expected in (first, last) and first != last:
        return first == expected
    if row.is_torch and is_shape:
        return True
    return first in COLOUR_CHANNELS and last not in COLOUR_CHANNELS and min(sizes[1:]) > 2 * first


def _spelled(sizes: Sizes) -> str:
    return "x".join(map(str, sizes))
