"""Keeps the documentation true: what is marked in the pages is made again from the program as it is.

    python tools/docs.py            write what has changed
    python tools/docs.py --check    write nothing; exit 1 and show the differences where a page is stale

The pages are the Markdown files at the top and in docs/. Four marks in them are filled in; all other text is written by hand:

- a block fenced as ``console``: what stands behind ``$ `` is run by the shell, at the top of the repository, and what it prints
  (standard output and standard error, then the exit code unless it is 0) takes the place of the lines below it;
- a block fenced as ``pycon``: the same for Python behind ``>>> ``;
- ``<!-- file: PATH -->``: the fenced block below it becomes that file;
- ``<!-- generated: NAME -->`` or ``<!-- generated: NAME ARGUMENT -->`` up to ``<!-- end -->``: becomes what the function of that
  name in ``GENERATED`` gives.
"""

from __future__ import annotations

import csv
import difflib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cnncalc
from cnncalc import bundled, layers, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import ModuleType

    from cnncalc.cli.explain import Page
    from cnncalc.core.operation import Operation, WeightShapes

ROOT = Path(__file__).resolve().parents[1]

CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"(?<=^```pycon\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^(<!-- file: (\S+) -->\n+```\w+\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
REGION = re.compile(r"^(<!-- generated: (\w+)(?: (\S+))? -->\n).*?(?=^<!-- end -->$)", re.MULTILINE | re.DOTALL)

LAUNCHERS = {
    "cnncalc": """-c 'import sys; sys.argv[0] = "cnncalc"; from cnncalc.cli import main; main()'""",
    "python3": "",
}
"""What the examples may call, whether or not it is installed: the arguments that Python needs for it."""


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "architectures/README.md"]


def fresh(texts: Sequence[str]) -> list[str]:
    """The pages as they should read."""
    commands = {command for text in texts for block in CONSOLE.findall(text) for command, _ in steps(block)}
    outputs = run(sorted(commands))
    return [_fresh(text, outputs) for text in texts]


def _fresh(text: str, outputs: dict[str, str | None]) -> str:
    text = REGION.sub(lambda mark: f"{mark[1]}\n{GENERATED[mark[2]](*filter(None, [mark[3]])).strip()}\n\n", text)
    text = FILE.sub(lambda mark: mark[1] + (ROOT / mark[2]).read_text(encoding="utf-8").rstrip("\n") + "\n", text)
    text = SESSION.sub(lambda block: session(block[0]), text)
    return CONSOLE.sub(lambda block: console(block[0], outputs), text)


# Examples


def steps(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, further lines of theirs behind `> `, and what stands below each."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command = re.match(r".*\n(?:> .*\n)*", step)
        assert command is not None
        yield command[0].replace("\n> ", "\n").rstrip("\n"), step[command.end() :]


def console(block: str, outputs: dict[str, str | None]) -> str:
    """The block with what its commands printed."""
    lines = []
    for command, old in steps(block):
        new = outputs[command]
        lines += [f"$ {command.replace(chr(10), chr(10) + '> ')}\n", old if new is None else new]
    return "".join(lines)


def run(commands: Sequence[str]) -> dict[str, str | None]:
    """What each command prints; None where it needs a program that this machine has not got."""
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in LAUNCHERS.items():
            launcher = Path(folder, name)
            launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
            launcher.chmod(0o755)
        environment = os.environ | {
            "PATH": os.pathsep.join([folder, os.environ.get("PATH", os.defpath)]), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1",
            "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C",
        }  # fmt: skip
        with ThreadPoolExecutor() as pool:
            return dict(zip(commands, pool.map(lambda command: _run(command, environment), commands), strict=True))


def _run(command: str, environment: dict[str, str]) -> str | None:
    if "| jq" in command and not shutil.which("jq"):
        return None
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, encoding="utf-8", timeout=60)  # fmt: skip
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")
    return "".join(f"{part}\n" for part in (printed, f"[exit code {done.returncode}]" if done.returncode else "") if part)


