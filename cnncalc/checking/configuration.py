"""``[tool.cnncalc]`` in pyproject.toml: which files and which rules. Nothing there may change a number."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

from cnncalc.api import UsageError
from cnncalc.source import did_you_mean, printable

KEYS = ("include", "exclude", "select", "ignore", "per-file-ignores")


class Configuration(NamedTuple):
    """What a project says about its checks."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folder: Path = Path()
    """The project's folder, from which the patterns are seen."""

    def ignored_in(self, name: str) -> tuple[str, ...]:
        """The codes that are not reported in a file."""
        path = Path(name).resolve() if name != "-" else Path(name)
        relative = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()
        return tuple(
            code
            for pattern, codes in self.per_file_ignores
            if fnmatch(relative, pattern) or fnmatch(path.name, pattern)
            for code in codes
        )


def configuration(start: Path) -> Configuration:
    """That of the nearest pyproject.toml with a ``[tool.cnncalc]``, from ``start`` upwards; nothing where there is none.

    Raises:
        UsageError: it cannot be read, or says what it may not.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            table = _table(file)
            if table is not None:
                return _configuration(table, file)
    return Configuration()


def _table(file: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from None
    table = content.get("tool", {}).get("cnncalc") if isinstance(content.get("tool", {}), dict) else None
    return table if isinstance(table, dict) else None


def _configuration(table: dict[str, Any], file: Path) -> Configuration:
    for key in table:
        if key not in KEYS:
            raise UsageError(f"{file}: [tool.cnncalc] has no `{printable(key)}`: {did_you_mean(key, KEYS, 'it has')}")
    lists = {key: _words(table.get(key, []), key, file) for key in KEYS[:4]}
    ignores = table.get("per-file-ignores", {})
    if not isinstance(ignores, dict):
        raise UsageError(f"{file}: per-file-ignores must be a table of patterns")
    per_file = tuple((pattern, _words(codes, f"per-file-ignores.{pattern}", file)) for pattern, codes in ignores.items())
    return Configuration(lists["include"], lists["exclude"], lists["select"], lists["ignore"], per_file, file.parent)


def _words(value: Any, key: str, file: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{file}: `{printable(key)}` must be a list of strings")
    return tuple(value)
