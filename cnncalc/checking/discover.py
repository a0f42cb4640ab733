"""Which files a check looks at."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.language.reader import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = (".yaml", ".yml")
NEVER = ("__pycache__", "node_modules", "site-packages", "venv", "build", "dist")
"""Folders that are not searched, beside hidden ones."""


class Target(NamedTuple):
    """Something to check: a path, a bundled network's name, or ``-``."""

    name: str
    is_named: bool
    """Whether the user named it, rather than the folder it is in."""


def targets(paths: Sequence[str], include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Iterator[Target]:
    """Every file below the folders among ``paths``, in order, and everything else as it is."""
    seen: set[str] = set()
    for path in paths:
        found = _below(Path(path), include, exclude) if path != "-" and Path(path).is_dir() else [Target(path, is_named=True)]
        for target in found:
            identity = os.path.realpath(target.name) if Path(target.name).exists() else target.name
            if identity not in seen:
                seen.add(identity)
                yield target


def _below(folder: Path, include: Sequence[str], exclude: Sequence[str]) -> Iterator[Target]:
    for root, folders, files in os.walk(folder, followlinks=False):
        inside = Path(root)
        folders[:] = sorted(name for name in folders if not _is_left_out(inside / name, name, folder, exclude))
        for name in sorted(files):
            path = inside / name
            wanted = _matches(path, folder, include) if include else name.endswith(SUFFIXES)
            if wanted and not name.startswith(".") and not _matches(path, folder, exclude) and path.is_file():
                yield Target(str(path), is_named=False)


def _is_left_out(path: Path, name: str, folder: Path, exclude: Sequence[str]) -> bool:
    return name.startswith(".") or name in NEVER or _matches(path, folder, exclude)


def _matches(path: Path, folder: Path, patterns: Sequence[str]) -> bool:
    """Whether a path, seen from the folder, or its name fits one of the patterns."""
    relative = path.relative_to(folder).as_posix()
    return any(fnmatch(relative, pattern.rstrip("/")) or fnmatch(path.name, pattern.rstrip("/")) for pattern in patterns)


def is_architecture(text: str) -> bool:
    """Whether a YAML file found in a folder means to be one: it has layers and an input, or says so."""
    head = text[:MOST_BYTES]
    says_so = re.search(r"^cnncalc\s*:", head, re.MULTILINE)
    return bool(says_so or (re.search(r"^layers\s*:", head, re.MULTILINE) and re.search(r"^inputs?\s*:", head, re.MULTILINE)))
