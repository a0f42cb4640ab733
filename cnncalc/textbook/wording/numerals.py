"""Numbers in words: ``ten``, ``thirty-two``, ``one hundred and twenty``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"single": 1, "dozen": 12}
TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}


def numeral(words: Sequence[str]) -> tuple[int, int]:
    """The number that ``words`` begin with, and how many of them spell it; (0, 0) where they spell none."""
    total = current = used = 0
    last = None
    for place, word in enumerate(words):
        if word in UNITS and last in (None, "tens", "hundred", "and"):
            if last == "tens" and not 1 <= UNITS[word] <= 9:
                break
            current, last, used = current + UNITS[word], "unit", place + 1
        elif word in TENS and last in (None, "hundred", "and"):
            current, last, used = current + TENS[word], "tens", place + 1
        elif word == "hundred" and last == "unit" and current < 10:
            current, last, used = 100 * current, "hundred", place + 1
        elif word == "thousand" and last is not None and not total:
            total, current, last, used = 1000 * current, 0, "hundred", place + 1
        elif word == "and" and last == "hundred":
            last = "and"
        else:
            break
    return total + current, used
