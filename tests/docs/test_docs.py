"""The documentation is what ran, its links lead somewhere, and nothing of the language is missing from its reference."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import typer

from cnncalc import layers
from cnncalc.api import Text, parse_network
from cnncalc.checking.configuration import KEYS
from cnncalc.cli import app
from cnncalc.core.fields import ALL_SIDES, ROUNDING, WINDOW_PADDING
from cnncalc.explanations import codes, explanation
from cnncalc.language import reader
from cnncalc.language.document import TOP_KEYS
from cnncalc.language.elaborate import MOST_PASSES
from cnncalc.language.entries import MODIFIERS
from cnncalc.language.expressions import FUNCTIONS, MOST_CHARACTERS, SIZES
from cnncalc.language.figures import FIGURES
from cnncalc.render.findings import FORMATS
from cnncalc.report import LAYER_KEYS, TOTAL_KEYS
from cnncalc.source import MOST_FINDINGS, Source

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARKED_FILE = re.compile(r"^<!-- file: (\S+) -->\n+```\w+\n.*?^```$", re.MULTILINE | re.DOTALL)
MARKED_REGION = re.compile(r"^<!-- generated: \w+(?: \S+)? -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)

OF_OTHER_PROGRAMS = ("docs/ci.md", "docs/editors.md")
"""Pages whose YAML without layers is what other programs read."""


def _tool():
    spec = spec_from_file_location("docs_tool", ROOT / "tools/docs.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in tool.pages()}


def prose(text):
    """A page without its blocks of code."""
    return FENCE.sub("", text)


def anchors(text):
    """The anchors of a page's headings, as GitHub makes them."""
    found = {}
    for heading in re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found[anchor] = found.get(anchor, -1) + 1
    return {f"{anchor}-{number}" if number else anchor for anchor, most in found.items() for number in range(most + 1)}


def documented(page):
    """The words that a page sets in code."""
    return {word for code in re.findall(r"`([^`\n]+)`", prose(PAGES[page])) for word in re.findall(r"\w+", code)}


# What ran

STALE = """
```console
$ cnncalc list | head -1
what it printed once
$ cnncalc show no_such
```

```pycon
>>> 6 * 7
```
"""


def test_the_documentation_is_what_ran():
    assert tool.main(["--check"]) == 0


def test_a_stale_page_is_found_and_mended(tmp_path, monkeypatch, capsys):
    page = tmp_path / "page.md"
    page.write_text(STALE)
    monkeypatch.setattr(tool, "pages", lambda: [page])
    assert tool.main(["--check"]) == 1
    assert page.read_text() == STALE
    assert "-what it printed once" in capsys.readouterr().out
    assert tool.main([]) == 0
    lines = page.read_text().splitlines()
    assert lines[2] == "$ cnncalc list | head -1"
    assert lines[3].split()[0] == "name"
    assert lines[5].startswith("cnncalc: no file and no bundled network `no_such`")
    assert lines[6:] == ["[exit code 2]", "```", "", "```pycon", ">>> 6 * 7", "42", "```"]
    assert tool.main(["--check"]) == 0


def test_every_mark_is_one_that_is_filled_in():
    for name, text in PAGES.items():
        text = text if name != "CONTRIBUTING.md" else prose(re.sub(r"`.*?`", "", text))
        assert text.count("<!-- file:") == len(MARKED_FILE.findall(text)), name
        assert text.count("<!-- generated:") == len(MARKED_REGION.findall(text)), name


@pytest.mark.parametrize("name", PAGES)
def test_every_block_has_a_language(name):
    assert {language for language, _ in FENCE.findall(PAGES[name])} <= {"console", "json", "pycon", "sh", "text", "toml", "yaml"}


def snippets():
    """Every piece of YAML that is written by hand: whole files, and lists of layers."""
    for name, text in PAGES.items():
        by_hand = MARKED_REGION.sub("", MARKED_FILE.sub("", text))
        for number, (language, body) in enumerate(FENCE.findall(by_hand)):
            is_ours = name not in OF_OTHER_PROGRAMS or re.search(r"^layers:", body, re.MULTILINE)
            if language == "yaml" and is_ours:
                yield pytest.param(body, id=f"{name}-{number}")


@pytest.mark.parametrize("text", list(snippets()))
def test_yaml_on_a_page_is_walked(text):
    whole = text if re.search(r"^layers:", text, re.MULTILINE) else "input: 32x32x16\nlayers:\n" + text
    assert parse_network(Text(Source("snippet", whole), None, "snippet", is_bundled=False)).walk().diagnostics == []


def test_every_example_is_on_a_page():
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/examples").iterdir()}
    assert files == {file for text in PAGES.values() for file in re.findall(r"docs/examples/\w+\.yaml", text)}


