"""cnncalc explain: a network or one of its layers, with the working; or what a code means, with an example that is really run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, complain, write
from cnncalc.cli.show import Input, Set, Variant
from cnncalc.source import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.explanations.explanation import Explanation
    from cnncalc.source import Diagnostic

RULE = "-" * 80
"""Stands between two pages."""

EXAMPLE = "example.yaml"
"""What an example is called in its findings."""

Topics = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC...]",
        help="A network as `show` takes it, alone or with one of its layers, as in vgg16 conv1_2; or codes, as in CC310.",
        show_default=False,
    ),
]
Unit = Annotated[
    str | None,
    typer.Option(metavar="PLACE", help="Where one unit of the layer looks: its place from 0, row and column, as in 3,4."),
]
All = Annotated[bool, typer.Option("--all", help="Every code there is.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def explain(
    topics: Topics = None, unit: Unit = None, input: Input = None, set: Set = None, variant: Variant = None, all: All = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Explain a network, a layer of it, or what a code means.

    Of a network: its stages, where the parameters and the MACs are, how the size shrinks and the receptive field grows.
    Of a layer: how it comes to its figures, and where its input and parameters come from; or which part of the input
    one of its units depends on.
    Of a code: what is found, why it matters, an example with its finding, and the example repaired.
    """
    if all == bool(topics):
        raise typer.BadParameter(
            "name a network, as in vgg16, or a code, as in CC310, or ask for all codes with --all", param_hint="TOPIC"
        )
    if topics and not _is_code(topics[0]):
        from cnncalc.cli.explain_network import explain_network

        place = _place(unit, topics[0], topics[1:]) if unit is not None else None
        raise typer.Exit(explain_network(topics[0], topics[1:], input or [], set or [], variant, json, place))
    for option, given in (("--unit", unit is not None), ("--input", input), ("--set", set), ("--variant", variant)):
        if given:
            raise typer.BadParameter("a code has no sizes: this is for networks", param_hint=option)
    raise typer.Exit(_explain_codes(topics, json))


def _place(text: str, architecture: str, layers: Sequence[str]) -> tuple[int, ...]:
    """The place of a unit, as typed.

    Raises:
        typer.BadParameter: it is none, or there is no layer that it could be a unit of.
    """
    if not re.fullmatch(r"\s*[0-9]{1,16}\s*(,\s*[0-9]{1,16}\s*)*", text, re.ASCII):
        message = f"`{printable(text)}` is no place: write where the unit stands on each axis, from 0, as in 3,4"
        raise typer.BadParameter(message, param_hint="--unit")
    if not layers:
        message = f"a unit of which layer? As in `cnncalc explain {printable(architecture)} LAYER --unit {printable(text)}`"
        raise typer.BadParameter(message, param_hint="--unit")
    return tuple(map(int, text.split(",")))


def _is_code(topic: str) -> bool:
    """Whether a topic asks for a code: it is one, or a slip of one, and nothing else bears its name."""
    from cnncalc import bundled

    name = topic.partition("@")[0]
    if topic == "-" or Path(topic).exists() or bundled.named(topic) or (name and (Path(name).exists() or bundled.named(name))):
        return False
    return bool(re.fullmatch(r"(?i)(cc)?[0-9]+|cc[0-9].*", topic)) or _guess(topic) is not None


def _explain_codes(topics: Sequence[str] | None, json: bool) -> int:
    """Print the pages of these codes, of all without any: the exit code."""
    from cnncalc.explanations import codes

    asked = topics or codes()
    known = [topic.upper() for topic in asked if topic.upper() in codes()]
    if known:
        pages = [page(code) for code in known]
        write(_json(pages) if json else f"\n\n{RULE}\n\n".join(map(text, pages)))
    for topic in asked:
        if topic.upper() not in known:
            complain(f"unknown code `{printable(topic)}`: {_hint(topic)}")
    return CLEAN if len(known) == len(asked) else COULD_NOT


class Page(NamedTuple):
    """All that is said of a code."""

    explanation: Explanation
    is_ignorable: bool
    """Whether `--ignore` and comments may silence it."""
    bad: list[Diagnostic]
    """What is found in the example; without one, nothing."""
    good: list[Diagnostic]
    """What is found in the example repaired: nothing, as the tests see to."""

    @property
    def status(self) -> str:
        """How severe a finding is, and when it is reported."""
        one = self.explanation
        if not one.is_default:
            return f"{one.severity}, off by default: `cnncalc check --select {one.code}` reports it"
        return f"{one.severity}, on by default" + ("" if self.is_ignorable else ", cannot be ignored")


def page(code: str) -> Page:
    """Explain a code, running its examples as `cnncalc check --select CODE` would."""
    from cnncalc.api import Text
    from cnncalc.checking.judge import Terms, judge
    from cnncalc.checking.selection import Selection, is_silenceable
    from cnncalc.explanations import explanation
    from cnncalc.source import Source

    one = explanation(code)
    terms = Terms(Selection([code]), [])
    found = [
        judge(Text(Source(EXAMPLE, example), None, "example", is_bundled=False), terms).findings if example else []
        for example in (one.bad, one.good)
    ]
    return Page(one, is_silenceable(code), *found)


def text(page: Page) -> str:
    """A page as plain text."""
    one = page.explanation
    parts = [
        f"{one.code} {one.name}\n{page.status}",
        _wrapped(f"{one.summary[0].upper()}{one.summary[1:]}."),
        _wrapped(one.why),
    ]
    if one.bad:
        found = "\n\n".join(map(str, page.bad))
        parts += ["For example:", _indented(one.bad), _indented(found), "Repaired:", _indented(one.good)]
    return "\n\n".join(parts)


def _wrapped(paragraph: str) -> str:
    """A paragraph in lines; what stands in backquotes stays on one."""
    from cnncalc.textbook.wrapping import wrapped

    return wrapped(paragraph)


def _indented(example: str) -> str:
    """Lines set off from the text; a character that nobody sees, or that does something, as its escape."""
    return "\n".join(f"    {printable(line, 1000)}".rstrip() for line in example.rstrip("\n").split("\n"))


def _json(pages: Sequence[Page]) -> str:
    import json

    from cnncalc.report import versioned

    return json.dumps(versioned({"explanations": [*map(_entry, pages)]}), indent=2, ensure_ascii=False)


def _entry(page: Page) -> dict[str, Any]:
    from cnncalc.report import diagnostic

    one = page.explanation
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "on_by_default": one.is_default,
        "ignorable": page.is_ignorable,
        "summary": one.summary,
        "why": one.why,
        "bad": one.bad,
        "good": one.good,
        "diagnostics": [diagnostic(found, EXAMPLE) for found in page.bad],
    }


def _hint(topic: str) -> str:
    """The codes that may be meant, by their beginning, by a slip of theirs, or by their name."""
    from cnncalc.explanations import codes, explanation

    beginning = [code for code in codes() if len(topic) > 2 and code.startswith(topic.upper())]
    if beginning:
        return f"so begin {', '.join(beginning)}"
    guess = _guess(topic)
    if guess is None:
        return "`cnncalc explain --all` shows every one"
    return f"did you mean `{guess}` ({explanation(guess).name})?"


def _guess(topic: str) -> str | None:
    """The code that a slip, of it or of its name, most likely means."""
    from cnncalc.explanations import codes, explanation

    by_word = {word: code for code in codes() for word in (code, explanation(code).name)}
    found = nearest(topic, list(by_word))
    return by_word[found] if found is not None else None
