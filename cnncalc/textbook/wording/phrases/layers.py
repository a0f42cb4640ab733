"""Layers by name: convolutions, pools, fully connected layers, and those that a word alone names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.readings import Begin, Classes, Units
from cnncalc.textbook.wording.vocabulary import (
    ANY_FILTER,
    ANY_POOL,
    ARTICLES,
    CLASSES,
    COLOURS,
    CONVOLUTION,
    CONVOLUTION_ADJECTIVES,
    CONVOLUTION_KINDS,
    CONVOLVES,
    DECONVOLUTION,
    DENSE,
    FILTER,
    FILTERS,
    FUSED_POOLS,
    INPUTS,
    LAYER,
    LAYER_PHRASES,
    LINKS,
    MANY_LAYERS,
    NEURONS,
    ORDINALS,
    POINTERS,
    POOLING,
    POOLS,
    PREPOSITIONS,
    SIMPLE_LAYERS,
    STACKED,
    WINDOW,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading, Sizes

LARGEST_ORDINAL = 1000
"""A number larger than this numbers no question and no layer."""

_NUMBERED_POOLS = ("pool", "maxpool", "avgpool")


def is_numbered(word: str, stems: Collection[str]) -> bool:
    """Whether a word is one of these with a number, as in ``conv1`` or ``pool2_3``."""
    stem = word.rstrip("0123456789_")
    return stem in stems and stem != word


# Convolutions


def convolution(c: Cursor) -> Reading | None:
    """``5x5 convolution``, ``a conv layer``, ``conv1:``, ``depthwise 3x3 convolution``, ``two 3x3 conv layers``, ``7x7/2 conv``."""
    pointer = c.take(POINTERS)
    c.skip(ARTICLES | ORDINALS)
    is_few = c.look().is_spelled
    count, sizes = c.number(), c.sizes()
    is_few = is_few and count is not None and 1 < count < 10
    adjectives: set[str] = set()
    while word := c.take(CONVOLUTION_ADJECTIVES):
        adjectives.add(word)
    sizes = sizes or c.sizes() or ((1, 1) if adjectives & {"pointwise", "point"} else None)
    stride = _stride_between(c) if sizes is not None else None
    kind = next((CONVOLUTION_KINDS[word] for word in adjectives if word in CONVOLUTION_KINDS), "conv")
    kind = "separable" if "separable" in adjectives else kind
    noun = c.text
    # "3x3 depthwise, then 1x1 pointwise".
    is_named_by_kind = (
        sizes is not None and adjectives & {"depthwise", "pointwise"} and noun not in CONVOLUTION | LAYER | ANY_FILTER
    )
    if noun in DECONVOLUTION:
        kind = "conv_transpose"
    elif not (
        noun in CONVOLUTION
        or is_numbered(noun, ("conv",))
        or (kind == "separable" and noun in LAYER)
        or (kind == "locally_connected" and noun == "connected")
        or is_named_by_kind
    ):
        return None
    c.at += not is_named_by_kind
    if sizes is not None and c.look().kind == "sizes":
        # "227x227 conv 11x11": the first are what goes in.
        return None
    name = noun if is_numbered(noun, ("conv",)) else ""
    if name and _is_vgg_notation(c):
        return Begin("conv", (int(name.removeprefix("conv")),), count, is_layer=True, is_plural=True, filters=c.number())
    if c.look().is_tied and c.look(1).is_tied:
        # conv-9-32: 32 filters of 9x9.
        return Begin("conv", c.extent(), count, is_layer=True, is_plural=True, filters=c.number())
    adjectives |= {c.before} if c.take(words("2d 1d 3d")) else set()
    c.take({"transpose"})
    axes = next((int(word[0]) for word in ("1d", "3d") if word in adjectives or noun == f"conv{word}"), None)
    is_layer, is_plural = _counts_layers(c)
    # "three 3x3 convolutions" are layers, "64 3x3 convolutions" the filters of one.
    is_plural = is_plural or bool(adjectives & STACKED) or (is_few and noun in ("convolutions", "convs"))
    if c.is_number and "sizes" in _kinds_behind(c) and not is_layer and count is None and sizes is None:
        filters = c.number()
        c.take({","})
        sizes = c.sizes()
        return Begin(kind, sizes, filters=filters, name=name, axes=axes)
    if count is not None and sizes is None and not (is_layer or noun in ("convolutions", "convs")):
        return None
    is_done_to = noun in CONVOLVES and c.look().kind == "sizes"
    kernel = sizes or (None if is_done_to else _kernel_behind(c))
    return Begin(
        kind, kernel, count, is_reference=bool(pointer) and kernel is None, is_plural=is_plural, is_layer=is_layer or bool(name),
        stride=stride, name=name, axes=axes,
    )  # fmt: skip


def _kinds_behind(c: Cursor) -> tuple[str, ...]:
    """Of which kinds the next token is, and the one behind a comma: ``conv 16 3x3``, ``Conv(16, 3x3)``."""
    return (c.look(1).kind, c.look(2).kind) if c.word(1) == "," else (c.look(1).kind,)


def _stride_between(c: Cursor) -> int | None:
    """``7x7/2 conv``, ``3x3 stride 2 conv``."""
    start = c.at
    stride = c.number() if c.take({"/", "stride"}) else None
    if stride is None:
        c.at = start
    return stride


def _is_vgg_notation(c: Cursor) -> bool:
    """Whether a number is tied to the name before it, as in ``conv3-64``: that many filters of that size."""
    name = c.look(-1)
    return name.text.isascii() and name.text.removeprefix("conv").isdecimal() and c.look().is_tied


def _counts_layers(c: Cursor) -> tuple[bool, bool]:
    """Whether the word ``layer`` follows, and whether it is several; a layer's own number is passed over."""
    is_layer = is_plural = False
    while word := c.take(LAYER):
        is_layer, is_plural = True, is_plural or word in MANY_LAYERS
    is_name = c.word(1) in words(": . , has uses with is")
    if is_layer and not is_plural and c.is_number and c.look().sizes[0] <= LARGEST_ORDINAL and is_name:
        c.number()
    return is_layer, is_plural


