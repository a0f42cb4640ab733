"""A message is finished when a case shows it: this fails until each code has a failing and a passing case, each message a text."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from error_cases import expected, failing, findings, passing

import cnncalc

PACKAGE = Path(cnncalc.__file__).parent
ELSEWHERE_TESTED = [PACKAGE / room for room in ("rules", "checking", "explanations", "run")]
"""Rooms whose codes have examples and whole texts of their own, in tests of the same name."""

ELSEWHERE = {
    # What only a file of more than a mebibyte, or a text that is none, can show: tests/language says it.
    "the file is larger than 1 MiB ({} bytes): this is no architecture file",
    "the text is larger than 1 MiB: this is no architecture file",
    "{} findings: the rest of the file is not read",
    "the text cannot be read: {}",
}


def sources():
    return [path for path in PACKAGE.rglob("*.py") if not set(ELSEWHERE_TESTED) & set(path.parents)]


def codes():
    """Every code that the package has."""
    return sorted({code for path in sources() for code in re.findall(r'"(CC[0-9]{3})"', path.read_text(encoding="utf-8"))})


def messages():
    """(code, message) of every place that raises a finding; what is put into a message stands as ``{}``."""
    found = set()
    for path in sources():
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                found |= {pair for call in ast.walk(function) if isinstance(call, ast.Call) for pair in _raised(call, function)}
    return sorted(found)


def _raised(call, function):
    """The code and the messages of a call that has a code among its arguments, the message following it."""
    for code, message in zip(call.args, call.args[1:], strict=False):
        if isinstance(code, ast.Constant) and re.fullmatch("CC[0-9]{3}", str(code.value)):
            yield from ((code.value, text) for text in _texts(message, function))


def _texts(node, function):
    """What a message can be, as far as it is written in the function that raises it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.BinOp):
        yield from (f"{left}{{}}" for left in _texts(node.left, function))
    elif isinstance(node, ast.Name):
        for assigned in ast.walk(function):
            if isinstance(assigned, ast.Assign) and assigned.lineno <= node.lineno:
                for target in assigned.targets:
                    names = target.elts if isinstance(target, ast.Tuple) else [target]
                    values = assigned.value.elts if isinstance(assigned.value, ast.Tuple) else [assigned.value]
                    for name, value in zip(names, values, strict=False):
                        if isinstance(name, ast.Name) and name.id == node.id:
                            yield from _texts(value, function)


@pytest.fixture(scope="module")
def said():
    """The codes and first lines of all expected texts."""
    lines = [line for path in failing() for line in expected(path).read_text(encoding="utf-8").splitlines()]
    return [match.groups() for match in (re.match(r"(?:error|warning)\[(CC[0-9]{3})\]: (.*)", line) for line in lines) if match]


@pytest.mark.parametrize("code", codes())
def test_every_code_has_a_failing_and_a_passing_case(code):
    assert [path for path in failing() if path.name.startswith(code) and code in {found.code for found in findings(path)}]
    assert [path for path in passing() if path.name.startswith(code)]


@pytest.mark.parametrize(("code", "message"), messages())
def test_every_message_is_shown_by_a_case(code, message, said):
    pattern = ".*".join(map(re.escape, message.removeprefix("expected ").split("{}")))
    assert message in ELSEWHERE or [text for told, text in said if told == code and re.search(pattern, text)]


def test_what_is_shown_elsewhere_exists():
    assert {message for _, message in messages()} >= ELSEWHERE


def test_every_finding_has_a_help():
    silent = {path.stem for path in failing() for finding in findings(path) if not finding.help}
    assert silent == set()
