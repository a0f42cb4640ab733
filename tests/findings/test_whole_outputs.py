"""Every format of the three files, as a whole. After a change: ``CNNCALC_UPDATE=1 pytest tests/findings``, and read the diff."""

from __future__ import annotations

import json
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cnncalc.render.findings import FORMATS, job_summary, renderer
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.checking.result import CheckResult

HERE = Path(__file__).parent
ENDINGS = {"json": "json", "json-lines": "jsonl", "gitlab": "json", "junit": "xml", "sarif": "json"}
HELPERS = {"__init__", "job_summary", "located", "totals"}


def steady(format: str, text: str) -> str:
    """The text without what other changes alter: the version, and the pages of the rules."""
    if format == "json":
        return text.replace(f'"cnncalc_version": "{__version__}"', '"cnncalc_version": "VERSION"')
    if format == "sarif":
        log = json.loads(text)
        driver = log["runs"][0]["tool"]["driver"]
        driver["version"] = "VERSION"
        for rule in driver["rules"]:
            for key in ("shortDescription", "fullDescription", "help"):
                rule[key]["text"] = "as explained"
        return json.dumps(log, indent=2)
    return text


def agrees(expected: Path, text: str) -> None:
    if os.environ.get("CNNCALC_UPDATE"):
        expected.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_writes_the_whole_of_it(format: str, result: CheckResult) -> None:
    agrees(HERE / "expected" / f"{format}.{ENDINGS.get(format, 'txt')}", steady(format, renderer(format)(result)))


def test_the_job_summary(result: CheckResult) -> None:
    agrees(HERE / "expected" / "job-summary.md", job_summary(result))


def test_on_a_terminal(result: CheckResult) -> None:
    text = renderer("full")(result, colour=True)
    agrees(HERE / "expected" / "full-in-colour.txt", text.replace("\x1b", "ESC"))


@pytest.mark.parametrize("format", FORMATS)
def test_colour_adds_nothing_else(format: str, result: CheckResult) -> None:
    import re

    render = renderer(format)
    assert re.sub(r"\x1b\[[0-9;]*m", "", render(result, colour=True)) == render(result)


def test_full_is_every_finding_as_it_prints_itself(result: CheckResult) -> None:
    texts = renderer("full")(result).split("\n\n")
    assert sorted(texts[:-1]) == sorted(map(str, result.findings))


@pytest.mark.parametrize("format", FORMATS)
def test_files_are_in_order_whatever_the_order_they_were_judged_in(format: str, result: CheckResult) -> None:
    assert renderer(format)(result) == renderer(format)(result._replace(files=result.files[::-1]))


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_to_say(format: str, result: CheckResult) -> None:
    """Neither of a clean file nor of no file at all."""
    clean = result._replace(files=[file for file in result.files if not file.findings])
    for one in (clean, result._replace(files=[])):
        text = renderer(format)(one)
        assert "CC" not in text
        assert not text.endswith("\n")


def test_every_format_has_a_module_of_its_own_and_every_module_is_a_format() -> None:
    assert set(FORMATS) == {"full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif"}
    modules = {path.stem for path in Path(import_module("cnncalc.render.findings").__file__ or "").parent.glob("*.py")}
    assert modules - HELPERS == {module.rpartition(".")[2] for module in FORMATS.values()}
    for format, module in FORMATS.items():
        assert import_module(module).__doc__
        assert module.rpartition(".")[2] == format.replace("-", "_")


def test_every_format_is_documented() -> None:
    page = (HERE.parents[1] / "docs" / "ci.md").read_text(encoding="utf-8")
    assert [format for format in FORMATS if f"`{format}`" not in page] == []


def test_an_unknown_format() -> None:
    with pytest.raises(KeyError):
        renderer("yaml")


def hostile(make: Callable[..., CheckResult], finding: Callable[..., object]) -> CheckResult:
    name = "models/a b/é <&>\"'%,: #?.yaml"
    message = "100% <b>&amp;</b> \"quoted\" 'so', a: b\r\nnext | line \x1b[31m \x00 ]]> \ud800 \u2028 ##[error] `x` ünï"
    return make(finding(message, help="first\nsecond: 5%"), finding(message, severity="error"), name=name)


@pytest.mark.parametrize("format", FORMATS)
def test_no_text_of_a_user_breaks_a_format(format: str, made: Callable[..., CheckResult], finding: Callable[..., object]) -> None:
    text = renderer(format)(hostile(made, finding))
    assert "CC401" in text
    text.encode("utf-8")
    assert "\x1b" not in text or format == "github"
    if format == "concise":
        assert len(text.splitlines()) == 3
    if format in ("json", "json-lines", "gitlab", "sarif"):
        for part in text.splitlines() if format == "json-lines" else [text]:
            json.loads(part)