# Links


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(PAGES[name])):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), target


def test_every_page_can_be_reached():
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= set(re.findall(r"\]\((\S+?)\)", PAGES["README.md"]))


# Nothing is missing


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(TOP_KEYS, id="keys at the top"),
        pytest.param(MODIFIERS, id="modifiers"),
        pytest.param([*layers.places(), *layers.GROUPING], id="operations"),
        pytest.param(FUNCTIONS, id="functions"),
        pytest.param(SIZES, id="sizes"),
        pytest.param(FIGURES, id="figures"),
        pytest.param([*WINDOW_PADDING.words, *ALL_SIDES], id="padding"),
        pytest.param(ROUNDING.words, id="rounding"),
    ],
)
def test_the_format_is_documented(words):
    assert set(words) - documented("docs/format.md") == set()


def test_the_bounds_are_documented():
    _, _, bounds = PAGES["docs/format.md"].partition("\n## Bounds\n")
    for most in (reader.MOST_NODES, reader.MOST_LEVELS, MOST_PASSES, MOST_CHARACTERS, MOST_FINDINGS):
        assert f"{most:,} |" in bounds
    assert f"{reader.MOST_BYTES // 2**20} MiB |" in bounds


def test_the_json_is_documented():
    assert {*LAYER_KEYS, *TOTAL_KEYS} - documented("docs/commands.md") == set()


def test_every_operation_has_its_entry():
    assert re.findall(r"^### (\w+)$", PAGES["docs/layers.md"], re.MULTILINE) == list(layers.places())


def test_every_code_has_its_section():
    page = PAGES["docs/rules.md"]
    titles = [f"{code} {explanation(code).name}" for code in codes()]
    assert re.findall(r"^### (CC.+)$", page, re.MULTILINE) == titles
    assert re.findall(r"^\| \[(CC\d{3})\]\(#", page, re.MULTILINE) == codes()
    assert {path.name[:5] for path in tool.CASES.glob("*.txt")} <= set(codes())


def test_every_message_of_a_case_is_on_the_page_of_codes():
    for path in tool.CASES.glob("*.txt"):
        code = path.name[:5]
        _, _, section = PAGES["docs/rules.md"].partition(f"\n### {code} ")
        section, _, _ = section.partition("\n### ")
        assert set(tool._messages(code)) <= {line.partition(f"[{code}]: ")[2] or line for line in section.splitlines()}


def options(command):
    """The long options of a command."""
    group = typer.main.get_command(app)
    return {name for parameter in group.commands[command].params for name in parameter.opts if name.startswith("--")}


@pytest.mark.parametrize("command", ["check", "lock"])
def test_every_option_of_a_check_is_documented(command):
    said = {word for code in re.findall(r"`([^`\n]+)`", prose(PAGES["docs/checking.md"])) for word in re.findall(r"--[\w-]+", code)}
    assert options(command) - said == set()


def test_every_option_that_is_documented_exists():
    every = {name for command in typer.main.get_command(app).commands for name in options(command)} | {"--help", "--version"}
    for page in ("docs/checking.md", "README.md", "docs/format.md"):
        for line in re.findall(r"^\$ .*(?:\n> .*)*", PAGES[page], re.MULTILINE):
            if "cnncalc" in line:
                assert set(re.findall(r"(?<=\s)--[a-z][\w-]*", line)) <= every, line


def test_every_format_of_findings_is_documented():
    assert set(FORMATS) <= set(re.findall(r"`([\w-]+)`", prose(PAGES["docs/checking.md"])))
    assert set(FORMATS) <= set(re.findall(r"^\| `([\w-]+)` \|", PAGES["docs/ci.md"], re.MULTILINE))


def test_every_key_of_a_project_is_documented():
    assert set(KEYS) <= set(re.findall(r"`([\w-]+)`", prose(PAGES["docs/checking.md"])))


def test_every_command_is_on_the_first_page():
    for command in typer.main.get_command(app).commands:
        assert f"cnncalc {command}" in PAGES["README.md"]


def test_the_project_is_on_its_page():
    project = ROOT / "docs/project"
    files = {path.relative_to(ROOT).as_posix() for path in [*project.rglob("*.yaml"), *project.rglob("*.toml")]}
    assert files == set(re.findall(r"<!-- file: (docs/project/\S+) -->", PAGES["docs/checking.md"]))


def test_the_test_command_can_be_extracted():
    """As .ci/run does it."""
    assert len(re.findall(r"^<!-- test command -->\n```sh\n.+ pytest\n```$", PAGES["README.md"], re.MULTILINE)) == 1
