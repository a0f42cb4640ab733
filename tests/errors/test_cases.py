"""Every fault is told in full: what, where, why with the numbers, and a repair that works."""

from __future__ import annotations

import re

import pytest
from error_cases import CASES, expected, failing, findings, passing, text

CODE = re.compile(r"(CC[0-9]{3})-[a-z0-9-]+(\.fixed)?\.yaml")


@pytest.mark.parametrize("path", failing(), ids=lambda path: path.stem)
def test_the_whole_text(path):
    found = findings(path)
    assert text(found) == expected(path).read_text(encoding="utf-8")
    assert CODE.fullmatch(path.name)[1] in [finding.code for finding in found]


@pytest.mark.parametrize("path", failing(), ids=lambda path: path.stem)
def test_findings_stand_in_the_order_of_the_text(path):
    positions = [finding.position for finding in findings(path)]
    assert positions == sorted(positions)


@pytest.mark.parametrize("path", passing(), ids=lambda path: path.name.removesuffix(".fixed.yaml"))
def test_nothing_is_found_once_repaired(path):
    assert text(findings(path)) == ""


def test_every_file_belongs_to_a_case():
    names = {path.stem for path in failing()}
    strays = [path.name for path in CASES.iterdir() if path.name.removesuffix(".fixed.yaml").partition(".")[0] not in names]
    assert strays == []
    assert all(CODE.fullmatch(path.name) for path in [*failing(), *passing()])
