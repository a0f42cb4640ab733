"""The parameters of a layer: what a field holds, how it is read from a file's text, and what it is when nothing is said.

A value arrives as text, as a number or truth value from an expression, or as a list or mapping of these. A field's type turns it
into what the layer computes with, or raises a :class:`Problem` that says what is allowed. The same declarations serve the
reader, the documentation and the completion of editors.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast, overload

from cnncalc.core.problem import Problem
from cnncalc.core.scalars import DECIMAL, FALSE, INTEGER, NATURAL, TRUE, as_decimal, as_integer, shown
from cnncalc.core.shape import AXIS_NAMES, Shape
from cnncalc.core.size import GIVE_A_NUMBER, LARGEST, Rounding, Size, Symbolic, at_least, exceeds
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.core.operation import Operation

Raw: TypeAlias = "str | int | float | bool | Symbolic | list[Any] | dict[str, Any] | None"
"""A value before its field has read it; text still as it was written."""

JsonSchema: TypeAlias = "dict[str, Any]"
"""A schema as the dictionary that JSON writes; one with alternatives holds them under ``anyOf`` and nothing beside."""

Extent: TypeAlias = "Size | tuple[Size, ...]"
"""One number for all spatial axes, or one an axis."""

T_co = TypeVar("T_co", covariant=True)

REQUIRED: Any = type("Required", (), {"__repr__": lambda self: "required"})()
"""The default of a field that must be given."""


class FieldType(Generic[T_co]):
    """How one sort of value is read. ``expects`` completes the sentence "… takes …"."""

    expects: str
    example: str
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """The keys of a mapping that spells such a value."""

    def read(self, raw: Raw) -> T_co:
        """The value, or a :class:`Problem` (CC107) that says what is allowed."""
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        """The JSON Schema of what ``read`` takes, expressions aside, for editors.

        They have read the YAML before: what spells a number is one unless it is quoted, or has ``_`` in it. How large a quoted
        number is, and whether the parts of a value go together, is left to ``read``.
        """
        raise NotImplementedError

    def refuse(self, raw: Raw, help: str = "") -> Problem:
        """The problem of a value that is not of this sort; CC340 where it is a formula, and a number is needed."""
        if isinstance(raw, Symbolic):
            return Problem("CC340", f"expected {self.expects}, and {raw} is not known", GIVE_A_NUMBER)
        return Problem("CC107", f"expected {self.expects}, found {shown(raw)}", help)


class Field(Generic[T_co]):
    """One parameter of a layer kind, declared in its class body; on a layer the attribute is the value.

    ``main`` marks the parameter that a scalar or a list stands for, as in ``maxpool: 2``.
    """

    name: str

    def __init__(self, type: FieldType[T_co], doc: str, *, default: Any = REQUIRED, main: bool = False, example: str = "") -> None:
        self.type = type
        self.doc = doc
        self.default = default
        self.main = main
        self.example = example or type.example
        """A value that a help shows."""

    @property
    def required(self) -> bool:
        """Whether a layer must give it."""
        return self.default is REQUIRED

    def __set_name__(self, owner: type[Operation], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, layer: None, owner: type[Operation]) -> Field[T_co]: ...
    @overload
    def __get__(self, layer: Operation, owner: type[Operation]) -> T_co: ...
    def __get__(self, layer: Operation | None, owner: type[Operation]) -> Any:
        # A layer holds its values in its own dictionary, which Python asks first: this runs for the class alone.
        return self


class WholeNumber(FieldType[Size]):
    """A whole number of at least ``least``."""

    def __init__(self, least: int) -> None:
        self.least = least
        self.expects = f"a whole number of at least {least}"
        self.example = "64" if least == 1 else str(least)

    def read(self, raw: Raw) -> Size:
        if isinstance(raw, Symbolic):
            if at_least(raw, self.least):
                return raw
            raise Problem("CC107", f"expected {self.expects}, found `{raw}`")
        number = as_integer(raw)
        if number is None:
            raise self.refuse(raw, "" if not isinstance(raw, list) else "one number, not a list")
        if number < self.least:
            raise self.refuse(raw)
        return number

    def json_schema(self) -> JsonSchema:
        digits = rf"\+?{NATURAL}" if self.least else rf"(\+?{INTEGER}|-0)"
        spelled = text(rf"{digits}(\.0*)?([eE]\+?[0-9]{{1,3}})?")
        return one_of({"type": "integer", "minimum": self.least, "maximum": LARGEST}, spelled)


class Number(FieldType[float]):
    """A decimal number; ``above`` and ``below`` are bounds that it may not reach, ``least`` is one that it may."""

    def __init__(self, expects: str, *, above: float = -math.inf, least: float = -math.inf, below: float = math.inf) -> None:
        self.expects = expects
        self.example = "0.5"
        self.above = above
        self.least = least
        self.below = below

    def read(self, raw: Raw) -> float:
        number = as_decimal(raw)
        if number is None or not (self.above < number < self.below and number >= self.least):
            raise self.refuse(raw)
        return number

    def json_schema(self) -> JsonSchema:
        bounds = {"exclusiveMinimum": self.above, "minimum": self.least, "exclusiveMaximum": self.below}
        finite = {name: bound for name, bound in bounds.items() if math.isfinite(bound)}
        return one_of({"type": "number", **finite}, text(("[+-]?" if max(self.above, self.least) < 0 else r"\+?") + DECIMAL))


class Flag(FieldType[bool]):
    """True or false."""

    expects = "`true` or `false`"
    example = "true"
    words = (TRUE, FALSE)

    def read(self, raw: Raw) -> bool:
        if isinstance(raw, bool):
            return raw
        if raw in (TRUE, FALSE):
            return raw == TRUE
        slip = {"yes": TRUE, "on": TRUE, "1": TRUE, "no": FALSE, "off": FALSE, "0": FALSE}.get(str(raw).lower(), str(raw).lower())
        raise self.refuse(raw, f"use `{slip}`" if slip in (TRUE, FALSE) else "")

    def json_schema(self) -> JsonSchema:
        return one_of({"type": "boolean"}, text(f"{TRUE}|{FALSE}"))


class Choice(FieldType[str]):
    """One word of a few."""

    def __init__(self, *words: str, what: str = "") -> None:
        self.words = words
        self.expects = what or "one of " + ", ".join(f"`{word}`" for word in words)
        self.example = words[0]

    def read(self, raw: Raw) -> str:
        if isinstance(raw, str) and raw in self.words:
            return raw
        raise self.refuse(raw, did_you_mean(printable(str(raw)), self.words, "known") if isinstance(raw, str) else "")

    def json_schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


class Extents(FieldType["Size | tuple[Size, ...]"]):
    """One whole number for every axis, or one an axis: ``3``, ``3x5``, ``[3, 5]``."""

    def __init__(self, least: int) -> None:
        self.number = WholeNumber(least)
        self.expects = f"a whole number of at least {least}, or one an axis as in `3x5` or `[3, 5]` (height, width)"
        self.example = "3"

    def read(self, raw: Raw) -> Extent:
        if isinstance(raw, str) and "x" in raw:
            return self._pair(raw)
        if isinstance(raw, list):
            if not 1 <= len(raw) <= 3:
                raise self.refuse(raw, "one entry for each spatial axis")
            return tuple(self._entry(index, item) for index, item in enumerate(raw))
        if isinstance(raw, Symbolic):
            return self.number.read(raw)
        number = as_integer(raw)
        if number is None or number < self.number.least:
            raise self.refuse(raw)
        return number

    def _entry(self, index: int, raw: Raw) -> Size:
        try:
            return self.number.read(raw)
        except Problem as problem:
            raise problem.inside(index) from None

    def _pair(self, raw: str) -> Extent:
        parts = [part.strip() for part in raw.split("x")]
        if not (2 <= len(parts) <= 3 and all(part.replace("_", "").isdigit() for part in parts)):
            raise self.refuse(raw)
        if parts[0] == "0":
            raise self.refuse(raw, f"`0x…` reads as a hexadecimal number elsewhere: write `[{', '.join(parts)}]`")
        return tuple(self.number.read(part) for part in parts)

    def json_schema(self) -> JsonSchema:
        pair = rf" *{NATURAL}( *x *{NATURAL if self.number.least else INTEGER}){{1,2}} *"
        several = {"type": "array", "items": self.number.json_schema(), "minItems": 1, "maxItems": 3}
        return one_of(self.number.json_schema(), text(pair), several)


SIDES: dict[int, tuple[tuple[str, str], ...]] = {
    0: (),
    1: (("left", "right"),),
    2: (("top", "bottom"), ("left", "right")),
    3: (("front", "back"), ("top", "bottom"), ("left", "right")),
}
"""The two ends of each spatial axis, by how many axes there are."""

ALL_SIDES = tuple(side for pair in SIDES[3] for side in pair)

Padding: TypeAlias = "Size | str | tuple[Size, ...] | dict[str, Size]"
"""The same on both ends of every axis, a word that asks for the kernel, one number an axis, or each side by name."""


class PaddingType(FieldType[Padding]):
    """Padding or a margin: a number, a pair, each side by name, or a word where a kernel gives it a meaning."""

    keys = ALL_SIDES

    def __init__(self, *words: str) -> None:
        self.words = words
        self.extents = Extents(0)
        listed = "".join(f", `{word}`" for word in words)
        self.expects = f"a number, a pair{listed}, or sides as in `{{top: 0, bottom: 1}}`"
        self.example = "1"

    def read(self, raw: Raw) -> Padding:
        if isinstance(raw, str) and raw in self.words:
            return raw
        if isinstance(raw, Symbolic):
            return self.extents.read(raw)
        if isinstance(raw, dict):
            return {side: self._side(side, value) for side, value in raw.items()}
        try:
            return self.extents.read(raw)
        except Problem as problem:
            if problem.within:
                raise
            is_word = isinstance(raw, str) and raw[:1].isalpha()
            raise self.refuse(raw, problem.help or (did_you_mean(str(raw), self.words) if is_word else "")) from None

    def _side(self, side: str, raw: Raw) -> Size:
        if side not in ALL_SIDES:
            problem = Problem("CC105", f"unknown side `{printable(side)}`", did_you_mean(side, ALL_SIDES))
            raise problem.inside(side)
        try:
            return self.extents.number.read(raw)
        except Problem as problem:
            raise problem.inside(side) from None

    def json_schema(self) -> JsonSchema:
        words = [{"enum": list(self.words)}] if self.words else []
        return one_of(*words, self.extents.json_schema(), json_object(dict.fromkeys(ALL_SIDES, self.extents.number.json_schema())))


class ShapeType(FieldType[Shape]):
    """A shape: ``224x224x3``, a bare integer for a vector, or ``{channels: 3, size: [224, 224]}``."""

    expects = "a shape, height x width x channels, as in `224x224x3`, or a whole number for a vector"
    example = "224x224x3"
    keys = ("channels", "size")

    def read(self, raw: Raw) -> Shape:
        if isinstance(raw, dict):
            return self._long_form(raw)
        if isinstance(raw, Symbolic):
            return Shape((COUNT.read(raw),))
        if isinstance(raw, str) and "x" in raw:
            parts = [part.strip() for part in raw.split("x")]
            if not (2 <= len(parts) <= 4 and all(part.replace("_", "").isdigit() for part in parts)):
                raise self.refuse(raw, _about_letters(parts))
            sizes = [as_integer(part.lstrip("0") or "0") for part in parts]
            if any(part[0] == "0" for part in parts):
                raise self.refuse(raw, "every size is at least 1, written without leading zeros")
            known = [size for size in sizes if size is not None]
            if len(known) < len(parts):
                raise self.refuse(raw)
            return self._bounded(Shape(known), raw)
        if isinstance(raw, list) and 1 <= len(raw) <= 4 and all(str(size).isdigit() for size in raw):
            raise self.refuse(raw, f"write `{'x'.join(map(str, raw))}`")
        number = as_integer(raw)
        if number is None or number < 1:
            raise self.refuse(raw)
        return self._bounded(Shape((number,)), raw)

    def _long_form(self, raw: dict[str, Any]) -> Shape:
        for key in raw:
            if key not in self.keys:
                raise Problem("CC105", f"a shape has no `{printable(key)}`", did_you_mean(key, self.keys)).inside(key)
        if "channels" not in raw:
            raise Problem("CC106", "a shape needs `channels`", "as in `{channels: 3, size: [224, 224]}`")
        channels = _read_inside("channels", COUNT, raw["channels"])
        size = raw.get("size", [])
        spatial = _read_inside("size", EXTENTS, size) if size != [] else ()
        return self._bounded(Shape.of(channels, spatial if isinstance(spatial, tuple) else (spatial,)), raw)

    def _bounded(self, shape: Shape, raw: Raw) -> Shape:
        if exceeds(shape.elements, LARGEST):
            raise self.refuse(raw, f"a tensor may hold at most 2^53 elements, this one has {shape.elements:,}")
        return shape

    def json_schema(self) -> JsonSchema:
        size = one_of(EXTENTS.json_schema(), {"type": "array", "maxItems": 0})
        long_form = json_object({"channels": COUNT.json_schema(), "size": size}, required=["channels"])
        return one_of(COUNT.json_schema(), text(rf" *{NATURAL}( *x *{NATURAL}){{1,3}} *"), long_form)


def _about_letters(parts: Sequence[str]) -> str:
    """The help for a shape some of whose sizes are letters."""
    is_lettered = any(map(str.isalpha, parts)) and all(part.isdecimal() or len(part) == 1 for part in parts)
    return "a letter for a size that is not known is for `--input`: a file says numbers, as in `224x224x3`" if is_lettered else ""


class Connections(FieldType["tuple[tuple[Size, ...], ...]"]):
    """For each filter the list of input channels it sees, counted from 0."""

    expects = "a list, for each filter, of the input channels it sees, as in `[[0, 1], [1, 2]]`"
    example = "[[0, 1], [1, 2]]"

    def read(self, raw: Raw) -> tuple[tuple[Size, ...], ...]:
        if not isinstance(raw, list) or not raw:
            raise self.refuse(raw)
        return tuple(self._channels(index, row) for index, row in enumerate(raw))

    def _channels(self, index: int, row: Raw) -> tuple[Size, ...]:
        if not isinstance(row, list) or not row:
            raise self.refuse(row).inside(index)
        try:
            channels = tuple(_read_inside(at, INDEX, item) for at, item in enumerate(row))
        except Problem as problem:
            raise problem.inside(index) from None
        if len(set(channels)) < len(channels):
            raise Problem("CC107", f"filter {index} names an input channel twice", "each channel once").inside(index)
        return channels

    def json_schema(self) -> JsonSchema:
        row = {"type": "array", "items": INDEX.json_schema(), "minItems": 1, "uniqueItems": True}
        return {"type": "array", "items": row, "minItems": 1}


class SizeReference(FieldType["Size | tuple[Size, ...] | str"]):
    """Sizes, or the name of a tensor whose height and width they are."""

    expects = "a size as in `56x56` or `[56, 56]`, or the name of a tensor"
    example = "56x56"

    def read(self, raw: Raw) -> Size | tuple[Size, ...] | str:
        if isinstance(raw, str) and (raw[:1].isalpha() or raw[:1] == "_"):
            return raw
        if isinstance(raw, Symbolic):
            return EXTENTS.read(raw)
        try:
            return EXTENTS.read(raw)
        except Problem as problem:
            raise problem if problem.within else self.refuse(raw, problem.help) from None

    def json_schema(self) -> JsonSchema:
        return one_of(EXTENTS.json_schema(), text("[A-Za-z_][A-Za-z0-9_]*"))


def one_of(*schemas: JsonSchema) -> JsonSchema:
    """The schema of what is valid by any of these; their own alternatives become its."""
    return {"anyOf": [part for schema in schemas for part in schema.get("anyOf", [schema])]}


def text(pattern: str) -> JsonSchema:
    """The schema of a text that is all ``pattern``."""
    return {"type": "string", "pattern": f"^({pattern})$"}


def json_object(properties: dict[str, JsonSchema], **bounds: Any) -> JsonSchema:
    """The schema of a mapping with these keys and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False, **bounds}


