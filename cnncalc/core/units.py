"""Counts and bytes as people write them: ``138_357_544``, ``15.47G``, ``10MiB``, and back."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

DECIMAL_UNITS = {"": 1, "K": 10**3, "k": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "T": 10**12}
BYTE_UNITS = {
    "": 1, "B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
    "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40,
}  # fmt: skip

_QUANTITY = re.compile(r"([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))? ?([A-Za-z]*)")


class Quantity(NamedTuple):
    """A written figure: its value, and the unit of its last digit (1 for an exact count)."""

    value: Fraction
    last_digit: Fraction
    text: str

    def equals(self, count: int) -> bool:
        """Whether ``count``, rounded to the digits written, is this figure; exact when no unit or fraction was written."""
        return abs(Fraction(count) - self.value) * 2 <= (self.last_digit if self.last_digit > 1 else 0)


def read_quantity(text: str, units: dict[str, int]) -> Quantity | None:
    """The figure that ``text`` writes in one of ``units``; None when it writes none."""
    match = _QUANTITY.fullmatch(text.strip()) if len(text) <= 40 else None
    if not match or match[3] not in units:
        return None
    whole, fraction, unit = match[1].replace("_", ""), match[2] or "", units[match[3]]
    last_digit = Fraction(unit, 10 ** len(fraction))
    return Quantity(int(whole + fraction) * last_digit, last_digit, text.strip())


def in_units(count: int) -> str:
    """A count in short, to four digits: ``15.47 G``, ``61.71 K``; small counts as they are."""
    for unit, name in ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "K")):
        if count >= unit:
            return f"{Fraction(count, unit).__float__():.4g} {name}"
    return str(count)


def megabytes(count: int) -> str:
    """Bytes in MB of 10^6, to two decimals, as torchinfo writes them."""
    return f"{count / 10**6:,.2f} MB"


class Bounds(NamedTuple):
    """What a count is asserted to be: one figure, or between two."""

    exactly: Quantity | None = None
    least: Quantity | None = None
    most: Quantity | None = None

    def hold(self, count: int) -> bool:
        """Whether ``count`` is as asserted."""
        return (
            (self.exactly is None or self.exactly.equals(count))
            and (self.least is None or count >= self.least.value)
            and (self.most is None or count <= self.most.value)
        )

    def __str__(self) -> str:
        ends = [f"at least {self.least.text}" if self.least else "", f"at most {self.most.text}" if self.most else ""]
        return self.exactly.text if self.exactly else " and ".join(end for end in ends if end)
