"""The totals of a network at every point of a sweep, from formulas where there are any.

Points that differ in sizes of the input alone are figures of one walk of letters, worked out at each of them. What its conditions
leave out, and what has no formulas, is walked by itself.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from cnncalc.analyses.evaluation import unmet
from cnncalc.core.fields import SHAPE
from cnncalc.core.letters import is_letter
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import LARGEST, Symbolic
from cnncalc.language.elaborate import input_shapes
from cnncalc.language.settings import Settings, UsageError
from cnncalc.report import CONVENTION, TOTAL_KEYS, diagnostic
from cnncalc.source import Findings, nearest, printable
from cnncalc.sweeps.axes import Axis, value_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.api import Network, Walk
    from cnncalc.source import Diagnostic

FIGURES = (*(key for key in TOTAL_KEYS if key not in ("peak_layer", "receptive_field")), "memory")
"""The figures of a point: all totals that are counts, and ``memory``, the bytes of the parameters and of the peak together."""

FEW = 10
"""A walk of letters and its totals take as long as about so many walks of numbers: it is made for no fewer points."""

SIDE = "N"
"""The letter for every side of a square input."""

Role: TypeAlias = Literal["letter", "variable", "variant", "input"]
"""What an axis changes: a letter of ``--input``, a variable of the file, the variant, or every side of the input."""


class Asked(NamedTuple):
    """What is the same for all points, as for :meth:`~cnncalc.api.Network.try_walk`; inputs may have letters that are swept."""

    inputs: Mapping[str, str]
    """Texts of shapes by name; the empty name is the first input."""
    variables: Mapping[str, Any]
    variant: str | None = None
    freeze: str | None = None
    batch: int = 1
    dtype: str = "float32"


class Point(NamedTuple):
    """One point of a sweep: the value on each axis, and what comes of it."""

    values: tuple[Any, ...]
    figures: dict[str, Any] | None
    """``input_shape``, ``output_shape`` and all of ``FIGURES``; None where the network has errors."""
    errors: Sequence[Diagnostic] = ()


class Sweep(NamedTuple):
    """A network's points in the order of the axes, the last of which changes fastest."""

    name: str
    file: str
    origin: str
    """Where the file comes from, in a word."""
    axes: tuple[Axis, ...]
    points: list[Point]
    asked: Asked
    diagnostics: Sequence[Diagnostic] = ()
    """Why there are no points: a file that cannot be read."""

    @property
    def failed(self) -> list[Point]:
        """The points at which the network has errors."""
        return [point for point in self.points if point.figures is None]

    def to_dict(self) -> dict[str, Any]:
        """The sweep as ``cnncalc show --sweep … --json`` prints it, in place of a model."""
        names = [axis.name for axis in self.axes]
        return {
            "name": self.name,
            "file": self.file,
            "layout": "HWC",
            "batch": self.asked.batch,
            "dtype": self.asked.dtype,
            "convention": CONVENTION,
            "axes": [{"name": axis.name, "values": list(axis.values)} for axis in self.axes],
            "sweep": [_entry(names, point, self.file) for point in self.points],
            "diagnostics": [diagnostic(found, self.file) for found in self.diagnostics],
        }


def sweep(network: Network, axes: Sequence[Axis], asked: Asked) -> Sweep:
    """The totals of ``network`` at every combination of the axes' values.

    Raises:
        UsageError: the network has nothing that an axis or ``asked`` names, or a value cannot be what it is given for.
    """
    roles = _roles(network, axes, asked)
    # What looks like a number is a name all the same where a variant bears it.
    axes = [axis._replace(values=axis.texts) if role == "variant" else axis for axis, role in zip(axes, roles, strict=True)]
    cases = _cases(network, axes, roles, asked)
    families: dict[object, list[_Case]] = {}
    for case in cases:
        families.setdefault(case.family, []).append(case)
    formulas = {
        family: _formulas(network, members[0], asked) if len(members) >= FEW and members[0].sizes else None
        for family, members in families.items()
    }
    points = []
    for case in cases:
        known = formulas[case.family]
        point = known.at(case) if known is not None else None
        points.append(point or _point(case, _walk(network, case, case.shapes, asked)))
    text = network.text
    origin = "bundled" if text.is_bundled else text.source.name
    return Sweep(network.name_of(asked.variant or network.variant), text.source.name, origin, tuple(axes), points, asked)


