"""What a field's type reads is what its schema says: both are asked about the same values."""

from __future__ import annotations

import re

import pytest
from documents import scalar
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from cnncalc import layers
from cnncalc.core import fields
from cnncalc.core.fields import Choice, Connections, Extents, FieldType, Number, PaddingType, ShapeType, SizeReference, WholeNumber
from cnncalc.core.problem import Problem
from cnncalc.language.figures import BYTES_FIGURE, COUNT_FIGURE, FIGURES, Heads

TYPES = {
    **{f"fields.{name}": type for name, type in vars(fields).items() if isinstance(type, FieldType)},
    **{f"{word}.{name}": field.type for word in layers.places() for name, field in layers.kind(word).fields.items()},
    **{f"expect.{name}": type for name, type in FIGURES.items()},
}
UNIQUE = {id(type): (name, type) for name, type in reversed(TYPES.items())}.values()
VALIDATORS = {}

each_type = pytest.mark.parametrize("type", [pytest.param(type, id=name) for name, type in UNIQUE])


def reads(type, raw):
    """Whether the type takes the value."""
    try:
        type.read(raw)
    except Problem:
        return False
    return True


def is_valid(type, value):
    """Whether the type's schema takes the value."""
    if id(type) not in VALIDATORS:
        VALIDATORS[id(type)] = Draft7Validator(type.json_schema())
    return VALIDATORS[id(type)].is_valid(value)


@each_type
def test_it_is_a_schema(type):
    Draft7Validator.check_schema(type.json_schema())


@each_type
def test_a_schema_is_its_alternatives_or_has_none(type):
    """So that alternatives can be added to it."""
    schema = type.json_schema()
    assert "anyOf" not in schema or list(schema) == ["anyOf"]


@each_type
def test_the_example_and_the_words_are_valid(type):
    if not type.example.startswith(("[", "{")):
        assert is_valid(type, type.example)
        assert is_valid(type, scalar(type.example))
    assert all(is_valid(type, word) for word in type.words)


def test_every_class_is_in_the_tables():
    assert {type.__class__.__name__ for type in TYPES.values()} == {*CLASSES} == {*ACCEPTED} == {*REFUSED}


CLASSES = {
    "WholeNumber": WholeNumber(1), "Number": fields.RATE, "Flag": fields.FLAG, "Choice": Choice("floor", "none"),
    "Extents": Extents(1), "PaddingType": PaddingType("same"), "ShapeType": ShapeType(),
    "Connections": Connections(), "SizeReference": SizeReference(), "Figure": COUNT_FIGURE, "Heads": FIGURES["heads"],
    "ReceptiveField": FIGURES["receptive_field"],
}  # fmt: skip

ACCEPTED = {
    "WholeNumber": ["1", "64", "1_000", "+3", "3.0", "1e3", "9007199254740992", 5, 5.0],
    "Number": ["0", "0.5", ".5", "0.", "1e-5", "1E-5", 0, 0.999, 1e-07],
    "Flag": ["true", "false", True, False],
    "Choice": ["floor", "none"],
    "Extents": ["3", "3x5", "3 x 5", "1x2x3", ["3"], [3, "5"], ["1", "2", "3"], 7, "1_0x2"],
    "PaddingType": ["0", "same", "3x0", ["0", "3"], {}, {"top": "1"}, {"front": 0, "back": 2, "left": "1_0", "right": 1}],
    "ShapeType": [
        "7", "3x1", "224x224x3", "16x112x112x3", 5, {"channels": 3}, {"channels": "3", "size": ["2", 2]},
        {"channels": 3, "size": "2x2"}, {"channels": 3, "size": 4}, {"channels": 3, "size": []},
    ],
    "Connections": [[["0", "1"]], [[0], [1, 2]]],
    "SizeReference": ["56", "56x56", ["1", "2"], "enc4", "_a"],
    "Figure": ["138_357_544", "15.47G", "15.47 G", "3k", "0", 5, {"min": "1M"}, {"max": 3, "min": "2.5B"}, "1T"],
    "Heads": [{}, {"aux": "10", "b[0]": "1x1x2"}],
    "ReceptiveField": ["212", "3x5", ["3", "5"], {"min": "224"}, 7],
}  # fmt: skip

