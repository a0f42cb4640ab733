"""JSON, by the contract of ``report``: a line a layer, so that it can be read, searched and compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cnncalc.report import envelope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Unreadable, Walk
    from cnncalc.render.columns import Column

OPENED = 3
"""Levels that are spread over lines: the envelope, its models, and the keys of each."""


def render(walks: Sequence[Walk | Unreadable], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """All networks in one object. Columns and depth are for tables: JSON is always whole."""
    return models([walk.to_dict() for walk in walks])


def models(dictionaries: Sequence[dict[str, Any]]) -> str:
    """Networks that are dictionaries already, in the envelope."""
    return _write(envelope(dictionaries), 0)


def _write(value: Any, level: int) -> str:
    """``value`` as text, the outer levels and lists of objects over several lines."""
    spread = bool(value) and (level < OPENED or (level == OPENED and isinstance(value, list) and isinstance(value[0], dict)))
    inner, outer = "  " * (level + 1), "  " * level
    if spread and isinstance(value, dict):
        items = (f"{inner}{json.dumps(key)}: {_write(item, level + 1)}" for key, item in value.items())
        return "{\n" + ",\n".join(items) + f"\n{outer}}}"
    if spread and isinstance(value, list):
        return "[\n" + ",\n".join(f"{inner}{_write(item, level + 1)}" for item in value) + f"\n{outer}]"
    return json.dumps(value, ensure_ascii=False)
