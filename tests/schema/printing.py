"""What commands print as JSON, and what is wrong with copies of it: run in this process, as there are many."""

from __future__ import annotations

import copy
import json
from functools import cache

from jsonschema import Draft7Validator
from typer.testing import CliRunner

from cnncalc.cli import app
from cnncalc.schema import schema


def printed(*arguments, stdin=None, code=0):
    """The JSON of a command, which ends with this code."""
    outcome = CliRunner().invoke(app, [*arguments, "--json"], input=stdin)
    assert outcome.exit_code == code, outcome.output
    return json.loads(outcome.stdout, parse_constant=_refused)


def run(*arguments, stdin=None):
    """The JSON of a command, however it ends; None where it prints none."""
    outcome = CliRunner().invoke(app, [*arguments, "--json"], input=stdin)
    assert outcome.exit_code in (0, 1, 2)
    return json.loads(outcome.stdout) if outcome.stdout else None


def _refused(word):
    raise AssertionError(f"{word} is no JSON")


@cache
def _validator(kind):
    return Draft7Validator(schema(kind))


def faults(kind, value):
    """What the schema of a kind has against a value."""
    return [f"{error.json_path}: {error.message}" for error in _validator(kind).iter_errors(value)]


def places(value, free, path=()):
    """Where there are objects that have keys of their own; ``free`` are the names of those whose keys are names."""
    if isinstance(value, dict):
        if not path or path[-1] not in free:
            yield path
        for key, item in value.items():
            yield from places(item, free, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, free, (*path, index))


def at(value, path):
    """The object at a place."""
    for step in path:
        value = value[step]
    return value


def changed(value, path, change):
    """A copy in which the object at a place is changed."""
    copied = copy.deepcopy(value)
    change(at(copied, path))
    return copied


def slips(kind, value, free=(), optional=(), anything=()):
    """What the schema of a kind does not see: an unknown key, a missing one, or a number where none can be.

    ``optional`` are the keys that may be missing, ``anything`` those that take any number.
    """
    unseen = []
    for path in places(value, free):
        if not faults(kind, changed(value, path, lambda found: found.update(parms=1))):
            unseen.append((*path, "unknown"))
        for key in at(value, path):
            if key not in optional and not faults(kind, changed(value, path, lambda found, key=key: found.pop(key))):
                unseen.append((*path, key, "missing"))
            if key not in anything and not faults(kind, changed(value, path, lambda found, key=key: found.update({key: 1.5}))):
                unseen.append((*path, key, "wrong"))
    return unseen
