"""The figures that ``expect`` may assert, and how each is written."""

from __future__ import annotations

from typing import Any

from cnncalc.core.fields import EXTENTS, SHAPE, FieldType, JsonSchema, Raw, json_object, one_of, text
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.units import BYTE_UNITS, DECIMAL_UNITS, Bounds, read_quantity
from cnncalc.source import did_you_mean, printable


class Figure(FieldType[Bounds]):
    """A count: exact (``138_357_544``), rounded to the digits written (``15.47G``), or ``{min: …, max: …}``."""

    keys = ("min", "max")

    def __init__(self, units: dict[str, int], example: str) -> None:
        self.units = units
        self.example = example
        self.expects = f"a figure as in `{example}`, or `{{min: …, max: …}}`"

    def read(self, raw: Raw) -> Bounds:
        if not isinstance(raw, dict):
            return Bounds(exactly=self._quantity(raw))
        for key in raw:
            if key not in self.keys:
                raise Problem("CC105", f"a budget has no `{printable(key)}`", did_you_mean(key, self.keys, "it has")).inside(key)
        if not raw:
            raise self.refuse(raw)
        return Bounds(**{{"min": "least", "max": "most"}[key]: self._quantity(value, key) for key, value in raw.items()})

    def _quantity(self, raw: Any, key: str | None = None) -> Any:
        number = isinstance(raw, (int, float)) and not isinstance(raw, bool)
        quantity = read_quantity(f"{raw:.0f}" if number else raw, self.units) if number or isinstance(raw, str) else None
        if quantity is None:
            units = ", ".join(f"`{unit}`" for unit in self.units if unit)
            problem = self.refuse(raw, f"as in `{self.example}`; units are {units}")
            raise problem.inside(key) if key else problem
        return quantity

    def json_schema(self) -> JsonSchema:
        spelled = text(rf" *[0-9]+(_[0-9]+)*(\.[0-9]+)? ?({'|'.join(self.units)}) *")
        quantity = one_of({"type": "number", "minimum": 0}, spelled)
        return one_of(quantity, json_object(dict.fromkeys(self.keys, quantity), minProperties=1))


class Heads(FieldType[dict[str, Shape]]):
    """The output shape of each head."""

    expects = "the shape of each head by name"
    example = "{aux1: 1000}"

    def read(self, raw: Raw) -> dict[str, Shape]:
        if not isinstance(raw, dict):
            raise self.refuse(raw)
        shapes = {}
        for name, shape in raw.items():
            try:
                shapes[name] = SHAPE.read(shape)
            except Problem as problem:
                raise problem.inside(name) from None
        return shapes

    def json_schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": SHAPE.json_schema()}


class ReceptiveField(FieldType["Bounds | int | tuple[int, ...]"]):
    """The receptive field's size: ``212``, one an axis, or ``{min: 224}``."""

    expects = "a size as in `212` or `212x212`, or `{min: 224}`"
    example = "212"
    keys = ("min", "max")

    def read(self, raw: Raw) -> Bounds | int | tuple[int, ...]:
        return COUNT_FIGURE.read(raw) if isinstance(raw, dict) else EXTENTS.read(raw)

    def json_schema(self) -> JsonSchema:
        budget = next(part for part in COUNT_FIGURE.json_schema()["anyOf"] if part["type"] == "object")
        return one_of(EXTENTS.json_schema(), budget)


COUNT_FIGURE = Figure(DECIMAL_UNITS, "138_357_544")
BYTES_FIGURE = Figure(BYTE_UNITS, "528MiB")

FIGURES: dict[str, FieldType[Any]] = {
    "output": SHAPE,
    "heads": Heads(),
    "params": COUNT_FIGURE,
    "trainable_params": COUNT_FIGURE,
    "macs": COUNT_FIGURE,
    "flops": COUNT_FIGURE,
    "memory": BYTES_FIGURE,
    "receptive_field": ReceptiveField(),
}
"""Every figure of a network that can be asserted."""

LAYER_FIGURES = ("output", "params", "trainable_params", "macs", "flops", "receptive_field")
"""Those that a single layer has, or a block with all that is in it."""
