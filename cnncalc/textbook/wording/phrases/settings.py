"""Parameters of a layer: stride, padding, dilation, groups, bias, and the letters of the textbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.cursor import SENTENCE_ENDS
from cnncalc.textbook.wording.draft import UNSPECIFIC
from cnncalc.textbook.wording.phrases.layers import is_numbered
from cnncalc.textbook.wording.quantities import is_padded_input
from cnncalc.textbook.wording.readings import Letter, Pads, Setting
from cnncalc.textbook.wording.vocabulary import (
    ANY_FILTER,
    ARTICLES,
    BIAS,
    COLOURS,
    CONVOLUTION,
    FILTERS,
    FUSED_POOLS,
    INPUTS,
    KEEPS,
    LINKS,
    MOVES,
    NO,
    PAD,
    PADDING_WORDS,
    PIXELS,
    POOLING,
    PREPOSITIONS,
    PURPOSE,
    SIZE_WORDS,
    STRIDE,
    WITH,
    WITHOUT,
    YES,
    ZERO,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading, Sizes

_SHORT = "kfsp"
"""Letters that stand before their number: ``k3s2p1``."""

_SIDES = words("on each every all both side sides border borders edge edges around end ends the")
_SIZES_KEPT = words("size sizes dimension dimensions resolution unchanged shape extent height width")
_LOOK_AHEAD = 24
"""How many words further on a purpose is looked for."""


def one_or_sizes(value: Sizes) -> int | Sizes:
    """``(2, 2)`` is 2."""
    return value[0] if len(set(value)) == 1 else value


def letter(c: Cursor) -> Reading | None:
    """``K=96``, ``W1 = 227``, ``C_out = 64``, ``P = (F - 1)/2``; and in short ``k3``, ``s2`` behind a size."""
    word = c.text
    if not 1 <= len(word) <= 2 or not word.isascii() or not word[0].isalpha():
        return None
    name, index = word[0], word[1:]
    # "S2: 2x2 pooling" names a layer, "3x3 s2: output?" does not.
    is_title = c.word(1) == ":" and c.look(-1).kind != "sizes"
    if index.isdecimal() and name in _SHORT and c.word(1) != "=" and not is_title:
        return _short_letter(c, name, int(index))
    if index not in ("", "0", "1"):
        return None
    c.at += 1
    name = _with_subscript(c, name)
    if not c.take({"="} if index else {"=", ":"}):
        return None
    if name == "p":
        half = _half(c)
        if half:
            return half
        said = c.take(PADDING_WORDS)
        if said:
            return Setting("padding", said)
    value = c.extent()
    if value is not None and name in "cdkn" and c.take(FILTERS):
        name = "m"
    return Letter(name, value) if value is not None and name in "whdckfspmnoi" else None


def _short_letter(c: Cursor, name: str, number: int) -> Reading | None:
    """``s2``, where a size, a layer or another such letter stands before it; alone it may be the name of a layer."""
    before = c.look(-1)
    is_layer = c.before in CONVOLUTION | POOLING | FUSED_POOLS.keys() or is_numbered(c.before, ("conv", "pool"))
    is_setting = before.kind in ("sizes", "number") or is_layer or c.before == ","
    is_title = c.before == "," and c.look().is_upper and c.word(1) in CONVOLUTION | POOLING | FUSED_POOLS.keys()
    is_next = len(c.before) == 2 and c.before[0] in _SHORT and c.before[1].isdecimal()
    c.at += 1
    return Letter(name, (number,)) if (is_setting and not is_title) or is_next else None


def _with_subscript(c: Cursor, name: str) -> str:
    """``C_out`` and ``n_f`` are the number of filters (m), ``H_in`` is the input's height."""
    if name in "cn":
        c.take({"in"})
        return {"out": "m", "f": "m", "k": "m", "c": "c"}.get(c.take(words("out f c k")), name)
    if name in "hw":
        c.take({"in"})
    return name


def _half(c: Cursor) -> Setting | None:
    """``(F - 1)/2``."""
    start = c.at
    if c.take(words("f k kernel filter")):
        c.take({"size"})
        if c.number() == 1 and c.take({"/"}) and c.number() == 2:
            return Setting("padding", "half")
    c.at = start
    return None


