"""The whole question: a network walked with letters for the sizes of its input, and what they must be.

Every input that has the spatial sizes of the first one has its letters too; the others stay as the file says.
"""

from __future__ import annotations

from functools import cached_property
from itertools import product
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cnncalc.analyses.expectations import figure_of
from cnncalc.api import DoesNotFit, UsageError
from cnncalc.core.shape import Shape, joined
from cnncalc.core.size import LARGEST, Symbolic
from cnncalc.fitting.demands import KINDS, demands
from cnncalc.fitting.survey import conflict, survey
from cnncalc.source import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.api import Network, Walk
    from cnncalc.checking.budgets import Budget
    from cnncalc.fitting.budget import Bounded, Largest
    from cnncalc.fitting.demands import Demand, Kind
    from cnncalc.fitting.sizes import Sizes
    from cnncalc.fitting.survey import Survey
    from cnncalc.source import Diagnostic

LETTERS = {1: "L", 2: "HW", 3: "DHW"}
"""The letters of the axes, by how many there are."""
SQUARE = "N"
"""The letter of all axes where they are to be alike."""

MOST_TOGETHER = 100_000
"""Sizes of several letters that are tried at the most."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


What: TypeAlias = Literal["own", "smallest", "nearest_to_own", "nearest", "largest", "next"]
"""Why sizes are shown: they are the file's own, or the answer to something."""


class Question(NamedTuple):
    """What is asked beside the network."""

    input: Mapping[str, str] = NOTHING
    """Shapes by the input's name; the empty name is the first input."""
    variant: str | None = None
    set: Mapping[str, Any] = NOTHING
    is_square: bool = False
    near: str | None = None
    least: int = 1
    most: int | None = None
    budgets: Sequence[Budget] = ()
    by_flooring: bool = False
    """Whether all sizes that can be walked will do for what is looked for."""


class Axis(NamedTuple):
    """A letter, and what it must be."""

    letter: str
    names: tuple[str, ...]
    """The axes of the first input that it stands for."""
    own: int | None
    """The size that the file, or the user, gives; None where axes of one letter differ there."""
    surveys: Mapping[Kind, Survey]

    def sizes(self, kind: Kind) -> Sizes:
        """The sizes that fit, in this sense."""
        return self.surveys[kind].sizes


class Candidate(NamedTuple):
    """Sizes of the input, why they are shown, and what the network is there."""

    what: What
    sizes: Mapping[str, int]
    kind: Kind | None
    """The strictest sense in which they fit; None where they cannot be walked."""
    walk: Walk | None


