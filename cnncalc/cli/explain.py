"""cnncalc explain: what a code means, with an example that is really run and its repair."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, complain, write
from cnncalc.source import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.explanations.explanation import Explanation
    from cnncalc.source import Diagnostic

WIDTH = 80
"""Columns that a paragraph is wrapped to."""

EXAMPLE = "example.yaml"
"""What an example is called in its findings."""

HARD_SPACE = "\0"
"""Stands for a space where no line may end."""

Topics = Annotated[list[str] | None, typer.Argument(metavar="[TOPIC...]", help="A code, as in CC310 or cc310.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="Every code there is.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def explain(topics: Topics = None, all: All = False, json: Json = False) -> None:
    """Explain what a code means: what is found, why it matters, an example with its finding, and the example repaired."""
    from cnncalc.explanations import codes

    if all == bool(topics):
        raise typer.BadParameter("name a code, as in CC310, or ask for all of them with --all", param_hint="TOPIC")
    asked = codes() if all else topics or []
    known = [topic.upper() for topic in asked if topic.upper() in codes()]
    if known:
        pages = [page(code) for code in known]
        write(_json(pages) if json else f"\n\n{'-' * WIDTH}\n\n".join(map(text, pages)))
    for topic in asked:
        if topic.upper() not in known:
            complain(f"unknown code `{printable(topic)}`: {_hint(topic)}")
    raise typer.Exit(CLEAN if len(known) == len(asked) else COULD_NOT)


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
    from textwrap import fill

    whole = re.sub("`[^`]*`", lambda quoted: quoted[0].replace(" ", HARD_SPACE), paragraph)
    return fill(whole, WIDTH, break_on_hyphens=False, break_long_words=False).replace(HARD_SPACE, " ")


def _indented(example: str) -> str:
    """Lines set off from the text; a character that nobody sees, or that does something, as its escape."""
    return "\n".join(f"    {printable(line, 1000)}".rstrip() for line in example.rstrip("\n").split("\n"))


def _json(pages: Sequence[Page]) -> str:
    import json

    from cnncalc.report import SCHEMA_VERSION
    from cnncalc.version import __version__

    content = {"schema_version": SCHEMA_VERSION, "cnncalc_version": __version__, "explanations": [*map(_entry, pages)]}
    return json.dumps(content, indent=2, ensure_ascii=False)


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
    by_word = {word: code for code in codes() for word in (code, explanation(code).name)}
    guess = nearest(topic, list(by_word))
    if guess is None:
        return "`cnncalc explain --all` shows every one"
    return f"did you mean `{by_word[guess]}` ({explanation(by_word[guess]).name})?"
