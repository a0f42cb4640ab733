"""The answer of ``cnncalc sizes`` as plain dictionaries: what its JSON holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.fitting.demands import KINDS
from cnncalc.report import CONVENTION, diagnostic, in_python

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.api import Unreadable
    from cnncalc.fitting.demands import Demand, Kind
    from cnncalc.fitting.fit import Axis, Candidate, Fit
    from cnncalc.fitting.sizes import Sizes
    from cnncalc.fitting.survey import Excluded
    from cnncalc.source import Diagnostic

HEAD = ("name", "file", "layout", "convention", "complete", "input_shape")
"""The keys that a network has here as in a report."""

FIGURES = {
    "params": "Parameters", "macs": "Multiply-accumulates", "flops": "FLOPs", "memory": "Bytes of parameters and live activations",
}  # fmt: skip
"""What is told of some sizes, and what it is called."""


def model(fit: Fit) -> dict[str, Any]:
    """One network's sizes."""
    file = fit.network.text.source.name
    head = {
        "name": fit.walk.name,
        "file": file,
        "layout": "HWC",
        "convention": CONVENTION,
        "complete": not fit.diagnostics,
        "input_shape": in_python(list(fit.walk.input.shape)) if fit.walk.inputs else None,
    }
    if fit.diagnostics:
        return head | _nothing(file, fit.diagnostics)
    inputs = {name: in_python(list(tensor.shape)) for name, tensor in fit.walk.inputs.items()}
    return head | {
        **({"input_shapes": inputs} if len(inputs) > 1 else {}),
        "letters": [_axis(fit, axis) for axis in fit.axes],
        "conditions": {kind: [_of_several(one) for one in fit.joint(kind)] for kind in _strictest_first()},
        "sizes": [_candidate(fit, one) for one in fit.candidates],
        "params": None if fit.is_tried else in_python(fit.walk.totals.params),
        "budget": _budget(fit),
        "diagnostics": [],
    }


def unreadable(found: Unreadable) -> dict[str, Any]:
    """A file that could not be read: nothing but its findings."""
    head = {key: value for key, value in found.to_dict().items() if key in HEAD}
    return head | _nothing(found.file, found.diagnostics)


def _nothing(file: str, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """What stands in the place of sizes where there are findings instead."""
    return {
        "letters": [],
        "conditions": {kind: [] for kind in _strictest_first()},
        "sizes": [],
        "params": None,
        "budget": None,
        "diagnostics": [diagnostic(found, file) for found in diagnostics],
    }


def _strictest_first() -> tuple[Kind, ...]:
    return KINDS[::-1]


def _axis(fit: Fit, axis: Axis) -> dict[str, Any]:
    """A letter: the sizes that fit in each sense, and for the strictest the layers that exclude the others."""
    return {
        "letter": axis.letter,
        "axes": list(axis.names),
        **{kind: _sizes(axis.sizes(kind), axis.letter) for kind in _strictest_first()},
        "excluded": [_excluded(axis.letter, one) for one in axis.surveys["fits"].excluded],
        "conflict": [
            {"layers": [layer.path for layer in one.layers], "condition": one.python, **_sizes(sizes, axis.letter)}
            for one, sizes in fit.conflict(axis, "fits")
        ],
    }


def _sizes(sizes: Sizes, letter: str) -> dict[str, Any]:
    """From ``start`` on the sizes with these residues, below it those in ``runs``; beyond ``end`` nothing is known."""
    return {
        "rule": sizes.text(letter),
        "period": sizes.period,
        "residues": list(sizes.residues),
        "start": sizes.start,
        "runs": [list(run) for run in sizes.runs],
        "end": sizes.end,
        "smallest": sizes.first(),
    }


def _excluded(letter: str, one: Excluded) -> dict[str, Any]:
    return {
        "sizes": _sizes(one.sizes, letter),
        "layers": [layer.path for layer in one.layers],
        "lines": [layer.line for layer in one.layers],
        "example": one.example,
        "reason": one.reason,
    }


def _of_several(demand: Demand) -> dict[str, Any]:
    return {
        "condition": demand.python,
        "layers": [layer.path for layer in demand.layers],
        "lines": [layer.line for layer in demand.layers],
    }


def _candidate(fit: Fit, one: Candidate) -> dict[str, Any]:
    """Some sizes, and what the network is there: figures for batch 1 and float32."""
    return {
        "what": one.what,
        "sizes": dict(one.sizes),
        "input_shape": list(fit.at(one.sizes)),
        "fits": one.kind,
        "output_shape": list(one.walk.output_shape) if one.walk is not None and one.walk.output_shape is not None else None,
        **_figures(one),
    }


def _figures(one: Candidate) -> Mapping[str, int | None]:
    sums = one.walk.totals if one.walk is not None else None
    return {key: getattr(sums, key) if sums is not None else None for key in FIGURES}


def _budget(fit: Fit) -> dict[str, Any] | None:
    """The largest square size within the budgets, and the next, which is over; None where none was asked for."""
    if not fit.question.budgets:
        return None
    found = fit.largest
    return {
        "asked": [one.text for one in fit.question.budgets],
        "largest": found.size if found is not None else None,
        "next": found.next if found is not None else None,
        "unlimited": found is not None and found.is_unlimited,
    }
