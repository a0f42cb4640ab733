"""Any one or two of the letters of O = (W - K + 2P)/S + 1, the others being known: all whole numbers that solve it.

Every output size comes from :class:`~cnncalc.core.window.Window`. To find a letter, all that is used beside it is that O never
falls as W or P grows, and never rises as K, S or D does: the values that give one O lie side by side, and bisection finds them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.core.problem import Problem
from cnncalc.core.scalars import as_integer
from cnncalc.core.size import LARGEST, Rounding
from cnncalc.core.window import Window
from cnncalc.source import printable
from cnncalc.textbook import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.core.size import Size

LETTERS = {
    "W": "input size", "K": "kernel size (also F)", "S": "stride", "P": "padding on each side", "D": "dilation", "O": "output size",
}  # fmt: skip
"""What each letter stands for, on one axis."""

LEAST = {"W": 1, "K": 1, "S": 1, "P": 0, "D": 1, "O": 1}

SPELLINGS = {
    "W": ("w", "w1", "h", "h1", "n", "i", "input", "width", "height"),
    "K": ("k", "f", "kernel", "filter"),
    "S": ("s", "stride"),
    "P": ("p", "pad", "padding"),
    "D": ("d", "dilation"),
    "O": ("o", "w2", "h2", "out", "output"),
}
"""How texts call each letter; any case."""

RISING = ("W", "P")
"""With these O grows; with K, S and D it falls."""

UNSAID = {"P": 0, "D": 1}
"""What is assumed where O is asked for."""

TRIED = 64
"""Of an endless family, so many values of one letter are tried."""

MOST_TRIED = 1000
"""Of a family that ends."""

MOST_SIDE_BY_SIDE = 20
"""Of neighbouring values that all give the same O, so many are listed."""

NEAREST = 16
"""How far from the present value a letter that fits is looked for."""

_UNREASONABLE = 8
"""Nobody would want a solution against which so much is to be said."""

_PAIR = re.compile(r"\s*([^\W\d_]+\d?)\s*[=:]\s*([^\s,;=:]+)\s*(?:[,;]|\band\b)?")

_NOTHING = re.compile(r"[\s,;]*")


class EquationError(Exception):
    """What was given is no question about the equation: ``message``, and ``help`` with what would be one."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Equation(NamedTuple):
    """What is known, what is assumed, and which letters are asked for."""

    given: dict[str, int]
    assumed: dict[str, int]
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """How letters of more than one meaning were read."""

    @property
    def known(self) -> dict[str, int]:
        """All numbers to put in."""
        return {**self.given, **self.assumed}


