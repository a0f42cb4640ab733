"""Layers one after the other: shapes, weights, work and bytes against figures worked out without cnncalc."""

from __future__ import annotations

from math import prod

import independent
from generated import chains, checked, file, walked
from hypothesis import given
from hypothesis import strategies as st

SUMS = ("params", "trainable_params", "buffers", "macs", "flops", "activation_bytes")


@checked(1000)
@given(chains())
def test_every_layer(chain):
    first, entries = chain
    text = file(first, [made.value for made in entries])
    shown = walked(text).to_dict()
    wanted = [layer.figures for made in entries for layer in made.layers]
    assert len(shown["layers"]) == len(wanted), text
    for layer, figures in zip(shown["layers"], wanted, strict=True):
        assert {key: layer[key] for key in figures} == figures, text
    assert shown["output_shape"] == list(entries[-1].y)
    assert shown["input_shape"] == list(first)


@checked(200)
@given(chains(), st.sampled_from((("float32", 4), ("float16", 2), ("float64", 8), ("int8", 1))))
def test_totals_are_sums(chain, dtype):
    first, entries = chain
    name, width = dtype
    shown = walked(file(first, [made.value for made in entries]), dtype=name).to_dict()
    totals, layers = shown["totals"], shown["layers"]
    for key in SUMS:
        assert totals[key] == sum(layer[key] for layer in layers)
    assert totals["layers"] == len(layers)
    assert totals["params"] == sum(prod(shape) for layer in layers for shape in layer["weights"].values())
    assert totals["buffers"] == sum(prod(shape) for layer in layers for shape in layer["buffer_shapes"].values())
    assert totals["frozen_params"] == totals["params"] - totals["trainable_params"] == 0
    assert totals["param_bytes"] == totals["params"] * width
    kept = [layer for layer in layers if layer["op"] not in independent.VIEWS]
    assert totals["activation_bytes"] == width * sum(prod(layer["output_shape"]) for layer in kept)
    assert totals["activation_bytes"] >= totals["peak_activation_bytes"] - width * prod(first)


@checked(100)
@given(chains(), st.integers(1, 64))
def test_a_batch_multiplies_work_and_activations(chain, batch):
    first, entries = chain
    text = file(first, [made.value for made in entries])
    one, many = walked(text).to_dict(), walked(text, batch=batch).to_dict()
    for key in ("macs", "flops", "activation_bytes"):
        assert many["totals"][key] == batch * one["totals"][key]
        assert [layer[key] for layer in many["layers"]] == [batch * layer[key] for layer in one["layers"]]
    assert many["totals"]["peak_activation_bytes"] == batch * one["totals"]["peak_activation_bytes"]
    for key in ("params", "trainable_params", "buffers", "param_bytes", "receptive_field", "peak_layer"):
        assert many["totals"][key] == one["totals"][key]
    assert [layer["output_shape"] for layer in many["layers"]] == [layer["output_shape"] for layer in one["layers"]]
    assert many["batch"] == batch


@checked(100)
@given(chains())
def test_a_chain_holds_two_tensors_at_once(chain):
    """Nothing but a layer's input and output is alive while it runs; a view has no memory of its own."""
    first, entries = chain
    held = most = prod(first)
    for layer in (layer for made in entries for layer in made.layers):
        if layer.op not in independent.VIEWS:
            most, held = max(most, held + prod(layer.y)), prod(layer.y)
    assert walked(file(first, [made.value for made in entries])).totals.peak_activation_bytes == 4 * most
