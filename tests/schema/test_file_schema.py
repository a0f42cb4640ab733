"""The schema of the file: it takes every file that cnncalc takes, and no key that it does not know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents import FILE, faults
from jsonschema import Draft7Validator
from layer_tables import rows
from runner import cnncalc

from cnncalc import bundled, layers
from cnncalc.language.document import TOP_KEYS
from cnncalc.language.entries import MODIFIERS
from cnncalc.language.figures import FIGURES, LAYER_FIGURES
from cnncalc.schema import KINDS, schema

ROOT = Path(__file__).parents[2]
ARCHITECTURES = sorted(bundled.folder().rglob("*.yaml"))
EXAMPLES = [path for path in sorted((ROOT / "docs/examples").glob("*.yaml")) if path.stem != "slips"]
ERROR_CASES = ROOT / "tests/errors/cases"

HEAD = "input: 32x32x3\nlayers:\n"


def wrong(layer):
    """What the schema has against a file with this layer."""
    return faults(HEAD + "  - " + layer.replace("\n", "\n    ") + "\n")


def dropped(word, known):
    """``word`` with one letter less, wherever that is no known word."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))} - set(known)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema(kind):
    Draft7Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere_and_every_definition_is_used(kind):
    whole = schema(kind)
    used = {part["$ref"] for part in parts(whole) if "$ref" in part}
    assert used == {f"#/definitions/{name}" for name in whole["definitions"]}
    assert not [part for part in parts(whole) if "$ref" in part and len(part) > 1]


def parts(value):
    """Every object in a schema."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(item)


# What is right


@pytest.mark.parametrize("yaml", ["1.1", "1.2"])
@pytest.mark.parametrize("path", [*ARCHITECTURES, *EXAMPLES], ids=lambda path: path.stem)
def test_every_network_is_valid(path, yaml):
    assert faults(path.read_text(encoding="utf-8"), yaml) == []


def test_every_repaired_error_case_is_valid():
    assert {path.stem: faults(path.read_text(encoding="utf-8-sig")) for path in ERROR_CASES.glob("*.fixed.yaml")} == {
        path.stem: [] for path in ERROR_CASES.glob("*.fixed.yaml")
    }


ROWS = [(operation, row["given"]) for operation in layers.places() if not layers.is_join(operation) for row in rows(operation)]


@pytest.mark.parametrize(("operation", "given"), ROWS, ids=str)
def test_every_row_of_the_tables_is_valid(operation, given):
    """As a value, and where that is possible in quotes: the reader takes either."""
    assert wrong(f"{operation}: {flow(given)}" if given is not None else operation) == []
    if given is not None:
        assert wrong(f"{operation}: {json.dumps(given)}") == []
        assert faults(f"{HEAD}  - relu\ndefaults: {{{operation}: {flow(given)}}}\n") == []


def flow(given):
    """A row's parameters as a file writes them."""
    if isinstance(given, dict):
        return "{" + ", ".join(f"{name}: {flow(item)}" for name, item in given.items()) + "}"
    return "[" + ", ".join(map(flow, given)) + "]" if isinstance(given, list) else str(given)


@pytest.mark.parametrize("operation", layers.places())
def test_every_parameter_takes_an_expression(operation):
    for name in layers.kind(operation).fields:
        assert wrong(f"{operation}: {{{name}: =width}}") == []
        assert wrong(f'{operation}: {{{name}: "=max(1, 2)"}}') == []
        assert faults(f"{HEAD}  - relu\ndefaults: {{{operation}: {{{name}: =width}}}}\n") == []


