"""The bundled networks: which there are, and which file and variant a name means."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).parent


class Bundled(NamedTuple):
    """A bundled network: its file below ``folder()``, and the variant that bears its name, if one does."""

    name: str
    """As it is asked for, its folder included: ``torchvision/resnet101``."""
    file: Path
    variant: str | None
    description: str = ""


def folder() -> Path:
    """Where the architectures are: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "architectures"
    return inside if inside.is_dir() else _PACKAGE.parent / "architectures"


@cache
def networks() -> tuple[Bundled, ...]:
    """Every bundled network. In a collection (a folder) a variant goes by its own name, elsewhere as ``FILE@VARIANT``."""
    found = []
    for file in sorted(folder().rglob("*.yaml")):
        collection = "".join(f"{part}/" for part in file.relative_to(folder()).parts[:-1])
        text = file.read_text(encoding="utf-8")
        description = re.search(r"^description: (.*)$", text, re.MULTILINE)
        said = description[1].strip() if description else ""
        variants = _variants(text)
        if file.stem not in variants:
            found.append(Bundled(collection + file.stem, file, None, said))
        found += [Bundled(collection + variant if collection else f"{file.stem}@{variant}", file, variant, said) for variant in variants]
    return tuple(found)


def named(name: str) -> list[Bundled]:
    """The networks that ``name`` may mean: one in the folder it names, or a bare name in any folder, the top one first."""
    name = name.removesuffix(".yaml")
    exact = [network for network in networks() if network.name == name and "@" not in name]
    return exact or [network for network in networks() if "/" not in name and network.name.rpartition("/")[2] == name and "@" not in name]


def also_called(network: Bundled) -> list[str]:
    """Other bundled networks of the same bare name."""
    bare = network.name.rpartition("/")[2]
    return [other.name for other in networks() if other.name != network.name and other.name.rpartition("/")[2] == bare]


def _variants(text: str) -> list[str]:
    """The names under ``variants:``, by their layout: our own files are written in block style."""
    block = re.search(r"^variants:[^\n]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n|#[^\n]*\n)*)", text + "\n", re.MULTILINE)
    return re.findall(r"^  ([A-Za-z0-9_.-]+):", block[1], re.MULTILINE) if block else []
