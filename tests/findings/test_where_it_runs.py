"""The hook, the action and the page about them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_hook() -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    assert hook["id"] == "cnncalc-check"
    assert hook["entry"] == "cnncalc check"
    assert hook["language"] == "python"
    assert hook["types_or"] == ["yaml"]
    assert hook["pass_filenames"] is True


class TestAction:
    action = read("action.yml")

    def test_inputs(self) -> None:
        assert set(self.action["inputs"]) == {"paths", "args", "version", "strict"}
        assert all(one["description"] and isinstance(one["default"], str) for one in self.action["inputs"].values())
        assert self.action["runs"]["using"] == "composite"

    def test_no_input_becomes_part_of_a_script(self) -> None:
        for step in self.action["runs"]["steps"]:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]

    def test_every_input_is_handed_over(self) -> None:
        handed = {value for step in self.action["runs"]["steps"] for value in step["env"].values()}
        assert {f"${{{{ inputs.{name} }}}}" for name in self.action["inputs"]} <= handed

    def test_every_variable_is_quoted(self) -> None:
        """Bare words would be split and matched with files."""
        for step in self.action["runs"]["steps"]:
            for line in step["run"].splitlines():
                outside = re.sub(r'"(\\.|[^"\\])*"|\'[^\']*\'', "", line)
                assert not re.search(r"\$\{?[A-Za-z]", outside.replace("$'", "'")), line


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
class TestScripts:
    """The steps of the action as a runner runs them, with a `cnncalc` that only says how it was called."""

    @pytest.fixture
    def runner(self, tmp_path: Path) -> Path:
        place = tmp_path / "cnncalc-venv" / "bin"
        place.mkdir(parents=True)
        (place / "cnncalc").write_text('#!/bin/sh\nfor word in "$@"; do printf "<%s>" "$word"; done\nexit 1\n')
        (place / "cnncalc").chmod(0o755)
        return tmp_path

    def run(self, step: int, runner: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        one = read("action.yml")["runs"]["steps"][step]
        inputs = {name: "" for name, value in one["env"].items() if "inputs." in value}
        script = runner / "script.sh"
        script.write_text(one["run"], encoding="utf-8")
        environment = {**os.environ, "RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": "/no where", **inputs, **variables}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(command, env=environment, cwd=runner, capture_output=True, text=True, check=False, timeout=60)

    def test_words(self, runner: Path) -> None:
        finished = self.run(1, runner, CNNCALC_PATHS="models\n  a b/c.yaml\r\n\n", CNNCALC_ARGS="--max-params  5M\n--ignore CC402")
        assert finished.stdout == "<check><--format><github><--max-params><5M><--ignore><CC402><--><models><a b/c.yaml>"
        assert finished.returncode == 1

    def test_nothing_but_defaults(self, runner: Path) -> None:
        assert self.run(1, runner, CNNCALC_PATHS=".").stdout == "<check><--format><github><--><.>"
        assert self.run(1, runner, CNNCALC_PATHS=".", CNNCALC_STRICT="true").stdout == "<check><--format><github><--strict><--><.>"

    def test_nothing_is_run(self, runner: Path) -> None:
        text = "$(touch pwned) `touch pwned` ;touch pwned; \"'*"
        finished = self.run(1, runner, CNNCALC_PATHS=text, CNNCALC_ARGS=text, CNNCALC_STRICT=text)
        assert not (runner / "pwned").exists()
        assert (
            finished.stdout == "<check><--format><github><$(touch><pwned)><`touch><pwned`><;touch><pwned;><\"'*><-->" + f"<{text}>"
        )

    @pytest.mark.parametrize(("version", "package"), [("", "/no where"), ("1.2 $(touch pwned)", "cnncalc==1.2 $(touch pwned)")])
    def test_installing(self, version: str, package: str, runner: Path) -> None:
        fake = runner / "fake"
        fake.mkdir()
        (fake / "python3").write_text(
            '#!/bin/sh\nif [ "$2" = venv ]; then cp "$0" "$3/bin/python"; fi\nfor word; do printf "<%s>" "$word"; done; echo\n'
        )
        (fake / "python3").chmod(0o755)
        finished = self.run(0, runner, CNNCALC_VERSION=version, PATH=f"{fake}{os.pathsep}{os.environ['PATH']}")
        assert finished.returncode == 0, finished.stderr
        assert finished.stdout.splitlines()[-1].endswith(f"<--><{package}>")
        assert not (runner / "pwned").exists()

    def test_an_old_python(self, runner: Path) -> None:
        fake = runner / "fake"
        fake.mkdir()
        for name in ("python3", "python"):
            (fake / name).write_text("#!/bin/sh\nexit 1\n")
            (fake / name).chmod(0o755)
        finished = self.run(0, runner, PATH=f"{fake}{os.pathsep}{os.environ['PATH']}")
        assert finished.returncode == 2
        assert finished.stdout.startswith("::error title=cnncalc::Python 3.11 or newer is needed")


def test_the_snippets_of_the_page_are_yaml() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    snippets = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]
    assert len(snippets) == 5
    hook = next(snippet for snippet in snippets if "repos" in snippet)["repos"][0]["hooks"][0]
    assert hook["id"] == "cnncalc-check"
    assert re.search(hook["files"], "models/deep/net.yaml")
    with_action = snippets[0]["jobs"]["check"]["steps"][-1]
    assert set(with_action["with"]) <= set(read("action.yml")["inputs"])
    for name in read("action.yml")["inputs"]:
        assert f"| `{name}` |" in page


def test_the_options_of_the_page_are_there() -> None:
    from typer.main import get_command

    from cnncalc.cli import app

    known = {name for parameter in get_command(app).commands["check"].params for name in parameter.opts}  # type: ignore[attr-defined]
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) - {"--json"}
    assert used <= known