RIGHT = [
    "relu", "relu:", "relu: {}", "conv", "conv:", "conv: 64", "conv: =width", "conv: {filters: 64, kernel: [=k, 3]}",
    "maxpool: 3x2", "maxpool: [3, 2]", "pad: {top: 1}", "pad: {padding: {top: =a}}", "reshape: {channels: =c, size: [=a, =b]}",
    "reshape: {shape: 1x1x8}", "Block", "Block:", "Block: 3", "Block: =3", "Block: [1, 2]",
    "Block: {width: 3, skip: c2, deep: true, pads: {top: 1}}",
    "Block: 64\nname: a\nrepeat: =n - 1\nwhen: =stride != 1\nfrozen: true\nfrom: prev\nexpect: {params: 1.5M}\nweights: b",
    "conv: 3\nexpect: 7x7x2048", "linear: 3\nexpect: 1000", "conv: 3\nexpect: =a",
    "conv: 3\nexpect: {receptive_field: {min: 3}}", "add: [prev, input]",
    "add: {a: , b: relu, c: {conv: 3}, d: [relu, conv: 3]}\nfrom: x", "concat: {1x1: , 3-3: }",
    "sequence: [relu, {conv: 3}]\nrepeat: 2", "head: {aux: [flatten], aux2: softmax}\nwhen: false\nfrom: x\nfrozen: true",
    "upsample: {size: enc4}", "upsample: {size: 56x56}", "upsample: {size: =enc4.height}", "dropout: 0.5", "dropout: .5",
    "conv: {filters: 3, kernel: 1, activation: =act, bias: =i > 2}", "conv: {filters: 3, kernel: 1, connections: [[0], [=1]]}",
]  # fmt: skip


@pytest.mark.parametrize("layer", RIGHT)
def test_right_layers(layer):
    assert wrong(layer) == []


TOPS = [
    "cnncalc: 1", "cnncalc: '1'", "name: 5", "description: yes", "source: https://example.org",
    "vars: {a: 1, b: word, c: true, d: [1, 2.5, 1_000], e: =a + 1, f: [=a, 2], g: 1_000}",
    "defaults: {conv: {kernel: 3, padding: half}, maxpool: 2, dropout: {rate: =p}}",
    "blocks: {A: {layers: []}, B: {params: {w: required, t: tensor, s: 1, p: half, q: =s, k: [3, 5], m: {top: 1}}, layers: []}}",
    "variants: {half: {set: {a: 0.5}, expect: {params: 3}}, 1.0-x: {}}",
    "expect: {output: 7x7x3, heads: {aux: 10, 'aux[1]': 1x1x10}, params: 138_357_544, macs: 15.47G}",
    "expect: {flops: {max: 4.1G, min: 1}, memory: 528 MiB, receptive_field: 212x212, trainable_params: =a}",
]  # fmt: skip


@pytest.mark.parametrize("top", TOPS)
def test_right_tops(top):
    assert faults(f"{HEAD}  - relu\n{top}\n") == []


@pytest.mark.parametrize(
    "shape", ["224x224x3", "'224x224x3'", "7", "1_000", "{channels: 3, size: [4, =b]}", "{channels: =c}", "=a"]
)
def test_right_inputs(shape):
    assert faults(f"input: {shape}\nlayers: [relu]") == []
    assert faults(f"inputs: {{left: {shape}, right: {shape}}}\nlayers: [relu]") == []


# What is wrong

MISSPELT_TOPS = sorted({(key, slip) for key in TOP_KEYS for slip in dropped(key, TOP_KEYS)})
MISSPELT_MODIFIERS = sorted({(key, slip) for key in MODIFIERS for slip in dropped(key, MODIFIERS)})
MISSPELT_PARAMETERS = sorted(
    {
        (operation, name, slip)
        for operation in layers.places()
        for name, field in layers.kind(operation).fields.items()
        for slip in dropped(name, (*layers.kind(operation).fields, *field.type.keys))
    }
)
MISSPELT_FIGURES = sorted({slip for figure in FIGURES for slip in dropped(figure, FIGURES)})
WORDS = [*layers.places(), *layers.GROUPING]
MISSPELT_WORDS = sorted({slip for word in WORDS for slip in dropped(word, [*WORDS, *MODIFIERS, ""])})


def test_there_are_misspellings():
    counts = map(len, (MISSPELT_TOPS, MISSPELT_MODIFIERS, MISSPELT_PARAMETERS, MISSPELT_FIGURES, MISSPELT_WORDS))
    assert all(count > least for count, least in zip(counts, (70, 35, 600, 60, 450), strict=True))


