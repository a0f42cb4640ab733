"""The layer kinds, one file and one class each: this listing is the table of contents.

A kind is imported when it is first named, so a network costs the start-up of the kinds it uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.core.operation import Operation

FAMILIES: dict[str, dict[str, str]] = {
    "convolution": {
        "conv": "cnncalc.layers.conv:Conv",
        "depthwise_conv": "cnncalc.layers.depthwise_conv:DepthwiseConv",
        "conv_transpose": "cnncalc.layers.conv_transpose:ConvTranspose",
        "locally_connected": "cnncalc.layers.locally_connected:LocallyConnected",
    },
    "pooling": {
        "maxpool": "cnncalc.layers.maxpool:Maxpool",
        "avgpool": "cnncalc.layers.avgpool:Avgpool",
        "l2pool": "cnncalc.layers.l2pool:L2pool",
        "subsample": "cnncalc.layers.subsample:Subsample",
        "adaptive_avgpool": "cnncalc.layers.adaptive_avgpool:AdaptiveAvgpool",
        "adaptive_maxpool": "cnncalc.layers.adaptive_maxpool:AdaptiveMaxpool",
        "global_avgpool": "cnncalc.layers.global_avgpool:GlobalAvgpool",
        "global_maxpool": "cnncalc.layers.global_maxpool:GlobalMaxpool",
        "regions": "cnncalc.layers.regions:Regions",
        "channel_avgpool": "cnncalc.layers.channel_avgpool:ChannelAvgpool",
        "channel_maxpool": "cnncalc.layers.channel_maxpool:ChannelMaxpool",
        "blurpool": "cnncalc.layers.blurpool:Blurpool",
    },
    "dense": {
        "linear": "cnncalc.layers.linear:Linear",
        "flatten": "cnncalc.layers.flatten:Flatten",
        "reshape": "cnncalc.layers.reshape:Reshape",
    },
    "normalisation": {
        "batchnorm": "cnncalc.layers.batchnorm:Batchnorm",
        "layernorm": "cnncalc.layers.layernorm:Layernorm",
        "groupnorm": "cnncalc.layers.groupnorm:Groupnorm",
        "instancenorm": "cnncalc.layers.instancenorm:Instancenorm",
        "lrn": "cnncalc.layers.lrn:Lrn",
        "l2norm": "cnncalc.layers.l2norm:L2norm",
        "grn": "cnncalc.layers.grn:Grn",
        "scale": "cnncalc.layers.scale:Scale",
    },
    "activation": {
        "relu": "cnncalc.layers.relu:Relu",
        "relu6": "cnncalc.layers.relu6:Relu6",
        "leaky_relu": "cnncalc.layers.leaky_relu:LeakyRelu",
        "prelu": "cnncalc.layers.prelu:Prelu",
        "elu": "cnncalc.layers.elu:Elu",
        "selu": "cnncalc.layers.selu:Selu",
        "celu": "cnncalc.layers.celu:Celu",
        "gelu": "cnncalc.layers.gelu:Gelu",
        "silu": "cnncalc.layers.silu:Silu",
        "mish": "cnncalc.layers.mish:Mish",
        "hardswish": "cnncalc.layers.hardswish:Hardswish",
        "hardsigmoid": "cnncalc.layers.hardsigmoid:Hardsigmoid",
        "hardtanh": "cnncalc.layers.hardtanh:Hardtanh",
        "sigmoid": "cnncalc.layers.sigmoid:Sigmoid",
        "tanh": "cnncalc.layers.tanh:Tanh",
        "softplus": "cnncalc.layers.softplus:Softplus",
        "softsign": "cnncalc.layers.softsign:Softsign",
        "softmax": "cnncalc.layers.softmax:Softmax",
        "log_softmax": "cnncalc.layers.log_softmax:LogSoftmax",
        "identity": "cnncalc.layers.identity:Identity",
    },
    "regularisation": {
        "dropout": "cnncalc.layers.dropout:Dropout",
        "stochastic_depth": "cnncalc.layers.stochastic_depth:StochasticDepth",
    },
    "rearranging": {
        "upsample": "cnncalc.layers.upsample:Upsample",
        "pad": "cnncalc.layers.pad:Pad",
        "crop": "cnncalc.layers.crop:Crop",
        "slice": "cnncalc.layers.slice:Slice",
        "chunk": "cnncalc.layers.chunk:Chunk",
        "channel_shuffle": "cnncalc.layers.channel_shuffle:ChannelShuffle",
        "pixel_shuffle": "cnncalc.layers.pixel_shuffle:PixelShuffle",
        "space_to_depth": "cnncalc.layers.space_to_depth:SpaceToDepth",
    },
    "joining": {
        "add": "cnncalc.layers.add:Add",
        "multiply": "cnncalc.layers.multiply:Multiply",
        "concat": "cnncalc.layers.concat:Concat",
        "maximum": "cnncalc.layers.maximum:Maximum",
        "average": "cnncalc.layers.average:Average",
    },
}
"""Every built-in operation by family, and where its class is: registering a kind is one line here."""

GROUPING = ("sequence", "head")
"""Words that stand where an operation does, but hold layers instead of being one."""

_loaded: dict[str, type[Operation]] = {}


def places() -> dict[str, str]:
    """Where the class of every operation is, in the order of the families."""
    return {name: place for family in FAMILIES.values() for name, place in family.items()}


def is_join(name: str) -> bool:
    """Whether ``name`` joins several tensors."""
    return name in FAMILIES["joining"]


def activations() -> list[str]:
    """Every activation, as the shorthand ``activation:`` takes it."""
    return list(FAMILIES["activation"])


def kind(name: str) -> type[Operation]:
    """The class of operation ``name``.

    Raises:
        KeyError: there is none.
    """
    if name not in _loaded:
        module, _, cls = places()[name].partition(":")
        _loaded[name] = getattr(import_module(module), cls)
    return _loaded[name]