class Fit:
    """A network, and the sizes of its input that fit.

    Where ``diagnostics`` has errors there is nothing else to be asked of it.
    """

    def __init__(self, network: Network, question: Question) -> None:
        """Walk the network with letters.

        Raises:
            UsageError: an unknown variable, variant or input, or an input that has no size to speak of.
        """
        self.network = network
        self.question = question
        self._given = self._walked(question.input)
        self.walk = self._given
        self.is_tried = False
        """Whether sizes are tried one by one, there being no formulas."""
        if self._given.inputs and (self._given.letters is None or question.is_square):
            self.walk = self._walked(self._with_spatial(SQUARE if question.is_square else None))
        self.diagnostics: list[Diagnostic] = _errors(self.walk)
        if {found.code for found in self.diagnostics} == {"CC340"} and self._given.letters is None:
            self.walk = self._walked(self._with_spatial(SQUARE))
            self.is_tried, self.diagnostics = True, []

    def _walked(self, shapes: Mapping[str, str]) -> Walk:
        return self.network.try_walk(shapes, variant=self.question.variant, set=self.question.set)

    def _with_spatial(self, size: str | None) -> dict[str, str]:
        """The inputs with this for every size of the first one, or with a letter for each."""
        first = self._given.input.shape
        if not first.axes:
            raise UsageError(f"the input is a vector of {first.channels}: it has no height or width that could be another")
        spatial = LETTERS[first.axes] if size is None else [size] * first.axes
        shapes = {
            name: joined(map(str, (*spatial, tensor.shape.channels)))
            if tensor.shape.spatial == first.spatial
            else str(tensor.shape)
            for name, tensor in self._given.inputs.items()
        }
        return {"": next(iter(shapes.values()))} if len(shapes) == 1 else shapes

    # Rules

    @cached_property
    def letters(self) -> list[str]:
        """The letters of the input."""
        return [SQUARE] if self.is_tried else list(self.walk.letters.allowed) if self.walk.letters is not None else []

    @cached_property
    def _demands(self) -> dict[Kind, list[Demand]]:
        return {kind: [] if self.is_tried else demands(self.walk, kind) for kind in KINDS}

    @cached_property
    def axes(self) -> list[Axis]:
        """Every letter with its rules; what speaks of several letters stands under :meth:`joint`."""
        shape = self.walk.input.shape
        axes = []
        for letter in self.letters:
            at = [axis for axis, size in enumerate(shape) if isinstance(size, Symbolic) and letter in size.letter_names]
            names = tuple((*shape.axis_names, "channels")[axis] for axis in at)
            own = {self._own[axis] for axis in at} if self._own is not None else set()
            size = own.pop() if len(own) == 1 else None
            axes.append(Axis(letter, names, size, self._surveys(letter, self.near.get(letter) or size or 1)))
        return axes

    def _surveys(self, letter: str, near: int) -> dict[Kind, Survey]:
        if self.is_tried:
            from cnncalc.fitting.tried import tried

            return tried(lambda size: self._walked(self._with_spatial(str(size))), near)
        return {kind: survey(letter, self._of(letter, kind), near) for kind in KINDS}

    def _of(self, letter: str, kind: Kind) -> list[Demand]:
        """The demands that speak of no other letter."""
        return [one for one in self._demands[kind] if one.letters <= {letter}]

    def joint(self, kind: Kind) -> list[Demand]:
        """The demands that speak of several letters."""
        return [one for one in self._demands[kind] if len(one.letters) > 1]

    def conflict(self, axis: Axis, kind: Kind) -> list[tuple[Demand, Sizes]]:
        """Where no size of a letter fits: the demands that exclude each other, each with the sizes that it leaves."""
        if self.is_tried or not axis.sizes(kind).is_empty or axis.sizes(kind).end is not None:
            return []
        found = conflict(axis.letter, self._of(axis.letter, kind), 1)
        return [(one, survey(axis.letter, [one], 1).sizes) for one in found]

    @cached_property
    def square(self) -> Fit | None:
        """The same with one letter for all axes; None where that cannot be walked at any size.

        Raises:
            UsageError: the channels have a letter too.
        """
        if len(self.letters) == 1:
            return self
        fit = Fit(self.network, self.question._replace(is_square=True, near=None))
        if fit.diagnostics or fit.is_tried:
            return None
        if len(fit.letters) > 1:
            raise UsageError("a budget speaks of square inputs: give the channels as a number")
        return fit

    # Sizes

    @cached_property
    def _own(self) -> Shape | None:
        """The first input in the numbers of the file, or of the user."""
        given = self._given
        if given.letters is not None:
            given = self._walked({name: shape for name, shape in self.question.input.items() if not _has_letters(shape)})
        shape = given.input.shape if given.inputs else None
        return shape if shape is not None and shape.axes == self.walk.input.shape.axes else None

    @property
    def is_asked(self) -> bool:
        """Whether the user gives sizes in place of the file's."""
        return bool(self.question.input) and self._given.letters is None

    @property
    def own(self) -> dict[str, int] | None:
        """The file's own sizes, or the user's, by letter; None where the letters cannot say them."""
        sizes = {axis.letter: axis.own for axis in self.axes if axis.own is not None}
        return sizes if len(sizes) == len(self.axes) else None

    @cached_property
    def near(self) -> dict[str, int]:
        """The sizes that are asked for, by letter."""
        text = self.question.near
        if text is None:
            return {}
        parts = text.split("x")
        sizes = [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) <= len(str(LARGEST))]
        if len(sizes) < len(parts) or len(parts) not in (1, len(self.letters)) or not all(1 <= size <= LARGEST for size in sizes):
            example = "350" + (
                " or " + "x".join(["350", "500", "200", "100"][: len(self.letters)]) if len(self.letters) > 1 else ""
            )
            raise UsageError(f"--near takes sizes for {', '.join(self.letters)}, as in {example}, found `{printable(text)}`")
        return dict(zip(self.letters, sizes if len(sizes) > 1 else sizes * len(self.letters), strict=True))

    @property
    def kind(self) -> Kind | None:
        """The sense in which sizes are looked for: the strictest in which there are any, or flooring, where that will do."""
        senses: Sequence[Kind] = ("walks",) if self.question.by_flooring else KINDS[::-1]
        return next((kind for kind in senses if self.is_possible(kind)), None)

    def is_possible(self, kind: Kind) -> bool:
        """Whether some size fits in this sense, each letter taken by itself."""
        return all(not axis.sizes(kind).is_empty for axis in self.axes)

    def sense(self, sizes: Mapping[str, int]) -> Kind | None:
        """The strictest sense in which these sizes fit."""
        fitting = [
            kind
            for kind in KINDS
            if all(sizes[axis.letter] in axis.sizes(kind) for axis in self.axes)
            and all(one.holds(sizes) for one in self.joint(kind))
        ]
        return fitting[-1] if fitting else None

    def _fits(self, sizes: Mapping[str, int], kind: Kind) -> bool:
        """Whether these sizes fit in this sense, or a stricter one."""
        sense = self.sense(sizes)
        return sense is not None and KINDS.index(sense) >= KINDS.index(kind)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The sizes that are shown: the file's own, the smallest, the nearest to what is asked for, the largest in the budgets."""
        kind, own, found = self.kind, self.own, self.largest
        shown: list[tuple[What, Mapping[str, int] | None]] = [("own", own)]
        if kind is not None:
            shown.append(("smallest", self.nearest(dict.fromkeys(self.letters, self.question.least), kind)))
            if own is not None and not self._fits(own, kind):
                shown.append(("nearest_to_own", self.nearest(own, kind)))
            if self.near:
                shown.append(("nearest", self.nearest(self.near, kind)))
        if found is not None and found.size is not None:
            shown += [("largest", dict.fromkeys(self.letters, found.size))]
            shown += [("next", dict.fromkeys(self.letters, found.next))] if found.next is not None else []
        return [self._candidate(what, sizes) for what, sizes in shown if sizes is not None]

    def nearest(self, near: Mapping[str, int], kind: Kind) -> dict[str, int] | None:
        """The nearest sizes within the bounds that were asked for; None where there are none.

        Where some demand speaks of several letters, those whose distances add up to the least; None too where it is far.
        """
        least, most = self.question.least, self.question.most
        if self.joint(kind):
            return self._nearest_together(near, kind)
        sizes = {axis.letter: axis.sizes(kind).nearest(near[axis.letter], least, most) for axis in self.axes}
        found = {letter: size for letter, size in sizes.items() if size is not None}
        return found if len(found) == len(sizes) else None

    def _nearest_together(self, near: Mapping[str, int], kind: Kind) -> dict[str, int] | None:
        """As :meth:`nearest`, by trying all that are no further away than the answer, in growing distances."""
        joint, letters, middle = self.joint(kind), self.letters, tuple(near[letter] for letter in self.letters)
        least, most = self.question.least, self.question.most
        distance = 16
        while True:
            every = [
                [*axis.sizes(kind).between(max(least, size - distance), min(most or LARGEST, size + distance))]
                for axis, size in zip(self.axes, middle, strict=True)
            ]
            if prod(map(len, every)) > MOST_TOGETHER or distance > MOST_TOGETHER:
                return None
            tried = ((sum(abs(a - b) for a, b in zip(sizes, middle, strict=True)), sizes) for sizes in product(*every))
            for _, sizes in sorted(one for one in tried if one[0] <= distance):
                found = dict(zip(letters, sizes, strict=True))
                if all(one.holds(found) for one in joint):
                    return found
            distance *= 2

    @cached_property
    def largest(self) -> Largest | None:
        """The largest square size within the budgets; None where no budget is given, or no square size fits anyway.

        Raises:
            UsageError: the formulas do not tell.
        """
        from cnncalc.fitting.budget import largest

        question, kind = self.question, self.kind
        if not question.budgets or kind is None or self.square is None:
            return None
        if self.is_tried:
            raise UsageError("there are no formulas, as the file asks which size it has: a budget needs them")
        (axis,) = self.square.axes
        if axis.sizes(kind).is_empty:
            return None
        found = largest(axis.letter, axis.sizes(kind), self._bounded, question.least, question.most)
        if found is None:
            raise UsageError("the formulas do not tell where the budget ends: give --max")
        return found

    @cached_property
    def _bounded(self) -> list[Bounded]:
        """The budgets with the formulas of what they bound, in square inputs."""
        from cnncalc.fitting.budget import Bounded

        assert self.square is not None
        return [Bounded(budget, figure_of(self.square.walk, budget.figure)) for budget in self.question.budgets]

    def bounded_figures(self, size: int) -> list[tuple[Budget, int]]:
        """Every budget, and what it bounds at a square size."""
        assert self.square is not None
        (letter,) = self.square.letters
        return [(one.budget, one.at(letter, size)) for one in self._bounded]

    def _candidate(self, what: What, sizes: Mapping[str, int]) -> Candidate:
        """What the network is at some sizes."""
        kind = self.sense(sizes)
        if kind is None:
            return Candidate(what, sizes, None, None)
        if self.is_tried:
            return Candidate(what, sizes, kind, self._walked(self._with_spatial(str(sizes[SQUARE]))))
        try:
            return Candidate(what, sizes, kind, self.walk.at(**sizes))
        except DoesNotFit:
            return Candidate(what, sizes, None, None)

    def at(self, sizes: Mapping[str, int]) -> Shape:
        """The first input at these sizes."""
        return Shape(size.at(sizes) if isinstance(size, Symbolic) else size for size in self.walk.input.shape)

    @property
    def is_found(self) -> bool:
        """Whether sizes fit, in the strictest sense unless flooring will do, within all that was asked for."""
        question, kind = self.question, self.kind
        if kind is None or (kind != "fits" and not question.by_flooring):
            return False
        if not any(one.what == "smallest" and one.kind is not None for one in self.candidates):
            return False
        return not question.budgets or (self.largest is not None and (self.largest.is_unlimited or self.largest.size is not None))

    def to_dict(self) -> dict[str, Any]:
        """The answer as ``cnncalc sizes --json`` prints it."""
        from cnncalc.fitting.report import model

        return model(self)


def _errors(walk: Walk) -> list[Diagnostic]:
    """What keeps a network from being walked; figures that a file expects are another matter."""
    return [found for found in walk.diagnostics if found.severity == "error" and not found.code.startswith("CC2")]


def _has_letters(shape: str) -> bool:
    return any(character.isalpha() and character != "x" for character in shape)
