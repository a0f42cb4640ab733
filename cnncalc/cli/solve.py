"""cnncalc solve: any one or two letters of O = (W - K + 2P)/S + 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.textbook.equation import Equation, Solution, Solved

SHOWN = 12
"""Solutions that are printed unless all are asked for."""

SHOWN_DILATED = 3
"""Of these, how many are dilated where others are not."""

FORMULA = "O = (W - K + 2P)/S + 1"

VERDICTS = {"exact": "fits", "floor": "only by rounding down", "ceil": "only by rounding up"}

Letters = Annotated[
    list[str],
    typer.Argument(
        metavar="LETTER=NUMBER...",
        help="What is known of W (input), K or F (kernel), S (stride), P (padding), D (dilation) and O (output), as in "
        "'W=224 K=7 S=2 O=112'. What is left out, or is `?`, is found; where O is, an unsaid P is 0 and D is 1.",
        show_default=False,
    ),
]
All = Annotated[bool, typer.Option("--all", help=f"Print every solution that is found, not the first {SHOWN}.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, with every solution that is found.")]


def solve(letters: Letters, all: All = False, json: Json = False) -> None:
    """Solve O = (W - K + 2P)/S + 1 for any one or two of its letters.

    Whole numbers, the most plausible first: which of them fit exactly, which only by rounding, and why none does where none does.
    """
    from cnncalc.textbook import equation
    from cnncalc.textbook.equation import EquationError

    try:
        asked = equation.read(" ".join(letters))
    except EquationError as error:
        complain(f"{error.message}{f' ({error.help})' if error.help else ''}")
        raise typer.Exit(COULD_NOT) from None
    solved = equation.solve(asked)
    write(_json(asked, solved) if json else "\n".join(_text(asked, solved, all=all)))
    raise typer.Exit(CLEAN if solved.holds else FOUND)


def _text(asked: Equation, solved: Solved, *, all: bool) -> Iterator[str]:
    yield FORMULA
    if any(one.D > 1 for one in (*solved.solutions, *solved.rounded_up)):
        yield "a dilated kernel is D*(K - 1) + 1 wide, which takes K's place"
    yield f"given: {_listed(asked.given)}"
    if asked.assumed:
        yield f"assumed: {_listed(asked.assumed)}"
    yield from asked.notes
    yield ""
    for line in solved.why:
        yield f"{'' if asked.unknown == ('O',) else 'it does not hold: ' if not asked.unknown else _none(asked, solved)}{line}"
    # Without dilation first; what dilation adds comes after, briefly.
    rows = sorted((*solved.solutions, *solved.rounded_up), key=lambda one: one.D > 1)
    undilated = [one for one in rows if one.D == 1]
    shown = rows if all else rows[: min(SHOWN, len(undilated) + SHOWN_DILATED)] if undilated else rows[:SHOWN]
    yield from _table(asked.unknown or ("O",), shown)
    if len(shown) < len(rows):
        yield f"and {len(rows) - len(shown)} more, which --all prints"
    yield from solved.limits
    if solved.one_sided is not None:
        sides = solved.one_sided
        yield f"padding on both sides cannot do it exactly; {sides.before} before and {sides.after} after does: {sides.formula}"
    if solved.repairs:
        yield ""
        yield "it would fit with" if asked.unknown else "it would hold with"
        yield from _table((), solved.repairs, asked)


def _none(asked: Equation, solved: Solved) -> str:
    """What a line that says why begins with."""
    undilated = " without dilation" if solved.solutions else ""
    return f"no {' and '.join(letter for letter in asked.unknown if not undilated or letter != 'D')} solves it{undilated}: "


def _table(letters: Iterable[str], solutions: Iterable[Solution], asked: Equation | None = None) -> Iterator[str]:
    """A line a solution: its letters (those that differ from what was ``asked``), the numbers put in, the verdict."""
    rows = [(_changed(asked, one) if asked else _values(letters, one), one.formula, VERDICTS[one.rounding]) for one in solutions]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for values, formula, verdict in rows:
        yield f"{values:<{widths[0]}}  {formula:<{widths[1]}}  {verdict}"


def _values(letters: Iterable[str], one: Solution) -> str:
    return " ".join(f"{letter}={getattr(one, letter)}" for letter in letters)


def _changed(asked: Equation, one: Solution) -> str:
    """The letter in which a repair differs from what was given."""
    return _values((letter for letter, value in asked.known.items() if getattr(one, letter) != value and letter != "O"), one)


def _listed(letters: Any) -> str:
    return ", ".join(f"{letter}={value}" for letter, value in letters.items()) or "nothing"


def _json(asked: Equation, solved: Solved) -> str:
    import json

    from cnncalc.report import versioned

    sides = solved.one_sided
    content = {
        "given": dict(asked.given),
        "assumed": dict(asked.assumed),
        "unknown": list(asked.unknown),
        "notes": list(asked.notes),
        "solutions": [_entry(one) for one in solved.solutions],
        "solutions_by_rounding_up": [_entry(one) for one in solved.rounded_up],
        "limits": list(solved.limits),
        "why": list(solved.why),
        "one_sided": None if sides is None else {"before": sides.before, "after": sides.after, "formula": sides.formula},
        "repairs": [_entry(one) for one in solved.repairs],
        "holds": solved.holds,
    }
    return json.dumps(versioned(content), indent=2)


def _entry(one: Solution) -> dict[str, Any]:
    return {**one.letters, "fits": one.fits, "rounding": one.rounding, "fraction": one.fraction, "formula": one.formula}
