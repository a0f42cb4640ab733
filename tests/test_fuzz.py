"""A short run of tools/fuzz.py: damaged files end in a table or in findings."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from cnncalc import layers
from cnncalc.source import Diagnostic, Source, Span

pytest.importorskip("resource", reason="the script measures memory as Unix does")

SCRIPT = Path(__file__).parents[1] / "tools" / "fuzz.py"
MUTANTS = 1500


@pytest.fixture(scope="module")
def fuzz():
    spec = spec_from_file_location("fuzz_script", SCRIPT)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def number(text, output):
    """The number that stands before ``text`` in what the script prints."""
    return int(re.search(rf"([0-9,]+) {text}", output)[1].replace(",", ""))


def test_no_mutant_breaks_anything():
    command = [sys.executable, SCRIPT, "--count", str(MUTANTS), "--seed", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert number("mutants", done.stdout) == MUTANTS
    assert number("damaged as trees", done.stdout) >= MUTANTS / 2
    assert number("reached the walker", done.stdout) >= MUTANTS / 3
    assert number("are complete", done.stdout) >= MUTANTS / 20
    assert number("failures", done.stdout) == 0
    assert "note:" not in done.stderr, "a file that mutants are made of has errors"


def test_a_mutant_is_always_the_same(fuzz):
    for index in range(30):
        first, again = fuzz.mutant(7, index), fuzz.mutant(7, index)
        assert (first.text, first.settings, first.format) == (again.text, again.settings, again.format)
    assert len({fuzz.mutant(7, index).as_text for index in range(30)}) > 20


def test_trees_are_written_as_they_were_read(fuzz):
    """An undamaged tree is the network that it was, expressions, quotes and all."""
    for name, text in fuzz.bases().items():
        before = fuzz.parse(text).try_walk().to_dict()
        for seed in range(3):
            after = fuzz.parse(fuzz.written(fuzz.trees()[name], fuzz.random.Random(seed))).try_walk().to_dict()
            assert before["totals"] == after["totals"], name
            assert [layer["path"] for layer in before["layers"]] == [layer["path"] for layer in after["layers"]]


def test_every_operation_is_in_a_small_file(fuzz):
    walked = {layer.op for text in fuzz.SMALL.values() for layer in fuzz.parse(text).try_walk().layers}
    assert walked == set(layers.places())


BROKEN = {
    "a crash": ("cnncalc.api.Network.try_walk", lambda *args, **asked: 1 // 0, "ZeroDivisionError"),
    "a hang": ("cnncalc.api.Network.try_walk", lambda *args, **asked: [None for _ in iter(int, 1)], "TooSlow"),
    "no output": ("cnncalc.render.renderer", lambda name: lambda walks, columns, depth: "", "Broken"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_found(fuzz, monkeypatch, fault):
    """What must not happen is noticed when it does."""
    where, replacement, what = BROKEN[fault]
    monkeypatch.setattr(where, replacement)
    monkeypatch.setattr(fuzz, "MOST_SECONDS", 0.1)
    text = "input: 8x8x3\nlayers: [relu]\n"
    _, _, failure = fuzz.attempt(fuzz.Mutant(0, "test", text, is_node_level=True, settings={}, format="table"))
    assert failure is not None
    assert failure.what.startswith(what)
    assert failure.text == text


def test_findings_are_judged(fuzz):
    """A finding that stands outside its file, or ends before it begins, is a failure."""
    source = Source("test.yaml", "input: 8x8x3\n")
    span = Span(source, 1, 8, 1, 13)
    fuzz.judge_findings([Diagnostic("CC107", "sound", span)], source.text)
    for wrong in (Span(source, 5, 1, 5, 2), Span(source, 1, 99, 1, 100), Span(source, 1, 8, 1, 3)):
        with pytest.raises(fuzz.Broken):
            fuzz.judge_findings([Diagnostic("CC107", "sound", wrong)], source.text)
    with pytest.raises(fuzz.Broken):
        fuzz.judge_findings([Diagnostic("no code", "sound", span)], source.text)
    with pytest.raises(fuzz.Broken):
        fuzz.judge_findings([Coloured("CC107", "sound", span)], source.text)


class Coloured(Diagnostic):
    """A finding that a terminal would obey."""

    def __str__(self):
        return "\x1b[31m"
