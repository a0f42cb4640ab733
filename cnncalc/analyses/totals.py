"""Totals of a network: sums over its layers, exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analyses.memory import BYTES_OF, own_elements, peak

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.core.size import Size
    from cnncalc.walk import LayerRecord, Walk


class Counts(NamedTuple):
    """Sums over some layers; multiply-accumulates and activations for batch 1."""

    layers: int
    params: Size
    trainable_params: Size
    buffers: Size
    macs: Size
    flops: Size
    activations: Size
    """Elements of all outputs that are no views, without the input."""


class Totals(NamedTuple):
    """The totals of a network, for a batch and a dtype."""

    layers: int
    params: Size
    trainable_params: Size
    frozen_params: Size
    buffers: Size
    macs: Size
    flops: Size
    param_bytes: Size
    activation_bytes: Size
    peak_activation_bytes: Size
    peak_layer: LayerRecord | None
    input_bytes: Size

    @property
    def memory(self) -> Size:
        """Parameters and the peak of activations: what must fit."""
        return self.param_bytes + self.peak_activation_bytes


def counts(layers: Iterable[LayerRecord]) -> Counts:
    """The sums over ``layers``."""
    number = params = trainable = buffers = macs = flops = activations = 0
    for record in layers:
        number += 1
        macs += record.macs
        flops += record.flops
        activations += own_elements(record)
        if record.shares is None:
            params += record.measure.params
            trainable += 0 if record.frozen else record.measure.params
            buffers += record.measure.buffer_elements
    return Counts(number, params, trainable, buffers, macs, flops, activations)


def totals(walk: Walk, batch: int = 1, dtype: str = "float32") -> Totals:
    """The totals of a walk. Parameters do not grow with the batch; work and activations do."""
    sums, highest, width = counts(walk.layers), peak(walk), BYTES_OF[dtype]
    return Totals(
        layers=sums.layers,
        params=sums.params,
        trainable_params=sums.trainable_params,
        frozen_params=sums.params - sums.trainable_params,
        buffers=sums.buffers,
        macs=sums.macs * batch,
        flops=sums.flops * batch,
        param_bytes=sums.params * width,
        activation_bytes=sums.activations * batch * width,
        peak_activation_bytes=highest.elements * batch * width,
        peak_layer=highest.layer,
        input_bytes=sum(tensor.shape.elements for tensor in walk.inputs.values()) * batch * width,
    )
