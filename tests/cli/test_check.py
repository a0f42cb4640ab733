"""cnncalc check and cnncalc lock, through the command line."""

from __future__ import annotations

import json
import time

import pytest
from runner import ROOT, cnncalc

CLEAN = "input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3, activation: relu}\nexpect: {params: 112}\n"
WARNS = "input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3, stride: 2}\n"
FAILS = "input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 9}\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("clean.yaml", CLEAN), ("warns.yaml", WARNS), ("fails.yaml", FAILS)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_exit_codes(folder):
    assert cnncalc("check", "clean.yaml", cwd=folder).code == 0
    assert cnncalc("check", "warns.yaml", cwd=folder).code == 0
    assert cnncalc("check", "warns.yaml", "--strict", cwd=folder).code == 1
    assert cnncalc("check", "fails.yaml", cwd=folder).code == 1
    assert cnncalc("check", "fails.yaml", "--exit-zero", cwd=folder).code == 0
    assert cnncalc("check", "none.yaml", cwd=folder).code == 2


def test_what_is_named_and_missing_is_said_after_the_others(folder):
    outcome = cnncalc("check", "none.yaml", "fails.yaml", cwd=folder)
    assert outcome.code == 2
    assert outcome.err == "cnncalc: no such file: none.yaml\n"
    assert "CC310" in outcome.out


def test_the_text_of_a_finding(folder):
    assert cnncalc("check", "fails.yaml", cwd=folder).out == (
        """\
error[CC310]: kernel 9 does not fit: the padded input is 8 high (8 + 2*0)
  --> fails.yaml:3:24
   |
 3 |   - conv: {filters: 4, kernel: 9}
   |                        ^^^^^^^^^ the layer sees 8x8x3
   = help: use `kernel: 8` or less, or `padding: 1`

Found 1 error in 1 file (1 model)
"""
    )


def test_a_folder_is_searched_and_what_is_no_architecture_passed_over(folder):
    (folder / "other.yaml").write_text("services: {web: {image: nginx}}\n")
    (folder / "broken.yaml").write_text("a: [\n")
    (folder / "sub" / ".hidden").mkdir(parents=True)
    (folder / "sub" / ".hidden" / "x.yaml").write_text(FAILS)
    (folder / "sub" / "deep.yml").write_text(CLEAN)
    (folder / "sub" / "loop").symlink_to(folder)
    outcome = cnncalc("check", "--format", "concise", cwd=folder)
    assert outcome.code == 1
    assert [line.split(":")[0] for line in outcome.out.splitlines()[:-1]] == ["fails.yaml", "warns.yaml"]
    assert "4 files" in outcome.out.splitlines()[-1]
    assert cnncalc("check", "other.yaml", cwd=folder).code == 1


def test_nothing_to_check(tmp_path):
    outcome = cnncalc("check", cwd=tmp_path)
    assert outcome.code == 0
    assert "no architecture files found here" in outcome.err


def test_five_independent_mistakes_are_five_findings(tmp_path):
    text = (
        "input: 32x32x3\nlayers:\n"
        "  - concat:\n"
        "      a: [{conv: {filters: 8, kernel: 40}}]\n"
        "      b: [{conv: {filters: 8, kernel: 3, groups: 2}}]\n"
        "  - head: {aux: [{linear: =wdith}]}\n"
        "  - maxpol: 2\n"
        "expect: {parms: 3}\n"
    )
    (tmp_path / "five.yaml").write_text(text)
    found = [json.loads(line) for line in cnncalc("check", "five.yaml", "--format", "json-lines", cwd=tmp_path).out.splitlines()]
    assert [(one["code"], one["line"], one["column"]) for one in found] == [
        ("CC310", 4, 31),
        ("CC320", 5, 42),
        ("CC111", 6, 28),
        ("CC108", 7, 5),
        ("CC105", 8, 10),
    ]


def test_select_and_ignore(folder):
    assert "CC401" in cnncalc("check", "warns.yaml", cwd=folder).out
    assert "CC401" not in cnncalc("check", "warns.yaml", "--ignore", "CC401", cwd=folder).out
    assert "CC401" not in cnncalc("check", "warns.yaml", "--ignore", "CC4", cwd=folder).out
    (folder / "odd.yaml").write_text("input: 224x224x3\nlayers:\n  - conv: {filters: 8, kernel: 7, stride: 2, padding: 3}\n")
    assert "CC402" not in cnncalc("check", "odd.yaml", cwd=folder).out
    assert "CC402" in cnncalc("check", "odd.yaml", "--select", "CC402", cwd=folder).out
    for codes in ("CC999", "E501", "CC310"):
        outcome = cnncalc("check", "warns.yaml", "--ignore", codes, cwd=folder)
        assert outcome.code == 2
        assert codes in outcome.err


