"""JUnit's XML, which every CI server shows: a test case for each figure that is asserted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from cnncalc.render.findings.located import code_and_name, files, located_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from cnncalc.checking.result import CheckResult, FileResult
    from cnncalc.source import Diagnostic

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""


def render(result: CheckResult, colour: bool = False) -> str:
    """A test suite a file."""
    suites = ElementTree.Element("testsuites", name="cnncalc")
    for path, file in files(result):
        suites.append(_suite(path, file))
    _count(suites)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode")


def _suite(path: str, file: FileResult) -> Element:
    """The assertions of a file, then a case for every code that was found beside them; never no case at all."""
    suite = ElementTree.Element("testsuite", name=_clean(path))
    findings = [one.found for one in located_in(path, file)]
    left = {_identity(found): found for found in findings}
    names: dict[str, int] = {}

    def case(name: str) -> Element:
        times = names[name] = names.get(name, 0) + 1
        numbered = name if times == 1 else f"{name} ({times})"
        return ElementTree.SubElement(suite, "testcase", classname=_clean(path), name=_clean(numbered))

    asserted = set()
    for assertion in file.assertions:
        element = case(f"{assertion.model}: {assertion.text}")
        if assertion.finding is not None:
            found = left.get(_identity(assertion.finding))
            asserted.add(_identity(assertion.finding))
            if found is None:
                ElementTree.SubElement(element, "skipped", message="does not hold, and is silenced")
            else:
                _report(element, [found])
    others: dict[str, list[Diagnostic]] = {}
    for found in findings:
        if _identity(found) not in asserted:
            others.setdefault(found.code, []).append(found)
    for code in sorted(others):
        _report(case(code_and_name(code)), others[code])
    if not len(suite):
        case("nothing found")
    _count(suite)
    return suite


def _report(case: Element, findings: list[Diagnostic]) -> None:
    """Errors fail the case; warnings are what it prints."""
    errors = [found for found in findings if found.severity == "error"]
    warnings = [found for found in findings if found.severity == "warning"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        failure = ElementTree.SubElement(case, "failure", type=errors[0].code, message=_clean(errors[0].message + more))
        failure.text = _texts(errors)
    if warnings:
        ElementTree.SubElement(case, "system-out").text = _texts(warnings)


def _texts(findings: list[Diagnostic]) -> str:
    return _clean("\n\n".join(map(str, findings)))


def _identity(found: Diagnostic) -> object:
    """What makes an assertion's finding and a file's the same: the file's may name the variant too, and count otherwise."""
    return (found.code, found.position, found.message)


def _count(element: Element) -> None:
    """How many cases there are, and how they went."""
    element.set("tests", str(len(list(element.iter("testcase")))))
    element.set("failures", str(len(list(element.iter("failure")))))
    element.set("errors", "0")
    element.set("skipped", str(len(list(element.iter("skipped")))))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
