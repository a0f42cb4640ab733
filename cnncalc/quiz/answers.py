"""How an answer is spelled: read generously, but exactly; nothing is rounded, nothing is guessed."""

from __future__ import annotations

import re
from typing import Any, ClassVar, TypeAlias

from cnncalc.core.scalars import FALSE, TRUE
from cnncalc.source import printable

Answer: TypeAlias = "int | bool | tuple[int, ...]"
"""A count, a verdict, or sizes in the order of a shape."""

MOST_SIZES = 4
"""No answer has more numbers: three axes and the channels."""

MOST_DIGITS = 18
"""No answer is longer."""

NUMBER = r"[0-9]+(?:[,_ '’][0-9]{3})*"
"""A whole number; its thousands may be set apart."""

UNITS = r"(?: ?(?:parameters?|params?|weights?|macs?|multiply-accumulates?|multiplications?|pixels?|px|cells?|rows?|columns?))?"
"""What may follow a number."""

LETTERS = r"(?:[A-Za-z]{1,3} ?= ?)?"
"""What may stand before an answer: ``P = ``."""

ABBREVIATED = r"[0-9.,]+ ?[kKmMgG]"

TIMES = r" *[xX×✕*] *| +by +"


class Unreadable(Exception):
    """A text that is no answer of the form; the message says what is expected."""


class Form:
    """What sort of answer a question wants. ``expects`` completes the sentence "the answer is …"."""

    name: ClassVar[str]
    expects: ClassVar[str]

    def read(self, text: str) -> Answer:
        """The answer that ``text`` spells.

        Raises:
            Unreadable: it spells none.
        """
        raise NotImplementedError

    def write(self, answer: Answer) -> str:
        """The answer as a person writes it."""
        raise NotImplementedError

    def of_json(self, raw: Any) -> Answer:
        """The answer in a file of answers: as text, as a number, as true or false, or as a list of numbers.

        Raises:
            Unreadable: it is none.
        """
        if isinstance(raw, bool):
            return self.read(TRUE if raw else FALSE)
        if isinstance(raw, list):
            return self.read(" x ".join(str(size) if isinstance(size, int) else "?" for size in raw))
        if isinstance(raw, float) and raw.is_integer():
            return self.read(str(int(raw)))
        return self.read(str(raw))

    def refuse(self, text: str) -> Unreadable:
        """The complaint about a text that is no answer."""
        return Unreadable(f"`{printable(text)}` is not read: the answer is {self.expects}")


def whole(digits: str, text: str) -> int:
    """The number that ``digits`` spell, a part of ``text``.

    Raises:
        Unreadable: they are too many.
    """
    bare = re.sub("[^0-9]", "", digits)
    if len(bare) > MOST_DIGITS:
        raise Unreadable(f"`{printable(text)}` is too long: no answer has more than {MOST_DIGITS} digits")
    return int(bare)


class Count(Form):
    """A whole number."""

    name = "count"
    expects = "a whole number, as in 1792 or 1,792"

    def read(self, text: str) -> int:
        bare = text.strip()
        number = re.fullmatch(rf"{LETTERS}({NUMBER}){UNITS}", bare, re.IGNORECASE)
        if number:
            return whole(number[1], text)
        if re.fullmatch(rf"{LETTERS}{ABBREVIATED}{UNITS}", bare, re.IGNORECASE):
            raise Unreadable(
                f"`{printable(text)}` is rounded: the answer is exact, {self.expects.removeprefix('a whole number, ')}"
            )
        raise self.refuse(text)

    def write(self, answer: Answer) -> str:
        return f"{answer:,}"


class Extent(Count):
    """A whole number that may be said of both axes: 7, or 7x7."""

    name = "extent"
    expects = "a whole number, as in 7 or 7x7"

    def read(self, text: str) -> int:
        high, *others = re.split(TIMES, text.strip())
        if others and all(other.strip() == high.strip() for other in others) and len(others) == 1:
            return super().read(high)
        return super().read(text)


class Size(Form):
    """Height, width and channels; fewer numbers are read too, as what they leave out is a mistake worth naming."""

    name = "size"
    expects = "a size, height x width x channels, as in 32x32x10"

    def read(self, text: str) -> tuple[int, ...]:
        bare = re.sub(rf"^{LETTERS}", "", text.strip()).strip("()[]{} ")
        parts = re.split(TIMES if re.search(TIMES, bare) else r" *[,;] *| +", bare)
        if not 1 <= len(parts) <= MOST_SIZES or not all(re.fullmatch(NUMBER, part) for part in parts):
            raise self.refuse(text)
        return tuple(whole(part, text) for part in parts)

    def write(self, answer: Answer) -> str:
        assert isinstance(answer, tuple)
        return "x".join(map(str, answer))


class Ends(Size):
    """What is added before and after: two numbers, or one where both are the same."""

    name = "ends"
    expects = "one number for both ends, as in 2, or two, as in 2, 3"

    def read(self, text: str) -> tuple[int, ...]:
        before, *after = super().read(re.sub(r"\band\b", ",", text))
        if len(after) > 1:
            raise self.refuse(text)
        return (before, *(after or [before]))

    def write(self, answer: Answer) -> str:
        assert isinstance(answer, tuple)
        return ", ".join(map(str, answer[:1] if len(set(answer)) == 1 else answer))


class YesOrNo(Form):
    """A verdict."""

    name = "yes or no"
    expects = "yes or no"

    YES: ClassVar = ("yes", "y", "true", "fits", "it fits", "it does", "yes it fits", "yes it does")
    NO: ClassVar = ("no", "n", "false", "does not fit", "it does not", "it does not fit", "no it does not", "no it does not fit")

    def read(self, text: str) -> bool:
        said = " ".join(re.sub("[^a-z ]", " ", text.lower().replace("n't", " not").replace("n’t", " not")).split())
        if said in self.YES:
            return True
        if said in self.NO:
            return False
        raise self.refuse(text)

    def write(self, answer: Answer) -> str:
        return "yes" if answer else "no"


FORMS: dict[str, Form] = {form.name: form for form in (Count(), Extent(), Size(), Ends(), YesOrNo())}
"""Every form by its name."""
