"""Whatever can be written in a file, or is printed as JSON, is in the schemas, with a text that an editor shows."""

from __future__ import annotations

import pytest
from documents import FILE, REPORT

from cnncalc import layers
from cnncalc.language.document import TOP_KEYS
from cnncalc.language.entries import MODIFIERS
from cnncalc.language.figures import FIGURES, LAYER_FIGURES
from cnncalc.report import LAYER_KEYS, TOTAL_KEYS
from cnncalc.schema import layer

FILE_PARTS = FILE.schema["definitions"]
REPORT_PARTS = REPORT.schema["definitions"]


def description(part, schema=FILE.schema):
    """What an editor shows of a part: its own text, or that of what it refers to."""
    if "$ref" in part:
        part = schema["definitions"][part["$ref"].rpartition("/")[2]]
    return part.get("description", "").strip()


def named(operation):
    """The parameters of an operation's definition."""
    definition = FILE_PARTS[operation]
    return definition["properties"] if "properties" in definition else definition["anyOf"][0]["properties"]


def test_top_keys():
    assert tuple(FILE.schema["properties"]) == TOP_KEYS
    assert all(map(description, FILE.schema["properties"].values()))


def test_what_stands_in_a_layer():
    words = [*layers.places(), *layers.GROUPING]
    assert list(FILE_PARTS["Layer"]["properties"]) == [*words, *MODIFIERS]
    assert all(map(description, FILE_PARTS["Layer"]["properties"].values()))


@pytest.mark.parametrize("operation", layers.places())
def test_operations(operation):
    kind = layers.kind(operation)
    said = description(FILE_PARTS[operation])
    assert said.startswith(kind.__doc__.split("``")[0].split("\n")[0][:30])
    assert "``" not in said
    if not layers.is_join(operation):
        assert tuple(named(operation)) == tuple(kind.fields)


@pytest.mark.parametrize("operation", [name for name in layers.places() if layers.kind(name).fields])
def test_parameters(operation):
    for name, field in layers.kind(operation).fields.items():
        part = named(operation)[name]
        assert field.doc[1:] in part["description"]
        assert field.type.expects in part["description"]
        if field.required:
            assert "Required" in part["description"]
            assert "default" not in part
        else:
            assert part.get("default") == field.default


def test_bare_words_are_those_that_need_nothing():
    words = FILE_PARTS["Layer"]["anyOf"][0]["enum"]
    assert {"relu", "flatten", "batchnorm", "lrn", "dropout", "slice"} <= set(words)
    assert not {"conv", "linear", "maxpool", "upsample", "chunk", "add", "sequence", "head"} & set(words)


def test_enumerations_can_be_completed():
    assert named("upsample")["mode"]["anyOf"][0] == {"enum": ["nearest", "bilinear"]}
    assert named("conv")["activation"]["anyOf"][0] == {"enum": [*layers.activations(), "none"]}
    assert FILE_PARTS["WindowPadding"]["anyOf"][0] == {"enum": ["same", "half", "valid", "full"]}
    assert FILE_PARTS["Rounding"]["anyOf"][0] == {"enum": ["floor", "ceil", "exact"]}


def test_an_empty_value_is_not_completed_to_null():
    """The word `null` is no layer, and no value of one."""
    assert not [part for part in FILE_PARTS.values() if {"type": "null"} in part.get("anyOf", ())]


def test_figures():
    assert tuple(FILE_PARTS["Expect"]["properties"]) == tuple(FIGURES) == tuple(layer.FIGURE_DOCS)
    assert tuple(FILE_PARTS["LayerExpect"]["properties"]) == LAYER_FIGURES
    assert all(map(description, FILE_PARTS["Expect"]["properties"].values()))


def test_defaults():
    """Those operations that have parameters."""
    assert list(FILE.schema["properties"]["defaults"]["properties"]) == [
        name for name in layers.places() if layers.kind(name).fields
    ]


def test_a_new_kind_is_in_it(monkeypatch):
    monkeypatch.setitem(layers.FAMILIES["activation"], "triple", "cnncalc.layers.leaky_relu:LeakyRelu")
    monkeypatch.setattr(layers.kind("leaky_relu"), "operation", "triple")
    definitions = layer.definitions()
    assert "slope" in definitions["triple"]["properties"]
    assert "triple" in definitions["Layer"]["properties"]
    assert "triple" in definitions["Layer"]["anyOf"][0]["enum"]


def test_report_keys():
    assert tuple(REPORT_PARTS["Layer"]["properties"]) == (*LAYER_KEYS, "shares", "times", "derivation")
    assert tuple(REPORT_PARTS["Totals"]["properties"]) == TOTAL_KEYS


@pytest.mark.parametrize("name", [name for name, part in REPORT_PARTS.items() if "properties" in part])
def test_every_key_of_a_report_is_described(name):
    assert all(len(description(part, REPORT.schema)) > 3 for part in REPORT_PARTS[name]["properties"].values())
    assert REPORT_PARTS[name]["additionalProperties"] is False
