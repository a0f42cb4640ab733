"""What is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording import quantities
from cnncalc.textbook.wording.phrases.settings import keeps_size
from cnncalc.textbook.wording.readings import Asked, Prose
from cnncalc.textbook.wording.vocabulary import ARTICLES, POINTERS, SIZE_WORDS, words

if TYPE_CHECKING:
    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading

_PHRASES = quantities.phrases()

_GENERAL = SIZE_WORDS | words("volume how")
_LISTED = words("following hyper these with using its")
"""Before `parameters`: then settings are meant."""

_WANTED = words("what which what's required appropriate needed")
_PHRASES_FOR_WANTED = (
    ("how", "much"),
    ("find", "the"),
    ("how", "many", "pixels", "of"),
    ("the", "amount", "of"),
    ("how", "large"),
    ("how", "big"),
    ("amount", "of"),
)


def asked(c: Cursor) -> Reading | None:
    """A quantity that may be wanted: ``output volume``, ``number of parameters``, ``size of the padded input``."""
    for phrase, quantity in _PHRASES.get(c.text, ()):
        if c.phrase(*phrase):
            return _asked(c, phrase, quantity)
    return None


def _asked(c: Cursor, phrase: tuple[str, ...], quantity: str) -> Reading:
    before = c.word(-1 - len(phrase))
    if (quantity in ("parameters", "weights") and before in _LISTED) or (phrase == ("output",) and before == "an"):
        return Prose()
    is_general = len(phrase) == 1 and phrase[0] in _GENERAL
    behind = c.at
    if is_general and c.take({"of"}) and c.skip(POINTERS | ARTICLES | words("resulting final")):
        found = asked(c)
        if isinstance(found, Asked):
            return found
    c.at = behind
    return Asked(quantity, is_general)


def sought(c: Cursor) -> Reading | None:
    """``what padding``, ``how much padding``, ``which stride``: a setting is asked for, which the equation answers."""
    if not (c.take(_WANTED) or c.one_of(_PHRASES_FOR_WANTED)):
        return None
    c.skip(words("is the should must be amount of value size must necessary required zero p s correct minimum amount of"))
    if c.take({"padding", "pad"}) and not c.is_number:
        behind = c.at
        keeps = keeps_size(c, past_numbers=True)
        c.at = behind
        return Asked("same_padding" if keeps else "padding")
    if c.take({"stride"}) and not c.is_number:
        return Asked("stride")
    if c.take({"kernel", "filter"}) and c.take({"size"}) and not c.is_number:
        return Asked("kernel")
    return None