def test_a_comment_silences_its_line_and_an_unused_one_is_found(folder):
    text = WARNS.replace("stride: 2}", "stride: 2}  # cnncalc: ignore[CC401] known")
    (folder / "warns.yaml").write_text(text)
    outcome = cnncalc("check", "warns.yaml", cwd=folder)
    assert "CC401" not in outcome.out
    assert "1 finding silenced" in outcome.out
    (folder / "clean.yaml").write_text(CLEAN.replace("relu}", "relu}  # cnncalc: ignore[CC401, CC999, CC310]"))
    codes = [
        json.loads(line)["code"] for line in cnncalc("check", "clean.yaml", "--format", "json-lines", cwd=folder).out.splitlines()
    ]
    assert codes == ["CC130", "CC131", "CC131"]


def test_an_error_is_never_passed_over(folder):
    """CC402 is off by default, but under `rounding: exact` it is an error of the walk."""
    text = "input: 8x8x3\nlayers:\n  - maxpool: {kernel: 3, stride: 2, rounding: exact}  # cnncalc: ignore[CC402]\n"
    (folder / "exact.yaml").write_text(text)
    for options in ([], ["--ignore", "CC402"], ["--ignore", "CC4"]):
        outcome = cnncalc("check", "exact.yaml", *options, cwd=folder)
        assert outcome.code == 1
        assert "error[CC402]" in outcome.out


def test_configuration(folder):
    (folder / "pyproject.toml").write_text(
        '[tool.cnncalc]\nexclude = ["fails.yaml"]\nselect = ["CC402"]\nper-file-ignores = {"warns.yaml" = ["CC401"]}\n'
    )
    outcome = cnncalc("check", cwd=folder)
    assert outcome.code == 0
    assert outcome.out == "All checks passed: 2 files, 2 models\n"
    assert "CC310" in cnncalc("check", "fails.yaml", cwd=folder).out
    (folder / "pyproject.toml").write_text('[tool.cnncalc]\nbatch = "8"\n')
    outcome = cnncalc("check", cwd=folder)
    assert outcome.code == 2
    assert "[tool.cnncalc] has no `batch`" in outcome.err
    (folder / "pyproject.toml").write_text("[tool.cnncalc\n")
    assert cnncalc("check", cwd=folder).code == 2


def test_budgets(folder):
    assert cnncalc("check", "clean.yaml", "--max-params", "112", "--max-macs", "5K", "--max-memory", "10KiB", cwd=folder).code == 0
    outcome = cnncalc("check", "clean.yaml", "--max-params", "100", "--min-receptive-field", "5", cwd=folder)
    assert outcome.code == 1
    assert "error[CC203]: clean has params 112, the budget is at most 100, 12.0% over" in outcome.out
    assert "most of it lies in conv (112)" in outcome.out
    assert "error[CC203]: clean has receptive_field 3x3, the budget is at least 5" in outcome.out
    assert cnncalc("check", "clean.yaml", "--max-params", "many", cwd=folder).code == 2


def test_every_variant_is_checked(folder):
    text = (
        "input: 8x8x3\nvars: {kernel: 3}\nlayers:\n  - conv: {filters: 4, kernel: =kernel}\n  - relu\n"
        "variants:\n  large: {set: {kernel: 9}}\n  small: {set: {kernel: 1}, expect: {params: 17}}\n"
    )
    (folder / "net.yaml").write_text(text)
    outcome = cnncalc("check", "net.yaml", cwd=folder)
    assert outcome.code == 1
    assert "(3 models)" in outcome.out
    assert "CC310" in outcome.out
    assert "= in: variant large" in outcome.out
    assert "error[CC201]: expected params 17, got 16" in outcome.out
    assert cnncalc("check", "net.yaml@small", cwd=folder).out.count("error[") == 1


def test_fix_and_diff(folder):
    text = "input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3}  # the stem\n  - batchnorm\n  - relu\n"
    (folder / "net.yaml").write_text(text)
    diff = cnncalc("check", "net.yaml", "--diff", cwd=folder)
    assert (folder / "net.yaml").read_text() == text
    assert diff.out == (
        "--- net.yaml\n+++ net.yaml\n@@ -1,5 +1,5 @@\n input: 8x8x3\n layers:\n-  - conv: {filters: 4, kernel: 3}  # the stem\n"
        "+  - conv: {filters: 4, kernel: 3, bias: false}  # the stem\n   - batchnorm\n   - relu\n"
    )
    fixed = cnncalc("check", "net.yaml", "--fix", cwd=folder)
    assert fixed.code == 0
    assert (folder / "net.yaml").read_text() == text.replace("kernel: 3}", "kernel: 3, bias: false}")
    assert "CC406" not in fixed.out
    assert "net.yaml: 1 repaired" in fixed.err


def test_a_repair_that_would_break_an_expectation_is_not_made(folder):
    text = "input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3}\n  - batchnorm\n  - relu\nexpect: {params: 120}\n"
    (folder / "net.yaml").write_text(text)
    cnncalc("check", "net.yaml", "--fix", cwd=folder)
    assert (folder / "net.yaml").read_text() == text