class Solution(NamedTuple):
    """A number for every letter, and the rounding by which they solve the equation."""

    W: int
    K: int
    S: int
    P: int
    D: int
    O: int  # noqa: E741
    rounding: Rounding = "exact"

    @property
    def letters(self) -> dict[str, int]:
        """Every letter's number."""
        return {"W": self.W, "K": self.K, "S": self.S, "P": self.P, "D": self.D, "O": self.O}

    @property
    def window(self) -> Window:
        """The window that these letters describe."""
        return Window(self.K, self.S, self.P, self.P, self.D, self.rounding)

    @property
    def fits(self) -> bool:
        """Whether nothing is left over."""
        return self.rounding == "exact"

    @property
    def fraction(self) -> str:
        """O before it is rounded."""
        return spelling.quotient(self.window.room(self.W) + self.S, self.S)

    @property
    def formula(self) -> str:
        """The equation with the numbers put in: ``(224 - 7 + 2*3)/2 + 1 = 112.5``."""
        return f"({self.W} - {self.window.extent} + 2*{self.P})/{self.S} + 1 = {self.fraction}"

    @property
    def implausibility(self) -> tuple[int, int]:
        """Sorts solutions: what speaks against one, weighed, then how large its numbers are."""
        extent = self.window.extent
        odd_padding = self.P not in (0, extent // 2, (extent - 1) // 2)
        against = (
            _UNREASONABLE * (extent <= self.P)  # a window that lies in the padding alone
            + _UNREASONABLE * (extent < self.S)  # input between the windows that nothing reads
            + 4 * (self.D > 1)
            + 2 * (not self.fits)
            + 2 * odd_padding
            + 2 * (self.K % 2 == 0 and self.K != self.S)  # even, and no pool
        )
        return against, self.W + self.K + self.S + self.P + self.D


class OneSided(NamedTuple):
    """Padding that differs by one between the ends, where no padding on both sides fits exactly."""

    before: int
    after: int
    formula: str


class Solved(NamedTuple):
    """All that is found."""

    solutions: tuple[Solution, ...]
    """Most plausible first, those that fit exactly and those by rounding down."""
    rounded_up: tuple[Solution, ...] = ()
    """Those that only ``rounding: ceil`` gives."""
    limits: tuple[str, ...] = ()
    """Which solutions are not listed; none when they all are."""
    why: tuple[str, ...] = ()
    """Why nothing solves it, or does not fit."""
    repairs: tuple[Solution, ...] = ()
    """The nearest numbers that fit exactly, one letter changed."""
    one_sided: OneSided | None = None
    holds: bool = True
    """Whether whole numbers solve it: where O is asked for exactly, else by rounding down too."""


def read(text: str) -> Equation:
    """The equation that ``text`` asks about: ``W=224 K=7 S=2 O=112``, in any order and case.

    Raises:
        EquationError: it names no letter, gives one twice, gives no number, or leaves more than two open.
    """
    given: dict[str, int] = {}
    asked: list[str] = []
    notes: list[str] = []
    pairs = list(_pairs(text))
    has_f = any(word == "f" for word, _ in pairs)
    for word, value in pairs:
        if has_f and word == "k":
            notes.append(f"K={printable(value)} beside F is the number of filters, as in CS231n: O does not depend on it")
            continue
        letter = _letter(word)
        if value == "?":
            asked.append(letter)
            continue
        number = _number(letter, value)
        if given.setdefault(letter, number) != number:
            raise EquationError(f"{letter} is given twice: {given[letter]} and {number}", f"keep one {letter}, {LETTERS[letter]}")
    for letter in asked:
        if letter in given:
            raise EquationError(f"{letter} is both given and asked for", f"leave out `{letter}={given[letter]}` or `{letter}=?`")
    return _complete(given, asked, notes)


def solve(equation: Equation) -> Solved:
    """All whole numbers for the unknown letters, most plausible first."""
    known, unknown = equation.known, equation.unknown
    if not unknown:
        return _verified(known)
    if unknown == ("O",):
        return _calculated(known)
    if "O" in unknown:
        (letter,) = (letter for letter in unknown if letter != "O")
        found, limits = _outputs(letter, known)
    elif len(unknown) == 1:
        found, limits = _values(unknown[0], known)
    else:
        found, limits = _pairs_of_values(unknown, known)
    floored = tuple(sorted((one for one in found if one.rounding != "ceil"), key=lambda one: one.implausibility))
    up = tuple(sorted((one for one in found if one.rounding == "ceil"), key=lambda one: one.implausibility))
    why = () if floored else _why_none(unknown, known)
    if unknown == ("P", "D") and floored and floored[0].D > 1:
        why = _why_none(("P",), {**known, "D": 1})
    return Solved(floored, up, limits, why, one_sided=_one_sided(equation, floored), holds=bool(floored))


# Reading


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The letters and values that are written, letters in lower case."""
    at = 0
    while not _NOTHING.fullmatch(text, at):
        match = _PAIR.match(text, at)
        if match is None:
            part = printable(text[at:].split()[0], 30)
            raise EquationError(f"cannot read `{part}`", "write letters with their numbers, as in `W=224 K=7 S=2 O=112`")
        yield match[1].lower(), match[2]
        at = match.end()


def _letter(word: str) -> str:
    for letter, words in SPELLINGS.items():
        if word in words:
            return letter
    known = ", ".join(f"{letter} {meaning}" for letter, meaning in LETTERS.items())
    raise EquationError(f"unknown letter `{printable(word, 30)}`", f"known: {known}")


def _number(letter: str, text: str) -> int:
    """The number of a letter; a square ``3x3`` counts as its side."""
    sides = set(re.split(r"[x×*]", text)) if re.fullmatch(r"[0-9]+([x×*][0-9]+)+", text) else {text}
    if len(sides) > 1:
        raise EquationError(f"{letter}={printable(text, 30)}: one axis at a time", "solve it for the height, then for the width")
    try:
        number = as_integer(sides.pop())
    except Problem as problem:
        raise EquationError(f"{letter}={printable(text, 30)}: {problem.message}", problem.help) from None
    if number is None:
        help = f"leave {letter} out, or write `{letter}=?`, to ask for it"
        raise EquationError(f"{letter} takes a whole number, found `{printable(text, 30)}`", help)
    if number < LEAST[letter]:
        raise EquationError(f"{letter} is {LETTERS[letter]}, at least {LEAST[letter]}, found {number}")
    return number


def _complete(given: dict[str, int], asked: Iterable[str], notes: Iterable[str]) -> Equation:
    """What is left unsaid is asked for, but for padding and dilation where O is asked for too.

    Dilation is also assumed where it would be a third unknown.
    """
    missing = [letter for letter in LETTERS if letter not in given]
    assumed = {letter: value for letter, value in UNSAID.items() if "O" in missing and letter in missing and letter not in asked}
    if len(missing) - len(assumed) > 2 and "D" in missing and "D" not in asked:
        assumed |= {"D": UNSAID["D"]}
    unknown = tuple(letter for letter in missing if letter not in assumed)
    if len(unknown) > 2:
        help = f"give all but one or two of {', '.join(LETTERS)}, as in `W=224 K=7 S=2 O=112`"
        raise EquationError(f"too many unknowns: {', '.join(unknown)}", help)
    return Equation(given, assumed, unknown, tuple(notes))


# Solving


def _calculated(known: dict[str, int]) -> Solved:
    """O itself."""
    found = _solution(known | {"O": 1})
    room, size = found.window.room(found.W), found.W
    if room < 0:
        why = f"the window does not fit: it is {found.window.extent} wide, the padded input {found.window.padded(size)}"
        return Solved((), why=(why,), repairs=_repairs(found), holds=False)
    left = found.window.remainder(size)
    down = found._replace(O=found.window.slide(size), rounding="floor" if left else "exact")
    if not left:
        return Solved((down,))
    up = found._replace(rounding="ceil")
    up = up._replace(O=up.window.slide(size))
    why = f"{down.formula} is not whole: the stride does not fit, {left} left over"
    return Solved((down,), (up,) if up.O > down.O else (), why=(why,), repairs=_repairs(found), holds=False)


def _verified(known: dict[str, int]) -> Solved:
    """All letters given: whether they go together."""
    claimed = _solution(known)
    places = claimed.window.slide(claimed.W)
    left = claimed.window.remainder(claimed.W)
    if places == claimed.O:
        return Solved((claimed._replace(rounding="floor" if left else "exact"),))
    up = claimed._replace(rounding="ceil")
    if places >= 1 and up.window.slide(up.W) == claimed.O:
        return Solved((), (up,), holds=False, why=(f"{claimed.formula}, {places} rounded down",))
    said = claimed.formula if places >= 1 else f"the window does not fit: {claimed.formula}"
    changed = [min(found, key=lambda one: one.implausibility) for letter in "WKSP" if (found := _values(letter, known)[0])]
    repairs = tuple(one for one in changed if one.rounding != "ceil")
    return Solved((), why=(f"{said}, not {claimed.O}",), repairs=repairs, holds=False)


def _outputs(letter: str, known: dict[str, int]) -> tuple[list[Solution], tuple[str, ...]]:
    """O for every value of one other letter."""
    candidates = range(LEAST[letter], LARGEST + 1)

    def places(value: int) -> Size:
        one = _solution(known | {letter: value, "O": 1})
        return one.window.slide(one.W)

    if letter in RISING:
        fitting = candidates[bisect_left(candidates, 1, key=places) :]
    else:
        fitting = candidates[: bisect_right(candidates, -1, key=lambda value: -places(value))]
    if letter == "D" and known["K"] == 1:
        fitting = fitting[:1]
    if letter == "S" and fitting:
        # Beyond the first stride that leaves one place, nothing changes.
        fitting = fitting[: bisect_left(fitting, -1, key=lambda value: -places(value)) + 1]
    listed = fitting[: TRIED if letter in RISING else MOST_TRIED]
    found = []
    for value in listed:
        one = _solution(known | {letter: value, "O": places(value)})
        found.append(one._replace(rounding="floor" if one.window.remainder(one.W) else "exact"))
    if letter == "S" and listed and len(listed) == len(fitting):
        return found, ("every larger S gives O = 1 too",)
    if letter in RISING:
        return found, (f"there is no end of solutions: {letter} was tried up to {listed[-1]}",)
    return found, _not_listed(letter, listed, fitting)


def _values(letter: str, known: dict[str, int]) -> tuple[list[Solution], tuple[str, ...]]:
    """The values of one letter that give O, by rounding down or up."""
    floored = _giving(letter, known, known["O"])
    if letter == "D" and known["K"] == 1 and floored:
        return [_rounded(known | {"D": 1})], ("every other D solves it too: a kernel of 1 has nothing to spread",)
    listed = floored[:MOST_SIDE_BY_SIDE]
    found = [_rounded(known | {letter: value}) for value in listed]
    if known["O"] > 1:
        short = _giving(letter, known, known["O"] - 1)
        # Those nearest to what rounds down come first, whichever end of the range that is.
        nearest = reversed(short) if letter in RISING else iter(short)
        ceiled = (_solution(known | {letter: value})._replace(rounding="ceil") for value in islice(nearest, MOST_SIDE_BY_SIDE))
        found += [one for one in ceiled if one.window.slide(one.W) == one.O]
    return found, _not_listed(letter, listed, floored)


def _pairs_of_values(unknown: tuple[str, ...], known: dict[str, int]) -> tuple[list[Solution], tuple[str, ...]]:
    """The values of two letters that give O: each value of one, and those of the other that go with it."""
    rising = [letter for letter in unknown if letter in RISING]
    # Where one letter makes up for the other there is no end; the one that makes O fall is tried value by value.
    is_endless = len(rising) == 1
    falling = [letter for letter in unknown if letter not in RISING]
    tried = falling[0] if is_endless else "P" if rising else "D" if "D" in falling else falling[0]
    (other,) = (letter for letter in unknown if letter != tried)
    found: list[Solution] = []
    limits: list[str] = []
    is_cut = False
    candidates = range(LEAST[tried], LEAST[tried] + (TRIED if is_endless else MOST_TRIED))
    for value in candidates:
        settled = {**known, tried: value}
        if not is_endless and _is_beyond(other, settled):
            break
        if tried == "D" and settled.get("K") == 1 and value > 1:
            break
        more, cut = _values(other, settled)
        # A kernel of 1 looks the same at every dilation.
        found += [one for one in more if one.K > 1 or one.D == 1]
        is_cut = is_cut or bool(cut)
    else:
        end = "there is no end of solutions" if is_endless else "not all are listed"
        limits.append(f"{end}: {tried} was tried up to {candidates[-1]}")
    if is_cut:
        limits.append(
            f"of more than {MOST_SIDE_BY_SIDE} neighbouring {other} that solve it with one {tried}, {MOST_SIDE_BY_SIDE} are listed"
        )
    return found, tuple(limits)


def _is_beyond(other: str, known: dict[str, int]) -> bool:
    """Whether the letter that was tried has gone too far for any value of the ``other``."""
    one = _solution(known | {other: LEAST[other]})
    places = one.window.slide(one.W)
    return places > one.O if other in RISING else places < one.O


def _giving(letter: str, known: dict[str, int], places: int) -> range:
    """The values of ``letter`` with which the window has so many places, rounded down."""
    candidates = range(LEAST[letter], LARGEST + 1)
    sign = 1 if letter in RISING else -1

    def ordered(value: int) -> Size:
        one = _solution(known | {letter: value})
        return sign * one.window.slide(one.W)

    first = bisect_left(candidates, sign * places, key=ordered)
    return candidates[first : bisect_right(candidates, sign * places, lo=first, key=ordered)]


def _solution(letters: dict[str, int]) -> Solution:
    return Solution(letters["W"], letters["K"], letters["S"], letters["P"], letters["D"], letters["O"])


def _rounded(letters: dict[str, int]) -> Solution:
    """A solution that is known to hold, exactly or by rounding down."""
    one = _solution(letters)
    return one._replace(rounding="floor") if one.window.remainder(one.W) else one


def _not_listed(letter: str, listed: range, all: range) -> tuple[str, ...]:
    """What is left of a range of values."""
    if len(listed) == len(all):
        return ()
    if all[-1] == LARGEST:
        return (f"every larger {letter} solves it too",)
    return (f"not all are listed: {letter} goes up to {all[-1]:,}",)


# What to say where nothing fits


def _why_none(unknown: tuple[str, ...], known: dict[str, int]) -> tuple[str, ...]:
    """What the nearest values give."""
    if "O" in unknown:
        (letter,) = (letter for letter in unknown if letter != "O")
        one = _solution(known | {letter: LEAST[letter], "O": 1})
        return (f"even with {letter}={LEAST[letter]} the window does not fit: {one.formula}",)
    if len(unknown) == 2:
        one = _solution(known | {letter: LEAST[letter] for letter in unknown})
        said = " ".join(f"{letter}={LEAST[letter]}" for letter in unknown)
        return (f"{said} gives O = {one.formula}, and no other {' and '.join(unknown)} give {known['O']} places",)
    (letter,) = unknown
    empty = _giving(letter, known, known["O"])
    between = empty.start
    near = [_solution(known | {letter: value}) for value in (between - 1, between) if value >= LEAST[letter]]
    told = [f"{letter}={getattr(one, letter)} gives {one.formula}" for one in near if one.window.slide(one.W) >= 1]
    if len(near) == 1:
        return (f"even {told[0]}",) if told else (f"even with {letter}={LEAST[letter]} the window does not fit",)
    if len(told) < len(near):
        return (f"{told[0]}, and with {letter}={getattr(near[-1], letter)} the window does not fit",) if told else ()
    return (f"{told[0]}, {told[1]}, and there is nothing between",)


def _repairs(one: Solution) -> tuple[Solution, ...]:
    """The nearest numbers with which nothing is left over, one letter changed at a time: below, then above."""
    left, size = one.window.remainder(one.W), one.W
    nearest: list[Solution] = []
    for letter in "SPK":
        value = getattr(one, letter)
        for near in (range(value - 1, max(LEAST[letter], value - NEAREST) - 1, -1), range(value + 1, value + NEAREST + 1)):
            changed = (_solution(one.letters | {letter: other}) for other in near)
            nearest += islice((other for other in changed if _fits_exactly(other)), 1)
    shortest = one.window.extent - 2 * one.P
    sizes = [size - left, size - left + one.S] if one.window.room(size) >= 0 else [shortest]
    nearest += [one._replace(W=other) for other in sizes if other >= 1]
    sound = (other for other in nearest if other.implausibility[0] < _UNREASONABLE)
    return tuple(other._replace(O=other.window.slide(other.W)) for other in sound)


def _fits_exactly(one: Solution) -> bool:
    return one.window.room(one.W) >= 0 and one.window.remainder(one.W) == 0


def _one_sided(equation: Equation, found: tuple[Solution, ...]) -> OneSided | None:
    """Padding of an odd total that fits exactly, where P is asked for and no P on both sides fits."""
    if equation.unknown not in (("P",), ("P", "D")) or any(one.fits and one.D == 1 for one in found):
        return None
    one = _solution({"D": 1, **equation.known, "P": 0})

    def window(total: int) -> Window:
        return one.window._replace(before=total // 2, after=total - total // 2, rounding="floor")

    totals = range(LARGEST + 1)
    first = bisect_left(totals, one.O, key=lambda total: window(total).slide(one.W))
    # The first total that reaches O is the one that leaves nothing over, unless none is needed at all.
    exact = window(first)
    if exact.slide(one.W) != one.O or exact.remainder(one.W) or first % 2 == 0:
        return None
    formula = f"({one.W} - {exact.extent} + {exact.before} + {exact.after})/{one.S} + 1 = {one.O}"
    return OneSided(int(exact.before), int(exact.after), formula)
