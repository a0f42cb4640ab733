"""Words and numbers as a file writes them: decimal integers with ``_``, decimal fractions, true, false, null, nothing else.

YAML's own resolver reads ``0x3``, ``010``, ``1:30`` and ``no`` as something a reader would not expect, so text is only ever
interpreted here, by what the field asks for.
"""

from __future__ import annotations

import math
import re
from typing import Any

from cnncalc.core.problem import Problem
from cnncalc.core.size import LARGEST
from cnncalc.source import printable

TRUE, FALSE, NULL = "true", "false", "null"

NATURAL = r"[1-9][0-9]*(_[0-9]+)*"
INTEGER = rf"(0|{NATURAL})"
DECIMAL = rf"({INTEGER}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{{1,3}})?"
"""How numbers are spelled, without a sign: patterns that Python and editors read alike."""

_FOREIGN = r"[+-]?(0[xX][0-9a-fA-F_]+|0[oO]?[0-9_]+|0[bB][01_]+)"


def plain_number(text: str) -> int | float | None:
    """The number that ``text`` spells in decimal; None when it spells none. A very long one is infinite."""
    if text.isdecimal() and text.isascii() and (text[0] != "0" or len(text) == 1):
        return int(text) if len(text) <= 24 else math.inf
    unsigned = text[1:] if text[:1] in ("+", "-") else text
    if len(text) > 60 or not re.fullmatch(DECIMAL, unsigned):
        return None
    if not re.fullmatch(INTEGER, unsigned):
        return float(text)
    return int(text) if len(text) <= 24 else math.copysign(math.inf, -1 if text[0] == "-" else 1)


def as_integer(raw: Any) -> int | None:
    """The whole number that ``raw`` is or spells; None when it is something else.

    Raises:
        Problem: CC107 for a number that is not whole, is written in another base or is larger than 2^53.
    """
    number = _number(raw)
    if number is None:
        return None
    if isinstance(number, float) and math.isfinite(number) and not number.is_integer():
        raise not_whole(number, is_literal=isinstance(raw, str))
    if abs(number) > LARGEST:
        message = f"{printable(str(raw), 30)} is too large: numbers go up to 2^53 = {LARGEST:,}"
        raise Problem("CC107", message, "no network needs so large a number: use a smaller one")
    return int(number)


def as_decimal(raw: Any) -> float | None:
    """The number that ``raw`` is or spells; None when it is something else."""
    number = _number(raw)
    return None if number is None else float(number)


def _number(raw: Any) -> int | float | None:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None
    if not isinstance(raw, str):
        return raw
    number = plain_number(raw)
    if number is None:
        refuse_foreign(raw)
    return number


def untyped(text: str) -> str | int | float | bool | None:
    """A scalar where no field says what it is, as in ``vars``: a number, a truth value, null, or else the word itself."""
    if text in (TRUE, FALSE):
        return text == TRUE
    if text in (NULL, "~", ""):
        return None
    number = _number(text)
    if number is None:
        return text
    return as_integer(text) if isinstance(number, int) or math.isinf(number) else number


def refuse_foreign(text: str) -> None:
    """Raise for a number in hexadecimal, octal or binary, or with leading zeros: YAML readers disagree on what it is."""
    if not re.fullmatch(_FOREIGN, text):
        return
    pair = re.fullmatch(r"0x([1-9][0-9]*|0)", text)
    hint = f"write `{_in_decimal(text)}`" + (f", or for a pair `[0, {pair[1]}]`" if pair else "")
    raise Problem("CC107", f"`{printable(text)}` is not a decimal number", hint)


def _in_decimal(text: str) -> str:
    """What a number in another base most likely means; leading zeros are dropped."""
    bases = {"x": 16, "o": 8, "b": 2}
    digits = text.lstrip("+-").replace("_", "")
    try:
        number = str(int(digits[2:], bases[digits[1:2].lower()])) if digits[1:2].lower() in bases else digits.lstrip("0") or "0"
    except ValueError:
        number = "0"
    return ("-" if text[0] == "-" else "") + (number if len(number) <= 20 else "1")


def not_whole(number: float, *, is_literal: bool = False) -> Problem:
    """The problem of a count with a fraction: it is never rounded for the user."""
    if is_literal:
        return Problem("CC107", f"{number:.15g} is not a whole number", f"write `{math.floor(number)}` or `{math.ceil(number)}`")
    help = "round it yourself, as in `=floor(…)`, `=ceil(…)` or `=round(…)`"
    return Problem("CC107", f"{number:.15g} is not a whole number", help)


def shown(raw: Any) -> str:
    """A value as a message names it."""
    if isinstance(raw, list):
        return f"a list of {len(raw)}"
    if isinstance(raw, dict):
        return "`key: value` pairs"
    if raw is None or raw == "":
        return "nothing"
    if isinstance(raw, bool):
        return f"`{TRUE if raw else FALSE}`"
    return f"`{printable(str(raw))}`"
