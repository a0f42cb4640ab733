"""The pages of ``cnncalc explain ARCH [LAYER]``: a network, or layers of it with the working."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.cli.one_layer import emphasised, headed, work_out
from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, settings, shapes, show_findings, write
from cnncalc.source import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.api import Walk
    from cnncalc.textbook.unit import Look
    from cnncalc.walk import LayerRecord, Place

MOST_NAMED = 6
"""Of the layers that a name may mean, so many are named."""


class _Unknown(Exception):
    """No layer, or more than one, is called so; the message is for the user."""


def explain_network(
    architecture: str, names: Sequence[str], inputs: Sequence[str], variables: Sequence[str], variant: str | None, json: bool,
    unit: tuple[int, ...] | None = None,
) -> int:  # fmt: skip
    """Print the page of a network, the workings of its layers of these names, or where a ``unit`` of them looks: the exit code."""
    from cnncalc.api import ArchitectureError, Unreadable, UsageError, load
    from cnncalc.render import summary
    from cnncalc.render.json import models
    from cnncalc.render.table import fault_line

    try:
        walk = load(architecture).try_walk(shapes(inputs), variant=variant, set=settings(variables))
    except UsageError as error:
        complain(str(error))
        return COULD_NOT
    except ArchitectureError as error:
        if json:
            write(models([Unreadable(architecture, error.diagnostics).to_dict()]))
        show_findings(error.diagnostics)
        return FOUND
    if walk.letters is not None:
        letters = " and ".join(sorted(walk.letters.allowed))
        complain(f"a working has numbers: give one for {letters}, as in `--input 224x224x3`; `cnncalc show` takes letters")
        return COULD_NOT
    code = FOUND if any(found.severity == "error" for found in walk.diagnostics) else CLEAN
    chosen: list[Chosen] = []
    looks: list[Look] = []
    for name in names:
        try:
            one = find(walk, name)
            looks += [_look(walk, one, unit)] if unit is not None else []
            chosen.append(one)
        except _Unknown as unknown:
            complain(str(unknown))
            code = COULD_NOT
    if json:
        if chosen or not names:
            write(models([_layers_as_json(walk, chosen, looks) if names else _page_as_json(walk)]))
    elif looks:
        write("\n\n".join([summary.title(walk), *map(_looking, looks)]))
    elif chosen:
        write("\n\n".join([summary.title(walk), *(_chosen(walk, place) for place in chosen)]))
    elif walk.layers and not names:
        write("\n".join([summary.title(walk), *summary.subtitle(walk), "", _page(walk)]))
    if not walk.complete and not json and not names:
        print(fault_line(walk), file=sys.stderr)
    sys.stdout.flush()
    show_findings(walk.diagnostics)
    return code


class Chosen(NamedTuple):
    """What a name means in a network: a layer, or a part with several of them."""

    place: Place
    records: tuple[LayerRecord, ...]

    @property
    def layer(self) -> LayerRecord | None:
        """The layer that stands at this place; those below it are of its shorthand."""
        return next((record for record in self.records if record.place is self.place), None)


def find(walk: Walk, name: str) -> Chosen:
    """The layer, or the part of a network, of this path, or the only one whose path ends in it.

    Raises:
        _Unknown: there is none, or more than one; the message says which there are.
    """
    below: dict[Place, list[LayerRecord]] = {}
    for record in walk.layers:
        for place in record.place.ancestry:
            below.setdefault(place, []).append(record)
    by_path = {place.path: place for place in below}
    found = [name] if name in by_path else [path for path in by_path if path.endswith(f".{name}")]
    if len(found) == 1:
        place = by_path[found[0]]
        return Chosen(place, tuple(below[place]))
    if found:
        named = ", ".join(found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
        raise _Unknown(f"{len(found)} places end in `{printable(name)}`: {named}")
    guess = did_you_mean(name, [*by_path, *{path.rpartition(".")[2]: None for path in by_path}])
    help = guess if guess.startswith("did you mean") else f"`cnncalc show {printable(walk.network.text.name)}` names them all"
    raise _Unknown(f"no layer `{printable(name)}` in {printable(walk.name)}: {help}")


def _look(walk: Walk, chosen: Chosen, unit: tuple[int, ...]) -> Look:
    """Where the unit of a layer looks.

    Raises:
        _Unknown: no single layer was named, it has no such unit, or that depends on too much to be followed.
    """
    from cnncalc.analyses.receptive_field import MOST_READ, TooManyRead
    from cnncalc.textbook.unit import NoSuchUnit, look

    if chosen.layer is None:
        last = chosen.records[-1].path
        raise _Unknown(
            f"{chosen.place.path} holds {len(chosen.records)} layers: name the one that the unit is of, as in {last}, its last"
        )
    try:
        return look(walk, chosen.layer, unit)
    except NoSuchUnit as fault:
        raise _Unknown(str(fault)) from None
    except TooManyRead:
        too_many = f"{MOST_READ:,} positions along an axis of a layer before it: that is not followed"
        raise _Unknown(f"a unit of {chosen.layer.path} depends on more than {too_many}") from None


def _looking(found: Look) -> str:
    from cnncalc.textbook.unit import answer, steps
    from cnncalc.textbook.working import text
    from cnncalc.textbook.wrapping import wrapped

    return f"{wrapped(f'{emphasised(found.record.path)}: {answer(found)}')}\n\n{headed(text(steps(found)))}"


def _page(walk: Walk) -> str:
    from cnncalc.analyses.totals import counts
    from cnncalc.textbook import page
    from cnncalc.textbook.working import text

    stages = page.stages(walk)
    first = emphasised(page.answer(walk.output_shape, counts(walk.layers)))
    table = "\n".join(page.table(walk, stages))
    return f"{first}\n\n{table}\n\n{headed(text(page.steps(walk, stages)))}"


def _chosen(walk: Walk, chosen: Chosen) -> str:
    return _layer(walk, chosen.layer) if chosen.layer is not None else _part(walk, chosen)


def _part(walk: Walk, chosen: Chosen) -> str:
    """What lies in a part of the network; shares are those of the whole in the table, of the part below it."""
    from cnncalc.analyses.totals import counts
    from cnncalc.textbook import page
    from cnncalc.textbook.step import Step
    from cnncalc.textbook.working import text

    records = chosen.records
    first = f"{emphasised(chosen.place.path)}: {page.answer(records[-1].shape, counts(records))}"
    table = "\n".join(page.table(walk, page.parts(walk, records, len(chosen.place.ancestry) + 1)))
    sections = {"parameters": "params", "MACs": "macs"}
    steps = (Step(what, tuple(page.where(records, figure, what))) for what, figure in sections.items())
    return "\n\n".join(filter(None, [first, table, headed(text(step for step in steps if step.lines))]))


def _layer(walk: Walk, record: LayerRecord) -> str:
    from cnncalc.textbook.provenance import provenance
    from cnncalc.textbook.working import answer

    return f"{emphasised(record.path)}: {answer(record)}\n{work_out(record, walk.fields, provenance(walk, record))}"


def _page_as_json(walk: Walk) -> dict[str, Any]:
    from cnncalc.textbook import page

    return walk.to_dict() | {"stages": page.to_list(walk, page.stages(walk)), "misaligned": page.misaligned_to_list(walk)}


def _layers_as_json(walk: Walk, chosen: Sequence[Chosen], looks: Sequence[Look]) -> dict[str, Any]:
    """The network as `show` gives it, with these of its layers alone, their workings, and where their units look."""
    from cnncalc.textbook import unit
    from cnncalc.textbook.provenance import to_list
    from cnncalc.textbook.working import to_dict

    layers = []
    for record in (record for one in chosen for record in ([one.layer] if one.layer is not None else one.records)):
        entry = to_dict(record, walk.fields)
        entry["derivation"]["origins"] = to_list(walk, record)
        for found in looks:
            if found.record is record:
                entry["derivation"]["unit"] = unit.to_dict(found)
        layers.append(entry)
    return walk.to_dict() | {"layers": layers}
