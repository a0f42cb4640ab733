"""Architecture files as an editor sees them: scalars resolved by YAML's core schema, or by what YAML 1.1 made of numbers."""

from __future__ import annotations

import re

from jsonschema import Draft7Validator

from cnncalc.language.nodes import Mapping, Scalar, Sequence
from cnncalc.language.reader import read
from cnncalc.schema import schema
from cnncalc.source import Source

FILE = Draft7Validator(schema("file"))
REPORT = Draft7Validator(schema("report"))
SWEEP = Draft7Validator(schema("sweep"))

WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}
INTEGER = r"[-+]?[0-9]+"
FLOAT = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"


def document(text, yaml="1.2"):
    """The value of a whole file."""
    node, diagnostics = read(Source("net.yaml", text))
    assert not diagnostics
    return value(node, yaml)


def value(node, yaml="1.2"):
    """What an editor makes of a node."""
    if isinstance(node, Mapping):
        return {key: value(entry.value, yaml) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [value(item, yaml) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text if node.quoted else scalar(node.text, yaml)


def scalar(text, yaml="1.2"):
    """What an editor makes of a scalar without quotes."""
    if text in WORDS:
        return WORDS[text]
    if yaml == "1.1":
        if re.fullmatch(r"[-+]?(0|[1-9][0-9_]*)", text):
            return int(text.replace("_", ""))
        if text in ("yes", "on", "no", "off"):
            return text in ("yes", "on")
        if "e" in text and "." not in text:
            return text
    if re.fullmatch(INTEGER, text):
        return int(text)
    if re.fullmatch(r"0x[0-9a-fA-F]+|0o[0-7]+", text):
        return int(text, 0)
    return float(text) if re.fullmatch(FLOAT, text) else text


def faults(text, yaml="1.2"):
    """What the schema has against a file, each with its place."""
    return [f"{error.json_path}: {error.message}" for error in FILE.iter_errors(document(text, yaml))]
