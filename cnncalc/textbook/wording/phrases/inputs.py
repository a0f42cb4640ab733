"""What goes in, and what a text says comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.readings import Channels, Input, Output, Prose, Side
from cnncalc.textbook.wording.vocabulary import (
    ANY_FILTER,
    ARTICLES,
    CHANNEL_ADJECTIVES,
    CHANNELS,
    COLOURS,
    CONVOLUTION,
    CONVOLUTION_ADJECTIVES,
    DATASETS,
    GETS,
    INPUT_ADJECTIVES,
    INPUTS,
    LINKS,
    MAKES,
    MAPS,
    NEURONS,
    NUMBER_OF,
    OF_CHANNELS,
    OUTPUTS,
    PIXELS,
    POINTERS,
    POOLING,
    POOLS,
    SAMPLES,
    SIDE_ADJECTIVES,
    SIDES,
    SIGNALS,
    SIZE_WORDS,
    VAGUE_INPUTS,
    words,
)

if TYPE_CHECKING:
    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading, Sizes
    from cnncalc.textbook.wording.tokens import Token

_LINKS_OF_SIZES = (
    LINKS
    | SIZE_WORDS
    | COLOURS.keys()
    | words("that whose side each volume per its in come comes image images tensor square input")
)
_LINKS_OF_OUTPUT = LINKS | words("volume size feature map maps activation shape tensor dimensions image output should must")
_COUNTED_THINGS = (
    ANY_FILTER | CHANNELS | NEURONS | PIXELS | CONVOLUTION | SIDES.keys() | words("color colour x rgb different input feature")
)
"""A number before one of these is no size of the input."""

_LETTERS_OF_VOLUME = words("w h d c w1 h1 d1")
_TIMES = words("x × times by ,")
_LAYERS = CONVOLUTION | CONVOLUTION_ADJECTIVES | POOLING | POOLS.keys()
_PLAIN_INPUTS = words("input inputs image images picture pictures")
_MOST_ADJECTIVES = 8


class _Noun:
    """What the words for an input say of it."""

    def __init__(self) -> None:
        self.is_named = False
        self.names_maps = False
        self.channels: int | None = None
        self.word = ""

    @property
    def is_said(self) -> bool:
        return self.is_named or bool(self.word)


def volume(c: Cursor) -> Reading | None:
    """``input volume: 32x32x3``, ``a 28x28 grayscale image``, ``RGB images of size 224x224``, ``16 feature maps of size 14x14``."""
    c.skip(ARTICLES | POINTERS)
    count = c.number()
    token = c.look()
    sizes = c.sizes()
    c.take(PIXELS)
    noun = _noun(c)
    if not noun.is_said:
        return None
    if sizes is None and c.is_number and c.word(1) == "@" and c.look(2).kind == "sizes":
        maps = c.number()
        c.at += 1
        return Input((*(c.sizes() or ()), *((maps,) if maps is not None else ())), word="maps", examples=count)
    if sizes is None:
        token, sizes = _sizes_behind(c, noun)
    if count is not None and noun.names_maps:
        # Sixteen feature maps are one input of 16 channels; sixteen images are a batch.
        return Input((*sizes, count), word="maps") if sizes is not None and len(sizes) == 2 else Channels(count, "maps")
    if sizes is None:
        sizes = DATASETS.get(noun.word)
    if sizes is None and noun.channels is None:
        # "one image" is none of several, "16 images" are a batch.
        return None if count is None else Prose(f"{count} of them: figures are for one example" if count > 1 else "")
    is_side = sizes is not None and len(sizes) == 1
    return Input(sizes, noun.channels, noun.word, token.is_list, token.has_batch, is_side=is_side, examples=count)


def _noun(c: Cursor) -> _Noun:
    """The words for an input: ``RGB image``, ``3-channel input volume``, ``CIFAR-10 images``."""
    noun = _Noun()
    for _ in range(_MOST_ADJECTIVES):
        if c.phrase("black", "and", "white"):
            noun.word, noun.channels = "black and white", 1
        elif c.text in COLOURS and c.word(1) not in ("channels", "channel"):
            noun.word = c.take(COLOURS)
            noun.channels = COLOURS[noun.word]
        elif dataset := next((name for name in DATASETS if c.text.startswith(name)), ""):
            c.at += 1
            c.at += c.look().number in (10, 100)
            noun.word, noun.channels, noun.is_named = dataset, DATASETS[dataset][-1], True
        elif c.is_number and c.word(1) in ("channel", "channels") and c.word(2) in INPUTS:
            noun.channels = c.number()
            c.at += 1
        elif word := c.take(INPUTS):
            noun.is_named = noun.is_named or word not in VAGUE_INPUTS or c.text in words("of : = has is with")
            noun.names_maps = noun.names_maps or word in ("map", "maps")
        elif not c.take(INPUT_ADJECTIVES):
            break
    return noun


def _sizes_behind(c: Cursor, noun: _Noun) -> tuple[Token, Sizes | None]:
    """``of size 32x32x3``, ``to a pooling layer is 24x24x20``, ``is 28``: the sizes, and the token that spells them."""
    start = c.at
    _to_a_layer(c)
    first = c.at
    c.skip(_LINKS_OF_SIZES)
    for at in range(first, c.at):
        if c.tokens[at].text in COLOURS:
            noun.word = c.tokens[at].text
            noun.channels = COLOURS[noun.word]
    token = c.look()
    sizes = c.sizes()
    # A number alone is the side of a square, or the length of a vector.
    between = [c.tokens[at].text for at in range(max(first - 1, 0), min(c.at, len(c.tokens)))]
    is_sized = any(word in SIZE_WORDS | words("= : side") for word in between) or c.before == "input"
    if sizes is None and is_sized and c.is_number and c.word(1) not in _COUNTED_THINGS:
        sizes = c.extent()
    if sizes is None or (c.text in ANY_FILTER and c.word(1) not in ("=", ":")):
        c.at = start
        return token, None
    c.take(PIXELS)
    while word := c.take(COLOURS.keys() | words("image images volume input feature map maps tensor picture")):
        if word in COLOURS:
            noun.word, noun.channels = word, COLOURS[word]
    return token, sizes


def _to_a_layer(c: Cursor) -> None:
    """``input to a pooling layer is``: go on to the size, if there is one."""
    start = c.at
    if c.take(words("to of for into")):
        while c.look().kind == "word" and c.at - start < _MOST_ADJECTIVES:
            if c.take(words("is be has being with")):
                c.skip(LINKS | SIZE_WORDS)
                if c.look().kind == "sizes":
                    return
                break
            c.at += 1
    c.at = start


def vector(c: Cursor) -> Reading | None:
    """``a vector of 400``, ``784 inputs``, ``400-dimensional vector``, ``120 input features``."""
    c.skip(ARTICLES)
    count = c.number()
    if count is None:
        if not c.take({"vector"}):
            return None
        c.skip(words("of length size with dimension"))
        count = c.number()
        return Input((count,), is_vector=True) if count is not None else None
    is_vector = (
        (c.skip(words("dimensional d element long")) and bool(c.take(words("vector vectors input"))))
        or bool(c.take({"inputs"}))
        or (bool(c.take({"input"})) and bool(c.take(words("features units neurons nodes values"))))
    )
    return Input((count,), is_vector=True) if is_vector else None


def signal(c: Cursor) -> Reading | None:
    """``an audio signal with 16000 samples``, ``a sequence of 100 values``."""
    c.skip(ARTICLES | {"1d"})
    if not c.skip(SIGNALS):
        return None
    c.skip(LINKS | words("containing length long"))
    number = c.number()
    c.take({"time"})
    return Side("length", number) if number is not None and c.take(SAMPLES) else None


def letters(c: Cursor) -> Reading | None:
    """``W x H x D = 64x64x3``."""
    for place in range(2 * _MOST_ADJECTIVES):
        if not c.take(_LETTERS_OF_VOLUME) or (c.text not in _TIMES and place < 1):
            return None
        if not c.take(_TIMES):
            break
    c.skip(words("= : is of"))
    sizes = c.sizes() if c.before not in _LETTERS_OF_VOLUME else None
    return Input(sizes, word="W x H x D") if sizes is not None else None


def side(c: Cursor) -> Reading | None:
    """``32 pixels wide``, ``height 227``, ``width and height of 64``, ``length = 100``, ``depth 3``."""
    c.skip(words("input image"))
    number = c.number()
    if number is not None:
        c.take(PIXELS)
        c.take({"in"})
        name = c.take(SIDES.keys() - {"depth"})
        return Side(SIDES[name], number) if name else None
    name = c.take(SIDES.keys() - SIDE_ADJECTIVES)
    if not name:
        return None
    is_both = bool(c.one_of((("and", "width"), ("and", "height"))))
    c.skip(LINKS | INPUTS | words("w h d w1 h1 d1"))
    number = c.number()
    if number is None or c.text in ANY_FILTER | CHANNELS:
        return None
    c.take(PIXELS)
    return Channels(number) if name == "depth" else Side("both" if is_both else SIDES[name], number)


def channels(c: Cursor) -> Reading | None:
    """``3 channels``, ``three input channels``, ``64 output channels``, ``in_channels=3``, ``256 channels to 64``."""
    if c.text in ("in", "out") and c.word(1) == "=" and c.look(2).kind == "number":
        of = OF_CHANNELS[c.take(OF_CHANNELS)]
        c.at += 1
        return Channels(c.number() or 0, of)
    c.one_of(NUMBER_OF)
    of = "output" if c.before in MAKES | {"to", "into"} else _owner(c)
    c.skip(words("the with of"))
    if c.text in OF_CHANNELS and c.look(1).kind == "number" and c.word(2) in CHANNELS:
        of = OF_CHANNELS[c.take(OF_CHANNELS)]
    number = c.number()
    if number is not None and c.take({"to"}):
        to = c.number()
        return Channels(number, "input", to) if to is not None and c.take(words("channels maps")) else None
    while word := c.take(OF_CHANNELS.keys() | CHANNEL_ADJECTIVES):
        of = OF_CHANNELS.get(word, of)
    noun = c.take(CHANNELS)
    if not noun:
        return None
    if number is None:
        c.skip(LINKS | words("c d"))
        number = c.number()
    elif c.text in ("in", "out") and c.word(1) != "the":
        of = OF_CHANNELS[c.take(("in", "out"))]
    if number is None:
        return None
    if c.text in words("input image images tensor volume feature output"):
        of = "output" if c.text == "output" else "input"
    to = _made_of_them(c)
    if to is not None:
        return Channels(number, "input", to)
    if noun in MAPS and _has_size(c):
        return None
    return Channels(number, of or ("maps" if noun in MAPS else ""))


def _owner(c: Cursor) -> str:
    """Whose channels are told behind ``an output with``, ``an input of``."""
    return c.before if c.before in ("input", "output") and c.text in ("with", "of") else ""


def _made_of_them(c: Cursor) -> int | None:
    """``256 channels to 64``."""
    start = c.at
    to = c.number() if c.take(words("to into ->")) else None
    if to is None or c.text in ANY_FILTER:
        c.at = start
        return None
    c.take(words("channels maps"))
    return to


def _has_size(c: Cursor) -> bool:
    """Whether maps are given with their size, so that they are a volume."""
    start = c.at
    c.skip(words("of size each with shape"))
    has_size = c.look().kind == "sizes"
    c.at = start
    return has_size


def output(c: Cursor) -> Reading | None:
    """``the output is 28x28x10``, ``produces a 14x14 output``: what the text says comes out is not taken for what goes in."""
    c.skip(POINTERS | ARTICLES)
    verb = c.take(OUTPUTS)
    if not verb:
        sizes = c.sizes()
        return Output(sizes) if sizes is not None and c.take(words("output outputs right correct wrong")) else None
    c.skip(_LINKS_OF_OUTPUT)
    sizes = _output_size(c)
    is_gotten = verb in GETS and c.text in INPUTS
    if sizes is None or is_gotten or c.text in ANY_FILTER | _LAYERS | COLOURS.keys() | _PLAIN_INPUTS:
        return None
    c.skip(words("output volume feature map maps"))
    return Output(sizes)


def _output_size(c: Cursor) -> Sizes | None:
    """Sizes; a number only where nothing else follows that it could count."""
    is_alone = c.before in words("output outputs = : size") and c.look(1).kind == "mark"
    return c.extent() if is_alone else c.sizes()