@pytest.mark.parametrize(("key", "slip"), MISSPELT_TOPS)
def test_misspelt_top_keys(key, slip):
    required = {"input": "input: 3", "layers": "layers: []"}
    others = "\n".join(line for name, line in required.items() if name != key)
    assert f"Additional properties are not allowed ('{slip}' was unexpected)" in "\n".join(faults(f"{others}\n{slip}: 1\n"))


@pytest.mark.parametrize(("key", "slip"), MISSPELT_MODIFIERS)
def test_misspelt_modifiers(key, slip):
    for layer in ("conv: 64", "relu: ", "Block: 3", "add: [a, b]", "sequence: [relu]"):
        assert any(f"'{slip}' does not match" in fault for fault in wrong(f"{layer}\n{slip}: x"))


def test_misspelt_parameters():
    """In a layer and in the defaults."""
    accepted = [
        (operation, slip)
        for operation, _, slip in MISSPELT_PARAMETERS
        if not wrong(f'{operation}: {{"{slip}": 1}}')
        or not faults(f'input: 3\nlayers: []\ndefaults: {{{operation}: {{"{slip}": 1}}}}')
    ]
    assert accepted == []


def test_misspelt_words():
    accepted = [slip for slip in MISSPELT_WORDS if not wrong(slip) or not wrong(f"{slip}: 1") or not wrong(f"{slip}: {{a: 1}}")]
    assert accepted == []


def test_misspelt_figures():
    assert [slip for slip in MISSPELT_FIGURES if not faults(f"{HEAD}  - relu\nexpect: {{{slip}: 1}}")] == []
    assert [slip for slip in MISSPELT_FIGURES if not wrong(f"relu: \nexpect: {{{slip}: 1}}")] == []


WRONG = [
    "", "[relu]", "3", "true", "name: x", "{}", "=relu", "block", "sequence", "head", "add", "add: ", "add: x", "add: [a]",
    "add: {a: }", "add: [a, {relu: }]", "add: [a, b]\nfrom: x", "add: {a b: , c: }", "relu: 3", "relu: {slope: 1}",
    "conv: {filters: 0, kernel: 3}", "conv: {filters: 3, kernel: '0x3'}", "conv: {filters: 3.5, kernel: 3}",
    "conv: {filters: x, kernel: 3}", "conv: {filters: 3, kernel: []}", "conv: {filters: 3, kernel: [1, 2, 3, 4]}",
    "conv: [64, 3]", "conv: {filters: 3, kernel: 3, padding: SAME}", "conv: {filters: 3, kernel: 3, padding: {up: 1}}",
    "conv: {filters: }", "conv: {filters: 3, kernel: 3, bias: 1}", "conv: {filters: 3, kernel: 3, activation: rellu}",
    "conv: {filters: null}", "conv: 3\nrelu: ", "conv: 3\nmaxpool: 2", "conv: 3\nBlock: 2", "conv: 3\nsequence: [relu]",
    "conv: 3\nstride: 2", "conv: {filters: 3, kernel: 3, name: x}", "dropout: 1.0", "dropout: -0.1", "dropout: 50%",
    "batchnorm: {epsilon: 0}", "pad: {tpo: 1}", "pad: {top: 1, padding: 1}", "pad: same", "reshape: {channel: 3}",
    "reshape: {size: 3}", "reshape: 3x", "reshape: '0x3'", "upsample: {scale: 2, mode: bilinar}", "sequence: relu",
    "sequence: ", "sequence: {a: relu}", "head: [relu]", "head: {}", "head: {aux: [relu]}\nname: x",
    "head: {aux: [relu]}\nrepeat: 2", "head: {aux: [relu]}\nexpect: 3", "head: {aux: [rellu]}",
    "sequence: [{conv: {fliters: 3}}]", "add: {a: [{conv: {kernal: 3}}], b: }", "relu: \nname: 3d", "relu: \nname: input",
    "relu: \nname: a-b", "relu: \nrepeat: -1", "relu: \nrepeat: 1.5", "relu: \nwhen: maybe", "relu: \nfrozen: 1",
    "relu: \nfrom: [a]", "relu: \nexpect: 3x", "relu: \nexpect: {memory: 3}", "relu: \nexpect: {heads: {a: 3}}",
    "relu: \nexpect: [3]", "relu: \nexpect: ", "slice: {stop: 0}", "conv: {filters: 3, kernel: 1, connections: []}",
    "conv: {filters: 3, kernel: 1, connections: [[0, 0]]}",
]  # fmt: skip


