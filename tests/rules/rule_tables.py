"""Reads the tables of cases, one a rule: cases/<the rule's module>.py.

``FIRES`` are designs in which the rule finds one thing: the input (and what else stands at the top of the file), the layers, and
a part of the message. ``QUIET`` are near misses in which it finds nothing, each with the reason why.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from cnncalc.api import Text, parse_network
from cnncalc.language.edits import apply, edits
from cnncalc.language.usage import declared
from cnncalc.rules import RULES, rule
from cnncalc.rules.base import Design, diagnose
from cnncalc.source import Source

HERE = Path(__file__).parent
CASES = HERE / "cases"
EXPECTED = HERE / "expected"


def module_of(code):
    """The name of a rule's module."""
    return RULES[code].partition(":")[0].rpartition(".")[2]


def table(code):
    """The module of a rule's cases; None when it has none."""
    path = CASES / f"{module_of(code)}.py"
    if not path.exists():
        return None
    spec = spec_from_file_location(f"rule_cases_{path.stem}", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fires():
    """Every design that a rule finds fault with: (code, number, text, part of the message)."""
    for code in RULES:
        rows = table(code).FIRES if table(code) else []
        yield from ((code, number, written(*design), message) for number, (*design, message) in enumerate(rows))


def quiet():
    """Every design that a rule must let pass: (code, why, text)."""
    for code in RULES:
        rows = table(code).QUIET if table(code) else {}
        yield from ((code, why, written(*design)) for why, design in rows.items())


def written(head, layers):
    """The file of a case."""
    return f"input: {head}\nlayers:\n" + "".join(f"  - {layer}\n" for layer in layers)


def design_of(text, name="design.yaml"):
    """A file as rules look at it."""
    network = parse_network(Text(Source(name, text), None, "design", is_bundled=False))
    walk = network.walk()
    walk.declared = declared(network.document)
    return Design(walk)


def findings(code, text):
    """What a rule finds in a file."""
    return list(diagnose(rule(code), design_of(text)))


def default_findings(code, text):
    """What a rule and all that run by default find in a file."""
    design = design_of(text)
    return [found for one in RULES if one == code or rule(one).is_default for found in diagnose(rule(one), design)]


def repaired(text, found, repair):
    """The file after a repair; None where it cannot be written."""
    changes = edits(repair, found.span.source)
    return apply(text, changes) if changes is not None else None
