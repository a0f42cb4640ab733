"""What other programs read: that it is valid, and says what it should."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest

from cnncalc.api import decode_text, parse_network
from cnncalc.checking.judge import Terms, judge
from cnncalc.checking.result import Assertion, CheckResult
from cnncalc.checking.selection import Selection
from cnncalc.explanations import codes, explanation
from cnncalc.language.edits import apply, edits, is_fixable
from cnncalc.render.findings import FORMATS, job_summary, renderer
from cnncalc.source import Change, Diagnostic, Repair, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., CheckResult]
    Finding = Callable[..., Diagnostic]

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def sarif(result: CheckResult) -> dict[str, Any]:
    """The run, after the whole has been held against the schema of the standard."""
    log = json.loads(renderer("sarif")(result))
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def lines(result: CheckResult, format: str) -> list[str]:
    return renderer(format)(result).splitlines()


class TestSummaryLine:
    def test_counts(self, result: CheckResult) -> None:
        assert lines(result, "full")[-1] == "Found 6 errors and 3 warnings in 3 files (5 models); 1 finding silenced"

    def test_one_of_each(self, made: Make, finding: Finding) -> None:
        assert lines(made(finding()), "concise")[-1] == "Found 1 warning in 1 file (1 model)"
        assert lines(made(finding(severity="error")), "concise")[-1] == "Found 1 error in 1 file (1 model)"

    def test_all_is_well(self, made: Make) -> None:
        assert lines(made(), "full") == ["All checks passed: 1 file, 1 model"]
        assert lines(made(silenced=2), "full") == ["All checks passed: 1 file, 1 model; 2 findings silenced"]

    def test_nothing_there(self) -> None:
        assert lines(CheckResult([], 0), "full") == ["Nothing was checked"]
        assert lines(CheckResult([], 2), "concise") == ["Nothing was checked: 2 YAML files found, no architecture"]


class TestFixable:
    """What ``--fix`` would repair is said by each format that has a place for it."""

    @pytest.fixture
    def repairable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckResult:
        """The warning that a stride does not fit, with a repair that nobody would doubt."""
        monkeypatch.chdir(tmp_path)
        Path("é.yaml").write_bytes(
            "name: 'ünï 𝄞'\r\ninput: 7x7x1\r\nlayers:\r\n- conv: {filters: 1, kernel: 3, stride: 3}".encode()
        )
        file = judge(decode_text(Path("é.yaml")), Terms(Selection(), []))
        (found,) = (found for found in file.findings if found.code == "CC401")
        first, *others = found.repairs
        return CheckResult([file._replace(findings=[found._replace(repairs=(first._replace(is_certain=True), *others))])], 0)

    def test_is_said(self, repairable: CheckResult) -> None:
        assert lines(repairable, "full")[-1] == "Found 1 warning in 1 file (1 model); 1 fixable with `--fix`"
        assert json.loads(renderer("json")(repairable))["models"][0]["diagnostics"][0]["fixable"] is True
        assert json.loads(renderer("json-lines")(repairable))["fixable"] is True

    def test_agrees_with_what_is_fixed(self, repairable: CheckResult, result: CheckResult) -> None:
        for one in (repairable, result):
            said = [json.loads(line)["fixable"] for line in lines(one, "json-lines")]
            assert sum(said) == sum(is_fixable(found, file.source) for file in one.files for found in file.findings)

    def test_sarif_replacements_repair_the_text(self, repairable: CheckResult) -> None:
        (found,), source = repairable.findings, repairable.files[0].source
        assert source is not None
        fixes = sarif(repairable)["results"][0]["fixes"]
        assert [fix["description"]["text"] for fix in fixes] == [repair.text for repair in found.repairs]
        for fix, repair in zip(fixes, found.repairs, strict=True):
            (change,) = fix["artifactChanges"]
            assert unquote(change["artifactLocation"]["uri"]) == "é.yaml"
            assert replaced(source.text, change["replacements"]) == apply(source.text, edits(repair, source) or [])

    def test_an_insertion_below_the_last_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for end in ("", "\n", "\r\n"):
            text = f"input: 7x7x1\nlayers:\n- conv:\n    filters: 1\n    kernel: 3\n    stride: 3{end}"
            Path("net.yaml").write_bytes(text.encode())
            fixes = sarif(CheckResult([judge(decode_text(Path("net.yaml")), Terms(Selection(), []))], 0))["results"][0]["fixes"]
            repaired = replaced(text, fixes[0]["artifactChanges"][0]["replacements"])
            line_break = end or "\n"
            assert repaired.startswith(f"{text.rstrip()}{line_break}    padding: 1")

    def test_what_cannot_be_written_is_no_fix(self, made: Make, finding: Finding) -> None:
        nowhere = Repair("`kernel: 3`", (Change("set", None, "kernel", "3"),), is_certain=True)
        result = made(finding(repairs=(nowhere,)))
        assert "fixes" not in sarif(result)["results"][0]
        assert json.loads(renderer("json-lines")(result))["fixable"] is False


def replaced(text: str, replacements: list[dict[str, Any]]) -> str:
    """What a reader of SARIF makes of a text."""
    starts = [0, *(match.end() for match in re.finditer("\r\n|[\n\r\x85\u2028\u2029]", text))]
    for one in sorted(replacements, key=lambda one: one["deletedRegion"]["startLine"], reverse=True):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    return text


class TestJson:
    def test_findings_of_a_variant_are_with_its_model(self, result: CheckResult) -> None:
        models = {model["name"]: model for model in json.loads(renderer("json")(result))["models"]}
        assert list(models) == ["quiz", "errors", "strided", "strided@wide", "strided@fine"]
        assert [found["code"] for found in models["strided"]["diagnostics"]] == ["CC203", "CC401", "CC401", "CC130"]
        assert [found["code"] for found in models["strided@wide"]["diagnostics"]] == ["CC201", "CC201"]
        assert models["strided@fine"]["diagnostics"] == []

    def test_is_what_show_writes_but_for_the_findings(self, result: CheckResult) -> None:
        written = json.loads(renderer("json")(result))["models"]
        walks = {model.to_dict()["name"]: model.to_dict() for file in result.files for model in file.models}
        for model in written:
            assert {**model, "diagnostics": []} == {**json.loads(json.dumps(walks[model["name"]])), "diagnostics": []}

    def test_all_findings_are_there_once(self, result: CheckResult) -> None:
        listed = [found for model in json.loads(renderer("json")(result))["models"] for found in model["diagnostics"]]
        assert sorted(map(str, listed)) == sorted(str(json.loads(line)) for line in lines(result, "json-lines"))
        assert len(listed) == len(result.findings)

    def test_a_file_that_cannot_be_read(self, made: Make, finding: Finding) -> None:
        (model,) = json.loads(renderer("json")(made(finding(code="CC117", severity="error"))))["models"]
        assert model["complete"] is False
        assert model["layers"] == []
        assert len(model["diagnostics"]) == 1


class TestGithub:
    def test_escaping(self, made: Make, finding: Finding) -> None:
        """Percent signs and line breaks everywhere; in properties colons and commas too."""
        found = finding("50%, a: b\r\nc", code="CC310", severity="error", help="try: 5%")
        assert lines(made(found, name="a,b:c%.yaml"), "github")[0] == (
            f"::error file=a%2Cb%3Ac%25.yaml,line=3,col=1,endLine=3,endColumn=6,title=CC310 {explanation('CC310').name}"
            "::50%25, a: b%0D%0Ac%0Ahelp: try: 5%25"
        )

    def test_several_lines_have_no_columns(self, made: Make, finding: Finding) -> None:
        found = finding(span=Span(Source("net.yaml", "a\nb"), 1, 1, 2, 2))
        assert ",line=1,endLine=2,title=" in lines(made(found), "github")[0]

    def test_a_finding_without_a_place(self, made: Make, finding: Finding) -> None:
        assert lines(made(finding(span=None)), "github")[0].startswith("::warning file=net.yaml,line=1,title=")

    def test_ten_of_each_kind_errors_first(self, made: Make, finding: Finding) -> None:
        findings = [finding(f"number {number}", line=number + 1, severity="error") for number in range(25)]
        findings += [finding(f"number {number}", line=number + 1) for number in range(11)]
        written = lines(made(*findings), "github")
        assert [line.split()[0] for line in written[:21]] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
        assert written[20] == "::notice title=cnncalc::15 more errors and 1 more warning: the log of this step names them"
        assert [line for line in written[21:] if line.startswith("::")] == []
        assert len(written) == 21 + 16 + 1
        assert written[-1] == "Found 25 errors and 11 warnings in 1 file (1 model)"

    def test_ten_need_no_notice(self, made: Make, finding: Finding) -> None:
        assert "::notice" not in renderer("github")(made(*[finding(line=number + 1) for number in range(10)]))

    def test_no_text_becomes_a_command(self, made: Make, finding: Finding) -> None:
        """Neither as a line of its own, nor in the older form, which is one anywhere in a line."""
        findings = [finding("##[error]x\n::error::y", line=number + 1) for number in range(12)]
        written = lines(made(*findings, name="::error::.yaml"), "github")
        assert len([line for line in written if line.lstrip().startswith("::")]) == 11
        assert not any("##[" in line for line in written if not line.startswith("::"))


class TestJobSummary:
    def test_tables_are_tables(self, made: Make, finding: Finding) -> None:
        page = job_summary(made(finding("a | b\n<script> `c` *d* @e"), name="a|b.yaml"))
        assert r"a \| b\\n\<script\> \`c\` \*d\* \@e" in page
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in page.splitlines() if line.startswith("|")} == {5, 8}

    def test_is_not_endless(self, made: Make, finding: Finding) -> None:
        page = job_summary(made(*[finding(line=number % 60 + 1) for number in range(250)]))
        assert "50 more findings are not shown." in page
        assert len(page.splitlines()) < 220


class TestGitlab:
    def test_fingerprints_outlive_moved_lines_and_other_figures(self, made: Make, finding: Finding) -> None:
        def names(*findings: Diagnostic) -> list[str]:
            return [issue["fingerprint"] for issue in json.loads(renderer("gitlab")(made(*findings)))]

        (first,) = names(finding("7 of 32 rows", line=3, layer="Stage[0].conv"))
        assert names(finding("8 of 1,024 rows", line=9, layer="Stage[2].conv")) == [first]
        assert first not in names(finding("7 of 32 columns", layer="Stage[0].conv"))
        assert first not in names(finding("7 of 32 rows", layer="Stage[0].pool"))
        assert first not in names(finding("7 of 32 rows", layer="Stage[0].conv", code="CC402"))

    def test_fingerprints_are_unique(self, made: Make, finding: Finding, result: CheckResult) -> None:
        for one in (made(*[finding(line=number + 1) for number in range(30)]), result):
            names = [issue["fingerprint"] for issue in json.loads(renderer("gitlab")(one))]
            assert len(set(names)) == len(names) > 1

    def test_nothing(self) -> None:
        assert renderer("gitlab")(CheckResult([], 0)) == "[]"


class TestJunit:
    def test_counts_agree(self, result: CheckResult, made: Make, finding: Finding) -> None:
        for one in (result, made(), made(finding(), finding(severity="error")), CheckResult([], 0)):
            root = ElementTree.fromstring(renderer("junit")(one))
            for element in root.iter():
                if element.tag in ("testsuites", "testsuite"):
                    assert int(element.attrib["tests"]) == len(list(element.iter("testcase")))
                    assert int(element.attrib["failures"]) == len(list(element.iter("failure")))
                    assert int(element.attrib["skipped"]) == len(list(element.iter("skipped")))
            assert len(root) == len(one.files)

    def test_a_case_an_assertion(self, result: CheckResult) -> None:
        root = ElementTree.fromstring(renderer("junit")(result))
        cases = {case.attrib["name"]: case for case in root.iter("testcase") if case.attrib["classname"] == "files/warnings.yaml"}
        assertions = next(file for file in result.files if "warnings" in file.name).assertions
        for one in assertions:
            assert (cases[f"{one.model}: {one.text}"].find("failure") is not None) == (one.finding is not None)
        assert len(cases) == len(assertions) + 2

    def test_no_two_cases_of_a_file_have_one_name(self, result: CheckResult) -> None:
        file = result.files[0]
        twice = result._replace(files=[file._replace(assertions=file.assertions * 2)])
        names = [case.attrib["name"] for case in ElementTree.fromstring(renderer("junit")(twice)).iter("testcase")]
        assert len(set(names)) == len(names)

    def test_a_file_without_assertions_has_one_passing_case(self, made: Make) -> None:
        (case,) = ElementTree.fromstring(renderer("junit")(made())).iter("testcase")
        assert list(case) == []

    def test_an_assertion_that_is_silenced_is_skipped(self, made: Make, finding: Finding) -> None:
        result = made(silenced=1)
        assertion = Assertion("net", "params = 3", finding(code="CC201", severity="error"))
        result = result._replace(files=[result.files[0]._replace(assertions=[assertion])])
        (case,) = ElementTree.fromstring(renderer("junit")(result)).iter("testcase")
        assert [child.tag for child in case] == ["skipped"]

    def test_errors_fail_and_warnings_are_printed(self, made: Make, finding: Finding) -> None:
        result = made(finding("one"), finding("two", line=4), finding("three", code="CC310", severity="error"))
        first, second = ElementTree.fromstring(renderer("junit")(result)).iter("testcase")
        assert first[0].tag == "failure"
        assert first[0].attrib == {"type": "CC310", "message": "three"}
        assert second[0].tag == "system-out"
        assert (second[0].text or "").count("warning[CC401]") == 2

    def test_any_character(self, made: Make, finding: Finding) -> None:
        text = "".join(map(chr, (*(set(range(0x20)) - {0x0D}), 0x7F, 0x85, 0xD800, 0xFFFE, 0xFFFF, 0x1D11E)))
        result = made(finding(f"a{text}b <&>\"']]>", severity="error"), name=f"<&>\"'{text}.yaml")
        root = ElementTree.fromstring(renderer("junit")(result).encode("utf-8"))
        failure = next(root.iter("failure"))
        assert failure.attrib["message"] == "a\t\n\x7f\x85\U0001d11eb <&>\"']]>"


class TestSarif:
    def test_rules(self, result: CheckResult) -> None:
        run = sarif(result)
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == sorted({found.code for found in result.findings})
        for rule in rules:
            page = explanation(rule["id"])
            assert rule["name"] == page.name
            assert rule["shortDescription"]["text"] == page.summary
            assert rule["fullDescription"]["text"] == page.why
            assert page.why in rule["help"]["text"]
            assert rule["defaultConfiguration"]["level"] == page.severity
        for found in run["results"]:
            assert rules[found["ruleIndex"]]["id"] == found["ruleId"]

    def test_every_code_makes_a_valid_rule(self, made: Make, finding: Finding) -> None:
        sarif(made(*[finding(code=code, line=number + 1) for number, code in enumerate([*codes(), "CC999"])]))

    def test_regions(self, result: CheckResult) -> None:
        places = [found["locations"][0]["physicalLocation"]["region"] for found in sarif(result)["results"]]
        said = [json.loads(line) for line in lines(result, "json-lines")]
        assert [list(place.values()) for place in places] == [
            [one["line"], one["column"], one["end_line"], one["end_column"]] for one in said
        ]

    def test_notes_and_layers(self, made: Make, finding: Finding) -> None:
        other = Span(Source("net.yaml", "one: 1"), 1, 1, 1, 4)
        (found,) = sarif(made(finding(notes=(("first written here", other),), layer="Stage[0].conv")))["results"]
        assert found["relatedLocations"][0]["message"]["text"] == "first written here"
        assert found["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "Stage[0].conv", "kind": "layer"}]

    def test_nothing(self, made: Make) -> None:
        for one in (made(), CheckResult([], 0)):
            assert sarif(one)["results"] == []

    @pytest.mark.parametrize("name", ["a b/é.yaml", "<&>\"'#?.yaml", "a:b.yaml", "100%.yaml", "<stdin>", "\udcff.yaml"])
    def test_addresses(self, name: str, made: Make, finding: Finding) -> None:
        found = sarif(made(finding("any\x00thing\ud800"), name=name))["results"][0]
        uri = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/%._~-]+", uri)
        assert unquote(uri) == name or "\udcff" in name


class TestPaths:
    @pytest.fixture(autouse=True)
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        here = tmp_path / "project"
        here.mkdir()
        monkeypatch.chdir(here)
        return here

    @pytest.mark.parametrize(
        "name", ["models/net.yaml", "./models/net.yaml", "models/../models/net.yaml", "../project/models/net.yaml"]
    )
    def test_below_this_folder(self, name: str, project: Path, made: Make, finding: Finding) -> None:
        for given in (name, str(project / name)):
            assert lines(made(finding(), name=given), "concise")[0].startswith("models/net.yaml:3:1: CC401 [warning] a message")

    def test_through_a_link(self, project: Path, made: Make, finding: Finding) -> None:
        (project.parent / "link").symlink_to(project)
        assert lines(made(finding(), name=str(project.parent / "link" / "net.yaml")), "concise")[0].startswith("net.yaml:3:1:")

    def test_elsewhere(self, project: Path, made: Make, finding: Finding) -> None:
        given = made(finding(), name="../net ü.yaml")
        assert lines(given, "concise")[0].startswith("../net ü.yaml:3:1:")
        uri = sarif(given)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == (project.parent / "net ü.yaml").as_uri()

    @pytest.mark.parametrize("format", [format for format in FORMATS if format != "full"])
    def test_all_formats_agree(self, format: str, project: Path, made: Make, finding: Finding) -> None:
        text = renderer(format)(made(finding("x", severity="error"), name=str(project / "models" / "net.yaml")))
        assert "models/net.yaml" in text
        assert str(project) not in text


def test_formats_are_imported_when_they_are_used() -> None:
    script = (
        "import sys, cnncalc.render.findings as f; f.renderer('concise');"
        "print([m for m in ('rich', 'numpy', 'xml', 'cnncalc.api', *f.FORMATS.values()) if m in sys.modules])"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert finished.stdout.strip() == "['cnncalc.render.findings.concise']"


def test_a_file_that_is_judged_can_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that needs care all the way from the disk."""
    monkeypatch.chdir(tmp_path)
    path = Path('ünï <&> "q" %41,b:c.yaml')
    path.write_text("input: 7x7x1\nlayers:\n  - conv: {filters: 1, kernel: 9}\n", encoding="utf-8")
    text = decode_text(path)
    assert parse_network(text).name == path.stem
    result = CheckResult([judge(text, Terms(Selection(), []))], 0)
    sarif(result)
    for format in FORMATS:
        assert "CC3" in renderer(format)(result)
