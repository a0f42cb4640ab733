"""Cases of faults: an architecture file, and beside it the text that cnncalc prints about it.

``CODE-what-is-wrong.yaml`` has a fault, ``CODE-what-is-wrong.txt`` is the whole text of its findings, and
``CODE-what-is-wrong.fixed.yaml`` is the same file after the help was followed: nothing is found in it. A first line
``# options: --set width=0 --input 32x32x3 --variant half`` says how the file is walked.
"""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from cnncalc.api import Text, parse_network
from cnncalc.cli.output import settings, shapes
from cnncalc.language.reader import decode
from cnncalc.source import InputError

CASES = Path(__file__).parent / "cases"
OPTIONS = "# options: "


def failing():
    """Every file that has a fault."""
    return [path for path in sorted(CASES.glob("*.yaml")) if not path.name.endswith(".fixed.yaml")]


def passing():
    """Every file whose fault has been repaired."""
    return sorted(CASES.glob("*.fixed.yaml"))


def expected(path):
    """Where the expected text of a case is."""
    return path.with_suffix(".txt")


def findings(path):
    """What cnncalc finds in a file, in its order."""
    data = path.read_bytes()
    options = _options(data)
    try:
        network = parse_network(Text(decode(data, path.name), None, path.stem, is_bundled=False))
        return network.try_walk(shapes(options.input), variant=options.variant, set=settings(options.set)).diagnostics
    except InputError as error:
        return error.diagnostics


def text(found):
    """Findings as `cnncalc show` prints them."""
    return "\n\n".join(map(str, found)) + "\n" if found else ""


def _options(data):
    first = data.split(b"\n", 1)[0].decode(errors="replace").rstrip()
    parser = argparse.ArgumentParser()
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--input", action="append", default=[])
    parser.add_argument("--variant")
    return parser.parse_args(shlex.split(first.removeprefix(OPTIONS)) if first.startswith(OPTIONS) else [])
