"""What the layers of a walk ask of the letters: to be walked at all, to lose no rows, to leave nothing over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from cnncalc.core.join import Join
from cnncalc.core.size import Symbolic
from cnncalc.core.symbolic import PLAIN, PYTHON, written
from cnncalc.core.window import Window
from cnncalc.layers.families.sliding import Sliding
from cnncalc.rules.remainders import Remainder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.core.letters import Condition, Relation
    from cnncalc.core.shape import Shape
    from cnncalc.core.size import Size
    from cnncalc.walk import LayerRecord, Walk

Kind: TypeAlias = Literal["walks", "reads_all", "fits"]
"""How strict a rule is that a demand belongs to: the layer can go on; its windows read all of the real input, as CC401 asks; its
strides divide exactly, as CC402 asks. Each includes those before it."""

KINDS: tuple[Kind, ...] = ("walks", "reads_all", "fits")


class Demand(NamedTuple):
    """``size >= 0``, or ``size = 0``, and the layers that ask for it."""

    size: Size
    relation: Relation
    kind: Kind
    layers: tuple[LayerRecord, ...]
    condition: Condition | None = None
    """As the walk says it; None for a window's."""
    axis: int = 0
    """The axis of the window that asks."""

    @property
    def letters(self) -> frozenset[str]:
        """The letters that it speaks of: where it is never met, those of the size that the window sees."""
        size = self.size
        if self.condition is None and not isinstance(size, Symbolic):
            size = self.layers[0].inputs[0].shape.spatial[self.axis]
        return size.letter_names if isinstance(size, Symbolic) else frozenset()

    def holds(self, sizes: Mapping[str, int]) -> bool:
        """Whether it is met at these sizes."""
        value = self.size.at(sizes) if isinstance(self.size, Symbolic) else self.size
        return value >= 0 if self.relation == ">=" else value == 0

    @property
    def text(self) -> str:
        """It, for people."""
        return self._written(python=False)

    @property
    def python(self) -> str:
        """It, for Python."""
        return self._written(python=True)

    def _written(self, *, python: bool) -> str:
        notation = PYTHON if python else PLAIN
        if self.condition is not None:
            return self.condition.written(notation)
        relation = "==" if python and self.relation == "=" else self.relation
        return f"{written(self.size, notation)} {relation} 0"

    def reason(self, sizes: Mapping[str, int]) -> str:
        """Why it is not met at these sizes, with the numbers."""
        if not self.layers:
            return f"it needs {self.text}"
        record = self.layers[0]
        if self.condition is None:
            return _remainder(record, self.axis, sizes).formula
        told = _operands(record, sizes) if isinstance(record.operation, Join) else _window(record, sizes)
        return told or f"it needs {self.text}"


def demands(walk: Walk, kind: Kind) -> list[Demand]:
    """All that the layers ask for, in running order; what several ask for stands where the first of them does."""
    assert walk.letters is not None
    found: dict[object, Demand] = {}
    conditions: dict[int, list[Condition]] = {}
    for condition in walk.letters.conditions:
        conditions.setdefault(condition.layer, []).append(condition)
    for record in walk.layers:
        for condition in conditions.pop(record.index, ()):
            _add(found, Demand(condition.formula, condition.relation, "walks", (record,), condition))
        for one in _of_windows(record, kind):
            _add(found, one)
    for condition in (one for left in conditions.values() for one in left):
        _add(found, Demand(condition.formula, condition.relation, "walks", (), condition))
    return list(found.values())


def _add(found: dict[object, Demand], one: Demand) -> None:
    key = (one.size, one.relation, one.condition is None) if isinstance(one.size, Symbolic) else (one.layers, one.axis)
    known = found.get(key)
    found[key] = one if known is None else known._replace(layers=tuple(dict.fromkeys((*known.layers, *one.layers))))


def _of_windows(record: LayerRecord, kind: Kind) -> Iterable[Demand]:
    """That no real cell, or no cell at all, is left behind the last window; those that no size can break are left out."""
    operation = record.operation
    if kind == "walks" or not isinstance(operation, Sliding) or operation.rounding != "floor":
        return
    x = record.inputs[0].shape
    for axis, (window, size) in enumerate(zip(operation.windows(x), x.spatial, strict=True)):
        left_over = window.remainder(size)
        if kind == "fits":
            one = Demand(left_over, "=", kind, (record,), axis=axis)
        else:
            one = Demand(window.after - left_over, ">=", kind, (record,), axis=axis)
        if isinstance(one.size, Symbolic) or not one.holds({}):
            yield one


def _remainder(record: LayerRecord, axis: int, sizes: Mapping[str, int]) -> Remainder:
    """What the window leaves over at these sizes."""
    operation, x = record.operation, record.inputs[0].shape
    assert isinstance(operation, Sliding)
    kernel, stride, before, after, dilation, rounding = operation.windows(x)[axis]
    known = Window(_at(kernel, sizes), _at(stride, sizes), _at(before, sizes), _at(after, sizes), _at(dilation, sizes), rounding)
    return Remainder(record, operation, axis, known, _at(x.spatial[axis], sizes))


def _window(record: LayerRecord, sizes: Mapping[str, int]) -> str | None:
    """The window that does not fit, or whose stride does not; None where these letters do not tell, or it is neither."""
    if not isinstance(record.operation, Sliding):
        return None
    for axis, size in enumerate(record.inputs[0].shape.spatial):
        if not isinstance(size, Symbolic) or not size.letter_names <= sizes.keys():
            continue
        found = _remainder(record, axis, sizes)
        padded = found.window.padded(found.size)
        if 0 < padded < found.window.extent:
            return f"a kernel of {found.window.extent:,} does not fit into {padded:,}"
        if found.window.rounding == "exact" and found.left_over:
            return found.formula
    return None


def _operands(record: LayerRecord, sizes: Mapping[str, int]) -> str | None:
    """The sizes that do not meet; None where they cannot be told from these letters."""
    shapes: list[Shape] = record.input_shapes
    for axis, name in enumerate(shapes[0].axis_names):
        several = [shape.spatial[axis] for shape in shapes]
        if not all(size.letter_names <= sizes.keys() for size in several if isinstance(size, Symbolic)):
            continue
        known = [_at(size, sizes) for size in several]
        if len(set(known)) > 1:
            return f"`{record.op}` of maps whose {name} is {' and '.join(f'{size:,}' for size in dict.fromkeys(known))}"
    return None


def _at(size: Size, sizes: Mapping[str, int]) -> int:
    return size.at(sizes) if isinstance(size, Symbolic) else size