# From axes to cases


class _Case(NamedTuple):
    """What one point asks for."""

    values: tuple[Any, ...]
    variant: str | None
    variables: dict[str, Any]
    inputs: dict[str, str]
    """Texts of shapes, with a letter for each size that is swept."""
    sizes: dict[str, int]
    """The sizes of the letters."""

    @property
    def family(self) -> object:
        """The same for cases that differ in the sizes of letters alone."""
        return self.variant, repr(self.variables), tuple(self.inputs.items())

    @property
    def shapes(self) -> dict[str, str]:
        """The inputs with a number in place of each letter."""
        return {name: "x".join(str(self.sizes.get(part, part)) for part in _parts(text)) for name, text in self.inputs.items()}


def _roles(network: Network, axes: Sequence[Axis], asked: Asked) -> list[Role]:
    """What each axis changes."""
    letters = {part for text in asked.inputs.values() for part in _parts(text) if is_letter(part)}
    roles = [_role(axis.name, network, asked, letters) for axis in axes]
    for letter in sorted(letters.difference(axis.name for axis in axes)):
        raise UsageError(f"`{letter}` of the input has no size: sweep it too (`--sweep {letter}=…`), or put a number in its place")
    return roles


def _cases(network: Network, axes: Sequence[Axis], roles: Sequence[Role], asked: Asked) -> list[_Case]:
    # The input last: its own shape may depend on a variable.
    steps = sorted(enumerate(roles), key=lambda step: step[1] == "input")
    squares: dict[str, str | None] = {}
    cases = []
    for values in product(*(axis.values for axis in axes)):
        case = _Case(values, asked.variant, dict(asked.variables), dict(asked.inputs), {})
        for index, role in steps:
            name, value = axes[index].name, values[index]
            if role == "variable":
                case.variables[name] = value
            elif role == "variant":
                case = case._replace(variant=value)
            elif role == "letter":
                case.sizes[name] = _size(name, value)
            else:
                _place_input(network, case, value, squares)
        cases.append(case)
    return cases


def _parts(shape: str) -> list[str]:
    return [part.strip() for part in shape.split("x")]


def _role(name: str, network: Network, asked: Asked, letters: set[str]) -> Role:
    variables = network.document.variables
    if name in letters and name in variables:
        raise UsageError(f"`{name}` is a variable of the file and a letter of the input: give the input another letter")
    if name in letters:
        return "letter"
    if name in variables:
        if name in asked.variables:
            raise UsageError(f"`{name}` is both set and swept: leave out `--set {name}=…`")
        return "variable"
    if name == "variant":
        if asked.variant is not None or network.variant is not None:
            raise UsageError("a variant is both given and swept: leave out the one that is given")
        return "variant"
    if name == "input":
        if letters:
            raise UsageError(f"the input has letters: sweep these, as in `--sweep {min(letters)}=128:512:32`, not `input`")
        return "input"
    known = (*variables, "input", "variant", *sorted(letters))
    guess = nearest(name, known)
    hint = f"did you mean `{guess}`? " if guess else ""
    raise UsageError(f"{network.document.source.name} has no `{printable(name)}` to sweep: {hint}it has {', '.join(known)}")