def session(block: str) -> str:
    """The block with what its Python printed."""
    names: dict[str, Any] = {}
    lines = []
    with chdir(ROOT):
        for example in doctest.DocTestParser().get_examples(block):
            first, *more = example.source.rstrip("\n").split("\n")
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile(example.source, "<documentation>", "single"), names)
            lines += [f">>> {first}", *(f"... {line}".rstrip() for line in more), *printed.getvalue().rstrip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


# Pieces of Markdown


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """A table; ``right`` are the columns of numbers."""
    rule = ["---:" if index in right else "---" for index in range(len(header))]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in (header, rule, *rows))


def prose(docstring: str | None) -> str:
    """A docstring as Markdown, its summary and its details one paragraph each."""
    text = re.sub(r"``(.+?)``", r"`\1`", docstring or "")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip()))


def flow(value: Any) -> str:
    """A value as a file writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    return f"[{', '.join(map(flow, value))}]" if isinstance(value, list) else str(value)


# The reference of commands


def commands() -> str:
    """Every command with its arguments and options."""
    import typer

    from cnncalc.cli import app

    group: Any = typer.main.get_command(app)
    return "\n\n".join(_commands("cnncalc", group, group.make_context("cnncalc", [], resilient_parsing=True)))


def _commands(name: str, command: Any, context: Any) -> Iterator[str]:
    """The section of a command, then those of its own commands."""
    yield _command(name, command, context)
    for inner in command.list_commands(context) if hasattr(command, "list_commands") else ():
        below = command.get_command(context, inner)
        yield from _commands(f"{name} {inner}", below, below.make_context(inner, [], parent=context, resilient_parsing=True))


def _command(name: str, command: Any, context: Any) -> str:
    usage = command.get_usage(context).removeprefix("Usage: ")
    helps = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    rows = [[f"`{names}`", *_meaning(meaning)] for names, meaning in helps]
    return "\n\n".join([f"## {name}", f"```text\n{usage}\n```", prose(command.help), table(["option", "meaning", "default"], rows)])


def _meaning(text: str) -> tuple[str, str]:
    """An option's help, and its default out of the brackets behind it."""
    match = re.fullmatch(r"(.*?)(?:  \[(.*)\])?", text, re.DOTALL)
    assert match is not None
    notes = [note for note in (match[2] or "").split("; ") if note]
    default = "".join(f"`{note.removeprefix('default: ')}`" for note in notes if note.startswith("default: "))
    bounds = "".join(f" ({note})" for note in notes if not note.startswith("default: ") and note != "required")
    return match[1] + bounds, "required" if "required" in notes else default


# The reference of layers


def families() -> str:
    """Every operation in a line, those of a family with the same parameters together."""
    rows = []
    for family, names in layers.FAMILIES.items():
        alike: dict[str, list[str]] = {}
        for name in names:
            fields = layers.kind(name).fields.values()
            takes = ", ".join(f"{field.name}{'*' if field.main else ''} {_default(field.default)}".rstrip() for field in fields)
            alike.setdefault(takes or "none", []).append(f"`{name}`")
        rows += [[family, " ".join(words), takes] for takes, words in alike.items()]
    return table(["family", "operations", "parameters and defaults"], rows)


def operations() -> str:
    """Every kind by family: what it is, its parameters, and what it counts to on an example."""
    sections = []
    for family, kinds in layers.FAMILIES.items():
        sections.append(f"## {family.capitalize()}")
        sections += [_operation(layers.kind(name)) for name in kinds]
    return "\n\n".join(sections)


def _operation(kind: type[Operation]) -> str:
    rows = [
        [f"`{field.name}`{' *' if field.main else ''}", field.type.expects, _default(field.default), field.doc]
        for field in kind.fields.values()
    ]
    parameters = table(["parameter", "takes", "default", "meaning"], rows) if rows else "No parameters."
    what, _, source = prose(kind.__doc__).rpartition("Source: ")
    return "\n\n".join([f"### {kind.operation}", what.strip(), f"Source: {source}", parameters, _measured(kind)])


