"""The bundled networks: which there are, and which file and variant a name means.

A file lies in ``architectures/`` or in a collection, a folder in it. There a variant goes by its own name
(``torchvision/resnet101``). To name one network reads one file, or at most those of the collections: start-up is quick.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).parent


class Bundled(NamedTuple):
    """A bundled network: its file below ``folder()``, and the variant that bears its name, if one does."""

    name: str
    """As it is asked for, its collection included: ``torchvision/resnet101``."""
    file: Path
    variant: str | None


@cache
def folder() -> Path:
    """Where the architectures are: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "architectures"
    return inside if inside.is_dir() else _PACKAGE.parent / "architectures"


@cache
def collections() -> tuple[str, ...]:
    """The folders that hold networks of one origin."""
    return tuple(sorted(path.name for path in folder().iterdir() if path.is_dir()))


def networks() -> list[Bundled]:
    """Every bundled network; a variant of a file outside the collections as ``FILE@VARIANT``."""
    found = []
    for collection in ("", *collections()):
        prefix = f"{collection}/" if collection else ""
        for file in _files(collection):
            variants = _variants(file)
            if file.stem not in variants:
                found.append(Bundled(prefix + file.stem, file, None))
            found += [Bundled(prefix + variant if collection else f"{file.stem}@{variant}", file, variant) for variant in variants]
    return found


def named(name: str) -> list[Bundled]:
    """The networks that ``name`` may mean: in the collection it names; else at the top; else in any collection."""
    collection, slash, bare = name.removesuffix(".yaml").rpartition("/")
    if slash:
        return _in_collection(collection, bare) if collection in collections() else []
    return _at_the_top(bare) or [network for each in collections() for network in _in_collection(each, bare)] or _top_variants(bare)


def also_called(network: Bundled) -> list[str]:
    """Other bundled networks of the same bare name."""
    bare = network.name.rpartition("/")[2]
    everywhere = [*_at_the_top(bare), *(other for each in collections() for other in _in_collection(each, bare))]
    return [other.name for other in everywhere if other.name != network.name]


def _at_the_top(bare: str) -> list[Bundled]:
    file = folder() / f"{bare}.yaml"
    return [Bundled(bare, file, None)] if bare and file in _files("") else []


def _top_variants(bare: str) -> list[Bundled]:
    """A variant outside the collections, by its own name."""
    return [Bundled(f"{file.stem}@{bare}", file, bare) for file in _files("") if bare in _variants(file)]


def _in_collection(collection: str, bare: str) -> list[Bundled]:
    name = f"{collection}/{bare}"
    for file in _files(collection):
        if bare in _variants(file):
            return [Bundled(name, file, bare)]
        if bare == file.stem:
            return [Bundled(name, file, None)]
    return []


@cache
def _files(collection: str) -> tuple[Path, ...]:
    return tuple(sorted(path for path in (folder() / collection).iterdir() if path.suffix == ".yaml"))


@cache
def _variants(file: Path) -> tuple[str, ...]:
    """The names under ``variants:``, by the layout that our own files keep: two spaces before a name."""
    _, _, block = file.read_text(encoding="utf-8").partition("\nvariants:")
    names = []
    for line in block.splitlines()[1:]:
        if line[:1] not in ("", " ", "#"):
            break
        if line.startswith("  ") and line[2:3] not in (" ", "#", "") and ":" in line:
            names.append(line.strip().partition(":")[0])
    return tuple(names)
