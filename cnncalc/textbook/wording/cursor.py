"""A place among the tokens, from which phrases are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_END = Token("mark", "", -1, -1)

SENTENCE_ENDS = frozenset({".", "?", "!", "\n", ""})


class Cursor:
    """Reads forward. Each method takes what it names if it stands here, and says what it took; else it stays."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def look(self, further: int = 0) -> Token:
        """The token here, or ``further`` on; beyond either end an empty mark."""
        at = self.at + further
        return self.tokens[at] if 0 <= at < len(self.tokens) else _END

    @property
    def text(self) -> str:
        """The word or mark here; empty for what is neither."""
        return self.word(0)

    @property
    def before(self) -> str:
        """The word or mark before this place."""
        return self.word(-1)

    def word(self, further: int) -> str:
        """The word or mark so far on; empty for what is neither."""
        token = self.look(further)
        return token.text if token.kind in ("word", "mark") else ""

    @property
    def is_at_end(self) -> bool:
        return self.at >= len(self.tokens)

    @property
    def is_number(self) -> bool:
        """Whether a whole number stands here."""
        return self.look().kind == "number"

    def take(self, words: Collection[str]) -> str:
        """One of these words or marks; empty if none stands here."""
        text = self.text
        if self.is_at_end or not text or text not in words:
            return ""
        self.at += 1
        return text

    def phrase(self, *words: str) -> bool:
        """All these words, one after the other; a number in words stands there as its digits."""
        if all(self.look(place).text == word for place, word in enumerate(words)):
            self.at += len(words)
            return True
        return False

    def one_of(self, phrases: Collection[tuple[str, ...]]) -> tuple[str, ...]:
        """One of these phrases; empty if none stands here."""
        return next((words for words in phrases if self.phrase(*words)), ())

    def skip(self, words: Collection[str]) -> bool:
        """As many of these words and marks as there are; whether there was one."""
        before = self.at
        while self.take(words):
            pass
        return self.at > before

    def number(self) -> int | None:
        """A whole number."""
        number = self.look().number
        if number is not None:
            self.at += 1
        return number

    def sizes(self) -> tuple[int, ...] | None:
        """Sizes such as ``5x5x3``."""
        if self.look().kind != "sizes":
            return None
        self.at += 1
        return self.tokens[self.at - 1].sizes

    def extent(self) -> tuple[int, ...] | None:
        """Sizes, or a number as the one size of all axes."""
        number = self.number()
        return (number,) if number is not None else self.sizes()
