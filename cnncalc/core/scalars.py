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

_INTEGER = re.compile(r"[+-]?(0|[1-9][0-9]*(_[0-9]+)*)")
_DECIMAL = re.compile(r"[+-]?((0|[1-9][0-9]*(_[0-9]+)*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_FOREIGN = re.compile(r"[+-]?(0[xX][0-9a-fA-F_]+|0[oO]?[0-9_]+|0[bB][01_]+)")


def as_integer(raw: Any) -> int | None:
    """The whole number that ``raw`` is or spells; None when it is something else.

    Raises:
        Problem: CC107 for a number that is not whole, is written in another base or is larger than 2^53.
    """
    if isinstance(raw, str):
        if not _INTEGER.fullmatch(raw):
            refuse_foreign(raw)
            number = as_decimal(raw)
            if number is not None:
                raise not_whole(number)
            return None
        return bounded(int(raw) if len(raw) <= 24 else LARGEST + 1, raw)
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return None
    if isinstance(raw, float):
        if not raw.is_integer():
            raise not_whole(raw)
        return int(raw)
    return bounded(raw, str(raw))


def as_decimal(raw: Any) -> float | None:
    """The number that ``raw`` is or spells; None when it is something else."""
    if isinstance(raw, str):
        refuse_foreign(raw)
        return float(raw) if len(raw) <= 60 and _DECIMAL.fullmatch(raw) else None
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return None
    return float(raw)


def untyped(text: str) -> str | int | float | bool | None:
    """A scalar where no field says what it is, as in ``vars``: a number, a truth value, null, or else the word itself."""
    if text in (TRUE, FALSE):
        return text == TRUE
    if text in (NULL, "~", ""):
        return None
    if _INTEGER.fullmatch(text):
        return as_integer(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    refuse_foreign(text)
    return text


def refuse_foreign(text: str) -> None:
    """Raise for a number in hexadecimal, octal or binary, or with leading zeros: YAML readers disagree on what it is."""
    if not _FOREIGN.fullmatch(text) or _INTEGER.fullmatch(text):
        return
    pair = re.fullmatch(r"0x([1-9][0-9]*|0)", text)
    hint = f"for a pair write `[0, {pair[1]}]`" if pair else "write it in decimal, without leading zeros"
    raise Problem("CC107", f"`{printable(text)}` is not a decimal number", hint)


def bounded(number: int, text: str) -> int:
    """``number``, unless it is beyond what may stand in a file."""
    if abs(number) > LARGEST:
        raise Problem("CC107", f"{printable(text, 30)} is too large: numbers go up to 2^53 = {LARGEST:,}")
    return number


def not_whole(number: float) -> Problem:
    """The problem of a count with a fraction: it is never rounded for the user."""
    return Problem("CC107", f"{number:.15g} is not a whole number", "round it yourself, with `floor`, `ceil` or `round`")


def shown(raw: Any) -> str:
    """A value as a message names it."""
    if isinstance(raw, list):
        return f"a list of {len(raw)}"
    if isinstance(raw, dict):
        return "a mapping"
    if raw is None or raw == "":
        return "nothing"
    if isinstance(raw, bool):
        return f"`{TRUE if raw else FALSE}`"
    return f"`{printable(str(raw))}`"
