"""A text in words, numbers and sizes, as the phrases read it.

``32 x 32 x 3``, ``32×32×3``, ``[32, 32, 3]``, ``32 by 32 by 3`` and ``thirty-two by thirty-two by three`` are all the same token.
Hyphens, brackets, quotation marks and the marks of TeX and Markdown are left out. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cnncalc.core.scalars import as_integer
from cnncalc.textbook.wording.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["number", "decimal", "sizes", "word", "mark", "code"]

_UNIT = r"(?:\s*-?(?:pixels?|px)\b)?"
_TIMES = r"[ \t]*(?:[x×✕✖⨯⨉*∗·]|\\times(?![a-z])|\\cdot(?![a-z])|&times;)[ \t]*"

_LEXICON = re.compile(
    rf"""
      (?P<item>\A\s*[(]?(?:[0-9]{{1,2}}|[a-h])[.)](?=\s)|\([a-h]\))
    | (?P<list>[(\[{{]\s*(?:(?:none|n|b|batch)\s*,\s*)?[0-9]+\s*(?:,\s*[0-9]+\s*)+,?\s*[)\]}}])
    | (?P<sizes>[0-9]+{_UNIT}(?:{_TIMES}[0-9]+{_UNIT})+(?![0-9]|\.[0-9]))
    | (?P<decimal>[0-9]*\.[0-9]+)
    | (?P<dimensions>[123]-?d\b|(?:[123]|one|two|three)[- ]dimensional\b(?!\s+vectors?))
    | (?P<ordinal>[0-9]+(?:st|nd|rd|th)\b)
    | (?P<thousands>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?!,?[0-9]))
    | (?P<enumeration>(?<![0-9.,])[0-9]+(?:,[0-9]+){{2,3}}(?![0-9]|[.,][0-9]))
    | (?P<number>[0-9]+)
    | (?P<negative>(?<=[\s=:])[-−][0-9]+(?!\s*[x×0-9]))
    | (?P<arrow>-+>|=+>|→|⇒|⟶|⟹|↦|\\(?:long)?rightarrow\b|\\to\b|>>)
    | (?P<word>[^\W\d_]+(?:[0-9]+[^\W_]*)?(?:_\{{?[0-9]+(?![0-9]*[x×])\}}?)?(?:['’](?:s|re|t|ll|ve)\b)?)
    | (?P<newline>\n\s*(?:[(]?(?:[0-9]{{1,2}}|[a-h]|[ivx]{{1,3}})[.)](?=\s))?)
    | (?P<mark>[^\s\w]|[^\W0-9a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_SILENT = frozenset("-–—−()[]{}\"'`’‘“”$*_\\~^|«»&<>")
"""Marks that carry nothing between the words that they stand between."""

_AXES = {"on": "1", "tw": "2", "th": "3"}
"""By how ``one-dimensional``, ``two-dimensional`` and ``three-dimensional`` begin."""

_SUBSCRIPT = re.compile(r"([a-z])_\{?([0-9]+)\}?", re.IGNORECASE)
_FUSED = re.compile(r"(conv|convolution|pool|maxpool|avgpool|max|avg|k|s|p|f)([0-9]+x[0-9]+)", re.IGNORECASE)
_ITEM = re.compile(r"([-*•+]\s|[(]?[a-z0-9]{1,2}[.)]\s|\w[\w ]{0,20}:)", re.IGNORECASE)


class Token(NamedTuple):
    """One word, number or mark, and where it stands in the text."""

    kind: Kind
    text: str
    """In lower case; for numbers in words their digits."""
    start: int
    end: int
    sizes: tuple[int, ...] = ()
    """The numbers of ``sizes``; the one number of ``number``."""
    is_list: bool = False
    """Whether sizes stand in brackets with commas, as code writes shapes."""
    has_batch: bool = False
    """Whether something that is no number stood before them, as Keras writes a batch: ``(None, 28, 28, 1)``."""
    is_upper: bool = False
    """Whether a word stands in capitals."""
    is_enumerated: bool = False
    """Whether sizes are bare numbers between commas, ``227,227,3``, which may count several things as well."""
    is_tied: bool = False
    """Whether a hyphen ties a number to what stands before it: ``conv3-64``."""
    is_spelled: bool = False
    """Whether a number stands in words: ``three``."""

    @property
    def number(self) -> int | None:
        """The whole number that it is."""
        return self.sizes[0] if self.kind == "number" else None


def tokens(text: str, pieces_of_code: Iterable[tuple[int, int]] = ()) -> list[Token]:
    """The tokens of ``text`` in order; each piece of code, from and up to a place in it, is one.

    A line break is a mark only before an empty line or the item of a list.

    Raises:
        Problem: CC107, a number is larger than any there is.
    """
    found: list[Token] = []
    at = 0
    for start, end in pieces_of_code:
        found += _lexed(text, at, start)
        found.append(Token("code", text[start:end], start, end))
        at = end
    return _joined(_spelled_out([*found, *_lexed(text, at, len(text))]))


def _lexed(text: str, start: int, end: int) -> list[Token]:
    return [token for match in _LEXICON.finditer(text, start, end) for token in _token(match)]


def _token(match: re.Match[str]) -> list[Token]:
    kind, text, start, end = str(match.lastgroup), match[0].lower(), match.start(), match.end()
    if kind in ("list", "sizes"):
        numbers = tuple(_whole(digits) for digits in re.findall(r"[0-9]+", text))
        has_batch = kind == "list" and not re.match(r"\W*[0-9]", text)
        return [Token("sizes", text, start, end, numbers, kind == "list", has_batch)]
    if kind in ("number", "thousands", "negative"):
        is_tied = re.search(r"\w-\Z", match.string[max(start - 2, 0) : start]) is not None
        return [Token("number", text, start, end, (_whole(text.replace(",", "").replace("−", "-")),), is_tied=is_tied)]
    if kind == "decimal":
        return [Token("decimal", text, start, end)]
    if kind == "enumeration":
        return [Token("sizes", text, start, end, tuple(map(_whole, text.split(","))), is_enumerated=True)]
    if kind == "dimensions":
        return [Token("word", _AXES.get(text[:2], text[0]) + "d", start, end)]
    if kind == "ordinal":
        return [Token("word", text, start, end)]
    if kind == "arrow":
        return [Token("mark", "->", start, end)]
    if kind == "item":
        return []
    if kind == "newline":
        is_item = match[0][-1:] in ")."
        is_break = is_item or match[0].count("\n") > 1 or _ITEM.match(match.string, end)
        return [Token("mark", "\n", start, end)] if is_break else []
    if kind == "word":
        return _words(match[0], start, end)
    return [] if text in _SILENT else [Token("mark", text, start, end)]


def _words(text: str, start: int, end: int) -> list[Token]:
    fused = _FUSED.fullmatch(text)
    if fused:
        between = start + len(fused[1])
        sizes = tuple(map(_whole, fused[2].lower().split("x")))
        return [Token("word", fused[1].lower(), start, between), Token("sizes", fused[2], between, end, sizes)]
    plain = _SUBSCRIPT.sub(r"\1\2", re.sub(r"['’]s$", "", text)) if len(text) < 8 else re.sub(r"['’]s$", "", text)
    return [Token("word", plain.lower(), start, end, is_upper=plain.isupper() and len(plain) > 1)]


def _whole(digits: str) -> int:
    """The number that ``digits`` spell, leading zeros or not.

    Raises:
        Problem: CC107, it is larger than 2^53.
    """
    number = as_integer(("-" if digits[0] == "-" else "") + (digits.lstrip("-0") or "0"))
    assert number is not None
    return number


def _spelled_out(found: list[Token]) -> list[Token]:
    """Numbers in words become numbers. ``zero padding`` keeps its word: it says with what is padded."""
    result: list[Token] = []
    at = 0
    while at < len(found):
        words = [each.text if each.kind == "word" else "" for each in found[at : at + 8]]
        number, used = numeral(words)
        if used and not (words[0] == "zero" and words[1:] and words[1].startswith("pad")):
            end = found[at + used - 1].end
            result.append(Token("number", str(number), found[at].start, end, (number,), is_spelled=True))
            at += used
        else:
            result.append(found[at])
            at += 1
    return result


def _joined(found: list[Token]) -> list[Token]:
    """``7 by 7`` and ``seven x seven``, as far as they are no token yet, become sizes."""
    result: list[Token] = []
    for token in found:
        first = _factor(result) if token.kind in ("number", "sizes") and not token.is_list else None
        if first is None:
            result.append(token)
        else:
            sizes = (*result[first].sizes, *token.sizes)
            result[first:] = [Token("sizes", "x".join(map(str, sizes)), result[first].start, token.end, sizes)]
    return result


def _factor(before: list[Token]) -> int | None:
    """Where the number stands that ``before`` multiplies by what comes next: ``7 by``, ``7 pixels by``."""
    if len(before) < 2 or before[-1].text not in ("by", "x", "×", "times"):
        return None
    at = len(before) - 2
    if at and before[at].text in ("pixel", "pixels", "px"):
        at -= 1
    return at if before[at].kind in ("number", "sizes") and not before[at].is_list else None
