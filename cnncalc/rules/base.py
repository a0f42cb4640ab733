"""What every design rule declares, and how it looks at a network."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from cnncalc.analyses.graph import Graph
from cnncalc.analyses.receptive_field import receptive_fields
from cnncalc.layers.families.weighted import Weighted
from cnncalc.source import Change, Diagnostic, Repair

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cnncalc.analyses.receptive_field import Fields
    from cnncalc.source import Span
    from cnncalc.walk import LayerRecord, Place, Walk, Written


class Design:
    """A complete walk, with what several rules ask of it worked out once."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    @property
    def layers(self) -> list[LayerRecord]:
        return self.walk.layers

    @cached_property
    def graph(self) -> Graph:
        """Who reads what."""
        return Graph(self.walk)

    @cached_property
    def fields(self) -> Fields:
        """The receptive field of every tensor."""
        return receptive_fields(self.walk)

    def owner(self, record: LayerRecord) -> LayerRecord | None:
        """The layer that asks for this one by its ``batchnorm`` or ``activation``; None for a layer of its own."""
        return self._weighted.get(record.place.parent) if record.place.parent is not None else None

    def copies(self, record: LayerRecord) -> list[LayerRecord]:
        """Every layer that stands at the same place of the file: the passes of a repeat, the calls of a block."""
        return self._written[record.written] if record.written is not None else [record]

    def users(self, record: LayerRecord) -> list[LayerRecord]:
        """Every layer that uses the weights of this one."""
        return self._users[record.shares or record]

    @cached_property
    def _weighted(self) -> dict[Place, LayerRecord]:
        return {record.place: record for record in self.layers if isinstance(record.operation, Weighted)}

    @cached_property
    def _users(self) -> dict[LayerRecord, list[LayerRecord]]:
        users: dict[LayerRecord, list[LayerRecord]] = {}
        for record in self.layers:
            users.setdefault(record.shares or record, []).append(record)
        return users

    @cached_property
    def _written(self) -> dict[Written, list[LayerRecord]]:
        written: dict[Written, list[LayerRecord]] = {}
        for record in self.layers:
            if record.written is not None:
                written.setdefault(record.written, []).append(record)
        return written


class Finding(NamedTuple):
    """What a rule has to say of one layer, or of one place in the file."""

    message: str
    record: LayerRecord | None = None
    field: str | None = None
    """The parameter that it is about: the caret stands there if it is written."""
    span: Span | None = None
    """Where it stands, when it is about no layer."""
    label: str = ""
    repairs: tuple[Repair, ...] = ()
    help: str = ""
    """What to do where no repair can be written down."""


class Rule:
    """A property that a design should have. The class says everything about it: ``cnncalc explain`` prints it."""

    code: ClassVar[str]
    name: ClassVar[str]
    """In a word or three, as in ``unread-input``."""
    summary: ClassVar[str]
    """One line: what is found."""
    why: ClassVar[str]
    """Why it matters, and when it does not; with the source where somebody has shown it."""
    bad: ClassVar[str]
    """A file that has the fault; the rule's first test."""
    good: ClassVar[str]
    """The same file repaired; the rule's second test."""
    is_default: ClassVar[bool] = True
    """Whether it runs unless selected."""

    def check(self, design: Design) -> Iterable[Finding]:
        """Everything that is found in a network."""
        raise NotImplementedError


def diagnose(rule: Rule, design: Design) -> Iterator[Diagnostic]:
    """The findings of a rule as they are shown: one a place of the file, however often a block there is called."""
    by_place: dict[object, tuple[Diagnostic, int]] = {}
    for finding in rule.check(design):
        found = _diagnostic(rule, finding)
        key = found.span or found.layer
        first, times = by_place.get(key, (found, 0))
        by_place[key] = (first, times + 1)
    for found, times in by_place.values():
        more = "" if times == 1 else f" (and {times - 1} more {'call' if times == 2 else 'calls'} of the same)"
        yield found._replace(message=found.message + more)


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    record, span = finding.record, finding.span
    if record is not None and record.written is not None:
        span = (record.written.field_span(finding.field) if finding.field else None) or record.written.word_span
    help = finding.help or " or ".join(repair.text for repair in finding.repairs[:3])
    return Diagnostic(
        rule.code,
        finding.message,
        span,
        "warning",
        label=finding.label,
        help=help,
        layer=record.path if record is not None else None,
        trail=record.place.trail if record is not None else (),
        repairs=finding.repairs,
    )


def set_field(record: LayerRecord, field: str, value: object, *, is_certain: bool = False) -> Repair | None:
    """The repair that gives a layer's parameter another value; None where the file computes it."""
    written = record.written
    if written is None or not written.is_literal(field):
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Repair(f"`{field}: {text}`", (Change("set", written, field, text),), is_certain)


def remove_layer(
    design: Design, record: LayerRecord, superfluous: Collection[LayerRecord], *, is_certain: bool = False
) -> Repair | None:
    """The repair that takes a layer out of the file.

    None where it is the shorthand of another, where its name may be asked for, and where the place stands for other passes or
    calls too that are not ``superfluous``. The first of those has the repair for all.
    """
    is_named = record.place.name != record.op
    if record.written is None or is_named or design.owner(record) is not None:
        return None
    copies = design.copies(record)
    if record is not copies[0] or not all(copy in superfluous for copy in copies):
        return None
    return Repair(f"remove the `{record.op}`", (Change("remove", record.written),), is_certain)