def _default(value: object) -> str:
    if isinstance(value, bool):
        return f"`{value}`".lower()
    return "" if value is None else "required" if repr(value) == "required" else f"`{value}`"


def _measured(kind: type[Operation]) -> str:
    """The first of the cases that the kind is tested with, measured now."""
    tables = _module(ROOT / "tests/layers/layer_tables.py")
    case = tables.rows(kind.operation)[0]
    inputs = tables.shapes(case["input"])
    measure = tables.build(kind.operation, case["given"]).measure(inputs)
    y, elementwise = measure.output_shape, measure.flops - 2 * measure.macs
    written = kind.operation + (f": {flow(case['given'])}" if case["given"] else "")
    each = f", {elementwise // y.elements} for each element of the output" if elementwise and elementwise % y.elements == 0 else ""
    flops = f"2 x {measure.macs:,} + {elementwise:,} = {measure.flops:,}" if measure.macs else f"{measure.flops:,}"
    points = [
        f"weights: {_shapes(measure.weights)}; {measure.params:,} parameters" if measure.weights else "",
        f"buffers: {_shapes(measure.buffers)}; {measure.buffer_elements:,} running statistics" if measure.buffers else "",
        f"MACs: {measure.macs:,}{_how(kind, 'macs')}" if measure.macs else "",
        f"elementwise operations: {elementwise:,}{each}{_how(kind, 'elementwise')}",
        f"FLOPs: {flops}",
    ]
    came_in = " and ".join(map(str, inputs))
    return f"On {came_in}, `{written}` puts out {y}:\n\n" + "\n".join(f"- {point}" for point in points if point)


def _shapes(weights: WeightShapes) -> str:
    return ", ".join(f"`{name}` {list(shape)}" for name, shape in weights.items())


def _how(kind: type[Operation], method: str) -> str:
    """What the kind's own method says of its counting."""
    owner = next(cls for cls in kind.__mro__ if method in vars(cls))
    said = prose(getattr(owner, method).__doc__)
    return f" ({said[0].lower()}{said[1:].rstrip('.')})" if said and not owner.__module__.startswith("cnncalc.core") else ""


