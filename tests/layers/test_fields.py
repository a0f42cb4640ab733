"""The parameters of every kind and what they are when nothing is said: the format's table, and PyTorch's defaults."""

from __future__ import annotations

import pytest

from cnncalc import layers

WEIGHTED = "bias=True batchnorm=False activation='none'"
POOL = "*kernel stride=None padding=0 rounding='floor'"

SIGNATURES = {
    "conv": f"*filters kernel stride=1 padding=0 dilation=1 groups=1 rounding='floor' connections=None {WEIGHTED}",
    "depthwise_conv": f"*kernel multiplier=1 stride=1 padding=0 dilation=1 rounding='floor' {WEIGHTED}",
    "conv_transpose": f"*filters kernel stride=1 padding=0 output_padding=0 dilation=1 groups=1 {WEIGHTED}",
    "locally_connected": f"*filters kernel stride=1 padding=0 dilation=1 groups=1 rounding='floor' {WEIGHTED}",
    "maxpool": f"{POOL} dilation=1",
    "avgpool": f"{POOL} count_include_pad=True",
    "l2pool": POOL,
    "subsample": POOL,
    "adaptive_avgpool": "*size",
    "adaptive_maxpool": "*size",
    "regions": "*count size=None",
    "blurpool": "*kernel stride=2",
    "linear": f"*features {WEIGHTED}",
    "reshape": "*shape",
    "batchnorm": "epsilon=1e-05 affine=True",
    "layernorm": "epsilon=1e-05 affine=True",
    "groupnorm": "*groups epsilon=1e-05 affine=True",
    "instancenorm": "epsilon=1e-05 affine=False",
    "lrn": "*size=5 alpha=0.0001 beta=0.75 k=1.0",
    "l2norm": "scale=True epsilon=1e-12",
    "grn": "epsilon=1e-06",
    "scale": "bias=False value=None",
    "leaky_relu": "*slope=0.01",
    "prelu": "shared=False",
    "elu": "alpha=1.0",
    "celu": "alpha=1.0",
    "dropout": "*rate=0.5",
    "stochastic_depth": "*rate",
    "upsample": "*scale=None size=None mode='nearest'",
    "pad": "*padding",
    "crop": "*margin",
    "slice": "start=0 stop=None",
    "chunk": "part of",
    "channel_shuffle": "*groups",
    "pixel_shuffle": "*factor",
    "space_to_depth": "*factor",
}
"""A star before the main parameter, a default behind those that need not be given; kinds without parameters are left out."""


def signature(operation):
    kind = layers.kind(operation)
    return {
        ("*" if field.main else "") + name + ("" if field.required else f"={field.default!r}")
        for name, field in kind.fields.items()
    }


@pytest.mark.parametrize("operation", layers.places())
def test_parameters(operation):
    assert signature(operation) == set(SIGNATURES.get(operation, "").split())


@pytest.mark.parametrize("operation", layers.places())
def test_the_main_parameter_stands_first(operation):
    kind = layers.kind(operation)
    assert kind.main in {None, next(iter(kind.fields), None)}


@pytest.mark.parametrize("operation", layers.places())
def test_every_example_can_be_read(operation):
    """What the documentation shows as an example of a field is a value of it."""
    for field in layers.kind(operation).fields.values():
        if not field.type.example.startswith("["):
            field.type.read(field.type.example)
