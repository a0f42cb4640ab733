"""Every command that prints JSON has a schema, and every schema but the file's is of what some command prints."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from printing import faults, printed
from runner import environment

from cnncalc.cli import app
from cnncalc.schema import KINDS, schema

CONV = "conv: {filters: 4, kernel: 3}"

PRINTED = {
    "show": {"report": ("quiz",), "sweep": ("quiz", "--sweep", "input=4,8")},
    "sizes": {"sizes": ("lenet5",)},
    "check": {"report": ("quiz",)},
    "verify": {"verify": ("lenet5",)},
    "conv": {"report": ("8x8x3", "-n", "4", "-k", "3")},
    "pool": {"report": ("8x8x3", "-k", "2")},
    "linear": {"report": ("8x8x3", "10")},
    "layer": {"report": ("8x8x3", CONV)},
    "explain": {"report": ("lenet5",), "explain": ("CC310", "CC203")},
    "ask": {"ask": ("32x32x3, 10 5x5 filters, pad 2. Output size?",)},
    "solve": {"solve": ("W=224 K=7 S=2 O=112",)},
    "list": {"list": ("vgg",), "operations": ("--operations",)},
    "quiz": {"quiz": ("--seed", "1")},
    "quiz grade": {"grades": ()},
}
"""For every command with ``--json`` the schemas of what it prints, with arguments that make it print that."""

EACH = [(command, kind) for command, kinds in PRINTED.items() for kind in kinds]


def commands(group, name=""):
    """Every command of the command line by its name, with the names of its options."""
    for word, command in getattr(group, "commands", {}).items():
        whole = f"{name} {word}".strip()
        yield whole, {option for parameter in command.params for option in parameter.opts}
        yield from commands(command, whole)


def test_every_command_with_json_has_a_schema():
    assert {name for name, options in commands(typer.main.get_command(app)) if "--json" in options} == set(PRINTED)


def test_every_schema_is_of_what_a_command_prints():
    assert {kind for kinds in PRINTED.values() for kind in kinds} | {"file"} == set(KINDS)


@pytest.mark.parametrize(("command", "kind"), EACH)
def test_what_is_printed_is_of_its_kind_and_no_other(command, kind, tmp_path):
    arguments = list(PRINTED[command][kind])
    if command == "quiz grade":
        assert printed("quiz", "--sheet", str(tmp_path / "exam.md"))["questions"]
        arguments = [str(tmp_path / "exam.key.json"), "-"]
    found = printed(*command.split(), *arguments, stdin="{}")
    assert faults(kind, found) == []
    assert [other for other in KINDS if other not in (kind, "file") and not faults(other, found)] == []


def objects(part):
    """Every object of a schema that has keys of its own."""
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" in part:
            yield part
        for inner in part.values():
            yield from objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from objects(inner)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "file"])
def test_every_key_is_described_and_there_are_no_others(kind):
    for one in objects(schema(kind)):
        assert one["additionalProperties"] is False
        assert [name for name, part in one["properties"].items() if len(part.get("description", "")) < 4] == []


def test_help_imports_no_schema():
    program = "import sys, cnncalc.cli; print([name for name in sys.modules if name.startswith('cnncalc.schema.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout == "[]\n"
