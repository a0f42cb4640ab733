"""JSON Schemas of what cnncalc reads and writes, made from the declarations that it reads and writes by, one a file.

Draft 7, which every editor understands. Registering a schema is one line here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.core.fields import JsonSchema

KINDS = {
    "file": "cnncalc.schema.file",
    "report": "cnncalc.schema.report",
    "sweep": "cnncalc.schema.sweep",
    "sizes": "cnncalc.schema.sizes",
    "verify": "cnncalc.schema.verification",
    "explain": "cnncalc.schema.explanations",
    "ask": "cnncalc.schema.ask",
    "solve": "cnncalc.schema.solve",
    "list": "cnncalc.schema.networks",
    "operations": "cnncalc.schema.operations",
    "quiz": "cnncalc.schema.quiz",
    "grades": "cnncalc.schema.grades",
}
"""Every schema, and the module whose ``schema()`` makes it: of the architecture file, of the report that most commands print as
JSON, and of the JSON of others, mostly under their names."""


def schema(kind: str = "file") -> JsonSchema:
    """The schema of this kind.

    Raises:
        KeyError: there is none.
    """
    made: JsonSchema = import_module(KINDS[kind]).schema()
    return made
