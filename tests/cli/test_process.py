"""The process itself: what it imports, how it ends, what a terminal shows."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time

import pytest
from runner import cnncalc, environment

ALL_MODULES = """
import sys
sys.argv = ["cnncalc", *sys.argv[1:]]
try:
    from cnncalc.cli import main
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""

BROKEN = """
import sys
import cnncalc.api as api
def broken(*arguments): raise RuntimeError("oops")
api.load = broken
sys.argv = ["cnncalc", "show", "quiz"]
from cnncalc.cli import main
main()
"""


@pytest.mark.parametrize("arguments", [["show", "vgg16", "--json"], ["show", "vgg16"], ["show", "resnet50", "--format", "csv"]])
def test_neither_rich_nor_numpy_is_imported_when_piped(arguments):
    finished = subprocess.run(
        [sys.executable, "-c", ALL_MODULES, *arguments], capture_output=True, text=True, env=environment(), timeout=60, check=True
    )
    modules = set(finished.stderr.split())
    assert {"cnncalc.cli", "typer"} <= modules
    assert not {name for name in modules if name.partition(".")[0] in ("rich", "numpy", "pydantic", "click")}
    assert not modules & {"cnncalc.core.symbolic", "cnncalc.core.letters"}, "all sizes are numbers"


def test_only_the_kinds_that_are_named_are_imported():
    finished = subprocess.run(
        [sys.executable, "-c", ALL_MODULES, "show", "quiz"],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=True,
    )
    kinds = {name for name in finished.stderr.split() if name.startswith("cnncalc.layers.") and "families" not in name}
    assert kinds == {"cnncalc.layers.conv"}


def test_a_closed_pipe_ends_quietly_with_141():
    process = subprocess.Popen(
        [sys.executable, "-m", "cnncalc", "show", "resnet152", "inception_v4", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_ctrl_c_ends_with_130():
    process = subprocess.Popen(
        [sys.executable, "-m", "cnncalc", "show", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_a_full_disk_is_said():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        finished = subprocess.run(
            [sys.executable, "-m", "cnncalc", "show", "quiz"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert finished.returncode == 2
    assert finished.stderr == b"cnncalc: cannot write the output: No space left on device\n"


def test_a_bug_is_no_traceback():
    finished = subprocess.run(
        [sys.executable, "-c", BROKEN], capture_output=True, text=True, env=environment(), timeout=60, check=False
    )
    assert finished.returncode == 2
    assert finished.stderr == "cnncalc: a bug in cnncalc, please report it: RuntimeError: oops (CNNCALC_DEBUG=1 shows where)\n"


def test_an_encoding_that_cannot_show_everything():
    outcome = cnncalc(
        "show", "-", stdin="name: n\u00e4me\u2192\ninput: 8x8x3\nlayers: [relu]\n", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert outcome.code == 0
    assert outcome.out.startswith("n\\xe4me\\u2192 (<stdin>)")


def on_terminal(*arguments: str, columns: int, **extra: str) -> str:
    """What a terminal of that width receives."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cnncalc", *arguments],
        stdout=slave,
        stderr=slave,
        env=environment(COLUMNS=str(columns), TERM="xterm", **extra),
    )
    os.close(slave)
    received = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        received += part
    os.close(master)
    assert process.wait(timeout=60) == 0
    return received.decode().replace("\r\n", "\n")


def uncoloured(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("columns", [80, 100, 120, 200])
def test_a_terminal_gets_a_table_that_fits_with_every_number_whole(columns):
    shown = uncoloured(on_terminal("show", "resnet50", columns=columns))
    assert max(map(len, shown.splitlines())) <= columns
    assert "…" not in shown
    assert re.search(r"^ conv3_x\.Bottleneck\[1-3\] x3 .* 840,192 .* 655,097,856 ", shown, re.MULTILINE)
    assert re.search(r"^ total .* 25,557,032 .* 3,857,973,248", shown, re.MULTILINE)
    assert " 22%" in shown
    assert ("█" in shown) == (columns >= 120)


def test_a_terminal_too_narrow_cuts_nothing():
    shown = uncoloured(on_terminal("show", "vgg16", columns=40))
    assert "138,357,544" in shown
    assert "15,470,264,320" in shown


def test_colours_and_no_color():
    assert "\x1b[" in on_terminal("show", "quiz", columns=80)
    assert "\x1b[" not in on_terminal("show", "quiz", columns=80, NO_COLOR="1")
    assert "\x1b[" not in cnncalc("show", "quiz").out


def test_markup_of_users_is_text():
    text = "[bold]x[/bold] [red]"
    path_free = on_terminal_from_text(f"name: '{text}'\ninput: 8x8x3\nlayers: [relu]\n")
    assert text in uncoloured(path_free)


def on_terminal_from_text(text: str) -> str:
    """A table on a terminal, the file on standard input."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cnncalc", "show", "-"],
        stdin=subprocess.PIPE,
        stdout=slave,
        stderr=slave,
        env=environment(COLUMNS="100"),
    )
    os.close(slave)
    process.communicate(text.encode(), timeout=60)
    received = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        received += part
    os.close(master)
    return received.decode()
