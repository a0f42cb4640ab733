"""Counts and bytes as people write them: ``138_357_544``, ``15.47G``, ``10MiB``, and back."""

from __future__ import annotations

import re
from typing import NamedTuple

DECIMAL_UNITS = {"": 1, "K": 10**3, "k": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "T": 10**12}
BYTE_UNITS = {
    "": 1, "B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
    "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40,
}  # fmt: skip

_QUANTITY = r"([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))? ?([A-Za-z]*)"


class Quantity(NamedTuple):
    """A written figure, exactly: ``scaled / scale``, whose last digit stands for ``digit / scale``."""

    scaled: int
    scale: int
    digit: int
    text: str

    @property
    def value(self) -> float:
        """The figure as a number."""
        return self.scaled / self.scale

    def equals(self, count: int) -> bool:
        """Whether ``count``, rounded to the digits written, is this figure; exact when no unit was written."""
        return abs(count * self.scale - self.scaled) * 2 <= (self.digit if self.digit > self.scale else 0)

    def at_least(self, count: int) -> bool:
        """Whether the figure is ``count`` or more."""
        return self.scaled >= count * self.scale

    def at_most(self, count: int) -> bool:
        """Whether the figure is ``count`` or less."""
        return self.scaled <= count * self.scale


def read_quantity(text: str, units: dict[str, int]) -> Quantity | None:
    """The figure that ``text`` writes in one of ``units``; None when it writes none."""
    match = re.fullmatch(_QUANTITY, text.strip()) if len(text) <= 40 else None
    if not match or match[3] not in units:
        return None
    whole, fraction, unit = match[1].replace("_", ""), match[2] or "", units[match[3]]
    return Quantity(int(whole + fraction) * unit, 10 ** len(fraction), unit, text.strip())


def in_units(count: int) -> str:
    """A count in short, to four digits: ``15.47 G``, ``61.71 K``; small counts as they are."""
    for unit, name in ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "K")):
        if count >= unit:
            return f"{count / unit:.4g} {name}"
    return str(count)


def megabytes(count: int) -> str:
    """Bytes in MB of 10^6, to two decimals, as torchinfo writes them; few bytes in kB."""
    return f"{count / 10**6:,.2f} MB" if count >= 10**5 or not count else f"{count / 10**3:,.2f} kB"


class Bounds(NamedTuple):
    """What a count is asserted to be: one figure, or between two."""

    exactly: Quantity | None = None
    least: Quantity | None = None
    most: Quantity | None = None

    def hold(self, count: int) -> bool:
        """Whether ``count`` is as asserted."""
        return (
            (self.exactly is None or self.exactly.equals(count))
            and (self.least is None or self.least.at_most(count))
            and (self.most is None or self.most.at_least(count))
        )

    def __str__(self) -> str:
        ends = [f"at least {self.least.text}" if self.least else "", f"at most {self.most.text}" if self.most else ""]
        return self.exactly.text if self.exactly else " and ".join(end for end in ends if end)