def _kernel_behind(c: Cursor) -> Sizes | None:
    """``conv 3x3``, ``convolution of size 5x5``, ``conv layer: 3x3, 64``; not what it slides over."""
    start = c.at
    c.skip(words("of size = : is are with by a an each ,"))
    is_volume = c.before in PREPOSITIONS | {":"}
    sizes = c.sizes()
    is_others = c.text in INPUTS | ANY_FILTER | ANY_POOL | CONVOLUTION | CONVOLUTION_ADJECTIVES | COLOURS.keys() | words(
        "output square"
    )
    if sizes is None or is_others or (len(sizes) > 2 and is_volume):
        c.at = start
        return None
    return sizes


# Pools


def pool(c: Cursor) -> Reading | None:
    """``2x2 max pool``, ``max-pooling layer of size 2``, ``average pooling (2x2)``, ``2x2 pooling``, ``global average pooling``."""
    if c.take(words("take takes taking keep keeps keeping")):
        c.skip(POINTERS)
        word = c.take(POOLS.keys() - {"l2"})
        return Begin(POOLS[word]) if word and c.text not in POOLING else None
    pointer = c.take(POINTERS)
    c.skip(ARTICLES | ORDINALS | words("non overlapping spatial standard simple 2d"))
    axes = int(c.before[0]) if c.take(words("1d 3d")) else None
    count, sizes = c.number(), c.sizes()
    stride = _stride_between(c) if sizes is not None else None
    c.skip(words("non overlapping spatial"))
    is_global = bool(c.take({"global"}))
    kind = _kind_of_pool(c)
    if kind is None:
        return None
    name = c.before if is_numbered(c.before, _NUMBERED_POOLS) else ""
    c.skip(LAYER | {"2d"})
    if is_global:
        return Begin("global_maxpool" if kind == "maxpool" else "global_avgpool", number=count, is_reference=bool(pointer))
    if sizes is not None and c.look().kind == "sizes":
        # "55x55x96 pool 3x3": the first are what goes in.
        return None
    kernel = sizes or _window_behind(c)
    is_reference = bool(pointer) and kernel is None
    assumed = "" if kind else "max"
    return Begin(kind or "maxpool", kernel, count, is_reference, stride=stride, assumed=assumed, name=name, axes=axes)


def _kind_of_pool(c: Cursor) -> str | None:
    """What sort of pool is named, empty where that is left open; None where none is."""
    if c.text in POOLS and c.word(1) in POOLING:
        c.at += 2
        return POOLS[c.word(-2)]
    word = c.take(FUSED_POOLS.keys() | POOLING)
    if word and c.text in ("by", "with") and not CONVOLUTION.isdisjoint((c.word(1), c.word(2), c.word(3))):
        # "Downsampled by a convolution".
        return None
    if word:
        return FUSED_POOLS.get(word, "")
    if is_numbered(c.text, _NUMBERED_POOLS):
        c.at += 1
        return FUSED_POOLS.get(c.before.rstrip("0123456789_"), "")
    return None


def _window_behind(c: Cursor) -> Sizes | None:
    """``max pooling 2``, ``pooling of size 3x3``, ``max pool with a 2x2 window``."""
    start = c.at
    c.skip(LINKS | ANY_FILTER | words("over by size window windows region regions factor using in ,"))
    is_linked = c.at == start or c.before in words("size of = : factor by is")
    is_sized = c.look().kind == "sizes" and c.word(1) not in FILTERS | INPUTS | CONVOLUTION | POOLS.keys()
    is_counted = c.is_number and is_linked and c.word(1) not in ANY_FILTER | NEURONS | {"x"} and c.look(1).kind != "sizes"
    if not (is_sized or is_counted):
        c.at = start
        return None
    kernel = c.extent()
    c.take(WINDOW | FILTER)
    return kernel


# Fully connected layers