def _in_turn(c: Cursor, name: Collection[str]) -> Sizes:
    """What stands behind ``stride 1`` where it is several in turn: ``, 2 and 3``, ``and for stride 2``, ``vs. 2``."""
    start, others = c.at, []
    is_ended = False
    while link := c.take({",", "and", "or", "vs", "versus", ";"}):
        c.skip(words("and or for with if . we use a of then"))
        is_named = bool(c.take(name))
        c.skip(words("of ="))
        number = c.number()
        if number is None:
            break
        others.append(number)
        is_ended = (is_named or c.look().kind == "mark" or (len(others) > 1 and c.text in PREPOSITIONS)) and (
            link != "," or len(others) > 1
        )
    if not others or not is_ended or c.before in (",", "and", "or"):
        c.at = start
        return ()
    return tuple(others)


def stride(c: Cursor) -> Reading | None:
    """``stride 2``, ``stride of 2``, ``strides (2, 2)``, ``two-pixel stride``, ``unit stride``, ``moves by 2 pixels``, ``/2``."""
    if c.phrase("unit", "stride"):
        return Setting("stride", 1, "unit stride")
    if c.text == "/":
        is_notation = c.look(-1).kind == "sizes" or c.before in CONVOLUTION | POOLING | FUSED_POOLS.keys() | {","}
        c.at += 1
        return _setting("stride", c.extent() if is_notation else None)
    value = c.extent()
    if value is not None:
        c.take(PIXELS)
        return _setting("stride", value) if c.take(STRIDE) and not c.is_number else None
    if c.take(MOVES):
        c.skip(words("by with a the filter window filters it over kernel"))
        is_by = c.before == "by"
        value = c.extent()
        return _setting("stride", value) if c.take(PIXELS) or is_by else None
    if not c.take(STRIDE):
        return None
    c.skip(LINKS | words("size length s by along both directions axes horizontally vertically and"))
    if c.look().is_enumerated:
        first, *others = c.sizes() or ()
        return _setting("stride", (first,), tuple(others))
    is_several = c.word(-1) == "of" and "strides" in (c.word(-2), c.word(-1))
    value = c.extent()
    if is_several and value is not None and c.take({"and"}):
        other = c.number()
        value = (*value, other) if other is not None else value
    c.take(PIXELS)
    return _setting("stride", value, _in_turn(c, STRIDE) if value is not None else ())


def _setting(field: str, value: Sizes | None, others: Sizes = ()) -> Reading | None:
    return Setting(field, one_or_sizes(value), others=others) if value is not None else None


def padding(c: Cursor) -> Reading | None:
    """Every way to speak of padding: an amount, a word for it, none, or what it is to achieve."""
    if is_padded_input([c.word(place) for place in range(4)]):
        return None
    if c.phrase("output", "padding"):
        c.skip(LINKS)
        return _setting("output_padding", c.extent())
    if c.take({"unpadded"}):
        return Setting("padding", 0, "unpadded")
    if c.take({"no", "without"}):
        c.skip(ZERO | words("any additional extra"))
        return Setting("padding", 0, "no padding") if c.take(PAD) else None
    if c.text in PADDING_WORDS:
        return _padding_word(c)
    start = c.at
    amount = _amount_before(c)
    if amount is not None:
        return amount
    c.at = start
    is_zero = c.skip(ZERO)
    return _amount_behind(c, is_zero=is_zero) if c.take(PAD) else None


def _padding_word(c: Cursor) -> Reading | None:
    """``same padding``, ``valid convolution``, ``SAME``; ``3x3, same, 32 filters``."""
    token, item = c.look(), c.look(-1)
    is_item = (item.kind in ("sizes", "number") or c.before in FILTERS | {","}) and c.look(1).kind == "mark" and c.word(1) != "?"
    word = c.take(PADDING_WORDS)
    c.skip({"zero", "mode"})
    is_named = bool(c.take(PAD)) or c.text in CONVOLUTION | POOLING or c.before == "mode"
    c.take({"mode"})
    is_usual = word in ("same", "valid")
    return Setting("padding", word) if is_named or (is_usual and (token.is_upper or is_item)) else None


def _amount_before(c: Cursor) -> Reading | None:
    """``2 pixels of zero padding``, ``a border of 2 zeros``, ``two rows of zeros``."""
    c.skip(ARTICLES)
    is_border = bool(c.take(words("border ring frame"))) and c.skip({"of"})
    amount = c.extent()
    if amount is None:
        return None
    is_rows = bool(c.take(PIXELS | words("rows layers layer row")))
    c.skip(words("of thick wide"))
    is_zero = c.skip(ZERO)
    if c.take(PAD):
        # "stride 1 padding 2": the number belongs to what stands before it.
        return None if c.is_number and not is_zero and not is_rows else _setting("padding", amount)
    return _setting("padding", amount) if is_border and is_zero else None


