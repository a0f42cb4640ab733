"""What was understood, in words: so that a misreading is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.core.shape import AXIS_NAMES
from cnncalc.rules.words import counted, enumerated
from cnncalc.textbook import spelling
from cnncalc.textbook.wording.draft import CONVOLUTIONS, POOLS, SLIDING, UNSPECIFIC
from cnncalc.textbook.wording.quantities import QUANTITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.textbook.wording.draft import Draft, Question

NAMES = {
    "conv": "convolution",
    "depthwise_conv": "depthwise convolution",
    "conv_transpose": "transposed convolution",
    "locally_connected": "locally connected",
    "maxpool": "max pooling",
    "avgpool": "average pooling",
    "l2pool": "L2 pooling",
    "global_avgpool": "global average pooling",
    "global_maxpool": "global max pooling",
    "adaptive_avgpool": "adaptive average pooling",
    "adaptive_maxpool": "adaptive max pooling",
    "linear": "fully connected",
    "batchnorm": "batch normalization",
    "pad": "padding",
}
"""What a text calls an operation of the language; all others by their own word."""


def understood(question: Question) -> list[tuple[str, str]]:
    """A heading and a line for the input, each layer and what is asked."""
    said = _input(question)
    lines = [("input", said)] if said else []
    lines += [(NAMES.get(layer.kind, layer.kind), ", ".join(_layer(layer))) for layer in question.layers]
    asked = [QUANTITIES[name].label if name in QUANTITIES else name.replace("_", " ") for name in question.asked]
    return [*lines, ("asked", ", ".join(asked) or "nothing in particular")]


def assumed(question: Question) -> list[dict[str, str | int]]:
    """What the text leaves unsaid and is taken for granted: the layer's place, the parameter, its value."""
    return [
        {"layer": place, "operation": layer.kind, "text": text}
        for place, layer in enumerate(question.layers, 1)
        for text in _unsaid(layer)
    ]


def _input(question: Question) -> str:
    volume = question.input
    said = f" (from `{volume.channels_said}`)" if volume.channels_said else ""
    if volume.is_vector:
        return f"{volume.channels} numbers"
    if volume.spatial is None:
        return f"{counted(volume.channels, 'channel')}{said}, size not said" if volume.channels is not None else ""
    sizes = spelling.times(volume.spatial)
    if volume.channels is None:
        return f"{sizes} ({' x '.join(AXIS_NAMES[len(volume.spatial)])}), channels not said"
    return f"{sizes}x{volume.channels}{said}"


def _layer(layer: Draft) -> Iterator[str]:
    """``10 filters 5x5``, ``stride 1 (assumed)``, and so on."""
    if layer.kind == "linear":
        yield counted(layer.count, "unit") if layer.count is not None else "number of units not said"
    elif layer.kind in SLIDING:
        yield _window(layer)
    for name, value in layer.settings.items():
        said = layer.words.get(name, "")
        values = [_value(each) for each in (value, *layer.alternatives.get(name, ()))]
        text = (name if value else f"no {name}") if isinstance(value, bool) else f"{name} {enumerated(values, 'or')}"
        yield f"{text} ({said})" if said else text
    yield from (f"{text} (assumed)" for text in _unsaid(layer))


def _window(layer: Draft) -> str:
    """Filters with their count and size, or the window of a pool."""
    kernel = layer.kernel
    size = spelling.times(kernel if len(kernel) > 1 else kernel * 2) if kernel is not None else "size not said"
    if layer.kind in POOLS:
        return f"window {size}"
    depth = f"x{layer.depth}" if layer.depth is not None else ""
    if layer.kind == "depthwise_conv":
        return f"a filter {size} for each channel"
    return (
        f"{counted(layer.count, 'filter')} {size}{depth}"
        if layer.count is not None
        else f"filters {size}{depth}, their number not said"
    )


def _unsaid(layer: Draft) -> Iterator[str]:
    """What a layer leaves unsaid."""
    if layer.kind not in SLIDING:
        return
    yield from layer.assumed
    if "stride" not in layer.settings:
        yield (
            "stride 1"
            if layer.kind in CONVOLUTIONS
            else f"stride {_value(layer.kernel)}"
            if layer.kernel
            else "stride as the kernel"
        )
    if "padding" not in layer.settings or layer.words.get("padding") == UNSPECIFIC:
        yield "padding 0"


def _value(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return str(value[0]) if len(set(value)) == 1 else spelling.times(value)