def test_lock_and_drift(folder):
    (folder / "fails.yaml").unlink()
    assert cnncalc("lock", cwd=folder).code == 0
    lock = (folder / "cnncalc.lock").read_text()
    assert list(json.loads(lock)["models"]) == ["clean.yaml", "warns.yaml"]
    assert cnncalc("check", "--locked", cwd=folder).code == 0
    assert cnncalc("lock", cwd=folder).code == 0
    assert (folder / "cnncalc.lock").read_text() == lock
    (folder / "warns.yaml").write_text(WARNS.replace("filters: 4", "filters: 8"))
    outcome = cnncalc("check", "--locked", cwd=folder)
    assert outcome.code == 1
    assert (
        "error[CC204]: warns has changed since it was locked: conv: output was 3x3x4, is 3x3x8, params was 112, is 224"
        in outcome.out
    )
    (folder / "new.yaml").write_text(CLEAN)
    assert "error[CC205]: new.yaml is not in the lock file" in cnncalc("check", "new.yaml", "--locked", cwd=folder).out
    assert cnncalc("check", "--locked", "--lock-file", "none.lock", cwd=folder).code == 2
    (folder / "cnncalc.lock").write_text("{}")
    assert cnncalc("check", "--locked", cwd=folder).code == 2


def test_a_file_with_errors_is_not_locked(folder):
    outcome = cnncalc("lock", cwd=folder)
    assert outcome.code == 1
    assert not (folder / "cnncalc.lock").exists()
    assert "CC310" in outcome.err


def test_baseline(folder):
    assert cnncalc("check", "warns.yaml", "--strict", "--write-baseline", "base.json", cwd=folder).code == 0
    assert cnncalc("check", "warns.yaml", "--strict", "--baseline", "base.json", cwd=folder).code == 0
    (folder / "warns.yaml").write_text(WARNS + "  - relu\n  - conv: {filters: 4, kernel: 2, stride: 2}\n")
    outcome = cnncalc("check", "warns.yaml", "--strict", "--baseline", "base.json", cwd=folder)
    assert outcome.code == 1
    assert ":5:" in outcome.out
    assert ":3:" not in outcome.out
    assert cnncalc("check", "warns.yaml", "--baseline", "none.json", cwd=folder).code == 2


def test_standard_input():
    outcome = cnncalc("check", "-", "--stdin-filename", "models/net.yaml", "--format", "concise", stdin=FAILS)
    assert outcome.code == 1
    assert outcome.out.startswith("models/net.yaml:3:24: CC310 ")


def test_output_file_and_statistics(folder):
    assert cnncalc("check", "--output-file", "report.sarif", "--format", "sarif", cwd=folder).out == ""
    assert json.loads((folder / "report.sarif").read_text())["version"] == "2.1.0"
    assert cnncalc("check", "--output-file", "no/such/folder", cwd=folder).code == 2
    assert cnncalc("check", "--statistics", cwd=folder).out.splitlines()[0].split()[:2] == ["1", "CC310"]


def test_json_is_the_envelope_of_show(folder):
    report = json.loads(cnncalc("check", "warns.yaml", "--json", cwd=folder).out)
    assert list(report) == ["schema_version", "cnncalc_version", "models"]
    (model,) = report["models"]
    assert model["complete"] is True
    assert model["totals"]["params"] == 112
    assert [one["code"] for one in model["diagnostics"]] == ["CC401"]


def test_githubs_job_summary(folder):
    outcome = cnncalc("check", "--format", "github", cwd=folder, GITHUB_STEP_SUMMARY=str(folder / "summary.md"))
    assert outcome.out.startswith("::error file=fails.yaml,line=3,")
    assert "CC310" in (folder / "summary.md").read_text()


HOSTILE = {
    "brackets": b"input: 8x8x3\nlayers: " + b"[" * 50_000,
    "bomb": b"input: 8x8x3\nlayers:\n  - &a [relu, relu]\n"
    + b"".join(b"  - &%c [*%c, *%c, *%c, *%c]\n" % (98 + n, 97 + n, 97 + n, 97 + n, 97 + n) for n in range(20)),
    "repeat": b"input: 8x8x3\nlayers:\n  - relu:\n    repeat: 1000000000\n",
    "nested repeats": b"input: 8x8x3\nlayers:\n  - sequence:\n"
    b"      - sequence: [{relu: , when: false, repeat: 10000}]\n        repeat: 10000\n    repeat: 10000\n",
    "huge number": b"input: 8x8x3\nlayers:\n  - conv: {filters: " + b"9" * 5000 + b", kernel: 3}\n",
    "tag": b"input: !!python/object/apply:os.system ['true']\nlayers: [relu]\n",
    "nul": b"input: 8x8x3\0\nlayers: [relu]\n",
    "not utf-8": b"input: 8x8x3\nlayers: [relu] # \xff\xfe\n",
    "10 MiB": b"input: 8x8x3\nlayers:\n" + b"  - relu\n" * 1_165_085,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_findings(name, tmp_path):
    (tmp_path / "net.yaml").write_bytes(HOSTILE[name])
    start = time.monotonic()
    outcome = cnncalc("check", "net.yaml", cwd=tmp_path)
    assert outcome.code == 1
    assert "error[CC1" in outcome.out
    assert outcome.err == ""
    assert time.monotonic() - start < 10


def test_every_bundled_network_passes():
    outcome = cnncalc("check", str(ROOT / "architectures"), "--strict")
    assert outcome.code == 0, outcome.out
    assert "All checks passed" in outcome.out
