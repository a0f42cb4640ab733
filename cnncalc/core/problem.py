"""What a layer, a field or a size says when it cannot go on. The rooms above add the layer's path and the place in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Problem(Exception):
    """A fault, as far as the arithmetic knows it.

    ``field`` names the parameter at fault (None: the layer as a whole), ``within`` the way down to the item inside its value
    (keys and list positions), ``help`` a repair that works.
    """

    code: str
    message: str
    help: str = ""
    field: str | None = None
    within: tuple[str | int, ...] = ()
    label: str = ""

    def __str__(self) -> str:
        return self.message

    def inside(self, step: str | int) -> Problem:
        """The same problem, seen from the list or mapping that holds the value at ``step``."""
        self.within = (step, *self.within)
        return self
