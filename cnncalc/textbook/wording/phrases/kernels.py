"""Filters and windows: how many, how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.readings import Filters
from cnncalc.textbook.wording.vocabulary import (
    ANY_FILTER,
    ANY_POOL,
    ARTICLES,
    COLOURS,
    CONVOLUTION,
    FILTER,
    FILTER_ADJECTIVES,
    FILTERS,
    INPUTS,
    LINKS,
    NUMBER_OF,
    PIXELS,
    POINTERS,
    SIDES,
    SIZE_WORDS,
    WINDOW,
    words,
)

if TYPE_CHECKING:
    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading, Sizes

_LETTERS = words("f k")
_OTHER_NOUNS = ANY_POOL | INPUTS | COLOURS.keys() | ANY_FILTER | CONVOLUTION
"""Sizes before one of these are its own."""


def filters(c: Cursor) -> Reading | None:
    """``10 5x5 filters``, ``96 kernels of size 11x11x3``, ``number of filters: 10``, ``filter size 5``, ``6@5x5``."""
    start = c.at
    if c.one_of(NUMBER_OF):
        return _number_of_filters(c)
    for counted in (_several_counts, _counted):
        found = counted(c)
        if found:
            return found
        c.at = start
    is_one = bool(c.take(ARTICLES))
    pointer = c.take(POINTERS)
    count = c.number()
    if count is not None:
        c.skip(words("x × of the different learnable separate independent distinct unique such"))
    c.take({"square"})
    sizes = c.sizes()
    c.take(PIXELS)
    c.skip(FILTER_ADJECTIVES)
    noun = c.take(ANY_FILTER)
    if not noun:
        return None
    if noun in FILTER and c.take(SIZE_WORDS | words("width height")):
        return _kernel_size(c, sizes, count)
    kernel = sizes or _of_size(c)
    if count is None and kernel is None:
        return _behind(c, noun)
    is_one = is_one or (sizes is not None and len(sizes) > 2)
    is_single = count is None and noun in FILTER and not pointer
    return Filters(count, kernel, is_one=is_single, is_bare=is_single and not is_one)


def _number_of_filters(c: Cursor) -> Reading | None:
    """``number of`` filters or output channels, ``K = 10``."""
    c.skip(words("the convolutional conv distinct different"))
    if not (c.take(ANY_FILTER) or c.phrase("output", "channels") or c.phrase("out", "channels") or c.phrase("output", "maps")):
        return None
    c.skip(LINKS | words("k n d m f c used in layer this out"))
    count = c.number()
    return Filters(count) if count is not None else None


def _several_counts(c: Cursor) -> Reading | None:
    """``16, 32 and 64 filters``: a number for each of several layers."""
    numbers = list(c.sizes() or ()) if c.look().is_enumerated and c.word(1) in FILTERS else []
    while (number := c.number()) is not None:
        numbers.append(number)
        if not c.skip({",", "and"}):
            break
    c.skip(FILTER_ADJECTIVES | words("output"))
    if len(numbers) < 2 or c.before in ("and", ",") or not c.take(FILTERS | words("channels maps")):
        return None
    c.take({"respectively"})
    return Filters(numbers[0], others=tuple(numbers[1:]))


def _counted(c: Cursor) -> Reading | None:
    """``6@5x5``, ``64 of them``."""
    count = c.number()
    if count is None:
        return None
    if c.phrase("of", "them") or c.phrase("of", "these"):
        return Filters(count)
    sizes = c.sizes() if c.take({"@"}) else None
    c.take(FILTERS)
    return Filters(count, sizes) if sizes is not None else None


def _behind(c: Cursor, noun: str) -> Reading | None:
    """``filters: 10`` counts them, ``filter: 5`` is its size."""
    c.skip(words("k f used : = of is are be being set to equal equals has have having at value"))
    number = c.number()
    if number is None:
        return None
    return Filters(number) if noun in FILTERS else Filters(kernel=(number,))


def _kernel_size(c: Cursor, sizes: Sizes | None, count: int | None) -> Reading | None:
    """``filter size 5``; the sizes may stand before it."""
    start = c.at
    c.skip(LINKS | SIZE_WORDS | _LETTERS | words("used in layer"))
    value = c.extent()
    if value is None or c.text in FILTERS | INPUTS:
        c.at, value = start, sizes
    return Filters(count, value) if value is not None else None


def _of_size(c: Cursor) -> Sizes | None:
    """What may stand behind ``filters``: ``of size 5x5``, ``each 5x5x3``, ``of height 3 and width 5``."""
    start = c.at
    c.skip(words(", each all of with that are is has having have being which = : a an the their both whose every"))
    sides = _height_and_width(c)
    if sides is not None:
        return sides
    is_sized = c.skip(SIZE_WORDS | FILTER | words("receptive field")) or bool(c.take(words("width length")))
    c.skip(LINKS | _LETTERS)
    value = c.extent() if is_sized else c.sizes()
    if value is None or (c.text in _OTHER_NOUNS and c.text not in ("x", "feature")):
        c.at = start
        return None
    return value


def _height_and_width(c: Cursor) -> Sizes | None:
    """``height 3 and width 5``, ``2 elements wide and 1 high``, ``height and width of 3``."""
    start = c.at
    sides: dict[str, int] = {}
    names: list[str] = []
    number = None
    while len(sides) < 2:
        c.skip(words("of = : , and is are each a") | PIXELS)
        name, value = SIDES.get(c.take(SIDES.keys() - {"depth", "deep"}), ""), c.number()
        if number is not None and value is not None:
            break
        number = value if value is not None else number
        names += [name] if name else []
        if not name and value is None:
            break
        if number is not None and names:
            sides |= dict.fromkeys(names, number)
            names, number = [], None
    if sides.keys() != {"height", "width"}:
        c.at = start
        return None
    c.take(PIXELS)
    return sides["height"], sides["width"]


def window(c: Cursor) -> Reading | None:
    """``2x2 window``, ``window of size 3``, ``pool size 2``, ``receptive field of 5x5``: a kernel's size in other words."""
    c.skip(ARTICLES)
    sizes = c.sizes()
    if sizes is not None:
        c.skip(words("non overlapping sliding pooling pool"))
        if c.take(WINDOW):
            return Filters(kernel=sizes, is_bare=True)
        return Filters(kernel=sizes) if c.one_of((("receptive", "field"), ("receptive", "fields"))) else None
    if c.phrase("receptive", "field"):
        # Without a word for its size a number may count something else: "receptive field of three layers".
        c.skip(LINKS | _LETTERS)
        is_sized = c.skip(SIZE_WORDS) or c.before in _LETTERS | {"="}
        c.skip(LINKS | _LETTERS)
    elif c.take(WINDOW) or c.one_of((("pool", "size"), ("pooling", "size"), ("pooling", "window"))):
        c.skip(LINKS | SIZE_WORDS | _LETTERS)
        is_sized = True
    else:
        return None
    sizes = c.extent() if is_sized else c.sizes()
    return Filters(kernel=sizes) if sizes is not None and c.text not in FILTERS | CONVOLUTION else None
