"""CC410: branches that look at different parts of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analyses.alignment import misaligned
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.words import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from cnncalc.analyses.alignment import Misaligned
    from cnncalc.rules.base import Design
    from cnncalc.walk import LayerRecord, Tensor


class MisalignedBranches(Rule):
    """The units that a join puts together are centred on different positions of the input."""

    code = "CC410"
    name = "misaligned-branches"
    summary = "branches that are joined look at different positions of the input"
    why = (
        "A join takes its operands to be maps of the same scene, unit by unit. An even kernel, padding on one side, a pool that "
        "rounds up or a crop of odd width moves a map by half a pixel or more of its own grid, which is many pixels of the image; "
        "a factor that is not whole makes two maps drift apart. Classification forgives it, and learns around it. Where the output "
        "is a map it costs accuracy at every edge. The centre of a unit's receptive field is the middle of what it may depend on; "
        "over a map that was enlarged it is the mean over the units that come from one."
    )
    bad = """\
input: 32x32x16
layers:
  - concat:
      pool:
        - maxpool: {kernel: 2, stride: 1, padding: {bottom: 1, right: 1}}
      conv:
        - conv: {filters: 16, kernel: 3, padding: 1}
"""
    good = """\
input: 32x32x16
layers:
  - concat:
      pool:
        - maxpool: {kernel: 3, stride: 1, padding: 1}
      conv:
        - conv: {filters: 16, kernel: 3, padding: 1}
"""

    def check(self, design: Design) -> Iterator[Finding]:
        for found in misaligned(design.layers, design.fields):
            near, far = found.worst.near, found.worst.far
            if near.step == far.step:
                label = f"unit 0 at {_shown(far.start)} and {_shown(near.start)}"
                help = "odd kernels, or the same padding and cropping at both ends"
            else:
                label, help = "", "one stride on all ways to a join"
            yield Finding(message(found), found.record, label=label, help=help)


def message(found: Misaligned) -> str:
    """What is not aligned, and by how much, in words."""
    axes, (near, far, gap) = enumerated(list(found.gaps)), found.worst
    pixels = f"{_shown(gap)} pixel{'' if gap == 1 else 's'}"
    one, other = (_called(line.tensor, found.record) for line in (near, far))
    if near.step == far.step:
        return f"the branches are not centred alike: on {axes} {other} looks {pixels} of the input further on than {one}"
    return (
        f"the branches move apart: on {axes} a step of {other} is {_shown(far.step)} pixels of the input and one of "
        f"{one} {_shown(near.step)}, {pixels} apart at the most"
    )


def _called(tensor: Tensor, record: LayerRecord) -> str:
    """A path, as far as it is not the join's own."""
    above = record.path.rpartition(".")[0]
    path = tensor.path
    return path.removeprefix(f"{above}.") if above else path


def _shown(number: Fraction) -> str:
    return f"{float(number):.4g}"