def _read_inside(step: str | int, type: FieldType[T_co], raw: Raw) -> T_co:
    """Read an item of a list or mapping; a problem says which."""
    try:
        return type.read(raw)
    except Problem as problem:
        raise problem.inside(step) from None


COUNT = WholeNumber(1)
INDEX = WholeNumber(0)
FLAG = Flag()
EXTENTS = Extents(1)
NUMBER = Number("a number")
POSITIVE = Number("a number above 0", above=0)
RATE = Number("a number from 0 up to 1", least=0, below=1)
ROUNDING: FieldType[Rounding] = cast("FieldType[Rounding]", Choice("floor", "ceil", "exact"))
SHAPE = ShapeType()
WINDOW_PADDING = PaddingType("same", "half", "valid", "full")
MARGIN = PaddingType()
CONNECTIONS = Connections()
SIZE_REFERENCE = SizeReference()


def per_axis(field: str, extent: Extent, x: Shape) -> tuple[Size, ...]:
    """``extent`` for each spatial axis of ``x``: a single number counts for all of them."""
    if not isinstance(extent, tuple):
        return (extent,) * x.axes
    if len(extent) != x.axes:
        raise wrong_axes(field, len(extent), x)
    return extent


def wrong_axes(field: str, entries: int, x: Shape) -> Problem:
    """The problem of a value with another number of entries than the input has axes."""
    plural = "entry" if entries == 1 else "entries"
    names = ", ".join(AXIS_NAMES[x.axes])
    axes = "spatial axis" if x.axes == 1 else "spatial axes"
    return Problem(
        "CC302",
        f"`{field}` has {entries} {plural}, the input {x} has {x.axes} {axes} ({names})",
        f"give it {x.axes} {'entry' if x.axes == 1 else 'entries'}, or a single number",
        field,
    )


def sides(field: str, margin: Size | tuple[Size, ...] | dict[str, Size], x: Shape) -> tuple[tuple[Size, Size], ...]:
    """(before, after) for each spatial axis of ``x``; a side that is not named is 0."""
    if not isinstance(margin, dict):
        return tuple((size, size) for size in per_axis(field, margin, x))
    known = SIDES[x.axes]
    for side in margin:
        if not any(side in pair for pair in known):
            names = ", ".join(f"`{name}`" for pair in known for name in pair)
            raise Problem("CC302", f"`{side}` is no side of the input {x}", f"its sides are {names}", field)
    return tuple((margin.get(first, 0), margin.get(last, 0)) for first, last in known)
