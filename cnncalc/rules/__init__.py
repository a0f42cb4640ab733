"""The design rules, one a file. Registering a rule is one line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.rules.rule import Rule

RULES = {
    "CC401": "cnncalc.rules.unread_input:UnreadInput",
    "CC402": "cnncalc.rules.unread_padding:UnreadPadding",
}
"""Every design rule by its code, and where its class is."""


@cache
def rule(code: str) -> Rule:
    """The rule of this code.

    Raises:
        KeyError: there is none.
    """
    module, _, name = RULES[code].partition(":")
    made: Rule = getattr(import_module(module), name)()
    return made
