"""The answer of ``cnncalc sizes`` as text: the rules, sizes with their figures, and what excludes the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.size import Symbolic
from cnncalc.core.units import megabytes
from cnncalc.render.summary import title
from cnncalc.render.table import NO_BREAK, WIDTH, paragraphs
from cnncalc.rules.words import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.fitting.demands import Demand, Kind
    from cnncalc.fitting.fit import Axis, Candidate, Fit
    from cnncalc.fitting.sizes import Sizes
    from cnncalc.fitting.survey import Excluded

SENSES: dict[Kind, str] = {"fits": "fits", "reads_all": "reads all", "walks": "by flooring"}
"""What each sense is called, the strictest first."""

VERDICTS: dict[Kind | None, str] = {"fits": "yes", "reads_all": "but for padding", "walks": "by flooring", None: "no"}
"""Whether a size fits."""

CONVENTION = (
    "fits = every stride divides, (W - K + 2P) mod S = 0 on every axis, and all joins meet; reads all = what a stride leaves over "
    "is padding alone; by flooring = all layers can go on, and what is left over is dropped; memory = parameters and the peak of "
    "activations (float32, batch 1)"
)

MOST_NAMED = 2
"""Layers that are named for one thing."""
MOST_LISTED = 20
"""Sizes that are listed."""
MOST_IN_A_CELL = 6
"""Numbers, and runs of them, that stand in a cell of a table."""


def render(fit: Fit) -> str:
    """The whole answer."""
    return "\n".join(
        line
        for block in (
            [title(fit.walk)],
            paragraphs([(name, _unbroken(text)) for name, text in _rules(fit)], WIDTH),
            [*_candidates(fit)],
            [*_excluded(fit)],
            _footer(fit),
        )
        for line in (*block, "")
        if block
    ).rstrip("\n")


def _rules(fit: Fit) -> Iterator[tuple[str, str]]:
    """The rule in each sense, and what follows from it for what was asked."""
    before = None
    for kind, name in SENSES.items():
        text = "; ".join([*(axis.sizes(kind).text(axis.letter) for axis in fit.axes), *map(_of_several, fit.joint(kind))])
        yield name, "the same" if text == before else text
        before = text
    yield from _conflicts(fit)
    if fit.kind is not None and fit.joint(fit.kind) and all(one.what == "own" for one in fit.candidates):
        yield "together", "no sizes that meet all of this were found among the smallest and the nearest"
    yield from _listed(fit)
    yield from _budget(fit)


def _unbroken(text: str) -> str:
    """A text whose congruences stay on one line."""
    for sign in (" = ", " mod "):
        text = text.replace(sign, sign.replace(" ", NO_BREAK))
    return text


def _of_several(demand: Demand) -> str:
    """A demand on several letters, and who asks for it."""
    return f"{demand.text} ({_layers([layer.path for layer in demand.layers])})" if demand.layers else demand.text


def _layers(paths: Sequence[str]) -> str:
    more = [f"{len(paths) - MOST_NAMED:,} more"] if len(paths) > MOST_NAMED else []
    return enumerated([*paths[:MOST_NAMED], *more])


def _conflicts(fit: Fit) -> Iterator[tuple[str, str]]:
    """Why no size of a letter fits; letters for which that is the same are told once."""
    told: dict[tuple[object, ...], list[str]] = {}
    texts: dict[str, str] = {}
    for axis in fit.axes:
        found = fit.conflict(axis, "fits")
        if found:
            told.setdefault(tuple((one.layers, sizes) for one, sizes in found), []).append(axis.letter)
            texts[axis.letter] = enumerated([_need(one, sizes, axis.letter) for one, sizes in found])
    for letters in told.values():
        yield f"no {enumerated(letters, 'or')} fits", texts[letters[0]]


def _need(demand: Demand, sizes: Sizes, letter: str) -> str:
    """What some layers leave of a letter's sizes."""
    layers = _layers([layer.path for layer in demand.layers])
    if sizes.is_empty:
        return f"{layers} never fits, as {demand.reason({letter: 1})}"
    return f"{layers} {'needs' if len(demand.layers) == 1 else 'need'} {sizes.text(letter)}"


def _listed(fit: Fit) -> Iterator[tuple[str, str]]:
    """The sizes within the bounds that were asked for."""
    question, kind = fit.question, fit.kind
    if question.most is None or kind is None:
        return
    texts = []
    for axis in fit.axes:
        sizes, count = [], 0
        for size in axis.sizes(kind).between(question.least, question.most):
            count += 1
            if count > MOST_LISTED:
                break
            sizes.append(f"{size:,}")
        if not count:
            texts.append(f"no {axis.letter}")
        else:
            texts.append(
                f"{axis.letter} = {enumerated(sizes, 'or')}" if count <= MOST_LISTED else f"{axis.letter} = {', '.join(sizes)}, …"
            )
    yield f"{question.least:,} to {question.most:,}", "; ".join(texts)


