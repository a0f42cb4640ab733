"""A network on a page: its stages, how the size shrinks and the receptive field grows, where the parameters and the MACs are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.analyses.alignment import Misaligned, misaligned, placed_operands
from cnncalc.analyses.totals import Counts, counts
from cnncalc.report import CONVENTION, fraction, receptive_field, rows
from cnncalc.rules.misaligned_branches import message
from cnncalc.rules.words import counted, percent
from cnncalc.textbook import spelling
from cnncalc.textbook.step import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.api import Walk
    from cnncalc.core.shape import Shape
    from cnncalc.report import Row
    from cnncalc.walk import LayerRecord

LARGEST = 3
"""So many layers are named as those that hold most."""

DEEPEST = 4
"""Names of a path that are looked at for stages, no more."""


class Stage(NamedTuple):
    """Neighbouring parts of a network that put out maps of one size."""

    rows: tuple[Row, ...]

    @property
    def records(self) -> list[LayerRecord]:
        return [record for row in self.rows for record in row.records]

    @property
    def end(self) -> LayerRecord:
        """The layer whose output goes on."""
        return self.rows[-1].records[-1]

    @property
    def name(self) -> str:
        """From its first part to its last."""
        first, last = self.rows[0], self.rows[-1]
        times = f" x{first.times}" if first.times > 1 else ""
        return f"{first.path}{times}" if first is last else f"{first.path} to {last.path}"

    @property
    def sums(self) -> Counts:
        return counts(self.records)


def stages(walk: Walk) -> list[Stage]:
    """The stages, seen from the outermost names at which there is more than one."""
    found: list[Stage] = []
    for depth in range(1, DEEPEST + 1):
        found = _stages(rows(walk, depth))
        if len(found) > 1:
            break
    return found


def _stages(parts: Sequence[Row]) -> list[Stage]:
    groups: list[list[Row]] = []
    for row in parts:
        size = row.records[-1].shape.spatial
        if groups and groups[-1][-1].records[-1].shape.spatial == size:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Stage(tuple(group)) for group in groups]


def parts(walk: Walk, records: Sequence[LayerRecord], depth: int) -> list[Stage]:
    """What lies in a part of a network, seen from ``depth`` names of a path."""
    wanted = set(records)
    return [Stage((row,)) for row in rows(walk, depth) if row.records[0] in wanted]


def answer(shape: Shape | None, sums: Counts) -> str:
    """A network, or a part of one, in a line: ``1000, 138,357,544 parameters, 15,470,264,320 MACs``."""
    return ", ".join(filter(None, [str(shape or ""), counted(sums.params, "parameter"), f"{sums.macs:,} MACs"]))


def table(walk: Walk, found: Sequence[Stage]) -> list[str]:
    """The stages as aligned columns; no number is cut."""
    total = counts(walk.layers)
    lines = [["stage", "output", "layers", "params", "", "MACs", "", "sees"]]
    lines += [_cells(walk, stage, total) for stage in found]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    texts = []
    for line in lines:
        cells = (
            cell.ljust(width) if column in (0, 1, 7) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        texts.append("  ".join(cells).rstrip())
    return [texts[0], "-" * max(map(len, texts)), *texts[1:]]


def _cells(walk: Walk, stage: Stage, total: Counts) -> list[str]:
    sums = stage.sums
    figures = [
        cell
        for part, whole in ((sums.params, total.params), (sums.macs, total.macs))
        for cell in (f"{part:,}", percent(part, whole) if part else "")
    ]
    return [stage.name, str(stage.end.shape), str(sums.layers), *figures, _seen(walk, stage.end)]


def _seen(walk: Walk, record: LayerRecord) -> str:
    """The size of the receptive field."""
    field = walk.fields[record]
    if field is not None and field.is_everything:
        return "everything"
    shown = receptive_field(field)
    return spelling.times(shown["size"]) if shown and shown["size"] else "unknown" if field is None or field.axes else ""


def steps(walk: Walk, found: Sequence[Stage]) -> list[Step]:
    """What the table comes to, in words."""
    sections = {
        "size": _shrinking(walk, found),
        "parameters": where(walk.layers, "params", "parameters"),
        "MACs": where(walk.layers, "macs", "MACs"),
        "receptive field": _growing(walk, found),
        "branches": _branches(walk),
        "convention": iter([f"{CONVENTION}; batch {walk.batch}; shapes are height x width x channels"]),
    }
    told = (Step(heading, tuple(lines)) for heading, lines in sections.items())
    return [step for step in told if step.lines]


def _shrinking(walk: Walk, found: Sequence[Stage]) -> Iterator[str]:
    """The sizes from stage to stage, and who changes them."""
    size, told = walk.input.shape.spatial, [spelling.times(walk.input.shape.spatial)]
    for stage in found:
        if stage.end.shape.spatial and stage.end.shape.spatial != size:
            size = stage.end.shape.spatial
            told.append(f"{spelling.times(size)} ({stage.rows[0].path})")
    if len(told) > 1:
        yield " -> ".join(told)


def _growing(walk: Walk, found: Sequence[Stage]) -> Iterator[str]:
    """What the end of each stage sees, until one sees everything."""
    told: list[str] = []
    for stage in found:
        field = walk.fields[stage.end]
        if stage.end.shape.spatial:
            told.append(f"{_seen(walk, stage.end)} ({stage.rows[-1].path})")
        if field is not None and field.is_everything:
            break
    if told:
        yield " -> ".join(told)
    whole = receptive_field(walk.receptive_field)
    if whole is not None and whole["size"]:
        seen, of = spelling.times(whole["size"]), spelling.times(walk.input.shape.spatial)
        yield f"before anything sees everything: {seen} of the {of} input, stride {spelling.times(whole['stride'])}"


def _branches(walk: Walk) -> Iterator[str]:
    """The joins whose branches are not aligned, and where each branch looks."""
    found = list(misaligned(walk.layers, walk.fields))
    for one in found[:LARGEST]:
        yield f"{one.record.path}: {message(one)}"
        for tensor, field in placed_operands(one.record, walk.fields).items():
            shown = receptive_field(field)
            if shown is not None:
                yield f"  {tensor.path}: {spelling.field(shown)}"
    if len(found) > LARGEST:
        yield f"and at {counted(len(found) - LARGEST, 'more join')}: `cnncalc check --select CC410` shows them all"


def where(records: Sequence[LayerRecord], figure: str, what: str) -> Iterator[str]:
    """The operations and the layers that most of a figure lies in."""
    total = sum(getattr(record, figure) for record in records)
    if not total:
        return
    by_operation: dict[str, int] = {}
    for record in records:
        by_operation[record.op] = by_operation.get(record.op, 0) + getattr(record, figure)
    ranked = sorted((item for item in by_operation.items() if item[1]), key=lambda item: -item[1])
    told = [f"{op} {count:,} ({percent(count, total)})" for op, count in ranked[: 2 * LARGEST]]
    yield f"{total:,} {what}: {', '.join(told)}"
    holding = [(getattr(record, figure), record.path) for record in records if getattr(record, figure)]
    if len(holding) > 1:
        most = [f"{path} {count:,} ({percent(count, total)})" for count, path in sorted(holding, key=lambda one: -one[0])[:LARGEST]]
        yield f"most in {', '.join(most)}"


def to_list(walk: Walk, found: Sequence[Stage]) -> list[dict[str, Any]]:
    """The stages as JSON."""
    return [
        {
            "first": stage.rows[0].records[0].path,
            "last": stage.end.path,
            "output_shape": list(stage.end.shape),
            "layers": stage.sums.layers,
            "params": stage.sums.params,
            "macs": stage.sums.macs,
            "receptive_field": receptive_field(walk.fields[stage.end]),
        }
        for stage in found
    ]


def misaligned_to_list(walk: Walk) -> list[dict[str, Any]]:
    """The joins whose branches are not aligned, as JSON."""
    return [_misaligned(walk, found) for found in misaligned(walk.layers, walk.fields)]


def _misaligned(walk: Walk, found: Misaligned) -> dict[str, Any]:
    branches = placed_operands(found.record, walk.fields)
    return {
        "layer": found.record.path,
        "gaps": [
            {
                "axis": axis,
                "pixels": fraction(*gap.pixels.as_integer_ratio()),
                "near": gap.near.tensor.path,
                "far": gap.far.tensor.path,
            }
            for axis, gap in found.gaps.items()
        ],
        "branches": [{"path": tensor.path, "receptive_field": receptive_field(field)} for tensor, field in branches.items()],
    }
