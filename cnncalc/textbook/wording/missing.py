"""What a text would have to say before its question can be answered. Input, kernel and number of filters are never assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.draft import CONVOLUTIONS, COUNTED, POOLS, SLIDING
from cnncalc.textbook.wording.quantities import EVERYTHING, QUANTITIES
from cnncalc.textbook.wording.summary import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.textbook.wording.draft import Draft, Question

_OF_PLANES = frozenset({"output", "output_size", "padded_input", "fits", "receptive_field", "answer"})
"""Quantities that a height and a width are an answer to."""


def missing(question: Question, wanted: Sequence[str]) -> Iterator[str]:
    """What is missing for these quantities, each with an example of how to say it."""
    needs = frozenset().union(*(QUANTITIES[name].needs if name in QUANTITIES else EVERYTHING for name in wanted))
    volume, layers = question.input, question.layers
    is_plane = volume.spatial is not None and volume.channels is None and _OF_PLANES.issuperset(wanted)
    if is_plane:
        # No channels are said, and none are asked for: heights and widths are all there is.
        needs &= {"size"}
    if not layers:
        yield "a layer, as in `10 5x5 filters` or `2x2 max pooling`"
    is_flattened = any(layer.kind == "linear" for layer in layers) and not volume.is_vector
    if volume.spatial is None and ("size" in needs or (is_flattened and needs)):
        yield "the input, as in `input 32x32x3`"
    elif volume.channels is None and "channels" in needs and any(layer.kind not in POOLS for layer in layers):
        yield "the input's channels, as in `32x32x3`, `RGB` or `3 channels`"
    for place, layer in enumerate(layers):
        of = f" of layer {place + 1}, {NAMES.get(layer.kind, layer.kind)}" if len(layers) > 1 else ""
        is_followed = any(other.kind in (*CONVOLUTIONS, "linear") for other in layers[place + 1 :])
        yield from _of_layer(layer, of, needs_filters="filters" in needs or bool(is_followed and needs - {"size"}))


def _of_layer(layer: Draft, of: str, *, needs_filters: bool) -> Iterator[str]:
    if layer.kind in SLIDING and layer.kernel is None:
        yield f"the kernel's size{of}, as in `{'2x2 max pooling' if layer.kind in POOLS else '5x5 filters'}`"
    if layer.kind in COUNTED and layer.count is None and needs_filters:
        yield f"the number of filters{of}, as in `10 filters`"
    if layer.kind == "linear" and layer.count is None:
        yield f"the number of units{of}, as in `fully connected layer with 10 units`"
