"""From a text to what it asks: tokens, phrases, layers in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording import code
from cnncalc.textbook.wording.completion import complete
from cnncalc.textbook.wording.cursor import SENTENCE_ENDS, Cursor
from cnncalc.textbook.wording.phrases import PHRASES
from cnncalc.textbook.wording.readings import Code
from cnncalc.textbook.wording.row import Row
from cnncalc.textbook.wording.tokens import tokens
from cnncalc.textbook.wording.vocabulary import ASKING, OPENING

if TYPE_CHECKING:
    from cnncalc.textbook.wording.draft import Question
    from cnncalc.textbook.wording.readings import Reading


def understand(text: str) -> Question:
    """What ``text`` describes and asks.

    Raises:
        Contradiction: it says two things that cannot both be.
        Problem: CC107, a number is larger than any there is.
    """
    pieces = code.find(text)
    by_start = {piece.start: piece for piece in pieces}
    cursor = Cursor(tokens(text, [(piece.start, piece.end) for piece in pieces]))
    asks = _asking(cursor)
    row = Row()
    while not cursor.is_at_end:
        first, start = cursor.look(), cursor.at
        if first.kind == "code":
            cursor.at += 1
            piece = by_start[first.start]
            row.take(Code(piece.readings, piece.unread), first.text, is_question=False)
            continue
        reading = _read(cursor)
        if reading is None:
            cursor.at += 1
        else:
            row.take(reading, text[first.start : cursor.tokens[cursor.at - 1].end], is_question=asks[start])
    row.end_sentence()
    return complete(row)


def _read(cursor: Cursor) -> Reading | None:
    """The phrase that begins here, behind which the cursor then stands; None, and it stays, where there is none."""
    start = cursor.at
    for phrase in PHRASES:
        reading = phrase(cursor)
        if reading is not None and cursor.at > start:
            return reading
        cursor.at = start
    return None


def _asking(cursor: Cursor) -> list[bool]:
    """For each token, whether its sentence asks: it ends in a question mark, or a word in it asks."""
    result: list[bool] = []
    sentence: list[str] = []
    for token in cursor.tokens:
        sentence.append(token.text if token.kind != "code" else "")
        if token.kind == "mark" and token.text in SENTENCE_ENDS:
            result += [_is_question(sentence)] * len(sentence)
            sentence = []
    return result + [_is_question(sentence)] * len(sentence)


def _is_question(words: list[str]) -> bool:
    return words[-1:] == ["?"] or not ASKING.isdisjoint(words) or not OPENING.isdisjoint(words[:1])
