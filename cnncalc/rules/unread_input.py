"""CC401: rows or columns of a map that no output reads, because the stride does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.remainders import help_of, remainders, repairs, unread_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design


class UnreadInput(Rule):
    """The remainder of (W - K + 2P)/S is larger than the padding at that end."""

    code = "CC401"
    name = "unread-input"
    summary = "the stride does not fit: by flooring, rows or columns of the input are read by no output"
    why = (
        "O = (W - K + 2P)/S + 1 is not whole here, and the fraction is dropped. What lies behind the last window is then read by "
        "no output: the layer ignores the bottom rows and the right columns of its input, at no place of the code a word about it. "
        "Often harmless (a 1x1 convolution with stride 2 skips every other row anyway, as the shortcuts of ResNet do), in "
        "segmentation and in alignment of branches it is not."
    )
    bad = """\
input: 7x7x1
layers:
  - conv: {filters: 1, kernel: 3, stride: 3}
"""
    good = """\
input: 7x7x1
layers:
  - conv: {filters: 1, kernel: 3, stride: 3, padding: 1}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        reported = set()
        for found in remainders(design):
            if not found.unread or found.record in reported:
                continue
            reported.add(found.record)
            pixels = unread_pixels(found, design)
            traced = f", {pixels} of the network's input" if pixels else ""
            proposed = repairs(found, design, allowed=None)
            yield Finding(
                f"stride {found.window.stride} does not fit: {found.formula}; {found.unread_cells}{traced}",
                found.record,
                "stride",
                label=f"the layer sees {found.record.inputs[0].shape}",
                repairs=proposed,
                help=help_of(found, proposed),
            )