_WITH_UNITS = words(
    "with of having has to containing that = : a an size the into which consists produces number units neurons out "
    "features dimension contains"
)
_TO_UNITS = words("with of : , to into -> over for the")
_LONGEST_LINK = 4
_LAYERS_OF_UNITS = (
    ("hidden", "layer"),
    ("output", "layer"),
    ("softmax", "layer"),
    ("classification", "layer"),
    ("hidden", "layers"),
)


def classes(c: Cursor) -> Reading | None:
    """``10 classes``, ``a 10-class problem``; ``10-class softmax`` is a layer."""
    c.skip(ARTICLES)
    before = next((c.word(-place) for place in range(1, _LONGEST_LINK) if c.word(-place) not in _TO_UNITS), "")
    count = c.number()
    if count is None or not c.take(CLASSES):
        return None
    if before in NEURONS | DENSE | LAYER | {"softmax"} or c.take(words("softmax classifier output linear")):
        c.skip(LAYER)
        return Units(count)
    c.skip(words("problem classification task dataset prediction"))
    return Classes(count)


def dense(c: Cursor) -> Reading | None:
    """``fully connected layer with 120 units``, ``FC-4096``, ``dense layer of 10``, ``10 output units``, ``1000-way softmax``."""
    pointer = c.take(POINTERS)
    c.skip(ARTICLES | ORDINALS)
    count = c.number()
    if count is not None and c.take({"way"}):
        c.skip(words("softmax classifier classification linear layer output"))
        return Units(count)
    if count is not None:
        c.skip(words("d dimensional unit neuron node"))
    is_called_dense = c.text in DENSE or c.text in ("fully", "full") or is_numbered(c.text, ("fc", "dense"))
    if not _is_dense(c):
        if count is None or c.before in ("d", "dimensional"):
            return None
        c.skip(words("hidden output fully connected"))
        return Units(count) if c.take(NEURONS - words("hidden labels features")) and not c.is_number else None
    expects = layers = None
    others: Sizes = ()
    if count is not None and (c.before in LAYER or pointer in ("each", "every")):
        # One fully connected layer, two of them; each one fully connected to all inputs.
        layers, count = (None if pointer and count == 1 else count), None
    if count is None:
        expects, count = _units_behind(c)
        others = _units_of_others(c) if count is not None else ()
    if count is None and not is_called_dense:
        # A hidden layer of no units may be of any kind.
        return None
    c.skip(NEURONS)
    return Begin("linear", None, layers, bool(pointer), layers is not None, filters=count, expects=expects, others=others)


def _is_dense(c: Cursor) -> bool:
    """Whether a word for a fully connected layer stands here, which is taken."""
    if c.one_of((("fully", "connected"), ("full", "connected"))):
        if c.text in ("output", "hidden") and c.word(1) in LAYER:
            c.at += 1
        c.skip(DENSE | words("layer layers network"))
        return True
    word = c.text
    if word in DENSE or is_numbered(word, ("fc", "dense")):
        c.at += 1
        is_noun = word not in ("dense", "linear") or c.is_number or c.text in words("layer layers : = , -> with to of")
        c.skip({"layer", "layers"})
        return is_noun
    return bool(c.one_of(_LAYERS_OF_UNITS))


def _units_behind(c: Cursor) -> tuple[int | None, int | None]:
    """``with 120 units``, ``from 512 to 10``: what it expects, if that is said, and its units."""
    start = c.at
    c.skip(_WITH_UNITS)
    if c.take(words("from takes")):
        before = c.number()
        is_step = c.skip(words("inputs features values and to units neurons outputs returns ->"))
        after = c.number()
        if before is not None and is_step and after is not None:
            return before, after
    else:
        count = c.number()
        if count is not None and c.text not in FILTERS | words("layer layers input inputs"):
            return None, count
    c.at = start
    return None, None


def _units_of_others(c: Cursor) -> Sizes:
    """``120, 84 and 10 units``: what stands behind the first number."""
    start, numbers = c.at, []
    while c.take({",", "and"}) and (number := (c.skip({"and"}), c.number())[1]) is not None:
        numbers.append(number)
    if not numbers or not c.take(NEURONS):
        c.at = start
        return ()
    c.take({"respectively"})
    return tuple(numbers)


# Layers that a word names


def named(c: Cursor) -> Reading | None:
    """``ReLU``, ``batch normalization``, ``flatten``, ``dropout 0.5``."""
    pointer = c.take(POINTERS)
    c.skip(ARTICLES)
    phrase = c.one_of(LAYER_PHRASES)
    kind = LAYER_PHRASES[phrase] if phrase else SIMPLE_LAYERS.get(c.take(SIMPLE_LAYERS))
    if not kind:
        return None
    c.skip(LAYER | words("activation activations function nonlinearity units it the into a vector out"))
    if kind == "dropout":
        c.skip(words("with rate p probability of = : a"))
        c.at += c.look().kind == "decimal"
    return Begin(kind, is_reference=bool(pointer))