def _amount_behind(c: Cursor, *, is_zero: bool) -> Reading | None:
    """``padding`` with what stands behind it: ``of 2``, ``by 1 pixel on each side``, ``= (F - 1)/2``, ``to keep the size``."""
    start, verb = c.at, c.before
    c.skip(LINKS | {"p"})
    half = _half(c)
    if half:
        return half
    c.skip(
        LINKS
        | ZERO
        | _SIDES
        | words("by p amount size width chosen input image it volume scheme mode type ,") - {"border", "spatial"}
    )
    word = c.take(PADDING_WORDS | {"none"})
    if word and c.text not in SIZE_WORDS | words("as height width output"):
        return Setting("padding", 0, "none") if word == "none" else Setting("padding", word)
    if not word:
        is_next_item = c.before == "," and c.look().kind == "sizes"
        amount = c.extent()
        is_other = c.text in INPUTS | COLOURS.keys() | ANY_FILTER or is_next_item
        if amount is not None and len(amount) < 3 and not is_other:
            c.take(PIXELS | words("zeros zeroes"))
            return _setting("padding", amount, _in_turn(c, PAD))
    c.at = start
    if keeps_size(c):
        return Setting("padding", "same", "to keep the size")
    c.at = start
    if verb in ("pad", "pads", "padded"):
        return Pads()
    return Setting("padding", 0, UNSPECIFIC) if is_zero else None


def keeps_size(c: Cursor, *, past_numbers: bool = False) -> bool:
    """Whether the sentence goes on to say that the size stays: ``so that the output has the same size``.

    Where it asks for what does that, it may say so in any words, and with numbers between them.
    """
    has_purpose, is_kept = past_numbers, False
    for _ in range(_LOOK_AHEAD):
        text = c.text
        is_number = c.look().kind in ("number", "sizes")
        if (text in SENTENCE_ENDS and not is_number) or (is_number and not past_numbers):
            return False
        c.at += 1
        has_purpose = has_purpose or text in PURPOSE
        is_kept = is_kept or text in KEEPS
        if has_purpose and is_kept and text in _SIZES_KEPT:
            c.skip(SIZE_WORDS | words("as the input of and height width in for its image constant to output volume unchanged"))
            return True
    return False


def dilation(c: Cursor) -> Reading | None:
    """``dilation 2``, ``dilation rate of 2``, ``dilated by 2``, ``2-dilated``, ``atrous convolution with rate 2``."""
    value = c.number()
    if value is not None:
        return Setting("dilation", value) if c.take(words("dilated dilation atrous")) and not c.is_number else None
    is_other_rate = c.before in ("sampling", "learning", "dropout", "frame", "sample")
    if not c.take(words("dilation dilated dilations atrous dilate rate")) or is_other_rate:
        return None
    c.skip(LINKS | words("rate factor by convolution convolutional conv r d"))
    return _setting("dilation", c.extent())


def groups(c: Cursor) -> Reading | None:
    """``groups 2``, ``2 groups``, ``groups = 2``."""
    value = c.number()
    if value is not None:
        return Setting("groups", value) if c.take(words("groups group")) else None
    if not c.take(words("groups group cardinality")):
        return None
    c.skip(LINKS)
    value = c.number()
    return Setting("groups", value) if value is not None else None


def bias(c: Cursor) -> Reading | None:
    """``without bias``, ``no biases``, ``ignoring the bias terms``, ``bias=False``, ``with bias``, ``one bias per filter``."""
    without, within = Setting("bias", False, "without bias"), Setting("bias", True, "with bias")
    if c.take(WITHOUT):
        c.skip(words("any the use of using all"))
        return without if c.take(BIAS) else None
    if c.take(WITH):
        c.skip(words("the a . all"))
        return within if c.take(BIAS) else None
    number = c.number()
    is_one = number == 1 or bool(c.take(ARTICLES))
    if number not in (None, 1) or not c.take(BIAS):
        return None
    c.take(words("term terms"))
    if is_one and c.take(words("per each for")):
        return within
    c.skip(words("= : is are set to"))
    return without if c.take(NO) else within if c.take(YES) else None
