"""CC402: the textbook's "does not fit", where only padding is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.remainders import help_of, remainders, repairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.rules.base import Design


class UnreadPadding(Rule):
    """The remainder of (W - K + 2P)/S is not 0, but no larger than the padding at that end."""

    code = "CC402"
    name = "unread-padding"
    summary = "the stride does not fit, but only padding is left over"
    why = (
        "O = (W - K + 2P)/S + 1 is not whole. What lies behind the last window is padding alone, so nothing is lost: frameworks "
        "floor and go on, textbooks call it invalid. The output is then not centred on the input. Under `rounding: exact` it is an "
        "error. torchvision's ResNet-50 has five such windows at 224."
    )
    bad = """\
input: 224x224x3
layers:
  - conv: {filters: 64, kernel: 7, stride: 2, padding: 3}
"""
    good = """\
input: 225x225x3
layers:
  - conv: {filters: 64, kernel: 7, stride: 2, padding: 3}
"""
    is_default = False

    def check(self, design: Design) -> Iterator[Finding]:
        reported = set()
        for found in remainders(design):
            if found.unread or found.record in reported:
                continue
            reported.add(found.record)
            proposed = repairs(found, design, allowed=0)
            yield Finding(
                f"stride {found.window.stride} does not fit: {found.formula} is not whole; only padding is left over",
                found.record,
                "stride",
                label=f"the layer sees {found.record.inputs[0].shape}",
                repairs=proposed,
                help=help_of(found, proposed),
            )