REFUSED = {
    "WholeNumber": [
        "0", "-1", "010", "0x10", "2.5", "", "null", "true", "3x3", "1__0", "_1", "abc", 0, -1, 2.5, 2**53 + 1, True, None, [],
        ["3"], {},
    ],
    "Number": ["-0.5", "abc", "", "0x1", "1.2.3", "50%", 1, 1.0, 1.5, -0.1, True, None, [0.5], {}],
    "Flag": ["yes", "True", "1", "", 1, 0, None, [True], {}],
    "Choice": ["Floor", "flor", "", 1, True, None, ["floor"], {}],
    "Extents": [
        "0", "0x3", "3x0", "3x", "x3", "1x2x3x4", "3x5x", "3X5", "", "a", [], [0], ["a"], [1, 2, 3, 4], [[1]], 0, -1, 1.5,
        True, {}, {"top": 1}, None,
    ],
    "PaddingType": [
        "-1", "0x3", "SAME", "half", "a", "", [], [-1], {"up": 1}, {"top": -1}, {"top": "same"}, {"top": None}, -1, None,
    ],
    "ShapeType": [
        "0", "0x3", "3x0", "03x3", "3x", "1x2x3x4x5", "1_x3", "²x3", "a", "", "3*3", [3, 3], {}, {"size": 3}, {"channels": 0}, 0,
        None, 1.5,
        {"channels": 3, "size": 0}, {"channels": 3, "size": [1, 2, 3, 4]}, {"channels": 3, "sizes": 3}, {"channels": None},
    ],
    "Connections": [[], [[]], "0", ["0"], [["-1"]], [[0, 0]], [[1.5]], {}, None],
    "SizeReference": ["0", "0x3", "3x", "-a", "", [], [0], {}, None],
    "Figure": [
        "-1", "1e6", "15.47Q", "1__0", ".5", "5.", "G", "", "1 GiB", -1, {}, {"mn": 1}, {"min": "x"}, {"min": -1}, [], True,
        None,
    ],
    "Heads": ["10", [], {"a": "x"}, {"a": 0}, {"a": [1]}, None],
    "ReceptiveField": ["0", "3x", "1M", {}, {"mn": 1}, {"min": "x"}, [], None],
}  # fmt: skip


@pytest.mark.parametrize(("name", "values"), ACCEPTED.items())
def test_what_is_taken(name, values):
    type = CLASSES[name]
    for raw in values:
        assert reads(type, raw), raw
        assert is_valid(type, raw), raw
        if isinstance(raw, str):
            assert is_valid(type, scalar(raw)), raw


@pytest.mark.parametrize(("name", "values"), REFUSED.items())
def test_what_is_refused(name, values):
    type = CLASSES[name]
    for raw in values:
        assert not reads(type, raw), raw
        assert not is_valid(type, raw), raw


def test_bytes_have_other_units():
    assert is_valid(BYTES_FIGURE, "528 MiB")
    assert not is_valid(BYTES_FIGURE, "3G")


# Values that nobody thought of

WHOLE = st.one_of(st.integers(-2, 20), st.sampled_from([2**53, 2**53 + 1]))
NUMBERS = st.one_of(WHOLE, st.floats(-2, 2).map(lambda number: number + 0.0), st.sampled_from([0.5, 1.0, 3.0, 1e-5]))
TEXTS = st.one_of(
    NUMBERS.map(str),
    st.lists(st.integers(0, 20).map(str), min_size=1, max_size=5).map("x".join),
    st.text("0123x_.e+- ", max_size=6),
    st.text("0123x_", max_size=6),
    st.builds("{}{}".format, st.sampled_from(["3", "1_0", "2.5", "0"]), st.sampled_from(["", "k", "G", " MiB", "x", "Q"])),
    st.sampled_from(
        ["true", "false", "yes", "same", "half", "valid", "full", "floor", "relu", "none", "null", "nearest", "enc4", ""]
    ),
)
SCALARS = st.one_of(NUMBERS, TEXTS, st.booleans(), st.none())
KEYS = st.sampled_from(["top", "left", "front", "min", "max", "channels", "size", "aux"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=2), max_leaves=6)


def leaves(raw):
    """Every scalar in a value."""
    if isinstance(raw, (list, dict)):
        for item in raw.values() if isinstance(raw, dict) else raw:
            yield from leaves(item)
    else:
        yield raw


def is_left_to_read(type, raw):
    """What a schema takes although it is refused: a text that is a number out of bounds, and parts that do not go together."""
    if isinstance(type, Number):
        return isinstance(raw, str)
    if isinstance(type, Connections):
        return any(isinstance(item, str) for item in leaves(raw))
    if isinstance(type, (ShapeType, Heads)):
        return True
    return any(isinstance(item, str) and (len(item) > 15 or "e" in item) for item in leaves(raw))


def is_left_to_other_checks(type, raw):
    """What is refused although it is read: a text that is no tensor's name, and in quotes a whole number as `1.5e1` or `.0`."""
    if isinstance(type, SizeReference) and isinstance(raw, str) and not raw.isidentifier() and not raw[:1].isdigit():
        return True
    return any(isinstance(item, str) and re.fullmatch(r"[-+]?([0-9_]*\.[0-9]*e.*|[0-9_]*e-.*|\.0+)", item) for item in leaves(raw))


@each_type
@settings(max_examples=100, deadline=None)
@given(raw=VALUES)
def test_what_is_read_is_valid(type, raw):
    """Texts stay texts here, as in quotes."""
    if reads(type, raw) and not is_left_to_other_checks(type, raw):
        assert is_valid(type, raw)


@each_type
@settings(max_examples=100, deadline=None)
@given(raw=VALUES)
def test_what_is_valid_is_read(type, raw):
    if is_valid(type, raw) and not is_left_to_read(type, raw):
        assert reads(type, raw)


@each_type
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_what_an_editor_makes_of_a_text_that_is_read_is_valid(type, text):
    """A tensor may be called `true` or `null`, which no editor takes for a name."""
    for yaml in ("1.1", "1.2"):
        seen = scalar(text, yaml)
        if isinstance(seen, str) and is_left_to_other_checks(type, seen):
            continue
        if reads(type, text) and not (isinstance(type, SizeReference) and (seen is None or isinstance(seen, bool))):
            assert is_valid(type, seen), yaml