def _budget(fit: Fit) -> Iterator[tuple[str, str]]:
    """The largest size within the budgets, with the figures there and at the next size."""
    if not fit.question.budgets:
        return
    asked, found = enumerated([one.text for one in fit.question.budgets]), fit.largest
    if found is None:
        yield "budget", f"{asked}: no square size fits"
    elif found.is_unlimited:
        yield "budget", f"{asked}: every size keeps within it"
    else:
        largest, after = (_bounded(fit, size) if size is not None else None for size in (found.size, found.next))
        if largest is None:
            yield "budget", f"{asked}: nothing keeps within it" + (f", {after} already" if after is not None else "")
        else:
            yield "budget", f"{asked}: up to {largest}" + (f"; the next is {after}" if after is not None else "")


def _bounded(fit: Fit, size: int) -> str:
    """A square size, with what the budgets bound."""
    figures = [f"{budget.figure} {count:,}" for budget, count in fit.bounded_figures(size)]
    return f"{_text(fit, dict.fromkeys(fit.letters, size))} with {enumerated(figures)}"


def _candidates(fit: Fit) -> Iterator[str]:
    """The sizes that are shown, a line each."""
    rows = [["", "input", "fits", "output", "params", "MACs", "memory"], *(_row(fit, one) for one in fit.candidates)]
    if len(rows) > 1:
        yield from _table(rows, numbers=range(4, 7))


def _row(fit: Fit, one: Candidate) -> list[str]:
    cells = [_label(fit, one.what), _text(fit, one.sizes), VERDICTS[one.kind]]
    if one.walk is None:
        return [*cells, "", "", "", ""]
    sums = one.walk.totals
    return [*cells, str(one.walk.output_shape), f"{sums.params:,}", f"{sums.macs:,}", megabytes(sums.memory)]


def _label(fit: Fit, what: str) -> str:
    """Why a size is shown."""
    if what == "own":
        return "as asked" if fit.is_asked else "the file's"
    if what == "smallest":
        return f"smallest from {fit.question.least:,}" if fit.question.least > 1 else what
    if what.startswith("nearest"):
        return f"nearest to {_text(fit, fit.near if what == 'nearest' else fit.own or {})}"
    return {"largest": "largest in budget", "next": "the next"}[what]


def _text(fit: Fit, sizes: Mapping[str, int]) -> str:
    """The input at these sizes."""
    return str(fit.at(sizes))


def _excluded(fit: Fit) -> Iterator[str]:
    """Which layer excludes which sizes; axes for which that is the same are told once."""
    told: dict[tuple[object, ...], Axis] = {}
    same: dict[str, list[str]] = {}
    is_all = all(axis.sizes("fits").end is None for axis in fit.axes)
    rows = [["excluded" if is_all else "excluded, as far as tried", "by", "line", "because"]]
    for axis in fit.axes:
        survey = axis.surveys["fits"]
        key = tuple((one.sizes, one.layers) for one in survey.excluded)
        if key in told:
            same.setdefault(told[key].letter, []).append(axis.letter)
            continue
        told[key] = axis
        rows += [_because(axis, one) for one in survey.excluded]
    if len(rows) > 1:
        yield from _table(rows, numbers=(2,))
        for letter, others in same.items():
            yield f"and the same sizes of {enumerated(others)} as of {letter}"


def _because(axis: Axis, one: Excluded) -> list[str]:
    return [
        one.sizes.rule(axis.letter, axis.surveys["fits"].least, MOST_IN_A_CELL),
        _layers([layer.path for layer in one.layers]),
        str(one.layers[0].line or "") if one.layers else "",
        f"{axis.letter} = {one.example:,}: {one.reason}",
    ]


def _footer(fit: Fit) -> list[str]:
    lines = []
    if fit.is_tried:
        lines.append(("formulas", "none, as the file asks which size it has: square sizes were tried one by one"))
    else:
        lines.append(("parameters", _parameters(fit)))
    return paragraphs([*lines, ("convention", CONVENTION)], WIDTH)


def _parameters(fit: Fit) -> str:
    params = fit.walk.totals.params
    if not isinstance(params, Symbolic):
        return f"{params:,} at every size"
    by = [record.path for record in fit.walk.layers if isinstance(record.params, Symbolic)]
    return f"depend on the size, by {_layers(by)}: {params:,}"


def _table(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Iterator[str]:
    """Plain aligned columns below a header."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for index, row in enumerate(rows):
        yield "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        if index == 0:
            yield "-" * (sum(widths) + 2 * (len(widths) - 1))
