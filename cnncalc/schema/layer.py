"""A layer in the file's schema: every operation with its parameters, joins, grouping, blocks, and what may stand beside them.

A layer is one flat object with all operations as its keys, not a choice of one object for each: so an editor can complete what is
half written, and names the one key that is misspelt. What is left out on purpose: a required parameter, because the file's
``defaults`` may give it, and a second block in one layer, which a schema cannot count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc import layers
from cnncalc.core.fields import FLAG, INDEX, SHAPE, json_object, one_of, text
from cnncalc.core.problem import Problem
from cnncalc.language.entries import KEY, MODIFIERS
from cnncalc.language.figures import FIGURES, LAYER_FIGURES
from cnncalc.schema.values import ARGUMENT, NAME_OF_A_TENSOR, NEW_NAME, opened, prose, ref, sentence, value

if TYPE_CHECKING:
    from cnncalc.core.fields import Field, JsonSchema
    from cnncalc.core.operation import Operation

BLOCK_NAME = "[A-Z][A-Za-z0-9_]*"
NOTHING: JsonSchema = {"not": {"type": ["object", "array", "string", "number", "boolean"]}}
"""An empty value. As ``{"type": "null"}`` it would be completed to the word ``null``, which is something else."""

NOT_BESIDE_HEAD = ("name", "repeat", "weights", "expect")
"""Modifiers of layers that have one output; a head is named by its key, and its layers have their own."""

FIGURE_DOCS = {
    "output": "Shape of the output, height x width x channels.",
    "heads": "Shape of each head's output, by name: `{aux1: 1000}`.",
    "params": "Trainable and frozen parameters; running statistics are none.",
    "trainable_params": "Parameters that training changes.",
    "macs": "Multiply-accumulates of convolutions, transposed convolutions and linear layers, for one example.",
    "flops": "2 x MACs + elementwise operations, for one example.",
    "memory": "Bytes of the parameters and of the activations at their peak, in float32, for one example.",
    "receptive_field": "Size of the receptive field: `212`, or `212x212`.",
}
"""What ``expect`` may assert."""


def definitions() -> dict[str, JsonSchema]:
    """Every operation under its own word, and what holds layers under capitalised ones."""
    return {
        "Layer": _layer(),
        "Layers": {"description": "Layers, each fed by the one above.", "type": "array", "items": ref("Layer")},
        "Body": {
            "description": "A bare word, a layer, a list of layers, or nothing.",
            "anyOf": [ref("Layers"), ref("Layer"), NOTHING],
        },
        **{name: operation(layers.kind(name)) for name in operations()},
        **{name: _join(layers.kind(name)) for name in layers.FAMILIES["joining"]},
        **_grouping(),
        "Call": _call(),
        **_expectations(),
    }


def operations() -> list[str]:
    """The built-in operations that take parameters or none; joins take tensors."""
    return [name for name in layers.places() if not layers.is_join(name)]


def _layer() -> JsonSchema:
    words = [*layers.places(), *layers.GROUPING]
    alone = [name for name in operations() if _stands_alone(layers.kind(name))]
    return {
        "description": "A layer: a bare word, `relu`, or an operation with its parameters; beside it `name`, `repeat` and so on.",
        "properties": {**{word: ref(word) for word in words}, **modifiers()},
        "patternProperties": {f"^{BLOCK_NAME}$": ref("Call")},
        "additionalProperties": False,
        # With defaults all operations can stand alone, but need not be suggested.
        "anyOf": [{"enum": alone}, {"type": "object"}, text(f"{'|'.join(operations())}|{BLOCK_NAME}")],
        "not": {"type": "object", "propertyNames": {"enum": list(MODIFIERS)}},
        "dependencies": {
            **{word: {"propertyNames": {"enum": [word, *_beside(word)]}} for word in words},
            # A join of a list says itself what comes in.
            "from": {"properties": {name: {"type": "object"} for name in layers.FAMILIES["joining"]}},
        },
    }


def _beside(word: str) -> list[str]:
    return [key for key in MODIFIERS if word != "head" or key not in NOT_BESIDE_HEAD]


def _stands_alone(kind: type[Operation]) -> bool:
    """Whether the bare word is a layer, whatever the defaults."""
    try:
        kind().check()
    except (TypeError, Problem):
        return False
    return True


def modifiers() -> dict[str, JsonSchema]:
    """What may stand beside an operation."""
    schemas: dict[str, tuple[JsonSchema, str]] = {
        "name": (NEW_NAME, "Makes the output referable further down, and stands in the layer's path."),
        "from": (NAME_OF_A_TENSOR, "The tensor that comes in, by name, instead of the one above; also `input` and `prev`."),
        "repeat": (value(INDEX), "How many times the layer runs; `i` in expressions counts the passes from 0."),
        "when": (value(FLAG), "Whether the layer is there: `=stride != 1`. Where it is not, the tensor above goes on."),
        "expect": (ref("LayerExpect"), "What is asserted of this layer: its output shape, or figures by name."),
        "frozen": (value(FLAG), "Whether the parameters inside are left untrained, as in transfer learning."),
        "weights": (NAME_OF_A_TENSOR, "The layer or block call above whose weights are used here as well: counted once."),
    }
    return {key: _described(schema, said) for key, (schema, said) in schemas.items()}


def _described(schema: JsonSchema, description: str, **more: Any) -> JsonSchema:
    """``schema`` with a description, which may not stand beside a reference."""
    return {"description": description, **more, **({"allOf": [schema]} if "$ref" in schema else schema)}


# Operations


def operation(kind: type[Operation]) -> JsonSchema:
    """What stands behind the word of a built-in operation: its parameters, the main one alone, or nothing."""
    description = f"{prose(kind.__doc__)}\n\nFamily: {_family(kind.operation)}."
    named = _keys({name: _field(field) for name, field in kind.fields.items()})
    main = kind.fields[kind.main].type if kind.main else None
    alone = one_of(opened(main.json_schema()), NOTHING) if main else NOTHING
    if main and main.keys:  # a mapping may be either, so the two are told apart
        return {"description": description, **one_of({"type": "object", **named}, alone)}
    return {"description": description, **named, **one_of({"type": "object"}, alone)}


def _keys(properties: dict[str, JsonSchema]) -> JsonSchema:
    """What a mapping may hold, if the value is one."""
    return {"properties": properties, "additionalProperties": False}


def _family(word: str) -> str:
    return next(family for family, kinds in layers.FAMILIES.items() if word in kinds)


def _field(field: Field[Any]) -> JsonSchema:
    is_plain = isinstance(field.default, (bool, int, float, str))
    default = "Required" if field.required else f"Default: `{_written(field.default)}`" if is_plain else "Optional"
    said = f"{sentence(field.doc)} Takes {field.type.expects}. {default}{', unless `defaults` give it' if field.required else ''}."
    return _described(value(field.type), said, **({"default": field.default} if is_plain else {}))


def _written(default: Any) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def _join(kind: type[Operation]) -> JsonSchema:
    tensors = {"type": "array", "items": NAME_OF_A_TENSOR, "minItems": 2}
    said = f"{prose(kind.__doc__)}\n\nTakes a list of tensors, `[prev, input]`, or branches, `{{main: [...], shortcut: }}`."
    return {"description": said, **one_of(_bodies(2), tensors)}


def _bodies(least: int) -> JsonSchema:
    """Branches or heads: names to layers."""
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{KEY}$"},
        "additionalProperties": ref("Body"),
        "minProperties": least,
    }


def _grouping() -> dict[str, JsonSchema]:
    return {
        "sequence": {"description": "Layers as one: to repeat, name or leave out together.", "allOf": [ref("Layers")]},
        "head": {"description": "Side outputs by name; the main path goes on unchanged: `head: {aux: [...]}`.", **_bodies(1)},
    }


def _call() -> JsonSchema:
    return {
        "description": "A block of this file: its parameters by name, or a single value for the first.",
        "additionalProperties": ARGUMENT,
    }


# Expectations


def _expectations() -> dict[str, JsonSchema]:
    shape = [part for part in opened(SHAPE.json_schema())["anyOf"] if part.get("type") != "object"]
    figures = {name: _described(value(type), f"{FIGURE_DOCS[name]} Takes {type.expects}.") for name, type in FIGURES.items()}
    of_a_layer = _keys({name: figures[name] for name in LAYER_FIGURES})
    return {"Expect": json_object(figures), "LayerExpect": {**of_a_layer, **one_of({"type": "object"}, *shape)}}
