"""CC410: branches that look at different parts of the image."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.join import Join
from cnncalc.rules.base import Finding, Rule
from cnncalc.rules.words import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analyses.receptive_field import AxisField
    from cnncalc.core.size import Size
    from cnncalc.rules.base import Design
    from cnncalc.walk import LayerRecord, Tensor


class Line(NamedTuple):
    """Where the units of one operand look along one axis: the centre of unit 0, and the way to the next."""

    tensor: Tensor
    start: Fraction
    step: Fraction

    def at(self, unit: Size) -> Fraction:
        return self.start + unit * self.step


class Gap(NamedTuple):
    """Two operands that look at different positions, and how far apart these are at most."""

    near: Line
    far: Line
    pixels: Fraction


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
        for record in design.layers:
            if isinstance(record.operation, Join):
                gaps = _gaps(record, design)
                if gaps:
                    yield _finding(record, gaps)


def _finding(record: LayerRecord, gaps: dict[str, Gap]) -> Finding:
    axes = enumerated(list(gaps))
    worst = max(gaps.values(), key=lambda gap: gap.pixels)
    pixels = f"{_shown(worst.pixels)} pixel{'' if worst.pixels == 1 else 's'}"
    near, far = (_called(line.tensor, record) for line in (worst.near, worst.far))
    if worst.near.step == worst.far.step:
        return Finding(
            f"the branches are not centred alike: on {axes} {far} looks {pixels} of the input further on than {near}",
            record,
            label=f"unit 0 at {_shown(worst.far.start)} and {_shown(worst.near.start)}",
            help="odd kernels, or the same padding and cropping at both ends",
        )
    return Finding(
        f"the branches move apart: on {axes} a step of {far} is {_shown(worst.far.step)} pixels of the input and one of "
        f"{near} {_shown(worst.near.step)}, {pixels} apart at the most",
        record,
        help="one stride on all ways to a join",
    )


def _called(tensor: Tensor, record: LayerRecord) -> str:
    """A path, as far as it is not the join's own."""
    above = record.path.rpartition(".")[0]
    path = tensor.path
    return path.removeprefix(f"{above}.") if above else path


def _shown(number: Fraction) -> str:
    return f"{float(number):.4g}"


def _gaps(record: LayerRecord, design: Design) -> dict[str, Gap]:
    """The largest gap on every axis where there is one. Operands that count for all places, or see everything, stand nowhere."""
    fields = [
        (tensor, field)
        for tensor in dict.fromkeys(record.inputs)
        if (field := design.fields[tensor]) is not None and not field.is_everything and tensor.shape.spatial == record.shape.spatial
    ]
    gaps = {}
    for axis, (name, size) in enumerate(zip(record.shape.axis_names, record.shape.spatial, strict=True)):
        known = [(tensor, field.axes[axis]) for tensor, field in fields if axis < len(field.axes)]
        lines = [line for tensor, one in known if one is not None and (line := _line(tensor, one)) is not None]
        gap = _largest(lines, size)
        if gap is not None and gap.pixels:
            gaps[name] = gap
    return gaps


def _line(tensor: Tensor, field: AxisField) -> Line | None:
    """The centres, evened out over the phases of an enlarged map; None where a phase depends on nothing."""
    step = Fraction(field.shift, field.period)
    centres = [
        Fraction(first + last, 2) - unit * step
        for unit, (first, last) in enumerate(zip(field.first, field.last, strict=True))
        if first is not None and last is not None
    ]
    return Line(tensor, sum(centres, Fraction()) / len(centres), step) if len(centres) == field.period else None


def _largest(lines: list[Line], size: Size) -> Gap | None:
    """The two that are farthest apart, at the first unit or the last."""
    gaps = [_gap_at(unit, lines) for unit in (0, size - 1)] if lines else []
    return max(gaps, key=lambda gap: gap.pixels, default=None)


def _gap_at(unit: Size, lines: list[Line]) -> Gap:
    near, far = min(lines, key=lambda line: line.at(unit)), max(lines, key=lambda line: line.at(unit))
    return Gap(near, far, far.at(unit) - near.at(unit))
