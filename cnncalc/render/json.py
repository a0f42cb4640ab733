"""JSON, by the contract of ``report``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cnncalc.report import envelope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Unreadable, Walk
    from cnncalc.render.columns import Column


def render(walks: Sequence[Walk | Unreadable], columns: Sequence[Column] | None = None, depth: int | None = None) -> str:
    """All networks in one object. Columns and depth are for tables: JSON is always whole."""
    return json.dumps(envelope([walk.to_dict() for walk in walks]), indent=2, ensure_ascii=False)
