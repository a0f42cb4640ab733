"""What stands between the phrases: asides, steps from layer to layer, ends of sentences, and what no phrase explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.cursor import SENTENCE_ENDS
from cnncalc.textbook.wording.phrases.layers import LARGEST_ORDINAL, is_numbered
from cnncalc.textbook.wording.readings import AfterEach, Asked, Before, Layers, Loose, Prose, Stop, Then, Unread
from cnncalc.textbook.wording.vocabulary import (
    ANY_POOL,
    ARTICLES,
    ASKING,
    CONVOLUTION,
    DEFINES,
    FUSED_POOLS,
    LINKS,
    NEGATIONS,
    NETWORK,
    NETWORKS,
    NUMBERED,
    PIXELS,
    POINTERS,
    POINTS,
    POOLING,
    SIMPLE_LAYERS,
    THEN,
    UNKNOWN_LAYERS,
    words,
)

if TYPE_CHECKING:
    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading
    from cnncalc.textbook.wording.tokens import Token

_EARLIER_LAYERS = ("conv", "pool", "fc", "maxpool")
_OPERATORS = words("+ / = *")
_LONGEST_NOTATION = 4
"""Words of a notation that is explained: ``CONV5-10``, ``POOL-2``."""


def aside(c: Cursor) -> Reading | None:
    """Numbers that count no cells: of questions, marks, figures, batches and names."""
    thing = c.take(NUMBERED)
    if thing:
        c.take({".", "#"})
        is_one = c.look().kind == "decimal" or _is_ordinal(c)
        c.at += 1
        # "with step 2" is a stride, "step 2: max pooling" is none.
        return Prose() if is_one and (thing != "step" or c.text in (":", ".")) else None
    if c.take(NETWORKS):
        c.at += _is_ordinal(c)
        return Prose()
    if c.take({"batch", "minibatch"}) or c.phrase("mini", "batch"):
        c.skip({"size", *LINKS})
        count = c.number()
        return Prose(f"a batch of {count}: figures are for one example") if count is not None else None
    if _is_ordinal(c):
        c.at += 1
        return Prose() if c.take(POINTS) else None
    return _earlier_layer(c)


def _is_ordinal(c: Cursor) -> bool:
    return c.is_number and c.look().sizes[0] <= LARGEST_ORDINAL


def _earlier_layer(c: Cursor) -> Reading | None:
    """``After CONV1: 55x55x96``: a layer of which only its output matters."""
    if c.before not in SENTENCE_ENDS | {";", ",", ":"} or not c.take({"after", "following", "before"}):
        return None
    c.skip(POINTERS)
    if is_numbered(c.text, _EARLIER_LAYERS):
        c.at += 1
    elif not c.take(CONVOLUTION | POOLING | FUSED_POOLS.keys()):
        return None
    c.skip(words(": is layer , we have the volume"))
    return Prose() if c.look().kind == "sizes" else None


def calculation(c: Cursor) -> Reading | None:
    """A calculation that the text carries out itself, as a hint: ``(55 - 3)/2 + 1 = 27``."""
    start, operators = c.at, 0
    while _is_operand(c.look()) or (c.at > start and c.text in _OPERATORS):
        operators += c.text in _OPERATORS
        c.at += 1
    if operators < 2 or not _is_operand(c.look(-1)):
        return None
    return Unread(" ".join(token.text for token in c.tokens[start : c.at]))


def _is_operand(token: Token) -> bool:
    return token.kind == "number" or (token.kind == "sizes" and "*" in token.text)


def definition(c: Cursor) -> Reading | None:
    """A sentence that explains a notation: ``CONV5-10 denotes ten 5x5 filters``. It describes no layer of the question."""
    if c.before not in SENTENCE_ENDS:
        return None
    start = c.at
    while c.text not in SENTENCE_ENDS or c.look().kind in ("number", "sizes"):
        c.at += 1
    sentence = c.tokens[start : c.at]
    if not any(token.text in DEFINES for token in sentence[: 2 * _LONGEST_NOTATION]) or sentence[0].text in ASKING:
        return None
    return Unread(" ".join(token.text for token in sentence))


def no_layer(c: Cursor) -> Reading | None:
    """``not using a convolutional network``, ``instead of max pooling``; and the network itself, which is no layer."""
    is_negated = bool(c.one_of(NEGATIONS))
    c.skip(ARTICLES | {"the", "any"})
    if is_negated and c.skip(ANY_POOL):
        return Prose()
    if not c.take(CONVOLUTION):
        return None
    is_network = c.skip(words("neural")) | c.skip(NETWORK)
    c.skip(words("layer layers"))
    return Prose() if is_negated or is_network else None


def after_each(c: Cursor) -> Reading | None:
    """``each followed by``, ``after each of them there is``."""
    if c.take({"after"}):
        is_each = bool(c.take({"each", "every"}))
        c.skip(words("of them these convolution convolutional conv layer layers one") | LINKS | words(", there comes we add"))
    else:
        is_each = bool(c.take({"each", "both"}))
        c.skip(words("of them these which layer layers conv convolutional is are being 1"))
        if c.look().number == 1:
            c.number()
        is_each = is_each and c.phrase("followed", "by")
    return AfterEach() if is_each else None


def before(c: Cursor) -> Reading | None:
    """``applied to the output of a``, ``on the result of``, ``after a``, ``preceded by a``: the row is told backwards."""
    if c.take({"after", "follows"}):
        is_backwards = c.look(-2).kind != "mark"
    elif c.phrase("preceded", "by"):
        is_backwards = True
    else:
        c.take(words("applied performed run used operating acting"))
        is_backwards = bool(c.take(words("to on over from"))) and c.skip(words("the output outputs result results feature maps"))
        is_backwards = is_backwards and c.before != "the" and bool(c.take(words("of from")))
    is_new = c.text in ARTICLES | CONVOLUTION | ANY_POOL or c.look().kind in ("number", "sizes")
    return Before() if is_backwards and is_new else None


def then(c: Cursor) -> Reading | None:
    """``followed by``, ``then``, an arrow; an arrow to nothing asks what comes."""
    if c.text == "+" and c.word(1) in SIMPLE_LAYERS.keys() | ANY_POOL:
        c.at += 1
        return Then()
    word = c.take(THEN)
    if not word:
        return None
    if word == "->" and c.text in ("?", ""):
        return Asked("output")
    c.skip(words("by another comes is we that"))
    return Then()


def several(c: Cursor) -> Reading | None:
    """``layers``, behind what has been said of one of them."""
    return Layers() if c.take({"layers"}) else None


def stop(c: Cursor) -> Reading | None:
    """The end of a sentence, or of a line that is an item."""
    return Stop() if c.take(SENTENCE_ENDS) else None


def loose(c: Cursor) -> Reading | None:
    """Sizes or a number that no phrase explains."""
    before, token = c.before, c.look()
    value = c.extent()
    if value is None:
        return None
    c.take(PIXELS)
    return Loose(value, token.kind == "number", token.is_list, before)


def unknown(c: Cursor) -> Reading | None:
    """What carries a number, or names a layer that is not known here."""
    token = c.look()
    if token.kind == "decimal" or (token.kind == "mark" and token.text.isnumeric()) or c.text in UNKNOWN_LAYERS:
        c.at += 1
        return Unread(token.text)
    return None
