"""What a verification found, as JSON: what was counted, under the names that ``show`` gives it, beside what was run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.report import diagnostic

if TYPE_CHECKING:
    from cnncalc.api import Unreadable
    from cnncalc.run.probe import Probed
    from cnncalc.run.verification import LayerRun, Verification

MOST_LIKELY = 5
"""How many of a classifier's largest outputs are shown for a picture."""


def to_dict(found: Verification) -> dict[str, Any]:
    """One network as JSON. Figures are for one example, and for one region where a layer runs for several."""
    walk = found.walk
    return {
        "name": walk.name,
        "file": walk.network.text.source.name,
        "layout": "HWC",
        "batch": found.batch,
        "dtype": found.dtype,
        "seed": found.seed,
        "input_shape": list(walk.input.shape),
        "verified": found.agrees,
        "layers": [_layer(ran) for ran in found.layers],
        "receptive_field": _field(found.field) if found.field is not None else None,
        **({"weights": [{"name": name, "from": source} for name, source in found.matched.pairs]} if found.matched else {}),
        **({"most_likely": most_likely(found)} if found.image else {}),
        "diagnostics": [diagnostic(one, walk.network.text.source.name) for one in found.diagnostics],
    }


def unreadable(found: Unreadable) -> dict[str, Any]:
    """A file that could not be read, so that nothing was run; what would have been asked of it is as without options."""
    head = {key: value for key, value in found.to_dict().items() if key in ("name", "file", "layout", "batch", "dtype")}
    return head | {
        "seed": 0, "input_shape": None, "verified": False, "layers": [], "receptive_field": None,
        "diagnostics": [diagnostic(one, found.file) for one in found.diagnostics],
    }  # fmt: skip


def _layer(ran: LayerRun) -> dict[str, Any]:
    record = ran.record
    return {
        "index": record.index,
        "path": record.path,
        "op": record.op,
        "line": record.line,
        "output_shape": list(record.shape),
        "params": record.measure.params,
        "macs": record.measure.macs,
        "run": {
            "output_shape": list(ran.output_shape),
            "weights": {name: list(shape) for name, shape in ran.weights.items()},
            "params": ran.params,
            "macs": ran.macs,
        },
        **({"shares": record.shares.path} if record.shares is not None else {}),
        **({"times": record.times} if record.times != 1 else {}),
    }


def _field(probed: Probed) -> dict[str, Any]:
    return {
        "layer": probed.tensor.path,
        "unit": list(probed.unit),
        "computed": [list(ends) for ends in probed.computed or ()],
        "run": [list(ends) for ends in probed.measured or ()],
    }


def most_likely(found: Verification) -> list[dict[str, Any]]:
    """The largest numbers of the first example's result, with their places."""
    output = found.walk.output
    if output is None or output.shape.axes or output not in found.arrays:
        return []
    scores = found.arrays[output][0]
    return [{"index": int(at), "score": float(scores[at])} for at in scores.argsort()[::-1][:MOST_LIKELY]]