def _module(path: Path) -> ModuleType:
    """A file of the tests as a module."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The reference of networks


FACTS = ROOT / "tests/facts"


def networks() -> str:
    """Every bundled network with its figures, what others print, and where it comes from."""
    rows, sources, remarks = [], {}, []
    said = published()
    for network in bundled.networks():
        walk = cnncalc.load(network.name).walk()
        field = report.receptive_field(walk.receptive_field)
        size = "x".join(map(str, field["size"])) if field else ""
        figures = [f"{count:,}" for count in (walk.params, walk.macs)]
        printed, remark = said.get(network.name, ("", ""))
        if remark:
            remarks.append(f"- **{network.name}**: {remark}")
        rows.append(
            [
                f"`{network.name}`",
                str(walk.input.shape),
                *figures,
                size,
                " ".join(filter(None, [printed, remark and "(remark below)"])),
            ]
        )
        file = network.file.relative_to(bundled.folder()).with_suffix("").as_posix()
        sources[file] = f"- **{file}**: {walk.network.document.description}.\n  {' '.join(walk.network.document.reference.split())}"
    header = ["name", "input", "params", "MACs", "receptive field", "printed"]
    parts = [table(header, rows, right=(2, 3)), "## Remarks on printed figures", "\n".join(remarks)]
    return "\n\n".join([*parts, "## Sources", "\n".join(sources.values())])


def published() -> dict[str, tuple[str, str]]:
    """By network: the figures that its paper or library prints, and what is to be said of them."""
    found = {}
    for row in _facts("published"):
        found[row["architecture"]] = (row["printed"], row["remarks"])
    for row in _facts("torchvision_cnns"):
        printed = f"{int(row['params_published']):,} params, {row['gmacs_published']} G MACs"
        inside = (
            f"the printed parameters include the {int(row['aux_head_params']):,} of the auxiliary head"
            if row["model"] == "inception_v3"
            else ""
        )
        found[f"torchvision/{row['model']}"] = (printed, inside)
    for row in _facts("beyond_classification"):
        params = f"{int(row['params_printed']):,} params" if row["params_printed"] else ""
        found[row["architecture"]] = (params, row["remarks"])
    return found


def _facts(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The reference of codes

CASES = ROOT / "tests/errors/cases"

HUNDREDS = {
    "CC1": "Reading the file",
    "CC2": "Expectations, budgets, the lock file",
    "CC3": "Shapes",
    "CC4": "Design rules",
    "CC5": "Running",
}


def rules() -> str:
    """Every code in a line, then its explanation with an example that is judged now."""
    from cnncalc.cli.explain import page
    from cnncalc.explanations import codes

    found = {code: page(code) for code in codes()}
    rows = [
        [f"[{code}](#{code.lower()}-{one.name})", one.name, status.partition(":")[0], one.summary]
        for code, (one, status) in ((code, (page.explanation, page.status)) for code, page in found.items())
    ]
    sections = [table(["code", "name", "severity", "what is found"], rows)]
    for prefix, title in HUNDREDS.items():
        sections.append(f"## {title}")
        sections += [_code(page) for code, page in found.items() if code.startswith(prefix)]
    return "\n\n".join(sections)


def _code(page: Page) -> str:
    one = page.explanation
    summary = f"{one.summary[0].upper()}{one.summary[1:]}."
    parts = [f"### {one.code} {one.name}", f"*{page.status}*", summary, one.why]
    said = "\n\n".join(map(str, page.bad))
    if one.bad:
        parts += [_yaml(one.bad), f"```text\n{said}\n```", "Repaired:", _yaml(one.good)]
    others = {line for line in _messages(one.code) if line not in said}
    if others:
        parts += ["Its other messages, by example:" if said else "Its messages, by example:", _text(sorted(others))]
    return "\n\n".join(parts)


def _messages(code: str) -> Iterator[str]:
    """What the code says in the cases of the tests."""
    for path in sorted(CASES.glob(f"{code}*.txt")):
        yield from re.findall(rf"^\w+\[{code}\]: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def _yaml(example: str) -> str:
    """An example as a block, characters that nobody sees as escapes."""
    visible = re.sub(r"[^\n -~]", lambda hidden: hidden[0].encode("unicode_escape").decode(), example)
    return f"```yaml\n{visible}```"


def _text(lines: Iterable[str]) -> str:
    return "```text\n" + "\n".join(lines) + "\n```"


# The topics of the quiz


def topics() -> str:
    """Every topic with the mistakes that it knows."""
    from cnncalc.quiz.topics import TOPICS, topic

    rows = [
        [f"`{name}`", one.summary, ", ".join(slip.__name__.replace("_", " ") for slip in one.slips)]
        for name, one in ((name, topic(name)) for name in TOPICS)
    ]
    return table(["topic", "asks for", "mistakes that are recognised"], rows)


GENERATED: dict[str, Callable[..., str]] = {
    "commands": commands, "families": families, "operations": operations, "networks": networks, "rules": rules, "topics": topics,
}  # fmt: skip
"""What a page may have made for it."""


def main(arguments: Sequence[str]) -> int:
    """Write or check; the exit code."""
    if unknown := set(arguments) - {"--check"}:
        print(f"unknown: {' '.join(unknown)}\n\n{__doc__}", file=sys.stderr)
        return 2
    paths = pages()
    old = [path.read_text(encoding="utf-8") for path in paths]
    stale = [(path, before, after) for path, before, after in zip(paths, old, fresh(old), strict=True) if before != after]
    for path, before, after in stale:
        name = os.path.relpath(path)
        if "--check" in arguments:
            lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
            sys.stdout.writelines(difflib.unified_diff(*lines, name, f"{name}, made again"))
        else:
            path.write_text(after, encoding="utf-8")
            print(f"written: {name}")
    if stale and "--check" in arguments:
        print("stale documentation: run `python tools/docs.py` and look at what changes")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
