"""cnncalc explain. The expected pages are what ``cnncalc explain CODE`` prints: write them anew with it, and read the change."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from runner import cnncalc, environment

from cnncalc.explanations import codes, explanation

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.txt")), ids=lambda path: path.stem)
def test_a_whole_page(path):
    assert cnncalc("explain", path.stem) == (0, path.read_text(encoding="utf-8"), "")


def test_lower_case_and_several():
    outcome = cnncalc("explain", "cc310", "CC401")
    assert outcome.code == 0
    pages = outcome.out.split(f"\n{'-' * 80}\n\n")
    assert [f"{page.rstrip()}\n" for page in pages] == [(EXPECTED / f"{code}.txt").read_text() for code in ("CC310", "CC401")]


def test_all_has_every_code_with_its_example():
    outcome = cnncalc("explain", "--all")
    assert (outcome.code, outcome.err) == (0, "")
    pages = outcome.out.split(f"\n{'-' * 80}\n\n")
    assert [page.split(maxsplit=1)[0] for page in pages] == codes()
    for code, page in zip(codes(), pages, strict=True):
        one = explanation(code)
        assert page.startswith(f"{code} {one.name}\n{one.severity}, ")
        assert (f"    {one.severity}[{code}]: " in page) == bool(one.bad)


def test_paragraphs_are_wrapped_and_what_is_quoted_stays_whole():
    prose = [line for line in cnncalc("explain", "--all").out.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= 80
    assert [line for line in prose if line.count("`") % 2] == []


def test_nothing_that_moves_a_cursor_is_printed():
    assert re.findall(r"[^\n -~]", cnncalc("explain", "CC117").out) == []
    assert r"kernel: 3}\x0c" in cnncalc("explain", "CC117").out


def test_when_a_code_is_reported():
    assert "\nerror, on by default, cannot be ignored\n" in cnncalc("explain", "CC107").out
    assert "\nerror, on by default\n" in cnncalc("explain", "CC201").out
    assert "\nwarning, on by default\n" in cnncalc("explain", "CC118").out
    assert "\nwarning, off by default: `cnncalc check --select CC402` reports it\n" in cnncalc("explain", "CC402").out


def test_json():
    outcome = cnncalc("explain", "--all", "--json")
    content = json.loads(outcome.out)
    assert content["schema_version"] == 1
    assert [one["code"] for one in content["explanations"]] == codes()
    for one in content["explanations"]:
        written = explanation(one["code"])
        assert one["name"] == written.name
        assert one["on_by_default"] == written.is_default
        assert (one["bad"], one["good"]) == (written.bad, written.good)
        assert [found["code"] for found in one["diagnostics"]] == ([one["code"]] if one["bad"] else [])
    by_code = {one["code"]: one for one in content["explanations"]}
    assert [by_code[code]["ignorable"] for code in ("CC107", "CC118", "CC201", "CC310", "CC401")] == [
        False, True, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("cc31", "so begin CC310, CC311, CC312, CC313"),
        ("310", "did you mean `CC310` (kernel-does-not-fit)?"),
        ("duplicate-keys", "did you mean `CC104` (duplicate-key)?"),
        ("cc9zz", "`cnncalc explain --all` shows every one"),
    ],
)
def test_an_unknown_code(topic, hint):
    assert cnncalc("explain", topic) == (2, "", f"cnncalc: unknown code `{topic}`: {hint}\n")


def test_the_others_are_explained_beside_an_unknown_code():
    outcome = cnncalc("explain", "CC310", "CC9\x1b", "--json")
    assert outcome.code == 2
    assert [one["code"] for one in json.loads(outcome.out)["explanations"]] == ["CC310"]
    assert "unknown code `CC9\\x1b`" in outcome.err


@pytest.mark.parametrize("arguments", [[], ["--all", "CC310"]])
def test_a_code_or_all(arguments):
    outcome = cnncalc("explain", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--all" in outcome.err


def test_neither_rich_nor_numpy_is_imported():
    program = (
        "import sys\nsys.argv = ['cnncalc', 'explain', '--all']\ntry:\n    from cnncalc.cli import main\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), timeout=60, check=True
    )
    modules = {name.partition(".")[0] for name in finished.stderr.split()}
    assert "typer" in modules
    assert not modules & {"rich", "numpy", "pydantic", "click", "http", "requests"}


def test_nothing_of_it_is_imported_by_other_commands():
    program = (
        "import sys\nsys.argv = ['cnncalc', 'show', 'quiz']\ntry:\n    from cnncalc.cli import main\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), timeout=60, check=True
    )
    assert [name for name in finished.stderr.split() if name.startswith(("cnncalc.explanations", "cnncalc.rules"))] == []
