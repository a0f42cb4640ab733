"""A layer of a network: where it stands, what it takes, and who says its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.language.origins import Origin, origins
from cnncalc.source import printable
from cnncalc.textbook import spelling
from cnncalc.textbook.step import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.api import Walk
    from cnncalc.walk import LayerRecord


def provenance(walk: Walk, record: LayerRecord) -> list[Step]:
    """Where a layer of ``walk`` stands in the file, which layers it takes its input from, and where its parameters come from."""
    steps = [Step("written", (_place(walk, record),)), Step("input", tuple(_inputs(record)))]
    values = tuple(line for origin in found(walk, record) for line in _lines(origin))
    return [*steps, Step("values", values)] if values else steps


def found(walk: Walk, record: LayerRecord) -> list[Origin]:
    """Where the layer's parameters come from; the shorthand's layers are children of their own, so its fields are left out."""
    every = origins(walk.network.document, walk.settings, record)
    return [origin for origin in every if origin.name not in ("batchnorm", "activation")]


def to_list(walk: Walk, record: LayerRecord) -> list[dict[str, Any]]:
    """The origins as JSON."""
    return [_entry(origin) for origin in found(walk, record)]


def _entry(origin: Origin) -> dict[str, Any]:
    return {
        "name": origin.name,
        "value": list(origin.value) if isinstance(origin.value, tuple) else origin.value,
        "said_by": origin.said_by,
        "text": origin.text,
        "line": origin.line,
        "where": origin.where,
        "parts": [_entry(part) for part in origin.parts],
    }


def _place(walk: Walk, record: LayerRecord) -> str:
    trail = record.place.trail
    within = f", in {' > '.join(trail)}" if trail else ""
    line = "" if record.line is None else f":{record.line}"
    return f"{printable(walk.network.text.source.name, 200)}{line}{within}"


def _inputs(record: LayerRecord) -> Iterator[str]:
    for tensor in record.inputs:
        yield f"{tensor.shape} from {'the network' if tensor.path == 'input' else tensor.path}"


def _lines(origin: Origin, depth: int = 0) -> Iterator[str]:
    """A value, and below it what the names in its expression stand for."""
    written = f"`{printable(origin.text)}`, " if origin.text.startswith("=") else ""
    told = f"{written}{_said(origin)}"
    yield f"{'  ' * depth}{origin.name}: {_value(origin)}{f', {told}' if told else ''}"
    for part in origin.parts:
        yield from _lines(part, depth + 1)


def _value(origin: Origin) -> str:
    if origin.value is None:
        return "as the kernel" if origin.name == "stride" else "none"
    if isinstance(origin.value, list):
        return printable(str(origin.value))
    return printable(spelling.value(origin.value), 200)


def _said(origin: Origin) -> str:
    """Who says the value, and in which line."""
    line = f"line {origin.line}" if origin.line is not None else ""
    words = {
        "layer": line,
        "defaults": f"from the file's defaults, {line}",
        "kind": "by default",
        "call": f"given to {origin.where}, {line}",
        "block": f"the default of {origin.where}, {line}",
        "variable": f"under vars, {line}",
        "variant": f"of the variant {origin.where}, {line}",
        "set": f"by --set {origin.name}",
        "repeat": f"the pass, from 0, of the repeat in {line}",
        "tensor": f"what {'comes into the network' if origin.where == 'input' else f'{origin.where} puts out'}",
    }
    return words[origin.said_by]
