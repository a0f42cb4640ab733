"""Reads the tables of this folder."""

from __future__ import annotations

import csv
from pathlib import Path

from cnncalc.api import Text, Walk, load, parse_network
from cnncalc.source import Source

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def walk(architecture: str | Path, size: str | None = None) -> Walk:
    """A network walked without a finding, expectations of its file included."""
    walked = load(architecture).try_walk(size)
    assert walked.complete
    assert walked.diagnostics == []
    return walked


def walk_text(text: str) -> Walk:
    """The network that ``text`` describes, whatever is found."""
    return parse_network(Text(Source("test.yaml", text), None, "test", is_bundled=False)).try_walk()


def layers(size: str, *texts: str) -> Walk:
    """The network of these layers, whatever is found."""
    return walk_text(f"input: {size}\nlayers:\n" + "".join(f"  - {text}\n" for text in texts))


def one_layer(layer: str, size: str) -> Walk:
    """The network of one layer, whatever is found."""
    return layers(size, layer)


def sizes(text: str) -> tuple[int, ...]:
    """The sizes of ``224x224x3``."""
    return tuple(map(int, text.split("x")))