@pytest.mark.parametrize("layer", WRONG)
def test_wrong_layers(layer):
    assert wrong(layer)


WRONG_FILES = [
    "layers: []", "input: 3", "input: 3\ninputs: {a: 3}\nlayers: []", "input: 3\nlayers: relu", "input: 3\nlayers: ", "[]",
    "relu", "3", "input: \nlayers: []", "input: 3x\nlayers: []", "input: 0\nlayers: []", "input: [3, 3]\nlayers: []",
    "inputs: {}\nlayers: []", "inputs: {input: 3}\nlayers: []", "input: {channels: 3, sizes: 3}\nlayers: []",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG_FILES)
def test_wrong_files(text):
    assert faults(text)


WRONG_TOPS = [
    "cnncalc: 2", "name: [a]", "vars: ", "vars: [a]", "vars: {a: }", "vars: {a: {b: 1}}", "vars: {a: [x]}", "vars: {a: [[1]]}",
    "vars: {i: 1}", "vars: {a-b: 1}", "defaults: {conv: }", "defaults: {sequence: []}", "defaults: {Block: {a: 1}}",
    "defaults: {relu: 1}", "blocks: {a: {layers: []}}", "blocks: {A: }", "blocks: {A: []}", "blocks: {A: {}}",
    "blocks: {A: {parms: {}, layers: []}}", "blocks: {A: {params: {w: }, layers: []}}",
    "blocks: {A: {params: [w], layers: []}}", "variants: {a b: {}}", "variants: {a: }", "variants: {a: {sett: {}}}",
    "variants: {a: {set: {b: {}}}}", "variants: {a: {expect: {parms: 1}}}", "expect: ", "expect: 7x7x3",
    "expect: {params: 15.47Q}", "expect: {params: {}}", "expect: {params: {mx: 1}}", "expect: {params: -1}",
    "expect: {memory: 3G}", "expect: {heads: 3}", "expect: {output: x}", "expect: {receptive_field: 0}",
]  # fmt: skip


@pytest.mark.parametrize("top", WRONG_TOPS)
def test_wrong_tops(top):
    assert faults(f"{HEAD}  - relu\n{top}\n")


SEEN = ("CC105", "CC119", "CC120")
"""Codes of faults that a schema sees, but for those that only a block's own declaration tells."""


def test_error_cases_are_invalid():
    cases = [path for path in ERROR_CASES.glob("*.yaml") if path.name.startswith(SEEN) and not path.name.endswith(".fixed.yaml")]
    assert [path.stem for path in cases if "block" not in path.stem and not faults(path.read_text(encoding="utf-8-sig"))] == []


def test_what_is_left_to_cnncalc():
    """A schema cannot see another part of the file, nor what a number was before YAML made it one."""
    assert wrong("conv: 64") == []  # no kernel: the defaults may give it
    assert wrong("Block: {wdith: 3}") == []
    assert wrong("A: 1\nB: 2") == []
    assert wrong("conv: {filters: 64, kernel: 0x3}") == []


# The command


def test_the_command():
    outcome = cnncalc("schema")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == FILE.schema
    assert outcome.out.isascii()
    assert cnncalc("schema", "--kind", "file", PYTHONHASHSEED="7").out == outcome.out


def test_the_command_for_reports():
    assert json.loads(cnncalc("schema", "--kind", "report").out) == schema("report")


@pytest.mark.parametrize("arguments", [("--kind", "files"), ("--kind", ""), ("file",)])
def test_another_kind_is_a_usage_error(arguments):
    outcome = cnncalc("schema", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


def test_another_kind_is_told_what_there_is():
    assert "unknown kind `files`: one of file, report" in " ".join(cnncalc("schema", "--kind", "files").err.split())


def test_layer_figures_are_figures():
    assert set(FILE.schema["definitions"]["LayerExpect"]["properties"]) == set(LAYER_FIGURES)
