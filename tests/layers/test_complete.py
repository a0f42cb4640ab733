"""A kind is a class, a line of registration and a table of cases: this fails until the new one has them all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from layer_tables import CASES, rows

from cnncalc import layers
from cnncalc.core.fields import Field
from cnncalc.core.join import Join
from cnncalc.core.operation import Layer

HERE = Path(layers.__file__).parent


def faults(operation, place):
    """What the kind registered as ``operation`` still lacks."""
    module, _, name = place.partition(":")
    kind = getattr(import_module(module), name)
    table = rows(operation)
    given = {kind.main if not isinstance(row["given"], dict) else name for row in table for name in row["given"] or ()}
    base = Join if issubclass(kind, Join) else Layer
    declared = ["output_shape", "elementwise"] + ([] if base is Join else ["macs", "axes_reach"])
    return [
        *([f"it calls itself {kind.operation}"] if kind.operation != operation else []),
        *([f"its file is not {operation}.py"] if module.rpartition(".")[2] != operation else []),
        *(["no docstring"] if not vars(kind).get("__doc__") else []),
        *(["no source in its docstring"] if "Source:" not in (vars(kind).get("__doc__") or "") else []),
        *(["its module's docstring does not begin with the word"] if not _starts_with(module, operation) else []),
        *(f"does not say its {method}" for method in declared if getattr(kind, method) is getattr(base, method)),
        *(["two main fields"] if sum(field.main for field in kind.fields.values()) > 1 else []),
        *(f"field {name} has no doc" for name, field in kind.fields.items() if not field.doc.strip()),
        *(f"no case gives {name}" for name in kind.fields if name not in given),
        *(["no table of cases"] if not table else []),
    ]


def _starts_with(module, operation):
    return (import_module(module).__doc__ or "").startswith(f"{operation}: ")


@pytest.mark.parametrize(("operation", "place"), layers.places().items())
def test_complete(operation, place):
    assert faults(operation, place) == []


def test_every_module_is_registered():
    modules = {path.stem for path in HERE.glob("*.py")} - {"__init__"}
    assert modules == {place.partition(":")[0].rpartition(".")[2] for place in layers.places().values()}


def test_every_table_is_of_a_kind():
    assert {path.stem for path in CASES.glob("*.py")} == set(layers.places())


def test_a_word_is_registered_once():
    words = [word for family in layers.FAMILIES.values() for word in family]
    assert len(words) == len(set(words))
    assert not set(words) & set(layers.GROUPING)
    assert all(word.isidentifier() and word == word.lower() for word in words)


def test_views():
    """Views cost no bytes; the peak of memory rests on this list."""
    views = {operation for operation in layers.places() if layers.kind(operation).is_view}
    assert views == {"flatten", "reshape", "identity", "dropout", "stochastic_depth"}


class Bare(Layer):
    width = Field(layers.kind("linear").fields["features"].type, " ")


def test_what_a_bare_class_lacks():
    assert faults("naked", f"{__name__}:Bare") == [
        "it calls itself bare",
        "its file is not naked.py",
        "no docstring",
        "no source in its docstring",
        "its module's docstring does not begin with the word",
        "does not say its output_shape",
        "does not say its elementwise",
        "does not say its macs",
        "does not say its axes_reach",
        "field width has no doc",
        "no case gives width",
        "no table of cases",
    ]
