"""The layers of a question, built and walked. Where nothing that is asked depends on a number, another stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.analyses.receptive_field import receptive_fields
from cnncalc.core.shape import Shape
from cnncalc.textbook.layer import Row, build
from cnncalc.textbook.wording.draft import COUNTED, SLIDING, Contradiction

if TYPE_CHECKING:
    from cnncalc.analyses.receptive_field import Fields
    from cnncalc.textbook.wording.draft import Draft, Question
    from cnncalc.walk import LayerRecord, Walk

SIZE_STAND_IN = 4096
"""For an input whose size nothing that is asked depends on: large enough for any window to fit."""


class Walked(NamedTuple):
    """The layers with their sizes."""

    walk: Walk
    records: tuple[LayerRecord, ...]
    fields: Fields
    knows_size: bool
    """Whether the input's height and width are known."""
    knows_input: bool
    """Whether its channels are."""
    knows_channels: tuple[bool, ...]
    """For each layer, whether the channels that it puts out are known; else its height and width alone are."""

    def knows(self, record: LayerRecord) -> bool:
        """Whether every figure of a layer is known, and none is of a number that stands in."""
        return self.knows_size and self.knows_input and all(self.knows_channels[: record.index + 1])


def walk(question: Question) -> Walked:
    """Build the layers and send the input through; feature maps are flattened before a fully connected layer.

    Raises:
        Problem: a layer cannot be, or does not fit.
        Contradiction: it is not as deep as the text says.
    """
    volume = question.input
    channels = volume.channels if volume.channels is not None else 1
    spatial = volume.spatial if volume.spatial is not None else (SIZE_STAND_IN, SIZE_STAND_IN)
    x = Shape.of(channels, spatial)
    if min(x) < 1:
        raise Contradiction(f"the input {x} has a size below 1", "every size is at least 1")
    row = Row(x)
    is_known = volume.channels is not None
    records: list[LayerRecord] = []
    known: list[bool] = []
    for draft in question.layers:
        if draft.kind == "linear" and row.end.shape.axes:
            records.append(row.put(build("flatten", {})))
            known.append(is_known)
        if is_known:
            _check_depth(draft, row.end.shape)
        records.append(row.put(build(draft.kind, _values(draft))))
        is_known = draft.count is not None if draft.kind in COUNTED else is_known or draft.kind == "linear"
        known.append(is_known)
    walk = row.walker.walk(row.end)
    return Walked(
        walk, tuple(records), receptive_fields(walk), volume.spatial is not None, volume.channels is not None, tuple(known)
    )


def _values(draft: Draft) -> dict[str, Any]:
    """The parameters of a layer, for its fields to read."""
    values: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in draft.settings.items()}
    if draft.kind == "linear":
        values["features"] = draft.count
    if draft.kind == "dropout":
        values["rate"] = 0.5
    if draft.kernel is not None and draft.kind in SLIDING:
        values["kernel"] = draft.kernel[0] if len(set(draft.kernel)) == 1 else list(draft.kernel)
    if draft.kind in COUNTED:
        values["filters"] = draft.count if draft.count is not None else 1
    return values


def _check_depth(draft: Draft, x: Shape) -> None:
    """Compare how deep the filters are said to be, and what code tells a layer to expect, with what comes in.

    Raises:
        Contradiction: they differ.
    """
    comes = x.elements if draft.kind == "linear" else x.channels
    if draft.expects not in (None, comes):
        what = "numbers" if draft.kind == "linear" else "channels"
        raise Contradiction(f"the layer is told to expect {draft.expects} {what}, and {x} has {comes}", f"write {comes}")
    groups = draft.settings.get("groups", 1)
    seen = comes // groups if isinstance(groups, int) and groups > 0 else comes
    if draft.depth not in (None, seen) and draft.kind != "depthwise_conv":
        assert draft.depth is not None
        help = f"a filter is as deep as its input: write {seen}"
        if draft.depth and comes % draft.depth == 0:
            help += f", or say that there are {comes // draft.depth} groups"
        raise Contradiction(f"the filters are said to be {draft.depth} deep, and {x} has {comes} channels", help)
