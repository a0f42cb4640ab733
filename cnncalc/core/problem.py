"""What a layer, a field or a size says when it cannot go on. The rooms above add the layer's path and the place in the file."""

from __future__ import annotations


class Problem(Exception):
    """A fault, as far as the arithmetic knows it.

    ``field`` names the parameter at fault (None: the layer as a whole), ``within`` the way down to the item inside its value
    (keys and list positions), ``help`` is a repair that works, ``label`` what stands behind the carets.
    """

    def __init__(
        self, code: str, message: str, help: str = "", field: str | None = None, within: tuple[str | int, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
        self.field = field
        self.within = within
        self.label = ""

    def __str__(self) -> str:
        return self.message

    def inside(self, step: str | int) -> Problem:
        """The same problem, seen from the list or mapping that holds the value at ``step``."""
        self.within = (step, *self.within)
        return self
