"""The lock file: the figures of all checked networks, sorted, so that a change of any of them is seen in review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cnncalc.analyses.totals import totals
from cnncalc.api import UsageError, Walk
from cnncalc.checking.result import Assertion
from cnncalc.render.findings.located import shown_path
from cnncalc.source import Diagnostic, Span, printable

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.checking.result import FileResult

NAME = "cnncalc.lock"
VERSION = 1

LAYER = ("op", "output", "params", "macs")
TOTALS = ("params", "trainable_params", "buffers", "macs", "flops", "peak_activation_bytes")


def figures(walk: Walk) -> dict[str, Any]:
    """What is locked of a network: batch 1, float32."""
    sums = totals(walk)
    return {
        "input": " ".join(str(tensor.shape) for tensor in walk.inputs.values()),
        "output": str(walk.output.shape) if walk.output is not None else None,
        "totals": {key: getattr(sums, key) for key in TOTALS},
        "layers": {record.path: [record.op, str(record.shape), record.params, record.macs] for record in walk.layers},
    }


def key(file: str, walk: Walk) -> str:
    """What a network is called in the lock: its file, seen from the current folder, and its variant."""
    variant, path = walk.settings.variant, shown_path(file)
    return f"{path}@{variant}" if variant else path


def write(results: list[FileResult]) -> str:
    """The lock file of all complete networks."""
    models = {
        key(result.name, model): figures(model)
        for result in results
        for model in result.models
        if isinstance(model, Walk) and model.complete
    }
    lines = [f'{{"version": {VERSION}, "models": {{']
    for number, name in enumerate(sorted(models)):
        model = models[name]
        lines.append(f"{json.dumps(name)}: {{")
        lines += [f"  {json.dumps(part)}: {json.dumps(model[part])}," for part in ("input", "output", "totals")]
        layers = [f"    {json.dumps(path)}: {json.dumps(layer)}" for path, layer in sorted(model["layers"].items())]
        lines += ['  "layers": {', ",\n".join(layers), "  }", "}" + ("," if number + 1 < len(models) else "")]
    return "\n".join([*lines, "}}"]) + "\n"


def read(path: Path) -> dict[str, Any]:
    """The networks of a lock file.

    Raises:
        UsageError: it is missing, or no lock file of this version.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}; `cnncalc lock` writes it") from None
    except ValueError as error:
        raise UsageError(f"{path} is no lock file: {error}") from None
    if not isinstance(content, dict) or content.get("version") != VERSION or not isinstance(content.get("models"), dict):
        raise UsageError(f"{path} is no lock file of version {VERSION}: write it anew with `cnncalc lock`")
    models: dict[str, Any] = content["models"]
    return models


def judge(file: str, walk: Walk, models: dict[str, Any]) -> Assertion:
    """Whether a network has its locked figures: CC204 names the first layer that changed, CC205 a network that is not locked."""
    name = key(file, walk)
    source = walk.network.text.source
    start = Span(source, 1, 1, 1, 1 + len(source.line(1)))
    locked = models.get(name)
    if not isinstance(locked, dict):
        help = "`cnncalc lock` adds it"
        return Assertion(
            walk.name, "is locked", Diagnostic("CC205", f"{printable(name)} is not in the lock file", start, help=help)
        )
    now = figures(walk)
    if now == locked:
        return Assertion(walk.name, "is as locked", None)
    span, layer, what = _first_change(walk, now, locked)
    help = "if the change is meant, `cnncalc lock` writes the new figures"
    found = Diagnostic(
        "CC204", f"{printable(walk.name)} has changed since it was locked: {what}", span or start, help=help, layer=layer
    )
    return Assertion(walk.name, "is as locked", found)


def _first_change(walk: Walk, now: dict[str, Any], locked: dict[str, Any]) -> tuple[Span | None, str | None, str]:
    """Where and what: the first layer in running order that is new or has other figures, a layer that is gone, or a total."""
    before = locked.get("layers") or {}
    totals_text = _totals(now["totals"], locked.get("totals") or {})
    if now["input"] != locked.get("input"):
        return None, None, f"its input was {locked.get('input')}, is {now['input']}{totals_text}"
    for record in walk.layers:
        was, is_now = before.get(record.path), now["layers"][record.path]
        if was == is_now:
            continue
        span = record.written.word_span if record.written is not None else None
        if was is None:
            return span, record.path, f"the layer {record.path} is new{totals_text}"
        parts = [f"{what} was {_shown(a)}, is {_shown(b)}" for what, a, b in zip(LAYER, was, is_now, strict=False) if a != b]
        return span, record.path, f"{record.path}: {', '.join(parts)}{totals_text}"
    gone = [path for path in before if path not in now["layers"]]
    if gone:
        return None, None, f"the layer {printable(gone[0])} is gone{totals_text}"
    return None, None, (totals_text or f"; its output was {locked.get('output')}, is {now['output']}").removeprefix("; ")


def _totals(now: dict[str, int], locked: dict[str, int]) -> str:
    changed = [f"{name} {_shown(locked.get(name))} -> {_shown(count)}" for name, count in now.items() if locked.get(name) != count]
    return "; " + ", ".join(changed) if changed else ""


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else printable(str(value))