def _size(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise UsageError(f"`{name}` is a size: a whole number of at least 1, not {value_text(value)}")
    return value


def _place_input(network: Network, case: _Case, value: Any, squares: dict[str, str | None]) -> None:
    """Give the case its input: a number is every side of it, a text a whole shape. ``squares`` are those that are known."""
    inputs = list(network.document.inputs)
    if len(inputs) > 1:
        lettered = " ".join(f"--input {name}={SIDE}x{SIDE}x3" for name in inputs)
        raise UsageError(f"the network has several inputs: give them letters and sweep these, as in `{lettered} --sweep {SIDE}=…`")
    given = next(iter(case.inputs), "")
    if isinstance(value, str) and "x" in value:
        case.inputs[given] = str(_read_shape(value))
        return
    case.sizes[SIDE] = _size("input", value)
    key = f"{case.variant} {case.variables}"
    if key not in squares:
        squares[key] = _square(network, case, case.inputs.get(given))
    square = squares[key]
    if square is not None:
        case.inputs[given] = square


def _square(network: Network, case: _Case, given: str | None) -> str | None:
    """The input's shape with one letter for all sides; None where the file's own shape has a fault, which a walk will tell."""
    if given is not None:
        shape = _read_shape(given)
    else:
        settings = Settings(case.variant or network.variant, case.variables)
        own = input_shapes(network.document, settings, Findings())
        if not own:
            return None
        shape = own[0]
    if not shape.axes:
        raise UsageError(f"`input` is every side of the input, and a vector of {shape} has none: use `--input N --sweep N=…`")
    return "x".join([*SIDE * shape.axes, str(shape.channels)])


def _read_shape(text: str) -> Shape:
    if any(map(is_letter, _parts(text))):
        raise UsageError(f"`{printable(text)}` has letters: give it as `--input {printable(text)}`, and sweep these")
    try:
        return SHAPE.read(text)
    except Problem as problem:
        raise UsageError(f"{problem.message}{': ' if problem.help else ''}{problem.help}") from None


# From cases to points


class _Formulas:
    """A walk of letters that serves all sizes its conditions leave."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.figures = _figures(walk)

    def at(self, case: _Case) -> Point | None:
        """The point of a case; None where the formulas say nothing of it: a condition does not hold, or a count is too large."""
        if unmet(self.walk, case.sizes) is not None:
            return None
        known = {key: _known(value, case.sizes) for key, value in self.figures.items()}
        is_vast = Shape(known["input_shape"]).elements > LARGEST or any(known[key] > LARGEST for key in FIGURES)
        return None if is_vast else Point(case.values, known)


def _formulas(network: Network, case: _Case, asked: Asked) -> _Formulas | None:
    """The formulas of a case and all others of its family; None where there are none."""
    walk = _walk(network, case, case.inputs, asked)
    try:
        return None if _errors(walk) else _Formulas(walk)
    except Problem:
        return None


def _walk(network: Network, case: _Case, inputs: Mapping[str, str], asked: Asked) -> Walk:
    return network.try_walk(
        inputs, variant=case.variant, batch=asked.batch, dtype=asked.dtype, set=case.variables, freeze=asked.freeze
    )


def _point(case: _Case, walk: Walk) -> Point:
    errors = _errors(walk)
    return Point(case.values, None if errors else _figures(walk), errors)


def _errors(walk: Walk) -> list[Diagnostic]:
    """What keeps a walk from its totals; that expectations fail does not."""
    return [found for found in walk.diagnostics if found.severity == "error" and not found.code.startswith("CC2")]


def _figures(walk: Walk) -> dict[str, Any]:
    """The figures of a walk; sizes of letters are formulas."""
    assert walk.output is not None
    return {
        "input_shape": list(walk.input.shape),
        "output_shape": list(walk.output.shape),
        **{key: getattr(walk.totals, key) for key in FIGURES},
    }


def _known(value: Any, sizes: Mapping[str, int]) -> Any:
    if isinstance(value, list):
        return [_known(item, sizes) for item in value]
    return value.at(sizes) if isinstance(value, Symbolic) else value


def _entry(names: Sequence[str], point: Point, file: str) -> dict[str, Any]:
    """One point as JSON."""
    figures = point.figures or dict.fromkeys(("input_shape", "output_shape"))
    return {
        "values": dict(zip(names, point.values, strict=True)),
        "input_shape": figures["input_shape"],
        "output_shape": figures["output_shape"],
        "totals": {key: point.figures[key] for key in FIGURES} if point.figures is not None else None,
        "diagnostics": [diagnostic(found, file) for found in point.errors],
    }
